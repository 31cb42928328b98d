from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from citations.exporting import exported
from citations.lint.faults import faults_of
from citations.lint.mend import Outdated, mend
from citations.lists import SourceFilters, build_citation_index, filtered
from citations.models import Citation
from citations.pages import citation_page_of, find_citation
from citations.store import read_records, records_of
from common.http import page_or_first
from revisions.log.banners import Banner
from revisions.moments import AsOf, Present
from revisions.subjects import allowed
from revisions.views.past import PastView
from revisions.views.subject import SubjectView


def filters_of(request: HttpRequest) -> SourceFilters:
    """What the address asks for; a value that no filter knows finds nothing."""
    return SourceFilters(**{name: request.GET.get(name, "").replace("\0", "")[:200] for name in vars(SourceFilters())})


def merged_into(key: str) -> HttpResponse:
    """A permanent redirect from the key of a source that was merged into another. Raises Http404 for any other."""
    kept = Citation.objects.filter(former_keys__key=key).first()
    if kept is None:
        raise Http404
    return HttpResponsePermanentRedirect(kept.get_absolute_url())


class CitationIndexView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        index = build_citation_index(Present(), filters_of(request), page_or_first(request.GET))
        return render(request, "citations/index.html", {"index": index})


class CitationIndexExportView(View):
    def get(self, request: HttpRequest, extension: str) -> HttpResponse:
        """All sources that the filters ask for, as a file."""
        moment = Present()
        return exported(read_records(moment, filtered(moment, filters_of(request))).values(), extension, "sources")


class CitationExportView(View):
    def get(self, request: HttpRequest, key: str, extension: str) -> HttpResponse:
        records = records_of(Present(), [key])
        if not records:
            raise Http404
        return exported(records, extension, key)


class CitationView(View):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        moment = Present()
        citation = find_citation(moment, key)
        if citation is None:
            return merged_into(key)
        page, faults = (
            citation_page_of(moment, citation),
            faults_of(citation, allowed(request.user, Citation, "change")),
        )
        return render(request, "citations/citation.html", {"page": page, "banner": None, "faults": faults})


class PastCitationView(PastView):
    """The source right after a revision, and where it was used then."""

    template_name = "citations/citation.html"

    def context(self, moment: AsOf, row: Any, found: Banner) -> dict[str, Any]:
        return {"page": citation_page_of(moment, row), "banner": found, "faults": ()}


class MendView(SubjectView):
    """One click on a fault that has a safe mend."""

    permission = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, rule: str) -> HttpResponse:
        try:
            mend(self.subject.pk, rule, request.POST.get("token", ""), request.user)
        except KeyError:
            raise Http404 from None
        except Outdated:
            messages.error(request, _("The source was changed meanwhile. Look again before you mend it."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Mended, as a revision of its own."))
        return HttpResponseRedirect(self.subject.row.get_absolute_url())
