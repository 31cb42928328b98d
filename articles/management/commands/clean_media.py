from argparse import ArgumentParser
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from articles.images import cleaned
from articles.models import Image


class Command(BaseCommand):
    help = (
        "Cut position, device and other metadata out of pictures that were stored before uploads were cleaned. "
        "They keep their addresses. Harmless where there is nothing to cut."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="name them, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for address in sorted({str(name) for name in Image.history.values_list("file", flat=True)}):
            if not address or not default_storage.exists(address):
                continue
            with default_storage.open(address) as file:
                content = file.read()
            try:
                kept, _facts = cleaned(content)
            except ValueError as error:
                self.stderr.write(f"{address}: {error}; left as it is")
                continue
            if kept != content:
                count += 1
                self.stdout.write(address)
                if not options["dry_run"]:
                    default_storage.save(address, ContentFile(kept))
        self.stdout.write(f"{count} {'to clean' if options['dry_run'] else 'cleaned'}.")
