from datetime import datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.assets.answers import Named, VerdictWords
from api.v1.checks.answers import DecisionAnswer
from api.v1.publications.answers import AssetBrief


class Coded(Answer, frozen=True):
    """A code of the product data, with its label."""

    code: Annotated[str, about("Stable code.")]
    label: Annotated[Words, about("For people.")]


class PlaceMark(Answer, frozen=True):
    """Where a finding is: a numbered box on a page, in 0..1 from the upper left."""

    number: Annotated[int, about("As in the marked picture.")]
    page: Annotated[int, about("Page of the file, from 1.")]
    x: Annotated[float, about("Left edge.")]
    y: Annotated[float, about("Upper edge.")]
    width: Annotated[float, about("Width.")]
    height: Annotated[float, about("Height.")]


class PreflightCheckAnswer(Answer, frozen=True):
    """What one check found."""

    code: Annotated[str, about("Stable code of the check.")]
    result: Annotated[str, about("fail, warning, pass or not_applicable.")]
    name: Annotated[Words, about("What was checked.")]
    text: Annotated[Words, about("What was found, and what to do, in a print shop's words.")]
    measured: Annotated[Words | None, about("The value in the file.")]
    wanted: Annotated[Words | None, about("The value that is wanted.")]
    places: Annotated[list[PlaceMark], about("Where; the numbers are those of the marked picture.")]


class PreflightBrief(Answer, frozen=True):
    """How far a preflight is, and what came of it."""

    state: Annotated[str, about("none, waiting, done or failed.")]
    result: Annotated[str | None, about("The worst of the checks: pass, warning or fail.")]
    fails: Annotated[int, about("How many checks failed.")]
    warnings: Annotated[int, about("How many checks warn.")]
    is_current: Annotated[bool, about("Whether it is about these bytes, this use and the product data of today.")]
    reason: Annotated[str | None, about("Why it could not be made.")]
    done_at: Annotated[datetime | None, about("When it was made.")]


class MotifOnProduct(Answer, frozen=True):
    """What is printed on what: told inside, and to the print shop that has a link to it."""

    product: Annotated[Coded, about("What it is printed on.")]
    place: Annotated[Coded, about("Where on it.")]
    technique: Annotated[Coded, about("How.")]
    is_round: Annotated[bool, about("Whether it is cut round: width and height are diameters then.")]
    width_mm: Annotated[float, about("Final width of the motif.")]
    height_mm: Annotated[float, about("Final height of the motif.")]
    page: Annotated[int, about("Which page of the file.")]
    garment_color: Annotated[str, about("Color of what it is printed on, #rrggbb.")]
    print_run: Annotated[int | None, about("How many copies.")]
    sold: Annotated[str, about("sold, free or unknown.")]


class ArtworkAnswer(MotifOnProduct, frozen=True):
    """A motif on a product."""

    id: Annotated[UUID, about("Identifies the use.")]
    asset: Annotated[AssetBrief, about("The motif.")]
    filename: Annotated[str, about("The name of its file.")]
    organization: Annotated[Named, about("Who has it printed.")]
    campaign: Annotated[Named | None, about("For which campaign.")]
    printer: Annotated[str | None, about("The print shop; inside its organization only.")]
    note: Annotated[str | None, about("For colleagues; inside its organization only.")]
    preflight: Annotated[PreflightBrief, about("What the preflight found.")]
    mockup_url: Annotated[str | None, about("The motif on the drawn product.")]
    verdict: Annotated[VerdictWords | None, about("Whether it may be printed so; inside its organization only.")]
    is_cleared: Annotated[bool | None, about("Whether it goes into a print bundle: no check failed, rights release.")]
    created_at: Annotated[datetime, about("When it was recorded.")]
    changed_at: Annotated[datetime, about("When it was changed last.")]
    can_edit: Annotated[bool, about("Whether the asker may change it.")]


class ArtworkList(Answer, frozen=True):
    """The artwork of a campaign."""

    results: Annotated[list[ArtworkAnswer], about("By product.")]


class PreflightAnswer(PreflightBrief, frozen=True):
    """A preflight, check by check."""

    checks: Annotated[list[PreflightCheckAnswer], about("Failed ones first, then warnings, passed, not applicable.")]
    rules_version: Annotated[str | None, about("Version of the product data that it was made by.")]
    mockup_url: Annotated[str | None, about("The motif on the drawn product.")]
    marked_url: Annotated[str | None, about("The page with numbered places.")]
    report_url: Annotated[str | None, about("The report as PDF.")]
    verdict: Annotated[VerdictWords | None, about("Whether it may be printed so; inside its organization only.")]
    decision: Annotated[DecisionAnswer | None, about("The whole decision behind it.")]


class MissingArtwork(Answer, frozen=True):
    """Artwork that does not go into a print bundle, and why."""

    artwork: Annotated[UUID, about("The use.")]
    code: Annotated[str, about("preflight-failed, preflight-missing or not-released.")]
    text: Annotated[Words, about("Why, in words.")]


class PrintBundleAnswer(Answer, frozen=True):
    """A bundle for the print shop: artwork, preflight reports, rights sheet. Read and fetched as any bundle."""

    id: Annotated[UUID | None, about("The bundle at /bundles/{id}; null when nothing is cleared.")]
    members: Annotated[list[UUID], about("The uses in it.")]
    missing: Annotated[list[MissingArtwork], about("The others, each with the reason.")]
    sentence: Annotated[Words, about("How many of how many, in words.")]
