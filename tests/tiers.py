"""Three tiers of tests.

Unmarked tests are what `make test` and a plain `pytest` run: pure modules and rows, and of everything else a smoke.
`slow` ones come with `make test-all`, which also lets `wider` tests and properties take more: more examples, saves,
addresses. `audit` is for `make audit`. TESTS=whole in the environment asks for the wider form.
"""

import os
from pathlib import Path

import hypothesis

TESTS = Path(__file__).parent
WHOLE = os.environ.get("TESTS") == "whole"

# Folders and files that only the whole run takes; a test in them that is marked `smoke` is run always.
SLOW = (
    "journeys",
    "histories",
    "elections/parlgov",
    "articles/test_every_article.py",
    "articles/test_history_of_the_seed.py",
    "articles/admin/test_editing_at_once.py",
    "baytaq_site/test_canary.py",
    "baytaq_site/test_drafts_and_nothing.py",
    "baytaq_site/test_odd_ids.py",
    "baytaq_site/test_untranslated.py",
    "baytaq_site/test_api.py",
    "elections/pages/test_large.py",
    "elections/entering",
    "revisions/test_verify_faults.py",
    "revisions/test_verify_tampering.py",
    "test_html.py",
)

# How fast an example runs says more about the machine than about the code.
hypothesis.settings.register_profile("fast", deadline=None, print_blob=True, max_examples=25, derandomize=True)
hypothesis.settings.register_profile("whole", deadline=None, print_blob=True, max_examples=100)


def is_slow(path: Path) -> bool:
    return any(path.is_relative_to(TESTS / place) for place in SLOW)
