"""Who is told of changed answers: registering an address, watching assets, marking what has to be judged again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

import msgspec
from django.db import transaction

from assets import audit
from assets.models import Organization, User
from licensing import rights
from licensing.evidence import is_configured
from licensing.evidence.keys import EvidenceKeyMissing
from licensing.models import Webhook, WebhookWatch
from licensing.services.verdicts import ShortAnswer
from licensing.snapshots import snapshot

MOST_WEBHOOKS = 20


@transaction.atomic
def register_webhook(
    url: str, question: rights.Question, *, organization: Organization, by: User, at: datetime
) -> tuple[Webhook, str]:
    """A new webhook and its secret, which is shown this once. Raises AddressRefused, EvidenceKeyMissing."""
    from licensing.webhooks.addresses import check_address
    from licensing.webhooks.signing import new_secret, sealed_secret

    check_address(url)
    if not is_configured():
        raise EvidenceKeyMissing
    webhook = Webhook(organization=organization, url=url, question=shape_of(question), created_by=by, created_at=at)
    secret = new_secret()
    sealed = sealed_secret(secret, webhook)
    webhook.secret_ciphertext, webhook.key_id = sealed.ciphertext, sealed.key_id
    webhook.save()
    _record("webhook.created", webhook, by)
    return webhook, secret


@transaction.atomic
def end_webhook(webhook: Webhook, *, by: User) -> None:
    """Nothing is sent any more, and what was watched is forgotten."""
    _record("webhook.ended", webhook, by)
    webhook.delete()


@transaction.atomic
def resume_webhook(webhook: Webhook, *, by: User, at: datetime) -> None:
    """Switch a webhook on again: everything is judged anew and what changed meanwhile is told."""
    Webhook.objects.filter(pk=webhook.pk).update(disabled_at=None, disabled_because="")
    webhook.watches.update(judge_again_at=at)
    webhook.deliveries.filter(state="waiting").update(attempts=0, next_attempt_at=None)
    _record("webhook.resumed", webhook, by)


def watching(organization: Organization, question: rights.Question) -> list[Webhook]:
    """The organization's working webhooks that ask the same, whatever the days."""
    rows = Webhook.objects.filter(organization=organization, disabled_at__isnull=True)
    wanted = shape_of(question)
    return [each for each in rows if each.question == wanted]


def watch(webhooks: Iterable[Webhook], answers: Mapping[int, ShortAnswer]) -> None:
    """Watch assets (by primary key) from the answer that was just given; what is watched already stays as it is."""
    WebhookWatch.objects.bulk_create(
        (
            WebhookWatch(
                webhook=webhook,
                asset_id=pk,
                verdict=answer.verdict,
                fingerprint=answer.fingerprint,
                judge_again_at=answer.valid_until,
            )
            for webhook in webhooks
            for pk, answer in answers.items()
        ),
        ignore_conflicts=True,
    )


def note_changes(asset_ids: Collection[int], *, at: datetime) -> None:
    """Part of every change of facts: watched answers about these assets are judged again, by a worker."""
    WebhookWatch.objects.filter(asset_id__in=asset_ids, webhook__disabled_at__isnull=True).update(judge_again_at=at)


def shape_of(question: rights.Question) -> dict[str, object]:
    """A question without its asset and its days, as JSON."""
    shape: dict[str, object] = snapshot(question)
    return {name: value for name, value in shape.items() if name not in {"asset", "publish_from", "publish_until"}}


def question_today(webhook: Webhook, *, at: datetime) -> rights.Question:
    """What a webhook watches, asked from today and open-ended."""
    day = rights.berlin_day(at)
    whole = {**webhook.question, "asset": "", "publish_from": day.isoformat(), "publish_until": None}
    return replace(msgspec.convert(whole, rights.Question), publish_from=day)


def _record(action: str, webhook: Webhook, by: User) -> None:
    audit.record(
        action,
        actor=str(by.uuid),
        object_kind="webhook",
        object_id=str(webhook.uuid),
        data={"organization": str(webhook.organization.uuid)},
    )
