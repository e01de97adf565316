"""Invariants (rights note 4.9) as the database keeps them: generated worlds in tables, thousands of cases in each.

`tests/invariants.py` says where each of the fifteen is stated; I10 is in `test_usable`.
"""

import random
from datetime import date, timedelta
from xml.sax.saxutils import escape

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assets import metadata
from assets.models import Asset, Original
from licensing.embed import embedded
from licensing.facts import facts_for
from licensing.models import PermittedUse, RightsDecision, RightsGrant
from licensing.rights import Channel, Facts, Purpose, Question, Verdict, decide
from licensing.rights.attribution import mentions
from licensing.services import Covered, withdraw_consent
from licensing.services.withdrawals import pictures_under
from licensing.snapshots import snapshot
from tests import builders
from tests.licensing.counting import run
from tests.licensing.people import GUARDIAN, SELF, consent, free_but_for_people, person, show
from tests.licensing.records import NOW, collection, contracted
from tests.rights.worlds import make_asked, make_facts

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
EVERYTHING = {"channels": ["*"], "purposes": ["*"], "organizations": ["*"], "covers_commercial": "yes"}


def asked(pick: random.Random, asset: Asset, organizations) -> Question:
    start = date(2026, 6, 1) + timedelta(days=pick.randrange(400))
    return Question(
        asset=str(asset.uuid),
        organization=str(pick.choice(organizations).uuid),
        channel=pick.choice(list(Channel)),
        purpose=pick.choice(list(Purpose)),
        publish_from=start,
        publish_until=pick.choice([None, start + timedelta(days=pick.randrange(60))]),
    )


# --- I7: quota and print run are never exceeded, whoever writes into the tables --------------------------------------
def test_i7_no_row_oversells_a_quota_or_a_print_run() -> None:
    """Rows that no service would write, in any order: what would be one use or copy too many does not get in."""
    run(_oversold, each=1000)


def _oversold(pick: random.Random, each: int) -> int:
    town = builders.organization()
    by = builders.member(town)
    quota, copies = pick.randrange(1, 30), pick.randrange(50, 3000)
    contracted(builders.asset(town, creators=["N."]), town, by, quota_uses=quota, print_run_max=copies)
    held = RightsGrant.objects.get(organization=town).pk
    taken, slots = 0, set()
    with connection.cursor() as cursor:
        for _ in range(each):
            if pick.random() < 0.5:
                slot, said = pick.randrange(0, quota + 3), quota + pick.choice([0, 0, 0, 1, 5])
                got = _inserted(cursor, "usagereservation", held, slot_no=slot, quota=said, state="reserved")
                assert got == (1 <= slot <= quota == said and slot not in slots)
                slots |= {slot} if got else set()
                if len(slots) == quota:  # sold out: all give back, and the race begins anew
                    cursor.execute("UPDATE licensing_usagereservation SET state = 'released'")
                    slots.clear()
            else:
                wanted = pick.randrange(0, copies)
                got = _inserted(cursor, "copiesentry", held, copies=wanted)
                assert got == (0 < wanted <= copies - taken)
                taken += wanted if got else 0
                if copies - taken < copies // 20:
                    cursor.execute("UPDATE licensing_copiesentry SET released_at = %s", [NOW])
                    taken = 0
    return each


def _inserted(cursor, table: str, grant: int, **values: object) -> bool:
    columns = {"grant_id": grant, "created_at": NOW, **values}
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    try:
        with transaction.atomic():
            cursor.execute(f"INSERT INTO licensing_{table} ({names}) VALUES ({marks})", list(columns.values()))
    except IntegrityError:
        return False
    return True


# --- I8: from a withdrawal on, nothing releases a picture of that person ---------------------------------------------
def test_i8_from_a_withdrawal_on_every_use_of_that_person_s_pictures_is_forbidden() -> None:
    """What was not forbidden the moment before is forbidden now, in what is judged and in what search reads."""
    run(_withdrawn, each=1000)


def _withdrawn(pick: random.Random, each: int) -> int:
    town, neighbor = builders.organization(), builders.organization()
    manager = builders.member(town)
    pictures = [builders.asset(town) for _ in range(4)]
    for asset in pictures:
        free_but_for_people(asset, manager)
    people = [_somebody(pick, town, manager) for _ in range(3)]
    for asset in pictures:
        show(asset, manager, *pick.sample(people, pick.randint(1, 2)))
    made = [_some_consent(pick, of, pictures, manager) for of in people for _ in range(pick.randint(1, 2))]
    made += [consent(of, manager, **EVERYTHING, signatures=_signed(of)) for of in people]
    given_back = pick.choice([each for each in made if pictures_under(each)])
    hit = [asset for asset in pictures if asset.pk in pictures_under(given_back)]
    before = facts_for([asset.pk for asset in hit])
    withdraw_consent(given_back, happened_at=timezone.now() - timedelta(minutes=1), by=manager)
    after = facts_for([asset.pk for asset in hit])
    assert not PermittedUse.objects.filter(asset__in=hit, verdict__lt=2).exists()
    return _forbidden_now(pick, hit, (before, after), (town, neighbor), each)


