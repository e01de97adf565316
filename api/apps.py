from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Let drf-spectacular know our answers, and search what licensing brings to it."""
        from api import schema
        from licensing import search

        schema.configure()
        search.register()  # what the API composes: verdicts and licenses as columns of search
