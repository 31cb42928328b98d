"""What the pages of elections and assemblies show, in order, by the names of their pieces.

Moving a line moves the row or section on the page. The pieces that parties and people get from this room are on the
lists of `parties.pages`.
"""

from articles.page.pieces import PageOrder, orders
from elections.pages import (  # noqa: F401  they supply pieces
    assembly,
    composition,
    election,
    measures,
    method,
    party,
    person,
    regions,
    results,
)

orders["election"] = PageOrder(
    infobox=(
        "election",
        "statements",
    ),
    sections=(
        "results",
        "regions",
        "computed figures",
        "another method",
        "candidates",
        "timeline",
        "further facts",
    ),
    navboxes=("parties", "elections"),
)
orders["assembly"] = PageOrder(
    infobox=(
        "assembly",
        "statements",
    ),
    sections=(
        "elections of an assembly",
        "further facts",
    ),
    navboxes=("parties", "elections"),
)
