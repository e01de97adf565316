from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, about
from api.v1.assets.answers import Named


class GrantAnswer(Answer, frozen=True):
    """A right of use: explicit lists, whole, dated. Silence is not granted."""

    id: Annotated[UUID, about("Identifies the grant.")]
    organization: Annotated[Named, about("Who keeps the record.")]
    asset: Annotated[UUID | None, about("The asset it is for, if the asker may see it.")]
    collection: Annotated[UUID | None, about("The collection it is for.")]
    licensor: Annotated[str, about("Who grants.")]
    kind: Annotated[str, about("simple or exclusive.")]
    status: Annotated[str, about("draft, active, revoked or disputed.")]
    from_on: Annotated[date, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive; null is perpetual.")]
    revoked_at: Annotated[datetime | None, about("When it was ended.")]
    licensees: Annotated[list[str], about("Ids of organizations, or *.")]
    channels: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    purposes: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    territories: Annotated[list[str], about("Codes, or *.")]
    modifications: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    commercial: Annotated[str, about("yes, no or unknown.")]
    paid_promotion: Annotated[str, about("yes, no or unknown.")]
    platform_sublicense: Annotated[str, about("yes, no or unknown.")]
    third_party_redistribution: Annotated[str, about("yes, no or unknown.")]
    sensitive_use: Annotated[str, about("yes, no or unknown.")]
    covers_other_bodies: Annotated[str, about("yes, no or unknown.")]
    transferable: Annotated[str, about("yes, no or unknown.")]
    granted_on: Annotated[date | None, about("Day of the contract.")]
    quota_uses: Annotated[int | None, about("Uses granted in all; null for any number.")]
    uses_left: Annotated[int | None, about("Uses neither taken nor reserved; null where they are not counted.")]
    print_run_left: Annotated[int | None, about("Copies neither taken nor reserved; null where they are not counted.")]
    print_run_max: Annotated[int | None, about("Copies permitted; null for no limit.")]
    credit_required: Annotated[str, about("yes, no or unknown.")]
    exact_credit: Annotated[str, about("Credit line that the contract prescribes.")]
    reference: Annotated[str, about("Contract or invoice number.")]
    evidence: Annotated[str, about("What proves it, in words.")]
    evidence_missing: Annotated[bool, about("Said outright: nothing proves it.")]
    document: Annotated[UUID | None, about("The contract on file.")]
    report_to: Annotated[str, about("To whom each use is reported.")]
    specimen_to: Annotated[str, about("To whom a specimen copy is sent.")]
    report_days: Annotated[int, about("Days after the use for report and specimen.")]
    fee_note: Annotated[str, about("What it costs.")]
    version: Annotated[int, about("Version of the record.")]
    replaces: Annotated[UUID | None, about("The version before this one.")]
    is_current: Annotated[bool, about("Whether this version counts: no draft, and none follows.")]


class GrantVersions(Answer, frozen=True):
    """All versions of one contract."""

    results: Annotated[list[GrantAnswer], about("Oldest first; only one counts.")]


class GrantPage(Answer, frozen=True):
    """One page of grants."""

    results: Annotated[list[GrantAnswer], about("Grants that the asker's organizations keep, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]
