from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import BaseCommand, CommandError

from articles.orphans import orphans


class Command(BaseCommand):
    help = "Remove files of pictures that nothing names: left by an upload that was killed or refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="name them, and remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not isinstance(default_storage, FileSystemStorage):
            raise CommandError("Pictures are not kept in files of this machine.")
        count = 0
        for path in orphans(default_storage):
            self.stdout.write(str(path))
            count += 1
            if not options["dry_run"]:
                path.unlink()
        self.stdout.write(f"{count} {'to remove' if options['dry_run'] else 'removed'}.")
