"""Who may do what: three groups that an administrator puts people into.

Editors write. Reviewers also delete, and mark what others saved as reviewed. Administrators also hide what the law
wants hidden, and look after accounts.
Restoring and undoing are edits, and need what edits need. Readers need no account.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from articles.models import ReportedProblem
from revisions.models import Change, Hiding, Revision
from revisions.tracking.tracked import Tracked

EDITORS, REVIEWERS, ADMINISTRATORS = "Editors", "Reviewers", "Administrators"
NAMES = (_("Editors"), _("Reviewers"), _("Administrators"))  # for the catalogues


def ensure_roles() -> None:
    """Make the groups, or bring their permissions up to date. Who is in them is not touched."""
    edits = _permissions("add", "change", "view") | _of(Revision, "view") | _of(Change, "view")
    edits |= _of(ReportedProblem, "change", "view")
    deletes = edits | _permissions("delete") | _of(ReportedProblem, "delete") | _of(Revision, "review")
    administers = deletes | _of(Revision, "hide") | _of(Hiding, "view") | _of(User, "add", "change", "view")
    for name, granted in ((EDITORS, edits), (REVIEWERS, deletes), (ADMINISTRATORS, administers)):
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(granted)


def _permissions(*verbs: str) -> set[Permission]:
    """These permissions on every tracked model."""
    return {found for model in apps.get_models() if issubclass(model, Tracked) for found in _of(model, *verbs)}


def _of(model: type, *verbs: str) -> set[Permission]:
    kind = ContentType.objects.get_for_model(model)
    name = model._meta.model_name  # type: ignore[attr-defined]  # a model: only those are asked for
    return set(Permission.objects.filter(content_type=kind, codename__in=[f"{verb}_{name}" for verb in verbs]))
