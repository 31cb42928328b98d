"""What goes wrong in this house, by name."""


class UntrackedWrite(Exception):
    """A write that would leave no revision: bulk verbs, a save of half an aggregate, a write outside a recording."""
