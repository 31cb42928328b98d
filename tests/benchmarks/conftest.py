"""Rows to save, as the tests of revisions have them."""

from tests.revisions.conftest import editor, head, party, person

__all__ = ["editor", "head", "party", "person"]
