"""An answer as it is kept and compared: what must differ is masked by name, HTML is compared by its meaning as well."""

import hashlib
import io
import re
from dataclasses import dataclass
from zipfile import ZipFile

import lxml.html
from django.http import HttpResponseBase

# What differs between two crawls of the same code: name, and what stands in its place. Times inside a workbook
# are left out by `_members`, and files get the frozen day by `tests.crawl.site`.
MASKED = {
    "csrf token": (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*'), rb"\1-"),
}
HEADERS = ("Content-Type", "Content-Language", "Content-Disposition", "Location", "Last-Modified", "Vary", "Link")
# White space beside these is seen; beside all other elements it is not.
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "button",
        "cite",
        "code",
        "del",
        "em",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
    }
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: str
    body: bytes

    @classmethod
    def of(cls, response: HttpResponseBase) -> "Answer":
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        for pattern, instead in MASKED.values():
            body = pattern.sub(instead, body)
        if "spreadsheetml" in response.get("Content-Type", ""):
            body = _members(body)
        headers = [f"{name}: {response[name]}" for name in HEADERS if response.has_header(name)]
        return cls(response.status_code, "\n".join(headers), body)

    @property
    def digest(self) -> str:
        """Of the answer to the byte."""
        return _digest(f"{self.status}\n{self.headers}\n".encode() + self.body)

    @property
    def meaning(self) -> str:
        """Of the answer as parsed HTML; of other files to the byte."""
        if "text/html" not in self.headers or not self.body.strip():
            return self.digest
        return _digest(f"{self.status}\n{self.headers}\n{self.parsed()}".encode())

    def parsed(self) -> str:
        """HTML with white space as a browser sees it, attributes in one order, an element a line."""
        tree = lxml.html.document_fromstring(self.body, parser=lxml.html.HTMLParser(encoding="utf-8"))
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            for name, value in sorted(element.attrib.items()):
                del element.attrib[name]
                element.attrib[name] = " ".join(value.split())
            if element.tag != "pre":
                element.text = _spaces(
                    element.text, element.tag not in INLINE, len(element) == 0 and element.tag not in INLINE
                )
            after = element.getnext()
            block = element.tag not in INLINE
            last = after is None and element.getparent() is not None and element.getparent().tag not in INLINE
            element.tail = _spaces(element.tail, block, last or (after is not None and after.tag not in INLINE))
        return "\n".join(lxml.html.tostring(tree, encoding="unicode").replace("><", ">\n<").splitlines())


def _members(workbook: bytes) -> bytes:
    """A workbook as the names and texts of its files: their times in the archive are of the disk."""
    with ZipFile(io.BytesIO(workbook)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in sorted(archive.namelist()))


def _spaces(text: str | None, at_start: bool, at_end: bool) -> str:
    text = re.sub(r"[ \t\r\n\f]+", " ", text or "")
    text = text.lstrip(" ") if at_start else text
    return text.rstrip(" ") if at_end else text


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
