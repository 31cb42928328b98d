from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.interchange.files import FolderError
from articles.interchange.load import LoadRefused, load


class Command(BaseCommand):
    help = "Load an interchange folder as one revision; refuse it whole when anything in it is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--comment", default="", help="why; kept with the revision")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        silent = options["verbosity"] == 0

        def progress(entries: list[Any]) -> Any:
            return tqdm(entries, desc="Loading", unit="records", disable=True if silent else None, file=self.stderr)

        try:
            recorded = load(folder, comment=options["comment"] or f"Loaded from {folder.name}", progress=progress)
        except LoadRefused as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        except FolderError as error:
            raise CommandError(str(error)) from error
        if not silent:
            done = f"Loaded as revision {recorded.number}." if recorded.number else "Everything was there already."
            self.stdout.write(done)
