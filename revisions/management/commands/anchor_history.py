from typing import Any

from django.core.management.base import BaseCommand, CommandError

from revisions.verify import current_head


class Command(BaseCommand):
    help = "Print the newest revision and its hash. Kept elsewhere, it shows whether the history was cut or rewritten."

    def handle(self, *args: Any, **options: Any) -> None:
        head = current_head()
        if head is None:
            raise CommandError("There is no revision yet.")
        self.stdout.write(str(head))
