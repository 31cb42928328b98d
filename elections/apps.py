from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        from articles.reports.registry import register_report
        from articles.reports.report import Report
        from elections.checking import remarks, report

        register_report(Report("elections", _("Figures that do not add up"), report, remarks))
