from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Parties, people, events")

    def ready(self) -> None:
        from articles.reports.living import register_living
        from parties import event_pieces, index_plans, navbox, party_pieces, person_pieces
        from parties.living import living_people

        register_living(living_people)
        for pieces in (party_pieces, person_pieces, event_pieces, navbox, index_plans):
            pieces.register()
