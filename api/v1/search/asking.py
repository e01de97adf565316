"""A search as the engine takes it, and its answer as the API gives it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from pyroaring import BitMap

from api.decisions import words_of
from api.problems import Problem, field_problem
from api.questions import Asked, Held, asked_of
from api.requests import read_values
from api.v1.assets.answers import Tile, VerdictWords
from api.v1.assets.tiles import tiles_from, tiles_of, visible_rows
from api.v1.attribution.credits import credit_of
from api.v1.search.answers import AskedQuestion, DidYouMean, Facets, FacetValue, SearchAnswer
from api.v1.search.serializers import KeptQuery
from api.v1.search.telling import explanations_of, notes_of, ways_out
from assets.models import Collection, CollectionItem, Place, Role
from assets.prepared import Keys, prepared
from assets.search import Area, CursorInvalid, FacetCount, Found, Principal, QueryTooLong, Request, Sort
from assets.search.freshness import live
from assets.search.query import parse
from assets.viewer import Viewer
from licensing.rights import CHANNELS, Facts, Verdict
from licensing.search import PermissionQuestion
from licensing.services import judge

FACETS: Final = (
    "place", "keyword", "campaign", "license", "creator", "organization", "media_type", "orientation", "year",
    "color", "posted_by", "alt_text",
)  # fmt: skip
RELEASING: Final = (Verdict.ALLOWED.value, Verdict.ALLOWED_WITH_DUTIES.value)
_VERDICT_LABELS: Final = {
    "allowed": "Ja",
    "allowed_with_duties": "Ja, wenn",
    "needs_decision": "Entscheidung nötig",
    "forbidden": "Nein",
}


def principal_of(viewer: Viewer) -> Principal:
    return Principal(
        viewer.organization_ids,
        is_member=viewer.is_member,
        sees_all=viewer.sees_all,
        editor_of=viewer.organizations_as(Role.EDITOR),
    )


def permission_question(asked: Asked) -> PermissionQuestion:
    """The part of a question that rows can be filtered by; the rest is judged on the tiles.

    Nothing is released to nobody in particular, so who belongs to several organizations has to say for which.
    """
    if asked.organization is None:
        raise field_problem("as", "Bitte angeben, wer veröffentlicht.", code="required")
    return PermissionQuestion(
        channel=asked.channel,
        purpose=asked.purpose,
        organization_id=asked.organization.pk,
        start=asked.publish_from,
        until=asked.publish_until,
    )


def find(request: Request) -> Found:
    """Ask this process's index; what the engine refuses is a problem of the parameter."""
    try:
        return live().search(request)
    except QueryTooLong as error:
        raise field_problem("q", "Höchstens 500 Zeichen und 32 Wörter.", code="max_length") from error
    except CursorInvalid as error:
        raise field_problem("cursor", "Diese Stelle der Liste gibt es nicht mehr.") from error


def asked_request(values: Mapping[str, Any], viewer: Viewer, held: Held | None = None) -> Request:
    """A search as the engine takes it; raises a problem of the field where it cannot be asked."""
    if values.get("q"):
        _checked(values["q"])
    return _request(values, asked_of(dict(values), viewer, channel=values.get("usable_for"), held=held), viewer)


def matching(query: Mapping[str, str], viewer: Viewer) -> BitMap:
    """Every asset that the search finds for this person today, whatever the order.

    Raises a problem where it cannot be asked any more, and `search-unavailable` while the index is built.
    """
    found = live().every([asked_request(read_values(KeptQuery, dict(query)), viewer)])
    if found is None:
        raise Problem("search-unavailable")
    return found[0]


def _within(collection: UUID | None, viewer: Viewer) -> BitMap | None:
    if collection is None:
        return None
    held = Collection.objects.visible_to(viewer).filter(uuid=collection).first()
    if held is None:
        raise field_problem("collection", "Diese Sammlung gibt es hier nicht.", code="does_not_exist")
    return BitMap(CollectionItem.objects.filter(collection=held).values_list("asset_id", flat=True))


def _area(values: Mapping[str, Any]) -> Area | None:
    box, polygon = values.get("bbox"), values.get("polygon", ())
    return Area(box, polygon) if box is not None or polygon else None


def _checked(text: str) -> None:
    try:
        parse(text)
    except QueryTooLong as error:
        raise field_problem("q", "Höchstens 500 Zeichen und 32 Wörter.", code="max_length") from error


