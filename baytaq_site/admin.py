from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class BaytaqAdminSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Editing")
