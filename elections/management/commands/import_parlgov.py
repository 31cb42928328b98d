from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from elections.parlgov.importing import Imported, ImportRefused, import_parlgov
from elections.parlgov.records import FileFault


class Command(BaseCommand):
    help = "Import ParlGov's parties, elections and results (view_party.csv, view_election.csv) as one revision."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--draft", action="store_true", help="new articles are drafts, to be published by editors")
        parser.add_argument("--comment", default="", help="why; kept with the revision")

    def handle(self, *args: Any, **options: Any) -> None:
        silent = options["verbosity"] == 0

        def progress(steps: Iterable[Any], total: int) -> Any:
            off = True if silent else None
            return tqdm(steps, total=total, desc="Importing", unit="lines", disable=off, file=self.stderr)

        try:
            imported = import_parlgov(
                options["folder"],
                comment=options["comment"],
                dry_run=options["dry_run"],
                progress=progress,
                draft=options["draft"],
            )
        except ImportRefused as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        except FileFault as error:
            raise CommandError(str(error)) from error
        if not silent:
            self._say(imported, options["dry_run"])

    def _say(self, imported: Imported, dry_run: bool) -> None:
        self.stdout.write(
            f"{imported.elections} elections, {imported.parties} parties "
            f"({imported.pseudo_parties} of them kinds of result), {imported.results} results."
        )
        for word, counts in (("Added", imported.added), ("Changed", imported.changed)):
            for name, count in sorted(counts.items()):
                self.stdout.write(f"{word}: {count} {name}")
        if dry_run:
            self.stdout.write("This was a dry run: nothing was kept.")
        elif imported.number:
            self.stdout.write(f"Imported as revision {imported.number}.")
        else:
            self.stdout.write("Everything was there already.")
