from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        from elections import assembly_pieces, election_pieces, electoral_history, person_pieces

        for pieces in (assembly_pieces, election_pieces, electoral_history, person_pieces):
            pieces.register()
