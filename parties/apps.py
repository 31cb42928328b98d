from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Parties, people, events")

    def ready(self) -> None:
        from parties import event_pieces, navbox, party_pieces, person_pieces

        for pieces in (party_pieces, person_pieces, event_pieces, navbox):
            pieces.register()
