"""An organization's own rules: black-outs before elections, channel and license policies, and its policy switches."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from assets.models import Organization, User
from licensing.models.person import TriState


class OrganizationRuleQuerySet(models.QuerySet["OrganizationRule"]):
    def in_force(self) -> Self:
        """Neither ended nor replaced by a newer version; the term is for the kernel, which knows the question."""
        return (
            self.filter(ended_at__isnull=True, replaced_by__isnull=True).select_related("organization").order_by("pk")
        )


class OrganizationRule(models.Model):
    """One rule for the uses of one organization. Versioned: a change is a new row that `replaces` the old one.

    `keywords`: the rule touches assets with one of them (folded); none means every asset. Empty channels or purposes
    mean all. `run_off_until` is the last day if there is a run-off; until somebody knows (`run_off`), those days ask.
    """

    class Kind(models.TextChoices):
        BLACKOUT = "blackout", "Sperrzeit"
        CHANNEL_POLICY = "channel_policy", "Regel für Kanäle"
        LICENSE_POLICY = "license_policy", "Regel für Lizenzen"
        FOUR_EYES = "four_eyes", "Vier Augen"

    class Effect(models.TextChoices):
        FORBID = "forbid", "verbieten"
        ASK = "ask", "entscheiden lassen"
        DUTY = "duty", "Auflage"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="rights_rules")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    effect = models.CharField(max_length=10, choices=Effect.choices)
    name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    run_off_until = models.DateField(null=True, blank=True)
    run_off = models.CharField(max_length=10, choices=TriState.choices, default=TriState.UNKNOWN)
    channels = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    exempt_purposes = models.JSONField(default=list)
    licenses = models.JSONField(default=list)
    keywords = models.JSONField(default=list)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    objects = OrganizationRuleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["from_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="rule_term",
            ),
            models.CheckConstraint(
                condition=~Q(kind="blackout") | Q(from_on__isnull=False, until_on__isnull=False),
                name="blackout_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(run_off_until__isnull=True) | Q(run_off_until__gt=models.F("until_on")),
                name="run_off_after_the_term",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RightsPolicy(models.Model):
    """Switches for contested questions, where an organization departs from the defaults (section 6 of the rules)."""

    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="rights_policy")
    switches = models.JSONField(default=dict, help_text="Field of licensing.rights.Policy -> value.")
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"policy of {self.organization_id}"
