"""What the pages of parties, people and events show, in order, by the names of their pieces.

Moving a line moves the row or section on the page. Pieces are supplied by `articles.page.shared`, by the modules beside
this one, and by later rooms.
"""

from articles.page.pieces import PageOrder, orders
from parties.pages import event, navbox, party, person  # noqa: F401  they supply pieces

orders["party"] = PageOrder(
    infobox=(
        "party",
        "statements",
        "colours and slogan",
        "seats",
    ),
    sections=(
        "leadership",
        "timeline",
        "electoral history",
        "further facts",
    ),
    navboxes=("parties", "elections"),
)
orders["person"] = PageOrder(
    infobox=(
        "person",
        "statements",
    ),
    sections=(
        "positions",
        "roles",
        "timeline",
        "candidacies of a person",
        "further facts",
    ),
    navboxes=("parties", "elections"),
)
orders["event"] = PageOrder(
    infobox=(
        "event",
        "statements",
    ),
    sections=(
        "participants",
        "further facts",
    ),
    navboxes=("parties", "elections"),
)
