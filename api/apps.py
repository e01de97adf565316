from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Let drf-spectacular know our answers, and workers what is to be forgotten."""
        from api import schema
        from assets import intake

        schema.configure()
        intake.register("api.retention.ForgetAnswers")
