"""The door for those who use sources: what they say of its uses, and what they let an editor do with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

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


Finder = Callable[[Moment, int, str], Iterable[Use]]
_finders: list[Finder] = []


def register_uses(finder: Finder) -> None:
    """Add a function that gives the public uses of a source by its id and key, at a moment."""
    _finders.append(finder)


def uses(moment: Moment, citation_id: int, key: str) -> tuple[Use, ...]:
    return tuple(use for finder in _finders for use in finder(moment, citation_id, key))


Used = Callable[[], Iterable[str]]
_used: list[Used] = []


def register_used(finder: Used) -> None:
    """Add a function that gives the keys of all sources that something uses, drafts included, in constant queries."""
    _used.append(finder)


def used_keys() -> frozenset[str]:
    return frozenset(key for finder in _used for key in finder())


@dataclass(frozen=True)
class Tool:
    """A link above the form of a source. `address` gives its page by the source's key."""

    label: Any
    address: Callable[[str], str]


_tools: list[Tool] = []


def register_tool(tool: Tool) -> None:
    _tools.append(tool)


def tools_for(key: str) -> list[tuple[Any, str]]:
    """Label and address of every tool for the source with a key."""
    return [(tool.label, tool.address(key)) for tool in _tools]
