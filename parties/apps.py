from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Parties, people, events")

    def ready(self) -> None:
        from articles.reports.living import register_living
        from parties.models import living_people

        register_living(living_people)
