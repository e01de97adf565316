from django.apps import AppConfig


class LicensingConfig(AppConfig):
    name = "licensing"

    def ready(self) -> None:
        from assets import checking, intake
        from licensing import receivers, search

        intake.register("licensing.bundling.PackBundle", first=True)
        intake.register("licensing.copies.PrepareCopy", first=True)
        intake.register("licensing.webhooks.TellWebhooks")
        intake.register("licensing.expiring.PurgeDownloads")
        intake.register("licensing.expiring.PurgeBundles")
        intake.register("licensing.refreshing.RefreshWindows")
        intake.register("licensing.refreshing.RefreshRuleset")
        intake.register("licensing.exchange.registers.running.WorkThroughRegister", first=True)
        intake.register_arrival("licensing.incoming.sources.record_found")
        intake.register_refusal("licensing.services.subjects.refusal_of")
        intake.register("licensing.watching.Rounds")
        checking.register("licensing.checking.ruleset")
        checking.register("licensing.checking.permitted_uses")
        checking.register("licensing.checking.copies", prefix="downloads/")
        checking.register("licensing.checking.bundles", prefix="bundles/")
        checking.register("licensing.checking.registers", prefix="imports/")
        checking.register("licensing.evidence.checking.documents", prefix="evidence/")
        receivers.connect()
        search.register()
