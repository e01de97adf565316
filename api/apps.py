from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Let workers know what is to be forgotten. They have no addresses: how the API is described stays unread."""
        from assets import intake

        intake.register("api.retention.ForgetAnswers")
