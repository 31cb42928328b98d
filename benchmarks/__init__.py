"""Ratios, side by side in one run, with the query count beside them; each module says how it is run."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baytaq_site.settings_test")
django.setup()
