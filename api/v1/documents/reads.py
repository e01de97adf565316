"""The one door to what persons trusted an organization with: its rights managers, and nobody else.

Neither other members nor other organizations nor the operator see that such a record exists (invariant I15, security
rule 55): for them it is the same 404 as one that does not.
"""

from django.db.models import Count, QuerySet

from assets.models import Role
from assets.viewer import Viewer
from licensing.models import Consent, Document, Person


def kept_by(viewer: Viewer) -> frozenset[int]:
    """Organizations whose evidence the viewer may read. Being the operator is no membership."""
    return viewer.organizations_as(Role.RIGHTS_MANAGER)


def documents_kept_for(viewer: Viewer) -> "QuerySet[Document]":
    return Document.objects.filter(organization_id__in=kept_by(viewer)).select_related("organization")


def persons_kept_for(viewer: Viewer) -> "QuerySet[Person]":
    """With how many pictures and consents each has."""
    rows = Person.objects.filter(organization_id__in=kept_by(viewer)).select_related("organization")
    return rows.annotate(pictures=Count("shown_on", distinct=True), consents_held=Count("consents", distinct=True))


def consents_kept_for(viewer: Viewer) -> "QuerySet[Consent]":
    """Everything that an answer reads, in a fixed number of queries."""
    rows = Consent.objects.filter(organization_id__in=kept_by(viewer))
    related = rows.select_related("organization", "person", "asset", "collection", "evidence")
    return related.prefetch_related("scopes", "givers", "events")
