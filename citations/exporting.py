"""Sources as a file of a reference manager or a spreadsheet, the same for a page, a list and the site."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse

from citations.formats.biblatex import write_biblatex
from citations.formats.csl_json import write_csl_json
from citations.formats.csv_table import write_csv
from citations.formats.ris import write_ris
from citations.records import SourceRecord


@dataclass(frozen=True)
class Format:
    """`extension` names the file and the address."""

    extension: str
    name: str
    media_type: str
    write: Callable[[Iterable[SourceRecord]], str]


FORMATS = {
    found.extension: found
    for found in (
        Format("bib", "BibTeX", "application/x-bibtex", write_biblatex),
        Format("ris", "RIS", "application/x-research-info-systems", write_ris),
        Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl_json),
        Format("csv", "CSV", "text/csv", write_csv),
    )
}


@dataclass(frozen=True)
class Download:
    name: str
    url: str


def downloads(name: str, *arguments: str, query: str = "") -> tuple[Download, ...]:
    """A link for each format; `name` and the arguments are those of an address that ends with the extension."""
    tail = f"?{query}" if query else ""
    return tuple(
        Download(found.name, reverse(name, args=[*arguments, found.extension]) + tail) for found in FORMATS.values()
    )


def exported(records: Iterable[SourceRecord], extension: str, name: str) -> HttpResponse:
    """The records as a file `name.extension`. Raises Http404 for an extension that is no format."""
    if extension not in FORMATS:
        raise Http404
    found = FORMATS[extension]
    response = HttpResponse(found.write(records), content_type=f"{found.media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    response["X-Robots-Tag"] = "noindex"
    return response
