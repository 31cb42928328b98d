from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Parties, people, events")

    def ready(self) -> None:
        from articles.reports.living import register_living
        from parties import lists as index_plans
        from parties.models import living_people
        from parties.pages import event as event_pieces
        from parties.pages import navbox
        from parties.pages import party as party_pieces
        from parties.pages import person as person_pieces

        register_living(living_people)
        for pieces in (party_pieces, person_pieces, event_pieces, navbox, index_plans):
            pieces.register()
