from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.interchange.dump import dump


class Command(BaseCommand):
    help = "Write every source, image and article to an interchange folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        silent = options["verbosity"] == 0

        def progress(rows: list[Any]) -> Any:
            return tqdm(rows, desc="Writing", unit="articles", disable=True if silent else None, file=self.stderr)

        count = dump(options["folder"], progress)
        if not silent:
            self.stdout.write(f"Wrote {count} records to {options['folder']}.")
