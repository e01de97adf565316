"""Gate 7 as tables: works, places, emblems and marks."""

from dataclasses import replace

import pytest

from licensing.rights import (
    Channel,
    Completeness,
    Modification,
    PermissionStatus,
    Placement,
    Prominence,
    Property,
    Purpose,
    RenditionFacts,
    Sign,
    SignKind,
    SiteRule,
    Tri,
    Verdict,
    Viewpoint,
    Work,
    WorkPlace,
)

from .builders import answer, codes, day, duty_codes, facts, permission, question, scope

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
LISTED, NONE = Completeness.LISTED_COMPLETE, Completeness.NONE_CONFIRMED
GROUND, AIR, INSIDE = Viewpoint.PUBLIC_GROUND, Viewpoint.AERIAL, Viewpoint.INTERIOR
SEEN, NAMED = "WORK_THIRD_PARTY_VISIBLE", {"DUTY_NAME_WORK_SOURCE"}
NOT_HERE = permission(scope=scope(channels=frozenset()))
REFUSED = permission(status=PermissionStatus.REFUSED)


def work(**changes) -> Work:
    """A fountain that stands in a public square for good, protected, the subject of the picture."""
    values = {
        "title": "Brunnen",
        "artist": "A. Bildhauer",
        "is_protected": Tri.YES,
        "place": WorkPlace.PUBLIC_PERMANENT,
        "prominence": Prominence.MAIN,
    }
    return Work(id="w1", **{**values, **changes})


def with_work(viewpoint=GROUND, **changes):
    return facts(works=LISTED, works_shown=(work(**changes),), viewpoint=viewpoint)


@pytest.mark.parametrize(
    ("viewpoint", "change", "verdict", "code"),
    [
        pytest.param(GROUND, {}, IF, None, id="panorama"),
        pytest.param(AIR, {}, NO, "WORK_PANORAMA_AERIAL", id="from the air"),
        pytest.param(AIR, {"prominence": Prominence.GROUP}, NO, "WORK_PANORAMA_AERIAL", id="from the air, group"),
        pytest.param(AIR, {"prominence": Prominence.INCIDENTAL}, ASK, SEEN, id="from the air, accessory"),
        pytest.param(AIR, {"prominence": Prominence.UNKNOWN}, ASK, SEEN, id="from the air, nobody knows how"),
        pytest.param(AIR, {"is_protected": Tri.UNKNOWN}, ASK, SEEN, id="from the air, perhaps protected"),
        pytest.param(AIR, {"is_protected": Tri.NO}, YES, None, id="not protected"),
        pytest.param(
            GROUND, {"place": WorkPlace.PUBLIC_TEMPORARY}, NO, "WORK_PANORAMA_NOT_PERMANENT", id="not for good"
        ),
        pytest.param(
            GROUND,
            {"place": WorkPlace.PUBLIC_TEMPORARY, "prominence": Prominence.INCIDENTAL},
            ASK,
            SEEN,
            id="not for good, accessory",
        ),
        pytest.param(GROUND, {"place": WorkPlace.UNKNOWN}, ASK, SEEN, id="place unknown"),
        pytest.param(GROUND, {"place": WorkPlace.PRIVATE}, ASK, SEEN, id="private"),
        pytest.param(GROUND, {"is_protected": Tri.UNKNOWN}, ASK, SEEN, id="perhaps protected"),
        pytest.param(GROUND, {"prominence": Prominence.INCIDENTAL}, IF, None, id="panorama, accessory"),
        pytest.param(INSIDE, {"place": WorkPlace.INTERIOR}, ASK, SEEN, id="interior"),
        pytest.param(INSIDE, {}, ASK, SEEN, id="out of a building"),
        pytest.param(Viewpoint.UNKNOWN, {}, ASK, SEEN, id="viewpoint unknown"),
        pytest.param(INSIDE, {"artist_died_on": day("1955-12-31")}, YES, None, id="seventy years are over"),
        pytest.param(INSIDE, {"artist_died_on": day("1956-01-01")}, ASK, SEEN, id="in the seventieth year"),
        pytest.param(INSIDE, {"permission": permission()}, IF, None, id="permitted"),
        pytest.param(AIR, {"permission": permission()}, IF, None, id="permitted from the air"),
        pytest.param(INSIDE, {"permission": REFUSED}, NO, SEEN, id="refused"),
        pytest.param(GROUND, {"permission": REFUSED}, IF, None, id="refused, but panorama"),
        pytest.param(INSIDE, {"permission": NOT_HERE}, NO, SEEN, id="permitted elsewhere"),
        pytest.param(INSIDE, {"permission": permission(has_evidence=Tri.UNKNOWN)}, ASK, SEEN, id="without evidence"),
    ],
)
def test_a_work_of_others_is_free_permitted_or_in_the_way(viewpoint, change, verdict, code) -> None:
    decision = answer(question(), with_work(viewpoint, **change))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())
    assert duty_codes(decision) >= (NAMED if verdict is IF else set())


