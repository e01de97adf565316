"""What a use owes to the grant that it rests on: a report to the licensor, a specimen copy."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from licensing import rights
from licensing.models import Publication, RightsGrant, Task
from licensing.services.tasks import Draft, bundle_of, last_moment, open_tasks

State = Publication.State
OUT = (State.LIVE, State.DUE_FOR_REMOVAL, State.IRREVOCABLE)


def note_use(publication: Publication, decision: rights.Decision | None, *, at: datetime) -> None:
    """Open what a use owes once it is out; `decision` is none for a use that was given up."""
    if decision is None or not publication.chosen_grant or publication.state not in OUT:
        return
    grant = RightsGrant.objects.filter(uuid=publication.chosen_grant).first()
    if grant is not None:
        open_tasks(_owed(publication, grant), at=at)


def _owed(publication: Publication, grant: RightsGrant) -> Iterator[Draft]:
    """Due `report_days` after the first day of the use, as the contract counts."""
    due = last_moment(publication.from_on + timedelta(days=grant.report_days))
    for kind, cause, to in (
        (Task.Kind.REPORT, "DUTY_REPORT_USAGE", grant.report_to),
        (Task.Kind.SPECIMEN, "DUTY_SPECIMEN_COPY", grant.specimen_to),
    ):
        if to:
            yield Draft(
                organization_id=publication.organization_id,
                kind=kind,
                fact=f"publication:{publication.uuid}:{kind}",
                cause=cause,
                params={"to": to},
                bundle=bundle_of(kind, grant.uuid, due.date()),
                due_at=due,
                escalate_at=due + timedelta(days=1),
                asset_id=publication.asset_id,
                publication_id=publication.pk,
                grant_id=grant.pk,
            )
