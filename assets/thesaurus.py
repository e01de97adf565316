"""The words that search takes for each other: what ships, as the administrators changed it.

One list for the whole network. Every save is a new version; every process takes the list up with its next search,
through the same change log as assets (a row for asset 0, which no asset is).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from assets import audit
from assets.errors import FieldInvalid
from assets.models import SearchChange, SynonymVersion, User
from assets.search.analysis import fold, words
from assets.search.changes import WORDS_CHANGED
from assets.search.synonyms import SynonymGroup, group_key, shipped_groups

MOST_TERMS = 40
LONGEST_TERM = 80
_CLASH = "Diese Gruppe hat inzwischen jemand geändert. Bitte neu laden und vergleichen."
_SIGNS = frozenset(",>\n\r\t")


@dataclass(frozen=True, slots=True)
class Listed:
    """A group as it counts now. `version` is 0 for one that is as it ships."""

    key: str
    group: SynonymGroup
    is_shipped: bool
    is_active: bool
    version: int


def listed() -> list[Listed]:
    """Every group, shipped and own, switched off or not, in order of the first word."""
    changed = {row.key: row for row in _newest()}
    shipped = shipped_groups()
    found = [Listed(key, group, True, True, 0) for key, group in shipped.items() if key not in changed]
    found += [
        Listed(key, SynonymGroup(tuple(row.terms), row.broader), key in shipped, row.is_active, row.number)
        for key, row in changed.items()
    ]
    return sorted(found, key=lambda one: one.key)


def groups_in_force() -> list[SynonymGroup]:
    """What search uses."""
    return [one.group for one in listed() if one.is_active]


def versions_of(key: str) -> list[SynonymVersion]:
    """All versions of a group, newest first."""
    return list(SynonymVersion.objects.filter(key=key).order_by("-number"))


@transaction.atomic
def save_group(
    *, key: str, terms: Sequence[str], broader: str = "", is_active: bool = True, seen: int = 0, by: User | None
) -> Listed:
    """A new version of a group; an empty `key` begins one. `seen` is the version that was changed.

    Raises FieldInvalid for words that cannot be searched, for a group that there is, and where somebody was faster.
    """
    group = SynonymGroup(tuple(_checked(terms)), _checked_broader(broader))
    if len(group.terms) < (1 if group.broader else 2):
        raise FieldInvalid("terms", "Eine Gruppe braucht mindestens zwei Wörter.")
    known = {one.key: one.version for one in listed()}
    if not key:
        key = group_key(group.broader or group.terms[0], is_broader=bool(group.broader))
        if key in known:
            raise FieldInvalid("terms", "Zu diesem Wort gibt es schon eine Gruppe. Bitte diese ändern.")
    elif known.get(key) != seen:
        raise FieldInvalid("version", _CLASH)
    try:
        with transaction.atomic():
            saved = SynonymVersion.objects.create(
                key=key, number=seen + 1, broader=group.broader, terms=list(group.terms), is_active=is_active, by=by
            )
    except IntegrityError as error:
        raise FieldInvalid("version", _CLASH) from error
    audit.record(
        "search.words-changed",
        actor=str(by.uuid) if by else "system",
        object_kind="synonyms",
        object_id=str(saved.pk),
        data={"number": saved.number, "is_active": is_active},
    )
    SearchChange.objects.create(asset_id=WORDS_CHANGED)
    return Listed(key, group, key in shipped_groups(), is_active, saved.number)


def _newest() -> Iterable[SynonymVersion]:
    newest = SynonymVersion.objects.filter(key=OuterRef("key")).order_by("-number").values("number")[:1]
    return SynonymVersion.objects.filter(number=Subquery(newest))


def _checked(terms: Sequence[str]) -> list[str]:
    kept: dict[str, str] = {}
    for term in terms:
        written = _checked_term(term, "terms")
        if written:
            kept.setdefault(fold(written), written)
    if len(kept) > MOST_TERMS:
        raise FieldInvalid("terms", f"Höchstens {MOST_TERMS} Wörter in einer Gruppe.")
    return list(kept.values())


def _checked_broader(broader: str) -> str:
    return _checked_term(broader, "broader")


def _checked_term(term: str, field: str) -> str:
    written = " ".join(term.split())
    if len(written) > LONGEST_TERM or _SIGNS & set(written) or (written and not words(written).sequence):
        raise FieldInvalid(field, f"„{written[:40]}“ ist kein Wort, nach dem gesucht werden kann.")
    return written
