"""The root that an address of the history speaks of, and who may see what of it.

A root that is public now shows its public history to everybody. Drafts, archived and deleted roots show theirs to those
who may view such roots in the admin.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Model, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse

from revisions.masking import mask
from revisions.models import LATEST, Change, history_of
from revisions.registry import Root, require_root


@dataclass(frozen=True)
class Subject:
    """A root by its address. `row` is the live row, or the last version of a deleted one."""

    model: type[Model]
    root: Root
    row: Any
    deleted: bool

    def __post_init__(self) -> None:
        """A deleted root whose last version is hidden is named by its id."""
        if getattr(self.row, "hidden", False):
            setattr(mask(self.row), self.root.name_field, str(self.pk))

    @property
    def pk(self) -> int:
        return int(self.row.id)

    @property
    def name(self) -> str:
        return str(getattr(self.row, self.root.name_field))

    @property
    def label(self) -> str:
        return self.root.label(self.row)

    @property
    def language(self) -> str:
        """Of its label and its words."""
        return self.root.language(self.row)

    @property
    def public(self) -> bool:
        return not self.deleted and self.root.public(self.row)

    def address(self, verb: str, *arguments: Any) -> str:
        """The address of a verb: history, revision, compare, restore … A deleted root is named by its id as well."""
        path = reverse(f"{self.root.namespace(self.row)}:{verb}", args=[self.name, *arguments])
        return f"{path}?id={self.pk}" if self.deleted else path

    def changes(self) -> Any:
        """The revisions that edited the root, as a queryset of Change, newest first."""
        kind = ContentType.objects.get_for_model(self.root.model)
        own = Change.objects.filter(content_type=kind, object_id=self.pk, own=True)
        return own.select_related("revision").order_by("-revision_id")

    def trusts(self, user: Any) -> bool:
        """Whether the user may see what is not public of it."""
        return allowed(user, self.model, "view")


def signed_in(request: HttpRequest) -> User:
    """The account that asks. Raises PermissionDenied for visitors: only where nobody else may come is it asked for."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def allowed(user: Any, model: type[Model], verb: str) -> bool:
    """Whether a user has the permission of the admin to view, change or delete rows of a root's model."""
    meta = model._meta
    return bool(user.is_active and user.is_staff and user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}"))


def find_public(model: type[Model], name: str) -> Subject | None:
    """The public root at an address: live under that name, else the one that had it last.

    For those who may know of nothing else: a draft is not even asked for, so that no query and no time tells of it.
    """
    root = require_root(model)
    rows = root.published(model._default_manager.all())
    live = rows.filter(**{root.name_field: name}).first()
    if live is None:
        named = history_of(model).objects.filter(**{root.name_field: name})
        kept_until = named.filter(id=OuterRef("pk")).order_by("-until").values("until")[:1]
        former = rows.filter(pk__in=named.order_by().values("id"))
        live = former.order_by(Subquery(kept_until).desc()).first()
    return Subject(model, root, live, deleted=False) if live is not None else None


def find_subject(model: type[Model], name: str, pk: int | None = None) -> Subject | None:
    """The root at an address: live under that name; else the live one that once had it; else a deleted one.

    `pk` asks for a deleted root by its id, since a living one may have taken its name.
    """
    root = require_root(model)
    history = history_of(model).objects
    if pk is None:
        live = model._default_manager.filter(**{root.name_field: name}).first()
        if live is not None:
            return Subject(model, root, live, deleted=False)
        named = history.filter(**{root.name_field: name}).order_by().values("id")
        last = named.annotate(kept_until=Max("until"), newest=Max("revision_id")).order_by("-kept_until", "-newest")
        former = list(last.values_list("id", flat=True))
        if not former:
            return None
        living = set(model._default_manager.filter(pk__in=former).values_list("pk", flat=True))
        pk = next((one for one in former if one in living), former[0])  # a deleted one is named by its id as well
    live = model._default_manager.filter(pk=pk).first()
    if live is not None:
        return Subject(model, root, live, deleted=False)
    version = history.filter(id=pk, **LATEST).first()
    if version is None or version.history_type != "-":
        return None
    return Subject(model, root, version, deleted=True)