def search(values: Mapping[str, Any], viewer: Viewer) -> SearchAnswer:
    asked = asked_of(dict(values), viewer, channel=values.get("usable_for"))
    request = _request(values, asked, viewer)
    found = find(request)
    tiles = judged_tiles(found.ids, asked, viewer, verdicts=request.verdicts)
    return SearchAnswer(
        count=found.count,
        usable=_usable(found),
        question=_echo(asked) if asked else None,
        results=tiles,
        facets=_facets(found, request) if request.facets else None,
        next=found.next,
        index=live().state,
        did_you_mean=_did_you_mean(found),
        without=ways_out(request, find) if found.count == 0 else [],
        dropped=[word for word in found.dropped if word],
        notes=notes_of(found),
        explanations=explanations_of(found, {tile.id for tile in tiles}, request.principal),
    )


def _request(values: Mapping[str, Any], asked: Asked | None, viewer: Viewer) -> Request:
    verdicts = tuple(values.get("verdict", ()))
    if not verdicts and "usable_for" in values:
        verdicts = RELEASING
    return Request(
        text=values.get("q", ""),
        principal=principal_of(viewer),
        filters={name: tuple(values[name]) for name in FACETS if values.get(name)},
        question=permission_question(asked) if asked else None,
        verdicts=verdicts if asked else (),
        sort=Sort(values["sort"]),
        cursor=values.get("cursor"),
        limit=values.get("page_size", 0),
        within=_within(values.get("collection"), viewer),
        area=_area(values),
        facets=FACETS if values.get("facets") == "1" else (),
        facet_limit=100,
        explain=values.get("explain") == "1",
    )


def judged_tiles(
    asset_ids: Sequence[int], asked: Asked | None, viewer: Viewer, *, verdicts: Sequence[str] = ()
) -> list[Tile]:
    """Tiles with the full verdict. The index only proposes: what `decide` sees otherwise is not shown as released."""
    if asked is None or not asset_ids:
        return tiles_of(asset_ids, viewer)
    rows = visible_rows(asset_ids, viewer)
    ids = {str(row["uuid"]): pk for pk, row in rows.items()}
    judged = judge([asked.about(row["uuid"]) for row in rows.values()], asset_ids=ids, at=timezone.now())
    decisions = dict(zip(rows, judged, strict=True))
    said: dict[int, VerdictWords] = {pk: words_of(each) for pk, each in decisions.items()}
    shown = [pk for pk in asset_ids if not verdicts or (pk in said and said[pk].verdict in verdicts)]
    lines = {pk: _credit(decisions[pk].facts, asked) for pk in shown if pk in decisions}
    return tiles_from(rows, shown, viewer, verdicts=said, credits_by_id=lines)


def _credit(facts: Facts, asked: Asked) -> str:
    form = CHANNELS[asked.channel].credit_form
    plain = form if form != "html" else type(form).PLAIN
    return credit_of(facts, asked.channel, sorted(asked.modifications), form=plain, language="de").text


def _usable(found: Found) -> int | None:
    return None if found.verdicts is None else sum(found.verdicts.get(verdict, 0) for verdict in RELEASING)


def _echo(asked: Asked) -> AskedQuestion:
    return AskedQuestion(
        channel=asked.channel.value,
        placement=asked.placement.value if asked.placement else None,
        purpose=asked.purpose.value,
        publish_from=asked.publish_from,
        publish_until=asked.publish_until,
        as_=asked.organization.uuid if asked.organization else None,
    )


def _facets(found: Found, request: Request) -> Facets:
    return Facets(
        verdict=[
            FacetValue(
                value=code, label=label, count=(found.verdicts or {}).get(code, 0), selected=code in request.verdicts
            )
            for code, label in _VERDICT_LABELS.items()
        ]
        if found.verdicts is not None
        else [],
        **{name: [_value(each) for each in found.facets.get(name, ())] for name in FACETS if name != "place"},
        place=_places(found.facets.get("place", ())),
    )


def _places(found: Sequence[FacetCount]) -> list[FacetValue]:
    """Each with the listed place that it lies in, so that districts, towns and their parts can stand as a tree."""
    listed = {each.value for each in found}
    parents: dict[str, str] = dict(_within_places(listed))
    return [_value(each, parents.get(each.value)) for each in found]


def _written_places(keys: Keys) -> QuerySet[Place, tuple[Any, ...]]:
    return Place.objects.filter(slug__in=keys, parent__slug__in=keys).values_list("slug", "parent__slug")


_within_places: Final = prepared(_written_places, kind="text")


def _value(each: FacetCount, parent: str | None = None) -> FacetValue:
    return FacetValue(value=each.value, label=each.label, count=each.count, selected=each.selected, parent=parent)


def _did_you_mean(found: Found) -> DidYouMean | None:
    if found.did_you_mean is None:
        return None
    return DidYouMean(query=found.did_you_mean.query, count=found.did_you_mean.count)
