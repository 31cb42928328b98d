"""Which versions stood at a revision, found without walking over all the others.

A version stands from its revision until the one that replaced it. An index on either end must read everything that
began before a late revision, or everything that ended after an early one: the pages of an article with ten thousand
revisions grew with them. So each version is filed under a node, as in a relational interval tree (Kriegel, Pötke and
Seidl, 2000): the number of its time that can be halved most often. Whatever stands at a revision is filed under one of
a few dozen numbers, and since the versions of one row follow one another, each number holds at most one of them.
"""

NEWEST = 0  # the node of versions that nothing has replaced yet


def node_of(revision: int, until: int) -> int:
    """The node of a version that stood from `revision` until `until` replaced it."""
    last = until - 1
    if last < revision:  # replaced within its own revision: it is read at none
        return revision
    shared = ((revision - 1) ^ last).bit_length() - 1
    return last >> shared << shared


def nodes_at(number: int, head: int) -> list[int]:
    """The nodes of all versions that can stand right after revision `number`, while `head` is the newest.

    No version is filed beyond the newest revision. One node more than that, so that revisions may come meanwhile.
    """
    bits = max(number, head).bit_length() + 1
    lowest = (number & -number).bit_length() - 1 if number else bits
    return [NEWEST, *((number >> bit | 1) << bit for bit in range(lowest, bits))]
