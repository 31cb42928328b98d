"""Reporting a problem, and reading what was answered. The form is a page of its own: articles carry no cookie."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, ReportedProblem
from articles.page.facts import Time
from articles.page.titles import linked
from articles.problems.forms import ReportForm
from articles.problems.throttle import may_report
from articles.public import FormerAddresses, article_at
from revisions.moments import Present


@dataclass(frozen=True)
class Answered:
    about: str
    text: str
    reported: Time
    answer: str
    answered: Time | None


def _answered(problem: ReportedProblem) -> Answered:
    answered = Time.of(problem.answered_at) if problem.answered_at else None
    return Answered(problem.about, problem.text, Time.of(problem.created_at), problem.answer, answered)


class ReportedView(FormerAddresses):
    """What both pages share: a published article under its name in the reader's language."""

    def article(self, slug: str) -> Article:
        found = self.model.objects.published().filter(slug=slug).first()
        if found is None:
            raise Http404
        return found

    def shown(self, request: HttpRequest, template: str, article: Article, more: dict[str, Any]) -> HttpResponse:
        link = linked(Present(), self.model, [article.pk])[article.pk]
        return render(request, template, {"article": link, **more}, status=more.get("status", 200))


class ReportView(ReportedView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        about = request.GET.get("about", "").replace("\0", "")[:200]
        form = ReportForm(initial={"about": about})
        return self.shown(request, "articles/report.html", self.article(slug), {"form": form, "about": about})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        # What was typed is not lost when the article's address changes meanwhile.
        article, form = article_at(self.model, slug), ReportForm(request.POST)
        if article is None:
            raise Http404
        status = 400
        if form.is_valid():
            if may_report(request):
                about, text = form.cleaned_data["about"], form.cleaned_data["text"]
                revision = form.cleaned_data["revision"]
                ReportedProblem.objects.create(article=article, about=about, text=text, revision=revision)
                address = reverse(f"{article.kind}:reports", args=[article.slug])
                return HttpResponseRedirect(f"{address}?sent=1")
            form.add_error(None, _("There have been many reports in this hour. Send it again later: keep your words."))
            status = 429
        about = form.cleaned_data.get("about", "")
        return self.shown(request, "articles/report.html", article, {"form": form, "about": about, "status": status})


class ReportsView(ReportedView):
    """The answered problems, newest first."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        article = self.article(slug)
        answered = article.problems.filter(state=ReportedProblem.State.ANSWERED).order_by("-answered_at", "-id")
        problems = [_answered(problem) for problem in answered]
        report = reverse(f"{article.kind}:report", args=[article.slug])
        context = {"problems": problems, "sent": bool(request.GET.get("sent")), "report": report}
        return self.shown(request, "articles/reports.html", article, context)
