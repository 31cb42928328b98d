"""Cells of computed tables: one plain value each, without marks."""

from articles.facts import Fact, Text
from articles.pages import Cell


def figure(text: str) -> Cell:
    """A figure as printed, aligned right; "" where it is unknown."""
    return Cell((Fact((Text(text),)),), numeric=True)


def words(text: str) -> Cell:
    return Cell((Fact((Text(text),)),))


def heading(text: str) -> Cell:
    """The cell that heads a row."""
    return Cell((Fact((Text(text),)),), heading=True)
