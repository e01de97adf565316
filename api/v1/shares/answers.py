from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.artworks.answers import MissingArtwork, MotifOnProduct, PreflightCheckAnswer
from api.v1.assets.answers import Named
from api.v1.checks.answers import DecisionAnswer


class ShareAnswer(Answer, frozen=True):
    """A link for people without an account, as its organization sees it; never its secret."""

    id: Annotated[UUID, about("Identifies the share.")]
    organization: Annotated[Named, about("Who provides it.")]
    title: Annotated[str, about("For the recipients.")]
    audience: Annotated[str, about("press or print_shop.")]
    assets: Annotated[list[UUID], about("The pictures shared.")]
    until_on: Annotated[date, about("Last day, inclusive.")]
    created_at: Annotated[datetime, about("When it was made.")]
    ended_at: Annotated[datetime | None, about("When it was ended before its last day.")]
    ended_because: Annotated[str | None, about("revoked or rights.")]
    acceptances: Annotated[int, about("How often its terms were accepted.")]


class ShareMade(ShareAnswer, frozen=True):
    """A new share, with its address."""

    secret: Annotated[str | None, about("Ends the address /f/<secret>; shown this once.")]
    refused: Annotated[list[DecisionAnswer], about("Decisions on the pictures that may not be passed on.")]


class PrintShareMade(Answer, frozen=True):
    """A link for a print shop, and what had to stay out of it."""

    share: Annotated[ShareAnswer | None, about("The link; null when nothing is cleared.")]
    secret: Annotated[str | None, about("Ends the address /f/<secret>; shown this once.")]
    members: Annotated[list[UUID], about("The uses in it.")]
    missing: Annotated[list[MissingArtwork], about("The others, each with the reason.")]
    sentence: Annotated[Words, about("How many of how many, in words.")]


class SharePage(Answer, frozen=True):
    """One page of shares."""

    results: Annotated[list[ShareAnswer], about("Shares of organizations in which the asker edits, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class SharedPictureAnswer(Answer, frozen=True):
    """A picture as its recipients see it."""

    id: Annotated[UUID, about("Names the picture in this share.")]
    title: Annotated[str, about("For people.")]
    description: Annotated[str, about("The caption.")]
    alt_text: Annotated[str, about("What is to be seen, for those who do not.")]
    width: Annotated[int | None, about("Pixels of the original.")]
    height: Annotated[int | None, about("Pixels of the original.")]
    size_bytes: Annotated[int, about("About how much is fetched.")]
    tile: Annotated[str, about("Address of a small view.")]
    preview: Annotated[str, about("Address of a larger view.")]
    credit: Annotated[str, about("The credit line, ready to copy.")]
    duties: Annotated[list[Words], about("What has to be done, in sentences.")]


class SharedMotifAnswer(MotifOnProduct, frozen=True):
    """A motif on a product as its print shop sees it; one that may not be printed so any more is named, and no more."""

    id: Annotated[UUID, about("Names the motif in this share.")]
    title: Annotated[str, about("For people.")]
    filename: Annotated[str, about("The name of its file.")]
    standing: Annotated[str, about("released, changed (since it was checked) or lost (its rights ended).")]
    result: Annotated[str, about("The worst of the checks: pass or warning.")]
    checks: Annotated[list[PreflightCheckAnswer], about("Warnings first, then passed, not applicable.")]
    mockup_url: Annotated[str | None, about("The motif on the drawn product.")]
    marked_url: Annotated[str | None, about("The page with numbered places.")]
    report_url: Annotated[str | None, about("The report as PDF.")]
    credit: Annotated[str, about("The credit line for print, ready to copy.")]
    duties: Annotated[list[Words], about("What has to be done, in sentences.")]


class SharedAnswer(Answer, frozen=True):
    """What a link shows to people without an account."""

    title: Annotated[str, about("What it is about.")]
    organization: Annotated[str, about("Who provides it.")]
    message: Annotated[str, about("A word to the recipients.")]
    terms: Annotated[str, about("What has to be accepted before anything is fetched.")]
    sentence: Annotated[Words, about("The verdict for the recipients.")]
    duties: Annotated[list[Words], about("The duties that hold for every picture.")]
    contact: Annotated[str, about("Whom to ask.")]
    until_on: Annotated[date, about("Last day, inclusive.")]
    audience: Annotated[str, about("press or print_shop.")]
    pictures: Annotated[list[SharedPictureAnswer], about("For the press: those that are released at this moment.")]
    motifs: Annotated[list[SharedMotifAnswer], about("For a print shop: all that were handed out.")]
    is_held_back: Annotated[bool, about("Whether a motif in the package was changed or lost its release.")]


class AcceptanceAnswer(Answer, frozen=True):
    """That the terms were accepted."""

    acceptance: Annotated[str, about("To be sent with each request for copies; shown this once.")]


class SharedCopyAnswer(Answer, frozen=True):
    """A copy, or all of them as one ZIP, being prepared or ready."""

    id: Annotated[UUID, about("Identifies the copy.")]
    kind: Annotated[str, about("picture or bundle.")]
    state: Annotated[str, about("preparing, ready, failed or expired.")]
    reason: Annotated[str | None, about("Why it failed.")]
    filename: Annotated[str, about("Name under which it is saved.")]
    url: Annotated[str | None, about("Where to fetch it; null until it is ready.")]
    expires_at: Annotated[datetime, about("After this it has to be asked for again.")]
