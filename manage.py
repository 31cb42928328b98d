#!/usr/bin/env python
"""Django's command-line utility for administrative tasks."""

import os
import sys

from django.core.management import execute_from_command_line

from baytaq_site.first_use import NEXT, prepare

if __name__ == "__main__":
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baytaq_site.settings")
    new = os.environ["DJANGO_SETTINGS_MODULE"] == "baytaq_site.settings" and prepare(command)
    execute_from_command_line(sys.argv)
    if new and command == "migrate":
        sys.stdout.write(NEXT)