def _forbidden_now(pick: random.Random, hit, facts: tuple[dict[int, Facts], dict[int, Facts]], towns, each: int) -> int:
    before, after = facts
    counted = 0
    for _ in range(each * 5):
        asset = pick.choice(hit)
        question = asked(pick, asset, towns)
        if decide(question, before[asset.pk], at=NOW).verdict is not Verdict.FORBIDDEN:
            assert decide(question, after[asset.pk], at=NOW).verdict is Verdict.FORBIDDEN
            counted += 1
            if counted == each:
                break
    return counted


def _somebody(pick: random.Random, town, by):
    return pick.choice([
        lambda: person(town, by),
        lambda: person(town, by, born_on=date(2014, 1, 1), age_band="unknown"),
        lambda: person(town, by, age_band="unknown"),
    ])()  # fmt: skip


def _signed(of):
    return [GUARDIAN, GUARDIAN] if of.born_on else [SELF]


def _some_consent(pick: random.Random, of, pictures, by):
    covered = pick.choice([
        Covered,
        lambda: Covered(asset=pick.choice(pictures)),
        lambda: Covered(collection=collection(of.organization, by, *pick.sample(pictures, 2))),
    ])()  # fmt: skip
    return consent(of, by, covered=covered, **EVERYTHING, signatures=_signed(of))


# --- I12: what is written into a copy --------------------------------------------------------------------------------
PERSON, PROMPT, CONTACT = "Kanarienvogel", "Burg im Nebel, Ölgemälde", "kontakt@example.org"
PERSONAL = (PERSON, PROMPT, CONTACT, "SN-4711", "51,30.0N")
PERSONAL_XMP = {
    "Iptc4xmpExt:PersonInImage": [PERSON],
    "Iptc4xmpExt:AIPromptInformation": PROMPT,
    "exif:GPSLatitude": "51,30.0N",
    "dc:description": f"{PERSON} am Fenster",
    "plus:Licensor": [{"plus:LicensorName": "Alt", "plus:LicensorEmail": CONTACT}],
}


@pytest.mark.once
def test_i12_a_copy_holds_the_rights_of_its_record_and_nothing_personal() -> None:
    """Person, position, device, prompt and contact stand in the file and the record, and stay behind."""
    source = metadata.embed(
        builders.jpeg("Burg", size=(8, 8)), "image/jpeg", xmp=PERSONAL_XMP, exif={"BodySerialNumber": "SN-4711"}
    )
    assert all(each.encode() in source for each in PERSONAL)
    run(lambda pick, each: sum(_is_clean(pick, source) for _ in range(each)), each=100)


def _is_clean(pick: random.Random, source: bytes) -> bool:
    known = make_facts(pick)
    decision = RightsDecision(question=snapshot(make_asked(pick)), facts=snapshot(known))
    written = embedded(_record(pick), decision)
    lists = {name: tuple(value) for name, value in written.fields.items() if isinstance(value, list)}
    fields = metadata.RightsFields(**{**written.fields, **lists})  # type: ignore[arg-type]  # as the child takes them
    copy = metadata.write_rights(source, "image/jpeg", fields, full_legacy=written.full_legacy).decode(errors="ignore")
    texts = [value for value in written.fields.values() if isinstance(value, str) and value]
    assert all(escape(line) in copy for text in (*texts, *fields.creators) for line in text.splitlines())
    assert str(decision.uuid) in copy
    assert not [each for each in PERSONAL if each in copy]
    assert not mentions(copy, fields.withheld_names)
    return True


def _record(pick: random.Random) -> Asset:
    """What people and the file said about a picture, some of it about persons."""
    asset = Asset(
        kind=pick.choice(["photo", "artwork"]),
        title=pick.choice(["", "Burg", f"{PERSON} am Fenster"]),
        description=f"{PERSON} am Fenster",
        instructions=CONTACT,
        persons_shown=[PERSON],
        creators=pick.choice([[], ["Nora Beispiel"], ["Kim", "Jan Muster"]]),
        credit_line=pick.choice(["", "Foto: Kim / Stadt Lindrode"]),
        copyright_notice=pick.choice(["", "© Stadt Lindrode & Söhne"]),
        usage_terms=pick.choice(["", "Nur mit Namensnennung"]),
        web_statement=pick.choice(["", "https://example.org/rechte?a=1&b=2"]),
        licensors=pick.choice([[], [{"name": "Kreis", "url": "https://example.org/", "email": CONTACT}]]),
        data_mining=pick.choice(["", "DMI-PROHIBITED"]),
    )
    signals = pick.choice([[], [PROMPT]])
    asset.original = Original(asset=asset, sha256=f"{pick.getrandbits(256):064x}", file_facts={"ai_signals": signals})
    return asset
