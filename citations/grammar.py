r"""One grammar for sources everywhere: Pandoc's.

In prose `[@key]`, `[@key, p. 4]`, `[@a; @b]`. In the source line beside a fact the same, and two marks more:

    [@key, p. 4 "words quoted"]     supports the fact, printed as a mark
    [-@key]                         supports it without a mark (Pandoc's minus also suppresses what is printed)
    [!@key: 30 November]            says otherwise: the colon is followed by what this source states
    votes: [@key]                   only about one field of the row; a line of its own
    [@key] // counted by hand       after two slashes an editor's remark, never printed

A backslash takes the meaning from the next character: `\;` `\]` `\:` `\"` `\\`; `\n` is a new line.
Pure: text in, dataclasses out; what is wrong is said in the reader's language.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.text import strip

KEY = r"[a-z0-9]+(?:[-_.][a-z0-9]+)*"
_FIELD = re.compile(r"\s*([a-z_]+)\s*:\s*(?=\[|//|$)")
_ITEM = re.compile(rf"\s*(?P<mode>[-!]?)@(?P<key>{KEY})(?P<rest>.*)", re.DOTALL)


class GrammarError(ValueError):
    """What is wrong with a source line, said so that an editor can mend it."""


@dataclass(frozen=True)
class Cite:
    """One source named for a fact. `states` is what it says instead; it then never prints a mark."""

    key: str
    locator: str = ""
    quotation: str = ""
    printed: bool = True
    states: str = ""


@dataclass(frozen=True)
class FactSources:
    """What stands on one line: the sources of a field ("" is the whole row) and the editor's remark."""

    field: str = ""
    cites: tuple[Cite, ...] = ()
    remark: str = ""


def parse(text: str) -> tuple[FactSources, ...]:
    """Parse the lines of a source field. Raises GrammarError with the words to show beside the field."""
    parsed = [_parse_line(line) for line in text.replace("\r\n", "\n").split("\n") if strip(line)]
    seen: set[str] = set()
    for line in parsed:
        if line.field in seen:
            raise GrammarError(
                _("“%(field)s” has two lines. Put its sources on one.") % {"field": line.field or _("the row")}
            )
        seen.add(line.field)
    return tuple(parsed)


def parse_cites(text: str) -> tuple[Cite, ...]:
    """Parse the inside of brackets in prose: no minus, no dispute, no quotation."""
    cites = tuple(_parse_item(item) for item in _split(text, ";"))
    if any(not cite.printed or cite.quotation for cite in cites):
        raise GrammarError(_("In prose a source is cited with [@key] or [@key, p. 4]."))
    return cites


def format_line(sources: FactSources) -> str:
    """The canonical spelling of a line: `parse(format_line(x)) == (x,)`."""
    prefix = f"{sources.field}: " if sources.field else ""
    printed = "[" + "; ".join(_format_item(cite) for cite in sources.cites) + "]" if sources.cites else ""
    remark = f"// {_escape_lines(sources.remark)}" if sources.remark else ""
    return prefix + " ".join(filter(None, (printed, remark)))


def format_lines(lines: tuple[FactSources, ...]) -> str:
    """All lines of a row, the whole row first, then its fields by name; empty ones vanish."""
    wanted = sorted((line for line in lines if line.cites or line.remark), key=lambda line: line.field)
    return "\n".join(format_line(line) for line in wanted)


def _parse_line(line: str) -> FactSources:
    match = _FIELD.match(line)
    name, rest = (match[1], line[match.end() :]) if match else ("", line)
    cites: list[Cite] = []
    while rest := strip(rest):
        if rest.startswith("//"):
            return FactSources(name, tuple(cites), _unescape_lines(strip(rest[2:])))
        if not rest.startswith("["):
            raise GrammarError(_("“%s” stands outside brackets. Write [@key], or // before a remark.") % rest[:30])
        end = _closing(rest)
        cites.extend(_parse_item(item) for item in _split(rest[1:end], ";"))
        rest = rest[end + 1 :]
    return FactSources(name, tuple(cites))


def _parse_item(item: str) -> Cite:
    match = _ITEM.fullmatch(item)
    if match is None:
        raise GrammarError(
            _("“%s” names no source. Write @ and the source's key: [@azattyq-2022-11-30].") % strip(item)[:40]
        )
    mode, rest = match["mode"], match["rest"]
    head, *stated = _split(rest, ":", 1)
    states = _unescape(strip(stated[0])) if stated else ""
    if bool(states) != (mode == "!"):
        raise GrammarError(
            _("@%(key)s: what a source states instead is written [!@%(key)s: its words], with both marks.")
            % {"key": match["key"]}
        )
    quotation = ""
    if '"' in re.sub(r"\\.", "", head):
        head, quoted, after = _split(head, '"', 2) if len(_split(head, '"', 2)) == 3 else ("", "", "?")
        if strip(after):
            raise GrammarError(_("@%s: a quotation is closed with a second quotation mark.") % match["key"])
        quotation = _unescape(quoted)
    head = strip(head)
    if head and not head.startswith(","):
        raise GrammarError(
            _("@%(key)s: a comma stands before the place in the source: [@%(key)s, p. 4].") % {"key": match["key"]}
        )
    locator = _unescape(strip(head[1:]))
    return Cite(match["key"], locator, quotation, printed=mode == "", states=states)


def _format_item(cite: Cite) -> str:
    mode = "!" if cite.states else "" if cite.printed else "-"
    text = f"{mode}@{cite.key}"
    if cite.locator:
        text += f", {_escape(cite.locator)}"
    if cite.quotation:
        text += f' "{_escape(cite.quotation)}"'
    if cite.states:
        text += f": {_escape(cite.states)}"
    return text


def _escape(text: str) -> str:
    return re.sub(r'([\\;\[\]:"])', r"\\\1", text).replace("\n", "\\n")


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text, flags=re.DOTALL)


def _escape_lines(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _unescape_lines(text: str) -> str:
    return re.sub(r"\\([\\n])", lambda match: "\n" if match[1] == "n" else "\\", text)


def _split(text: str, separator: str, limit: int = -1) -> list[str]:
    """Split at `separator` where no backslash stands before it, at most `limit` times."""
    parts: list[str] = []
    start = position = 0
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text[position] == separator and len(parts) != limit:
            parts.append(text[start:position])
            start = position + 1
        position += 1
    return [*parts, text[start:]]


def _closing(text: str) -> int:
    """Index of the bracket that closes the one at 0. Raises GrammarError when there is none."""
    position = 1
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text[position] == "]":
            return position
        elif text[position] == "[":
            break
        position += 1
    raise GrammarError(_("“%s” is not closed. Put ] after the source.") % text[:40])
