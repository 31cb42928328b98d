from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RevisionsConfig(AppConfig):
    name = "revisions"
    verbose_name = "Revisions"

    def ready(self) -> None:
        from revisions import checks  # noqa: F401  system checks register on import, as Django asks
        from revisions.tracking.vacuum import vacuum_often

        post_migrate.connect(vacuum_often, sender=self)
