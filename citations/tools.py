"""What an editor can do with a source besides editing it: links above its form, which other rooms add."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tool:
    """`address` gives the page for a source by its key."""

    label: Any
    address: Callable[[str], str]


_tools: list[Tool] = []


def register_tool(tool: Tool) -> None:
    _tools.append(tool)


def tools_for(key: str) -> list[tuple[Any, str]]:
    """Label and address of every tool for the source with a key."""
    return [(tool.label, tool.address(key)) for tool in _tools]
