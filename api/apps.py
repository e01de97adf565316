from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Let drf-spectacular know our answers."""
        from api import schema

        schema.configure()
