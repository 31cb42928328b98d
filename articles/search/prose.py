"""Full text of documents: FTS5 on SQLite, a text vector with a GIN index on PostgreSQL. All words must be there.

What is stored and asked are folded words, ASCII letters and digits, so that no query is a syntax error.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

LONGEST_WORD = 2000
MOST_BYTES = 1_000_000  # of the words of one document; PostgreSQL's text vectors end at 1,048,575


@dataclass(frozen=True)
class Statements:
    """The SQL of one database. A query gives 400 documents at most."""

    create: tuple[str, ...]
    insert: str
    delete: str
    matching: str
    conjunction: str  # between the words of a query


SQLITE = Statements(
    create=("CREATE VIRTUAL TABLE IF NOT EXISTS articles_searchprose USING fts5(folded, tokenize='ascii')",),
    insert="INSERT INTO articles_searchprose (rowid, folded) VALUES (%s, %s)",
    delete="DELETE FROM articles_searchprose WHERE rowid = %s",
    matching="SELECT rowid FROM articles_searchprose WHERE folded MATCH %s LIMIT 400",
    conjunction=" ",
)
POSTGRESQL = Statements(
    create=(
        "CREATE TABLE IF NOT EXISTS articles_searchprose (id bigint PRIMARY KEY, folded tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS articles_searchprose_folded ON articles_searchprose USING gin (folded)",
    ),
    insert="INSERT INTO articles_searchprose (id, folded) VALUES (%s, array_to_tsvector(%s))",
    delete="DELETE FROM articles_searchprose WHERE id = %s",
    matching="SELECT id FROM articles_searchprose WHERE folded @@ %s::tsquery LIMIT 400",
    conjunction=" & ",
)


def _statements() -> Statements:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def create() -> None:
    """Make the table where it is missing: after every migration, since no model stands for it."""
    with connection.cursor() as cursor:
        for statement in _statements().create:
            cursor.execute(statement)


def replace(documents: Iterable[tuple[int, str]]) -> None:
    """Store the folded prose of documents by their id."""
    rows, statements = list(documents), _statements()
    delete([pk for pk, _folded in rows])
    stored = [(pk, _words(folded)) for pk, folded in rows] if statements is POSTGRESQL else rows
    with connection.cursor() as cursor:
        cursor.executemany(statements.insert, stored)


def _words(folded: str) -> list[str]:
    """Each word once, as many as a text vector holds: where a word stands is not asked."""
    room, kept = MOST_BYTES, []
    for word in dict.fromkeys(folded.split()):
        if len(word) > LONGEST_WORD:
            continue
        room -= len(word)
        if room < 0:
            break
        kept.append(word)
    return kept


def delete(ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_statements().delete, [(pk,) for pk in ids])


def matching(words: Sequence[str]) -> list[int]:
    """Ids of documents whose prose has all the (folded) words; of very many some."""
    if not words:
        return []
    statements = _statements()
    quoted = [f"'{word}'" for word in words] if statements is POSTGRESQL else [f'"{word}"' for word in words]
    with connection.cursor() as cursor:
        cursor.execute(statements.matching, [statements.conjunction.join(quoted)])
        return [pk for (pk,) in cursor.fetchall()]
