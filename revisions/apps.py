from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    name = "revisions"
    verbose_name = "Revisions"

    def ready(self) -> None:
        from revisions import checks  # noqa: F401  system checks register on import, as Django asks