@pytest.mark.parametrize(
    ("modification", "verdict"),
    [
        pytest.param(Modification.CROP, ASK, id="cropped"),
        pytest.param(Modification.COLOUR, ASK, id="colored"),
        pytest.param(Modification.RESIZE, IF, id="resized"),
        pytest.param(Modification.FACE_BLUR, IF, id="faces blurred"),
    ],
)
def test_under_the_freedom_of_panorama_nothing_is_altered(modification, verdict) -> None:
    assert answer(question(modifications=frozenset({modification})), with_work()).verdict is verdict


@pytest.mark.parametrize("until", [None, "2027-12-31"])
def test_a_permission_that_ends_does_not_reach_what_the_press_keeps(until) -> None:
    known = with_work(INSIDE, permission=permission(scope=scope((None, until))))
    decision = answer(question(Channel.PRESS), known)
    assert (decision.verdict, codes(decision)) == ((ASK, {"LIC_THIRD_PARTY_REDISTRIBUTION"}) if until else (IF, set()))
    assert answer(question(Channel.NEWSLETTER), known).verdict is IF


def test_a_permission_says_which_alterations_it_covers() -> None:
    crop = question(modifications=frozenset({Modification.CROP}))
    assert answer(crop, with_work(INSIDE, permission=permission())).verdict is IF
    assert answer(crop, with_work(INSIDE, permission=permission(modifications=frozenset()))).verdict is NO


@pytest.mark.parametrize(
    ("change", "german"),
    [
        pytest.param({}, "Künstler/Werk angeben: A. Bildhauer, Brunnen", id="artist and title"),
        pytest.param({"artist": " "}, "Künstler/Werk angeben: Brunnen", id="title"),
        pytest.param(
            {"artist": "", "title": ""}, "Künstler/Werk angeben: die Quelle des gezeigten Werks", id="nothing known"
        ),
    ],
)
def test_the_source_of_a_work_is_named(change, german) -> None:
    [duty] = answer(question(), with_work(**change)).duties
    assert duty.text("de") == german


def place(**changes) -> Property:
    return Property(id="h1", **{"name": "Schloss", "site_rule": SiteRule.PERMISSION_NEEDED, **changes})


@pytest.mark.parametrize(
    ("viewpoint", "change", "verdict", "code"),
    [
        pytest.param(GROUND, {"site_rule": SiteRule.FORBIDDEN}, YES, None, id="from public ground"),
        pytest.param(GROUND, {"release": REFUSED}, YES, None, id="from public ground, refused"),
        pytest.param(INSIDE, {"site_rule": SiteRule.NONE}, YES, None, id="no rule"),
        pytest.param(INSIDE, {}, ASK, "PROP_RELEASE_MISSING", id="permission needed"),
        pytest.param(INSIDE, {"site_rule": SiteRule.UNKNOWN}, ASK, "PROP_RELEASE_MISSING", id="rule unknown"),
        pytest.param(INSIDE, {"site_rule": SiteRule.FORBIDDEN}, NO, "PROP_RELEASE_MISSING", id="banned"),
        pytest.param(
            Viewpoint.PRIVATE_GROUND, {"site_rule": SiteRule.FORBIDDEN}, NO, "PROP_RELEASE_MISSING", id="banned garden"
        ),
        pytest.param(AIR, {"site_rule": SiteRule.FORBIDDEN}, ASK, "PROP_RELEASE_MISSING", id="banned, from the air"),
        pytest.param(AIR, {"site_rule": SiteRule.NONE}, ASK, "PROP_RELEASE_MISSING", id="no rule, from the air"),
        pytest.param(Viewpoint.UNKNOWN, {}, ASK, "PROP_RELEASE_MISSING", id="ground unknown"),
        pytest.param(INSIDE, {"site_rule": SiteRule.FORBIDDEN, "release": permission()}, YES, None, id="released"),
        pytest.param(INSIDE, {"release": REFUSED}, NO, "PROP_RELEASE_MISSING", id="refused"),
        pytest.param(
            INSIDE, {"release": permission(status=PermissionStatus.REVOKED)}, NO, "PROP_RELEASE_MISSING", id="revoked"
        ),
        pytest.param(
            INSIDE,
            {"release": permission(status=PermissionStatus.DISPUTED)},
            ASK,
            "PROP_RELEASE_MISSING",
            id="disputed",
        ),
        pytest.param(INSIDE, {"release": NOT_HERE}, NO, "PROP_RELEASE_SCOPE", id="released elsewhere"),
        pytest.param(INSIDE, {"release": permission(has_evidence=Tri.NO)}, ASK, "PROP_RELEASE_MISSING", id="no proof"),
        pytest.param(
            INSIDE, {"release": permission(modifications=frozenset())}, YES, None, id="alterations are not its matter"
        ),
    ],
)
def test_a_place_is_asked_for_where_its_ground_was_used(viewpoint, change, verdict, code) -> None:
    known = facts(property=LISTED, property_shown=(place(**change),), viewpoint=viewpoint)
    decision = answer(question(), known)
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())
    assert {each.gate for each in decision.reasons} <= {7}


