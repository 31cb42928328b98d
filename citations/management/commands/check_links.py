"""Check the addresses of sources; see `citations.web.link_check`."""

import csv
import datetime
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.dateparse import parse_datetime
from tqdm import tqdm

from citations.models import Citation, LinkCheck
from citations.web.link_check import Answer, check_links, due, keep, lasting_dead, mark_dead
from common.http import number_in

COLUMNS = ("key", "url", "checked_at", "outcome", "status", "location", "says")


class Command(BaseCommand):
    help = "Ask whether the addresses of sources still answer. Needs FETCH_SOURCES; files need no network."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="check what was not checked for so many days")
        parser.add_argument("--most", type=int, default=1000, help="at most so many addresses; run again to go on")
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two requests to one host")
        parser.add_argument("--export", type=Path, metavar="FILE", help="write the addresses that are due, as CSV")
        parser.add_argument("--import", type=Path, metavar="FILE", dest="import_", help="take results made elsewhere")
        parser.add_argument(
            "--mark-dead", action="store_true", help="call dead what was gone on three different days, as one revision"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = due(datetime.timedelta(options["days"]))[: options["most"]]
        if options["export"]:
            self._export(options["export"], list(found))
        elif options["import_"]:
            self._import(options["import_"])
        elif options["mark_dead"]:
            number, refused = mark_dead(lasting_dead())
            self.stdout.write(f"Saved as revision {number}." if number else "No address has been gone for long enough.")
            if refused:
                self.stderr.write(f"Their records have other faults, mend these first: {', '.join(refused)}")
        elif settings.FETCH_SOURCES:
            self._check(list(found), options["pause"])
        else:
            raise CommandError("This site asks no pages. Set FETCH_SOURCES=true, or use --export and --import.")

    def _check(self, sources: list[Citation], pause: float) -> None:
        counts: dict[str, int] = {}
        for check in tqdm(check_links(sources, pause), total=len(sources), unit="address", file=sys.stderr):
            counts[check.outcome] = counts.get(check.outcome, 0) + 1
        said = ", ".join(f"{count} {LinkCheck.Outcome(name).label}" for name, count in sorted(counts.items()))
        self.stdout.write(f"{len(sources)} addresses: {said or 'none was due'}.")

    def _export(self, path: Path, sources: list[Citation]) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows({"key": source.key, "url": source.url} for source in sources)
        self.stdout.write(f"{len(sources)} addresses written to {path}. Fill in the columns, then --import it.")

    def _import(self, path: Path) -> None:
        """All rows or none: a row that is wrong is named with its line."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{path}: {error}") from error
        sources = {source.key: source for source in Citation.objects.filter(key__in={row.get("key") for row in rows})}
        taken = [self._row(line, row, sources) for line, row in enumerate(rows, 2) if row.get("outcome")]
        with transaction.atomic():
            for source, answer, at in taken:
                keep(source, answer, at)
        self.stdout.write(f"{len(taken)} checks taken from {path}.")

    @staticmethod
    def _row(
        line: int, row: dict[str, str], sources: dict[str, Citation]
    ) -> tuple[Citation, Answer, datetime.datetime]:
        source, outcome, status = sources.get(row.get("key") or ""), row["outcome"], row.get("status") or ""
        if source is None:
            raise CommandError(f"line {line}: no source has the key “{row.get('key')}”")
        if row.get("url") != source.url:
            raise CommandError(f"line {line}: {source.key} has another address by now; export again")
        if outcome not in LinkCheck.Outcome.values:
            raise CommandError(f"line {line}: outcome is one of {', '.join(LinkCheck.Outcome.values)}")
        code = number_in(status, 599)
        if status and (code is None or code < 100):
            raise CommandError(f"line {line}: “{status}” is no HTTP status")
        at = _moment(row.get("checked_at") or "")
        if at is None:
            raise CommandError(f"line {line}: checked_at is a moment: 2026-11-24T09:30:00Z")
        answer = Answer(outcome, code, row.get("location") or "", row.get("says") or "")
        return source, answer, at


def _moment(text: str) -> datetime.datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=datetime.UTC)
