from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        from articles.reports.registry import Report, register_remarks, register_report
        from elections.checking import differences, remarks

        register_remarks(remarks)
        register_report(Report("elections", _("Figures that do not add up"), differences))
