from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from articles.search.indexing import rebuild


class Command(BaseCommand):
    help = "Write everything that search reads anew; needed only after rows were written in bulk."

    def handle(self, *args: Any, **options: Any) -> None:
        off = True if options["verbosity"] == 0 else None
        with transaction.atomic():
            rebuild(lambda batches: tqdm(batches, desc="Indexing", unit="batches", disable=off, file=self.stderr))
