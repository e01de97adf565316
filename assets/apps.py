from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "assets"

    def ready(self) -> None:
        from assets import intake

        intake.register("assets.intake.queue.Resume")
        intake.register("assets.intake.queue.TakeIn")
