from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        from articles.reports.registry import Report, register_remarks, register_report
        from elections import lists as index_plans
        from elections.checking import differences, remarks
        from elections.pages import assembly as assembly_pieces
        from elections.pages import composition as composition_section
        from elections.pages import election as election_pieces
        from elections.pages import measures as measures_section
        from elections.pages import method as method_section
        from elections.pages import party as electoral_history
        from elections.pages import person as person_pieces
        from elections.pages import regions as regional_section
        from elections.pages import results as results_section

        register_remarks(remarks)
        register_report(Report("elections", _("Figures that do not add up"), differences))
        for pieces in (
            assembly_pieces,
            composition_section,
            election_pieces,
            electoral_history,
            index_plans,
            measures_section,
            method_section,
            person_pieces,
            regional_section,
            results_section,
        ):
            pieces.register()
