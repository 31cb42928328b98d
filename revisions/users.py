"""Accounts in the admin: deactivated, never deleted, since their names stay on their revisions."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin  # registers User, which is registered anew below
from django.contrib.auth.models import User
from django.http import HttpRequest

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(auth_admin.UserAdmin):
    """Untick “Active” to take an account away."""

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
