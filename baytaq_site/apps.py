from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class BaytaqSiteConfig(AppConfig):
    """The front door: settings, addresses, home."""

    name = "baytaq_site"
    default = True

    def ready(self) -> None:
        from baytaq_site import sqlite

        sqlite.register()


class BaytaqAdminConfig(admin_apps.AdminConfig):
    """Django's admin under the site's name."""

    default = False
    default_site = "baytaq_site.admin.BaytaqAdminSite"
