from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        from articles.reports.links import Report, register_report
        from articles.reports.remarks import register_remarks
        from elections import assembly_pieces, election_pieces, electoral_history, person_pieces
        from elections.remarking import differences, remarks

        register_remarks(remarks)
        register_report(Report("elections", _("Figures that do not add up"), differences))
        for pieces in (assembly_pieces, election_pieces, electoral_history, person_pieces):
            pieces.register()
