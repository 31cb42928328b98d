from django.contrib.admin.apps import AdminConfig


class BaytaqAdminConfig(AdminConfig):
    """Django's admin under the site's name."""

    default_site = "baytaq_site.admin.BaytaqAdminSite"