@pytest.mark.parametrize(
    ("covered", "missed"),
    [
        pytest.param({"channels": frozenset()}, "Kanal", id="channel"),
        pytest.param({"purposes": frozenset()}, "Zweck", id="purpose"),
        pytest.param({"organizations": frozenset({"ahlen"})}, "Organisation", id="organization"),
        pytest.param({"term": ("2026-11-24", None)}, "Zeitraum", id="too early"),
        pytest.param({"term": (None, "2026-11-22")}, "Zeitraum", id="too late"),
        pytest.param({"purposes": frozenset(), "channels": frozenset()}, "Kanal, Zweck", id="two"),
    ],
)
def test_a_release_says_what_it_does_not_cover(covered, missed) -> None:
    released = place(release=permission(scope=scope(**covered)))
    [reason] = answer(question(), facts(property=LISTED, property_shown=(released,), viewpoint=INSIDE)).reasons
    assert reason.text("de") == f"Genehmigung des Eigentümers deckt diese Nutzung nicht: {missed}."


@pytest.mark.parametrize("term", [("2026-11-23", "2026-12-31"), (None, "2026-12-31")])
def test_a_release_counts_on_both_of_its_ends_and_has_to_be_heeded(term) -> None:
    released = place(release=permission(scope=scope(term)))
    known = facts(property=LISTED, property_shown=(released,), viewpoint=INSIDE)
    assert answer(question(publish_until=day("2027-01-01")), known).verdict is NO
    decision = answer(question(publish_until=day("2026-12-31")), known)
    assert (decision.verdict, decision.duties[0].due) == (IF, day("2026-12-31"))


@pytest.mark.parametrize(
    ("layer", "rendition", "verdict"),
    [
        pytest.param("works", NONE, YES, id="work cropped away"),
        pytest.param("works", LISTED, ASK, id="work still there"),
        pytest.param("works", Completeness.UNKNOWN, ASK, id="works not looked at"),
        pytest.param("property", NONE, YES, id="place cropped away"),
        pytest.param("property", LISTED, ASK, id="place still there"),
        pytest.param("property", Completeness.UNKNOWN, ASK, id="places not looked at"),
    ],
)
def test_a_rendition_has_things_of_its_own(layer, rendition, verdict) -> None:
    shown = {"works_shown": (work(place=WorkPlace.INTERIOR),), "property_shown": (place(),)}
    crop = replace(RenditionFacts(id="crop", persons=NONE, works=NONE, property=NONE), **{layer: rendition})
    known = facts(works=LISTED, property=LISTED, viewpoint=INSIDE, renditions=(crop,), **shown)
    assert answer(question(), known).verdict is ASK
    assert answer(question(rendition="crop"), known).verdict is verdict


def sign(kind: SignKind = SignKind.COAT_OF_ARMS, **changes) -> Sign:
    return Sign(id="s1", kind=kind, **{"holder": "ahlen", "prominence": Prominence.MAIN, **changes})


EMBLEM, MARK = "SIGN_EMBLEM_PERMISSION", "SIGN_TRADEMARK"
ON_MUGS = {"channel": Channel.MERCHANDISE, "sold": Tri.NO}


