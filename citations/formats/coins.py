"""COinS (OpenURL 1.0 in a span): what Zotero and its kin read from a page, one for each reference."""

from urllib.parse import urlencode

from citations.records import SourceRecord

ARTICLES = {"article-journal": "article", "article-newspaper": "article", "article-magazine": "article"}
BOOKS = {
    "book": "book",
    "chapter": "bookitem",
    "report": "report",
    "legislation": "document",
    "legal_case": "document",
    "entry-encyclopedia": "bookitem",
}
DUBLIN_CORE = "info:ofi/fmt:kev:mtx:dc"


def coins(record: SourceRecord) -> str:
    """The value of the span's `title`, a query to be escaped as any text."""
    pairs: list[tuple[str, str]] = [("ctx_ver", "Z39.88-2004")]
    if record.type in ARTICLES:
        pairs += [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
            ("rft.genre", ARTICLES[record.type]),
            ("rft.atitle", record.title),
            ("rft.jtitle", record.container_title),
            ("rft.volume", record.volume),
            ("rft.issue", record.issue),
            ("rft.pages", record.page),
            ("rft.issn", record.issn),
        ]
    elif record.type in BOOKS:
        part = BOOKS[record.type] == "bookitem"
        pairs += [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
            ("rft.genre", BOOKS[record.type]),
            ("rft.atitle" if part else "rft.btitle", record.title),
            ("rft.btitle" if part else "rft.series", record.container_title),
            ("rft.place", record.publisher_place),
            ("rft.pub", record.publisher),
            ("rft.pages", record.page),
            ("rft.isbn", record.isbn),
        ]
    else:
        pairs += [
            ("rft_val_fmt", DUBLIN_CORE),
            ("rft.type", record.type),
            ("rft.title", record.title),
            ("rft.source", record.container_title),
            ("rft.publisher", record.publisher),
        ]
    pairs += [("rft.date", record.issued), ("rft.language", record.language)]
    pairs += [("rft_id", record.url), ("rft_id", f"info:doi/{record.doi}" if record.doi else "")]
    if pairs[1][1] == DUBLIN_CORE:
        pairs += [("rft.creator", author.text) for author in record.authors]
    else:
        first = record.authors[0] if record.authors else None
        if first and first.family:
            pairs += [("rft.aulast", first.family), ("rft.aufirst", first.given)]
        pairs += [("rft.au", author.text) for author in record.authors]
    return urlencode([(name, value) for name, value in pairs if value])
