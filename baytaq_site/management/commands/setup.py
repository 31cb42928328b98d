"""Make a site ready to serve: tables, demo content, a first editor. Harmless on a site that is ready."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from baytaq_site.first_use import make_private
from baytaq_site.groups import ensure_roles
from revisions.models import Revision

DEMO = Path("demo") / "kazakhstan"


class Command(BaseCommand):
    help = (
        "Migrate; make the roles; "
        "load the demo where nothing was ever saved; create the superuser `admin` where there is no user. "
        "Its password is taken from ADMIN_PASSWORD, or made and shown once."
    )
    requires_system_checks: list[str] = []  # the checks may read tables that do not exist yet

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's
            make_private(Path(connection.settings_dict["NAME"]))
        call_command("migrate", interactive=False, verbosity=0)
        ensure_roles()
        first_start = not get_user_model().objects.exists()  # before the demo, which may bring users of its own
        if not Revision.objects.exists():
            self.stdout.write("Loading the demo")
            call_command("load", str(settings.BASE_DIR / DEMO))
        if first_start:
            self.create_admin()

    def create_admin(self) -> None:
        given = os.environ.get("ADMIN_PASSWORD", "")
        password = given or secrets.token_urlsafe(15)
        get_user_model().objects.create_superuser("admin", password=password)
        if not given:
            self.stdout.write(f"\n  Sign in at /admin/ as  admin\n  with the password      {password}\n")
            self.stdout.write("  It is shown this once. Change it at /admin/password_change/.\n\n")
