from django.apps import AppConfig


class LicensingConfig(AppConfig):
    name = "licensing"

    def ready(self) -> None:
        from assets import intake
        from licensing import receivers

        intake.register("licensing.copies.PrepareCopy", first=True)
        receivers.connect()
