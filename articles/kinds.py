"""The kinds of article: every concrete model that extends Article. A new kind announces itself by existing."""

from functools import cache

from django.apps import apps

from articles.models import Article


@cache
def kinds() -> dict[str, type[Article]]:
    """Kinds by the word for one: {"party": Party, …}, in the order of the installed apps."""
    return {model.kind_name: model for model in apps.get_models() if issubclass(model, Article) and model.kind_name}


def paths() -> dict[str, type[Article]]:
    """Kinds by the path of their addresses: {"parties": Party, …}."""
    return {model.path: model for model in kinds().values()}
