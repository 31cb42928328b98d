"""Check the figures of all elections; see `elections.checking`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Status
from elections.checking import check_elections
from elections.models import Election


class Command(BaseCommand):
    help = "Say where the figures of elections do not agree, and where sources misprint them. Changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="*", help="only these elections")

    def handle(self, *args: Any, **options: Any) -> None:
        elections = Election.objects.exclude(status=Status.ARCHIVED).order_by("date", "title")
        if options["slug"]:
            elections = elections.filter(slug__in=options["slug"])
            missing = set(options["slug"]) - set(elections.values_list("slug", flat=True))
            if missing:
                raise CommandError(f"no election has the address {', '.join(sorted(missing))}")
        found = check_elections(list(elections))
        for checked in found:
            lines = [f"  {finding.severity}: {finding.words}" for finding in checked.findings]
            lines += [f"  {slip.key} prints {slip.words}" for slip in checked.misprints]
            if lines:
                self.stdout.write("\n".join([checked.election.slug, *lines]))
        self.stdout.write(
            f"{len(found)} elections, {sum(len(checked.findings) for checked in found)} differences, "
            f"{sum(len(checked.misprints) for checked in found)} misprints of sources."
        )
