"""Times of the log in words."""

import datetime

import pytest
from django.utils import translation

from common.locale import in_words

ALMATY = datetime.timezone(datetime.timedelta(hours=5))


@pytest.mark.parametrize(
    ("language", "minute"),
    [
        ("en", "25 November 2026, 20:07 UTC"),
        ("ru", "25 ноября 2026 г., 20:07 UTC"),
        ("kk", "2026 ж. 25 қараша, 20:07 UTC"),
    ],
)
def test_a_time_is_said_in_the_readers_language_and_in_utc(language, minute):
    with translation.override(language):
        said = in_words(datetime.datetime(2026, 11, 26, 1, 7, 59, tzinfo=ALMATY))
    assert " ".join(said.minute.split()) == minute  # Babel puts a narrow space before "г." and "ж."
    assert said.minute.startswith(said.day)
    assert said.iso == "2026-11-25T20:07:59+00:00"
