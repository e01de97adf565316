"""What a link tells people without an account: nothing of inside, no name, no record."""

from django.urls import reverse

from api.answers import Words
from api.v1.artworks.reads import check_answer, ordered, printed
from api.v1.shares.answers import SharedAnswer, SharedMotifAnswer, SharedPictureAnswer
from api.v1.shares.opening import Opened
from assets.models import ArtworkUse, Preflight
from licensing.rights import CreditForm, Decision, sentence
from licensing.services.print_shares import SharedMotif, Standing
from licensing.services.shares import SharedPicture
from licensing.services.verdicts import credit


def shared_answer(found: Opened, token: str) -> SharedAnswer:
    share = found.share
    shown = [_picture(each, token) for each in found.pictures]
    motifs = [_motif(each, token) for each in found.motifs]
    strictest = max(found.releasing, key=lambda each: each.verdict.strictness)
    duties = [*(each.duties for each in shown), *(each.duties for each in motifs)]
    in_all = [duty for duty in duties[0] if all(duty in each for each in duties)]
    return SharedAnswer(
        title=share.title,
        organization=share.organization.name,
        message=share.message,
        terms=share.terms,
        sentence=Words(de=sentence(strictest, language="de").sentence, en=sentence(strictest, language="en").sentence),
        duties=in_all,
        contact=share.contact,
        until_on=share.until_on,
        audience=share.audience,
        pictures=shown,
        motifs=motifs,
        is_held_back=found.is_held_back,
    )


def _picture(picture: SharedPicture, token: str) -> SharedPictureAnswer:
    asset, decision = picture.asset, picture.decision
    return SharedPictureAnswer(
        id=asset.uuid,
        title=asset.title,
        description=asset.description,
        alt_text=asset.alt_text,
        width=asset.width,
        height=asset.height,
        size_bytes=asset.original.size_bytes,
        tile=reverse("shared-rendition", args=[token, asset.uuid, "tile"]),
        preview=reverse("shared-rendition", args=[token, asset.uuid, "preview"]),
        credit=credit(decision, CreditForm.PLAIN),
        duties=_duties(decision),
    )


def _motif(motif: SharedMotif, token: str) -> SharedMotifAnswer:
    use, preflight = motif.use, motif.preflight
    is_shown = motif.standing is Standing.RELEASED
    addresses = {f"{kind}_url": _picture_url(preflight, use, kind, token) for kind in ("mockup", "marked")}
    return SharedMotifAnswer(
        id=use.uuid,
        title=use.asset.title,
        filename=use.asset.original.filename,
        standing=motif.standing,
        print_run=use.print_run,
        sold=use.sold,
        result=preflight.result,
        checks=[check_answer(each) for each in ordered(preflight.checks)] if is_shown else [],
        report_url=reverse("shared-report", args=[token, use.uuid]) if is_shown else None,
        credit=credit(motif.decision, CreditForm.PRINT) if is_shown else "",
        duties=_duties(motif.decision) if is_shown else [],
        **(addresses if is_shown else dict.fromkeys(addresses)),
        **printed(use),
    )


def _picture_url(preflight: Preflight, use: ArtworkUse, kind: str, token: str) -> str | None:
    return reverse("shared-artwork", args=[token, use.uuid, kind]) if getattr(preflight, f"{kind}_key") else None


def _duties(decision: Decision) -> list[Words]:
    return [Words(de=each.text("de"), en=each.text("en")) for each in decision.duties]
