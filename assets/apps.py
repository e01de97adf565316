from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "assets"

    def ready(self) -> None:
        from assets import checking, intake

        intake.register("assets.artwork.working.MakePreflight", first=True)
        intake.register("assets.intake.queue.Resume")
        intake.register("assets.intake.queue.TakeIn")
        intake.register("assets.making.working.MakeRendition", first=True)
        intake.register("assets.making.clearing.ClearRenditions")
        intake.register("assets.making.films.FilmWork")
        intake.register("assets.sources.working.LookThrough")
        intake.register("assets.uploads.examining.Examine", first=True)
        intake.register("assets.uploads.reaping.Reap")
        checking.register("assets.checking.originals.originals")
        checking.register("assets.checking.renditions.renditions", prefix="renditions/")
        checking.register("assets.artwork.checking.preflights", prefix="artwork/")
        checking.register("assets.uploads.checking.uploads", prefix="uploads/")
        checking.register("assets.checking.orphans.strangers")
        checking.register("assets.checking.states.states")
        checking.register("assets.checking.states.leases")
        checking.register("assets.checking.states.work_files")
        checking.register("assets.checking.trails.search_index")
        checking.register("assets.checking.trails.audit_trail")
