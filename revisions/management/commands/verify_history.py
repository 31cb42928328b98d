from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from revisions.models import Revision
from revisions.verify import Anchor, verify


class Command(BaseCommand):
    help = "Check every version, every hash and every live row; say where the history was tampered with first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchor", default="", help="NUMBER:HASH, as anchor_history printed it: shows a cut tail")

    def handle(self, *args: Any, **options: Any) -> None:
        silent = options["verbosity"] == 0
        try:
            anchor = Anchor.parse(options["anchor"]) if options["anchor"] else None
        except ValueError as error:
            raise CommandError("An anchor looks like 57:9f2c…, as anchor_history prints it.") from error

        def progress(revisions: Iterable[Revision], total: int) -> Any:
            return tqdm(
                revisions,
                total=total,
                desc="Verifying",
                unit="revisions",
                disable=True if silent else None,
                file=self.stderr,
            )

        verdict = verify(anchor, progress)
        counted = f"{verdict.revisions:,} revisions, {verdict.versions:,} versions"
        if verdict.faults:
            first, *others = verdict.faults
            where = f"revision {first.number}: " if first.number is not None else ""
            more = "".join(f"\n  {f'revision {f.number}: ' if f.number is not None else ''}{f.words}" for f in others)
            raise CommandError(f"The history does not verify ({counted}).\nFirst: {where}{first.words}{more}")
        if not silent:
            self.stdout.write(f"The history verifies: {counted}.")
