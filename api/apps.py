from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Let drf-spectacular know our answers before anybody asks for the schema: importing registers them."""
        from api import schema

        schema.configure()
