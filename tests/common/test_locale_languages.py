"""Direction of writing: the script decides, else the language's usual script."""

import pytest

from common.locale import direction


@pytest.mark.parametrize("tag", ["kk-Arab", "ar", "fa", "he", "ug", "ur", "ug-Arab", "ar-EG", "kk-Arab-CN", "yi"])
def test_arabic_and_hebrew_scripts_are_written_from_right_to_left(tag):
    assert direction(tag) == "rtl"


@pytest.mark.parametrize(
    "tag", ["kk", "kk-Cyrl", "kk-Latn", "ru", "en", "en-GB", "ar-Latn", "ug-Cyrl", "he-Latn-IL", ""]
)
def test_all_others_are_written_from_left_to_right(tag):
    assert direction(tag) == "ltr"
