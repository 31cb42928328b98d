"""Accounts and groups in the admin. Nobody grants what they have not, and accounts above one's own are untouchable.

Accounts are deactivated, never deleted, since their names stay on their revisions.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth import admin as auth_admin  # registers User and Group, which are registered anew below
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from common.forms import IdListAdmin

admin.site.unregister([User, Group])

SUPERUSER = "is_superuser"


def granted(account: Any) -> QuerySet[Permission]:
    """The permissions of an account, its own and its groups', whether or not it is active."""
    return Permission.objects.filter(Q(user=account) | Q(group__user=account)).distinct()


def is_above(account: User, actor: Any) -> bool:
    """Whether an account may do something that `actor` may not."""
    if actor.is_superuser:
        return False
    return account.is_superuser or granted(account).exclude(pk__in=granted(actor)).exists()


def grantable_permissions(actor: Any) -> QuerySet[Permission]:
    """Those that `actor` may give to others: their own."""
    everything = Permission.objects.select_related("content_type")
    return everything if actor.is_superuser else everything.filter(pk__in=granted(actor))


def grantable_groups(actor: Any) -> QuerySet[Group]:
    """Those into which `actor` may put others: groups that may do nothing which `actor` may not."""
    if actor.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=granted(actor))
    return Group.objects.exclude(permissions__in=beyond)


class GrantingAdmin(IdListAdmin):
    """A form offers no more than who fills it in may grant; what is posted beside it is refused by the same list."""

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        offered = {Permission: grantable_permissions, Group: grantable_groups}.get(db_field.related_model)
        if offered is not None:
            kwargs["queryset"] = offered(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(User)
class AccountAdmin(GrantingAdmin, auth_admin.UserAdmin):
    """Untick “Active” to take an account away."""

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only a superuser makes superusers: others have no field for it."""
        fieldsets = super().get_fieldsets(request, obj)
        if getattr(request.user, SUPERUSER, False):
            return fieldsets
        return [
            (title, {**options, "fields": tuple(name for name in options["fields"] if name != SUPERUSER)})
            for title, options in fieldsets
        ]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account above one's own can be looked at. Its password is changed by the same permission."""
        return super().has_change_permission(request, obj) and (obj is None or not is_above(obj, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


@admin.register(Group)
class GroupAdmin(GrantingAdmin, auth_admin.GroupAdmin):
    """A group that may do more than who looks at it is not theirs to change."""

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_within(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_within(request, obj)

    def _is_within(self, request: HttpRequest, obj: Group | None) -> bool:
        return obj is None or grantable_groups(request.user).filter(pk=obj.pk).exists()
