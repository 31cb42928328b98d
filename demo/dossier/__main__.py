"""Convert the dossier of Kazakhstan into the demo's interchange folder.

    python -m demo.dossier DOSSIER FOLDER

Reads sources.yaml, parties.yaml, people.yaml, events.yaml, elections.yaml and writes the folder that
`manage.py load` takes. Every value of the dossier is taken exactly once: what this script does not take, it reports,
and ends with status 1. Slugs stay, but `baytaq` becomes `baytaq-green-party`.
"""

import sys
from pathlib import Path
from typing import Any

from articles.interchange.files import write
from demo.dossier.elections import assemblies, election, seats_of_2023
from demo.dossier.parties import event, party, person
from demo.dossier.records import Taken, read
from demo.dossier.translations import translated


def citation(record: Taken) -> dict[str, Any]:
    record.take("seed_ref"), record.take("seed_text")  # what a test compares with, no content
    title, supplied = record.take("title"), record.take("title_from")
    note = " ".join(
        filter(None, (record.take("note"), f"Seen: {record.take('seen').replace('seed', 'reference on Wikipedia')}."))
    )
    authors = [{key: author.take(key) for key in list(author)} for author in record.take("authors", [])]
    return {
        key: value
        for key, value in {
            "key": record.take("key"),
            "type": record.take("type"),
            "title": title[1:-1] if supplied and title.startswith("[") and title.endswith("]") else title,
            "title_supplied": supplied,
            "translated_title": record.take("trans_title"),
            "language": record.take("language"),
            "container_title": record.take("container_title"),
            "publisher": record.take("publisher"),
            "issued": record.take("issued"),
            "accessed": record.take("accessed"),
            "url": record.take("url"),
            "isbn": record.take("isbn"),
            "original": record.take("original"),
            "note": note,
            "authors": authors,
        }.items()
        if value
    }


def main(dossier: Path, folder: Path) -> int:
    sources, parties, people, events, elections = (
        read(dossier, name) for name in ("sources", "parties", "people", "events", "elections")
    )
    held = [election(record, people) for record in elections]
    latest = next(found for found in held if found["slug"] == "mazhilis-2023")
    written = {
        "parties": [party(record, people) for record in parties],
        "people": [person(record) for record in people],
        "events": [event(record) for record in events],
        "elections": held,
        "assemblies": assemblies(),
    }
    seats_of_2023(parties, latest)
    write(folder, "citations.yaml", sorted((citation(record) for record in sources), key=lambda found: found["key"]))
    for path, records in written.items():
        for found in records:
            write(folder, f"{path}/{found['slug']}.yaml", translated(found))
    left = [
        path
        for records in (sources, parties, people, events, elections)
        for record in records
        for path in record.leftovers()
    ]
    for path in left:
        print(f"not taken: {path}", file=sys.stderr)
    print(f"{len(sources)} sources and {sum(map(len, written.values()))} articles written to {folder}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
