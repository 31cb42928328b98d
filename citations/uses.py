"""The door for those who use sources: where a source is used, and what becomes of its uses when two merge."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from citations.models import Citation
from revisions.moments import Moment


@dataclass(frozen=True)
class Use:
    """One place where a source is cited: in which article, for which fact or in which section.

    `words` are the fact's value, or the sentence in quotation marks; `states` is what the source says instead.
    """

    article: str
    url: str
    place: str
    words: str = ""
    locator: str = ""
    states: str = ""
    is_fact: bool = False

    @property
    def supports(self) -> bool:
        """Whether a fact, and not a text, stands on the source."""
        return self.is_fact and not self.states


@dataclass(frozen=True)
class Tool:
    """A link above the form of a source. `address` gives its page by the source's key."""

    label: Any
    address: Callable[[str], str]


@dataclass(frozen=True)
class SourceUser:
    """A room that uses sources, and what it answers for."""

    # The public uses of a source, by its id and key, at a moment.
    uses: Callable[[Moment, int, str], Iterable[Use]]
    # The keys of all sources that something uses, drafts included, in constant queries.
    used_keys: Callable[[], Iterable[str]]
    # Make every use of the first source a use of the second, drafts included; and whether a user may change all that.
    move: Callable[[Citation, Citation], None]
    may_move: Callable[[Any], bool]
    tools: tuple[Tool, ...] = ()


_users: list[SourceUser] = []


def register_source_user(user: SourceUser) -> None:
    _users.append(user)


def uses(moment: Moment, citation_id: int, key: str) -> tuple[Use, ...]:
    return tuple(use for user in _users for use in user.uses(moment, citation_id, key))


def used_keys() -> frozenset[str]:
    return frozenset(key for user in _users for key in user.used_keys())


def move_uses(merged: Citation, kept: Citation) -> None:
    """Let all who use a source use another. Call inside `recording()`."""
    for user in _users:
        user.move(merged, kept)


def may_move_uses(editor: Any) -> bool:
    return all(user.may_move(editor) for user in _users)


def tools_for(key: str) -> list[tuple[Any, str]]:
    """Label and address of every tool for the source with a key."""
    return [(tool.label, tool.address(key)) for user in _users for tool in user.tools]
