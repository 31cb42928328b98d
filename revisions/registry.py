"""What a root is: the one registry of this app, filled by later apps in `AppConfig.ready()`.

`revisions` knows no party and no article. It knows that some models are roots (the thing with an address and a
history page) and that every other tracked row belongs to one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model

from common.fields import target_of
from revisions.states import State

# Hears of the Changes of each revision within its transaction, in batches: what is derived follows them.
Follower = Callable[[Iterable[Any]], None]


@dataclass(frozen=True)
class Heading:
    """A heading within a root's page order."""

    text: Any


@dataclass(frozen=True)
class Root:
    """How to speak of a root. `row` is a live instance or a history row: only columns may be read from it."""

    model: type[Model]
    label: Callable[[Any], str]
    address: Callable[[Any], str]
    public: Callable[[Any], bool]
    published: Callable[[Any], Any]  # of a queryset of live rows, those that are public
    name_field: str  # the column by which addresses name it
    namespace: Callable[[Any], str]  # of its addresses: party, sources
    kinds: Callable[[], Iterable[tuple[str, Any]]] = lambda: ()  # its namespaces with their words, for filters
    mention: Callable[[Any], str] | None = None  # how rows of others name it, where that is not its label: [@key]
    list_keys: Callable[[Any], tuple[str, ...]] = lambda row: ()
    # BCP 47, of its label and its words; "" where nothing says so.
    language: Callable[[Any], str] = lambda row: ""
    # What an older state names by a name that has moved since, under its present name.
    amend: Callable[[State], State] = lambda state: state
    # The page's own order for comparisons: headings, columns of the root and models of parts, by concrete model.
    page_order: Callable[[type[Model]], tuple[Heading | str | type[Model], ...]] = lambda model: ()
    followers: tuple[Follower, ...] = ()


_roots: dict[type[Model], Root] = {}


def register_root(root: Root) -> None:
    """Make a model (and its multi-table children) a root. Registering twice replaces: reloading is harmless."""
    _roots[root.model] = root


def tell(changes: Iterable[Any]) -> None:
    """Tell the followers of all roots of Changes that were just written, to whatever they are."""
    told = list(changes)
    for root in _roots.values():
        for follower in root.followers:
            follower(told)


def roots() -> tuple[Root, ...]:
    return tuple(_roots.values())


def root_of(model: type[Model]) -> Root | None:
    """The root entry that `model` stands for: itself, or the parent whose table it extends."""
    return next((entry for base, entry in _roots.items() if issubclass(model, base)), None)


def require_root(model: type[Model]) -> Root:
    """The root entry of a model that must have one. Raises LookupError for a model that is no root."""
    root = root_of(model)
    if root is None:
        raise LookupError(f"{model._meta.label} is not registered as a root")
    return root


def owner_field(model: type[Model]) -> str | None:
    """Name of the foreign key to the row's owner, or None for a root."""
    return getattr(model, "owner_field", None)


def owner_model(model: type[Model]) -> type[Model]:
    """The model of the row's owner; of a root, the model itself."""
    owner = owner_field(model)
    return target_of(model, owner) if owner else model


def counted(model: type[Model]) -> Any:
    """How a summary counts rows of this sort, "%(n)d sources"; None where it names each."""
    return getattr(model, "counted", None)


def speaks_of_before(model: type[Model]) -> bool:
    """Whether rows of this sort say what was before them."""
    return bool(getattr(model, "speaks_of_before", False))


def pointers(model: type[Model]) -> Iterable[tuple[str, Root, bool]]:
    """Yield (column, root, owns) for each column of `model` that names a root; a root names itself."""
    own = root_of(model)
    if own is not None:
        yield "id", own, True
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and not field.remote_field.parent_link:
            root = root_of(field.remote_field.model)
            if root is not None:
                yield field.attname, root, field.name == owner_field(model)
