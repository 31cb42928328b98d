"""Folded words stand in the order of their bytes, so that "begins with" is a range of an index.

SQLite orders so by itself. A PostgreSQL server may have been set up with the order of some language, in which
"baitakparti" does not stand between "baitak" and "baitak\\x7f".
"""

from django.db import connection

from articles.models import SearchName, SearchSpelling, SearchWord

COLUMNS = ((SearchName, "folded"), (SearchWord, "word"), (SearchSpelling, "error"), (SearchSpelling, "word"))
COLLATION = """SELECT collname FROM pg_attribute JOIN pg_collation ON pg_collation.oid = attcollation
WHERE attrelid = %s::regclass AND attname = %s"""


def ensure() -> None:
    """After every migration, since no field can say it for PostgreSQL alone. Does nothing where it is so already."""
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model, column in COLUMNS:
            table, field = model._meta.db_table, model._meta.get_field(column)
            cursor.execute(COLLATION, [table, column])
            if cursor.fetchone() != ("C",):
                kind = field.db_type(connection)
                cursor.execute(f'ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE {kind} COLLATE "C"')
