from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Let workers know what is to be forgotten, and who is to be told. How the API is described stays unread."""
        from assets import intake

        intake.register("api.retention.ForgetAnswers")
        intake.register("api.v1.saved_searches.telling.TellSavedSearches")
