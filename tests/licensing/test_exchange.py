"""ODRL and schema.org say what is certain, to whom it concerns, and nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from licensing.exchange.odrl import Reader, odrl_document
from licensing.exchange.schema_org import Described, image_object
from licensing.rights import (
    ALL_PURPOSES,
    Channel,
    Creator,
    CreditForm,
    CreditRule,
    Designation,
    Facts,
    Grant,
    GrantKind,
    GrantStatus,
    LicenseAssignment,
    Modification,
    Naming,
    Purpose,
    RecordStatus,
    Tri,
    credit_line,
    find_license,
)
from tests.licensing.odrl_shape import faults

TOWN, NEIGHBOR = "11111111-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"
TARGET = "https://bilder.example/bilder/1"
NOBODY = Reader(frozenset(), frozenset())


def licensed(code: str, status: RecordStatus = RecordStatus.VERIFIED, **values: Any) -> Facts:
    assignment = LicenseAssignment(license=code, status=status, licensor_is_creator=Tri.YES)
    return Facts(assignment=assignment, **values)


def grant(**values: Any) -> Grant:
    return Grant(
        **{
            "id": "33333333-0000-4000-8000-000000000003",
            "licensees": frozenset({TOWN, NEIGHBOR}),
            "channels": frozenset({Channel.WEBSITE, Channel.PRINT}),
            "purposes": ALL_PURPOSES,
            "start": date(2026, 1, 1),
            "has_evidence": Tri.YES,
            "licensor": "Studio Nord",
            **values,
        }
    )


def policies(facts: Facts, reader: Reader = NOBODY) -> list[dict[str, Any]]:
    document = odrl_document(facts, target=TARGET, reader=reader)
    assert faults(document) == []
    return [each for each in document["@graph"] if each["@type"] != "Asset"]


@pytest.mark.parametrize(
    ("code", "permitted", "refused", "duties"),
    [
        pytest.param(
            "CC-BY-4.0",
            {"cc:Reproduction", "cc:Distribution", "cc:DerivativeWorks", "cc:CommercialUse"},
            set(),
            {"cc:Attribution", "cc:Notice"},
            id="BY",
        ),
        pytest.param(
            "CC-BY-SA-4.0",
            {"cc:Reproduction", "cc:Distribution", "cc:DerivativeWorks", "cc:CommercialUse"},
            set(),
            {"cc:Attribution", "cc:Notice", "cc:ShareAlike"},
            id="BY-SA",
        ),
        pytest.param(
            "CC-BY-NC-ND-4.0",
            {"cc:Reproduction", "cc:Distribution"},
            {"cc:DerivativeWorks", "cc:CommercialUse"},
            {"cc:Attribution", "cc:Notice"},
            id="BY-NC-ND",
        ),
        pytest.param(
            "CC0-1.0",
            {"cc:Reproduction", "cc:Distribution", "cc:DerivativeWorks", "cc:CommercialUse"},
            set(),
            set(),
            id="CC0",
        ),
    ],
)
def test_a_license_to_everybody_is_a_set_in_the_terms_of_cc(code, permitted, refused, duties) -> None:
    [policy] = policies(licensed(code))
    [permission] = policy["permission"]
    assert policy["uid"] == find_license(code).canonical_url  # type: ignore[union-attr]  # it is in the registry
    assert set(permission["action"]) == permitted
    assert {each["action"] for each in policy.get("prohibition", [])} == refused
    assert {each["action"] for each in permission.get("duty", [])} == duties


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(Facts(), id="nothing recorded"),
        pytest.param(licensed("CC-BY-4.0", RecordStatus.CLAIMED), id="only claimed"),
        pytest.param(licensed("CONTRACT"), id="a contract is no offer to everybody"),
        pytest.param(licensed("CONTRACT", grants=(grant(has_evidence=Tri.NO),)), id="no evidence"),
        pytest.param(licensed("CONTRACT", grants=(grant(status=GrantStatus.DISPUTED),)), id="disputed"),
    ],
)
def test_what_is_not_certain_is_no_policy(facts) -> None:
    assert policies(facts, Reader(frozenset({TOWN}), frozenset({grant().id}))) == []


@pytest.mark.parametrize(
    ("reader", "assignees"),
    [
        pytest.param(Reader(frozenset(), frozenset({grant().id})), {TOWN, NEIGHBOR}, id="who keeps it knows all"),
        pytest.param(Reader(frozenset({TOWN}), frozenset()), {TOWN}, id="an assignee knows of itself"),
        pytest.param(Reader(frozenset({"somebody"}), frozenset()), None, id="everybody else knows nothing"),
    ],
)
def test_a_grant_is_an_agreement_between_its_parties(reader, assignees) -> None:
    found = policies(licensed("CONTRACT", grants=(grant(),)), reader)
    told = {each["uid"].removeprefix("urn:uuid:") for policy in found for each in policy["assignee"]}
    assert told == (assignees or set())


def test_a_grant_is_told_with_its_whole_scope() -> None:
    rich = grant(
        channels=frozenset({Channel.WEBSITE, Channel.PRINT, Channel.MERCHANDISE}),
        purposes=frozenset({Purpose.CAMPAIGN, Purpose.MERCHANDISE_SALE}),
        until=date(2026, 12, 31),
        territories=frozenset({"DE"}),
        modifications=frozenset({Modification.CROP, Modification.RESIZE}),
        kind=GrantKind.EXCLUSIVE,
        commercial=Tri.YES,
        paid_promotion=Tri.NO,
        uses_max=3,
        print_run_left=500,
        credit=CreditRule(required=Tri.YES, line="Foto: Studio Nord"),
        report_to="Studio Nord",
    )
    [policy] = policies(licensed("CONTRACT", grants=(rich,)), Reader(frozenset({TOWN}), frozenset()))
    web = next(each for each in policy["permission"] if each["action"] == "display")
    operands = {each["leftOperand"]: each for each in web["constraint"] if each["operator"] != "gteq"}
    assert operands["dateTime"]["rightOperand"]["@value"] == "2026-12-31T23:00:00+00:00"
    assert operands["count"]["rightOperand"]["@value"] == "3"
    assert operands["spatial"]["rightOperand"] == ["DE"]
    assert {each["action"] for each in web["duty"]} == {"attribute", "inform", "delete"}
    assert any(each["action"] == "sell" for each in policy["permission"])
    assert policy["obligation"] == [{"action": "ensureExclusivity"}]
    assert {"action": "bk:payForReach"} in policy["prohibition"]


def test_a_grant_without_alterations_prohibits_them() -> None:
    [policy] = policies(licensed("CONTRACT", grants=(grant(),)), Reader(frozenset({TOWN}), frozenset()))
    assert [each["action"] for each in policy["prohibition"]] == ["modify", "derive"]


NAMING = Naming(creators=(Creator(name="Nora Beispiel"),), title="Burg", copyright_notice="© Nora Beispiel")


def test_the_license_is_told_only_where_one_to_the_public_is_verified() -> None:
    told = [
        "license" in image_object(facts, Described(kind="photo"))
        for facts in (
            licensed("CC-BY-4.0", naming=NAMING),
            licensed("CC-BY-4.0", RecordStatus.CLAIMED, naming=NAMING),
            licensed("CONTRACT", naming=NAMING, grants=(grant(licensees=frozenset({"*"})),)),
        )
    ]
    assert told == [True, False, False]


def test_the_credit_text_is_the_credit_line() -> None:
    facts = licensed("CC-BY-4.0", naming=NAMING)
    line = credit_line(
        NAMING,
        find_license("CC-BY-4.0"),
        channel=Channel.WEBSITE,
        modifications=(),
        form=CreditForm.PLAIN,
        language="de",
    )
    assert image_object(facts, Described(kind="photo"))["creditText"] == line.text


@pytest.mark.parametrize(
    ("creator", "named"),
    [
        pytest.param(Creator(name="Nora Beispiel"), ["Nora Beispiel"], id="by name"),
        pytest.param(
            Creator(name="Nora Beispiel", designation=Designation.PSEUDONYM, pseudonym="nobe"), ["nobe"], id="pseudonym"
        ),
        pytest.param(Creator(name="Nora Beispiel", designation=Designation.NO_NAME), [], id="not at all"),
    ],
)
def test_creators_are_named_as_they_wish_and_nowhere_else(creator, named) -> None:
    facts = licensed("CC-BY-4.0", naming=replace(NAMING, creators=(creator,)))
    said = image_object(facts, Described(kind="photo", title="Nora Beispiel vor der Burg"))
    assert [each["name"] for each in said.get("creator", [])] == named
    if creator.designation is not Designation.NAME:
        assert "Nora" not in str(said)