@pytest.mark.parametrize(
    ("shown", "asked", "verdict", "code"),
    [
        pytest.param(sign(), {}, ASK, EMBLEM, id="another town's arms"),
        pytest.param(sign(SignKind.FLAG), {}, ASK, EMBLEM, id="another town's flag"),
        pytest.param(sign(holder="lindrode"), {}, YES, None, id="own arms"),
        pytest.param(sign(holder="lindrode"), ON_MUGS, YES, None, id="own arms on mugs"),
        pytest.param(sign(holder=""), {}, ASK, EMBLEM, id="nobody knows whose"),
        pytest.param(sign(), ON_MUGS, NO, EMBLEM, id="another town's arms on mugs"),
        pytest.param(sign(), {"purpose": Purpose.MERCHANDISE_SALE, "channel": Channel.PRINT}, NO, EMBLEM, id="sold"),
        pytest.param(sign(), {"sold": Tri.YES}, NO, EMBLEM, id="sold as print"),
        pytest.param(sign(permission=permission()), ON_MUGS, YES, None, id="permitted"),
        pytest.param(sign(permission=NOT_HERE), {}, NO, EMBLEM, id="permitted elsewhere"),
        pytest.param(sign(permission=REFUSED), {}, NO, EMBLEM, id="refused"),
        pytest.param(sign(SignKind.TRADEMARK), {}, ASK, MARK, id="a mark as the subject"),
        pytest.param(sign(SignKind.LOGO), {}, ASK, MARK, id="a logo as the subject"),
        pytest.param(sign(SignKind.LOGO, holder="lindrode"), {}, YES, None, id="own logo"),
        pytest.param(sign(SignKind.LOGO, prominence=Prominence.UNKNOWN), {}, ASK, MARK, id="nobody knows how large"),
        pytest.param(sign(SignKind.LOGO, prominence=Prominence.GROUP), {}, YES, None, id="among others"),
        pytest.param(
            sign(SignKind.LOGO, prominence=Prominence.GROUP),
            {"purpose": Purpose.CAMPAIGN},
            ASK,
            MARK,
            id="in a campaign",
        ),
        pytest.param(
            sign(SignKind.LOGO, prominence=Prominence.GROUP),
            {"channel": Channel.FACEBOOK, "placement": Placement.AD},
            ASK,
            MARK,
            id="in an ad",
        ),
        pytest.param(
            sign(SignKind.LOGO, prominence=Prominence.GROUP),
            {"channel": Channel.FACEBOOK},
            ASK,
            "QUESTION_INCOMPLETE",
            id="perhaps in an ad",
        ),
        pytest.param(sign(SignKind.LOGO, prominence=Prominence.GROUP), ON_MUGS, ASK, MARK, id="on mugs"),
        pytest.param(sign(SignKind.LOGO, prominence=Prominence.INCIDENTAL), ON_MUGS, ASK, MARK, id="behind, on mugs"),
        pytest.param(
            sign(SignKind.LOGO, prominence=Prominence.INCIDENTAL),
            {"channel": Channel.FACEBOOK, "purpose": Purpose.CAMPAIGN},
            YES,
            None,
            id="behind, in a campaign",
        ),
        pytest.param(sign(SignKind.LOGO, permission=permission()), {}, YES, None, id="a mark, permitted"),
        pytest.param(
            sign(SignKind.LOGO, prominence=Prominence.GROUP, permission=REFUSED),
            {},
            YES,
            None,
            id="refused, unasked",
        ),
    ],
)
def test_emblems_and_marks_belong_to_somebody(shown, asked, verdict, code) -> None:
    decision = answer(question(**asked), facts(works=LISTED, signs_shown=(shown,)))
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


@pytest.mark.parametrize(
    ("holder", "names", "german"),
    [
        pytest.param("Land Musterland", {}, "Hoheitszeichen von Land Musterland: Erlaubnis fehlt.", id="by name"),
        pytest.param("ahlen", {"ahlen": "Stadt Ahlen"}, "Hoheitszeichen von Stadt Ahlen: Erlaubnis fehlt.", id="known"),
        pytest.param(
            "0f8fad5b-d9cb-469f-a165-70867728950e",
            {},
            "Hoheitszeichen von eine andere Organisation: Erlaubnis fehlt.",
            id="an id",
        ),
    ],
)
def test_an_emblem_is_called_by_its_bearer(holder, names, german) -> None:
    [reason] = answer(question(), facts(works=LISTED, signs_shown=(sign(holder=holder),))).reasons
    assert reason.text("de", names) == german
