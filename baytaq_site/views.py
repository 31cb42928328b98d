"""The front door: home, health, what is not there."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.kinds import kinds
from baytaq_site.context_processors import languages_at_home
from baytaq_site.home import build_home
from revisions.moments import Present


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {"home": build_home(Present(), timezone.now().date())})


@require_safe
def shortcuts(request: HttpRequest) -> HttpResponse:
    """The keys, which are MediaWiki's."""
    keys = (
        ("/", _("to the search field")),
        ("f", _("to the search field")),
        ("z", _("home")),
        ("e", _("edit this article")),
        ("h", _("history of this article")),
        ("j", _("what links here")),
        ("r", _("recent changes")),
        ("?", _("this list")),
        ("Esc", _("closes a card or a panel")),
    )
    return render(request, "shortcuts.html", {"shortcuts": keys})


def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the site can read its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes for a draft, a deleted article and an address that never was."""
    lists = [(reverse(f"{name}:index"), model._meta.verbose_name_plural) for name, model in kinds().items()]
    return render(request, "404.html", {"lists": lists, "languages": languages_at_home()}, status=404)
