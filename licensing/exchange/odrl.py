"""An asset's rights as ODRL 2.2 (W3C): what a license offers everybody, and what grants give to one party.

Only what is certain is written: a verified license, a running grant on evidence, a recorded yes or no. What nobody
knows is no permission here and no prohibition either; it stands in our own profile (`docs/exchange.md`) as a state.
A policy speaks of copyright alone: persons, works and places shown are layers of their own. Conflicts are settled by
`prohibit`, because ODRL's default would make a policy with a conflict invalid.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from licensing import rights
from licensing.rights import Capability, Channel, Facts, Grant, Modification, Tri
from licensing.rights.license import CreditDue, License

PROFILE: Final = "urn:bildkreis:odrl:"
CONTEXT: Final[tuple[object, ...]] = (
    "http://www.w3.org/ns/odrl.jsonld",
    {
        "odrl": "http://www.w3.org/ns/odrl/2/",
        "cc": "http://creativecommons.org/ns#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "bk": PROFILE,
    },
)
ACTIONS: Final[Mapping[Channel, str]] = {
    Channel.WEBSITE: "display",
    Channel.INTRANET: "display",
    Channel.FACEBOOK: "display",
    Channel.INSTAGRAM: "display",
    Channel.LINKEDIN: "display",
    Channel.YOUTUBE: "display",
    Channel.OTHER_SOCIAL: "display",
    Channel.NEWSLETTER: "distribute",
    Channel.PRESS: "distribute",
    Channel.PRINT: "print",
    Channel.POSTER: "print",
    Channel.PRESENTATION: "present",
    Channel.MERCHANDISE: "reproduce",
}
Rule = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the organizations (uuids) that they belong to, and the grants (uuids) that those keep."""

    organizations: frozenset[str]
    kept_grants: frozenset[str]
    sees_all: bool = False

    def parties(self, grant: Grant) -> frozenset[str] | None:
        """The licensees that the reader may know of a grant: all to its keeper, itself to an assignee, else none."""
        if self.sees_all or grant.id in self.kept_grants:
            return grant.licensees
        own = grant.licensees & (self.organizations | {rights.EVERYONE})
        return own if own and self.organizations else None


def odrl_document(facts: Facts, *, target: str, reader: Reader) -> dict[str, Any]:
    """The asset's policies under one `@graph`; an asset about which nothing is certain has none."""
    policies = [*_license_policy(facts, target), *_agreements(facts.grants, target, reader)]
    return {"@context": list(CONTEXT), "@graph": [*policies, _states(facts, target)]}


def _states(facts: Facts, target: str) -> dict[str, Any]:
    """How far each layer was looked at: terms of our profile, no permissions."""
    return {
        "@id": target,
        "@type": "Asset",
        "bk:persons": str(facts.persons),
        "bk:works": str(facts.works),
        "bk:property": str(facts.property),
        "bk:audio": str(facts.audio),
        "bk:ai": str(facts.ai),
    }


def _license_policy(facts: Facts, target: str) -> Iterator[dict[str, Any]]:
    assignment = facts.assignment
    if assignment is None or assignment.status != rights.RecordStatus.VERIFIED:
        return
    entry = rights.find_license(assignment.license, assignment.revision)
    if entry is None or not entry.is_public_offer or not entry.canonical_url:
        return
    terms = entry.capabilities
    permitted = [
        "cc:Reproduction",
        "cc:Distribution",
        *_if(terms.share_adaptation, Capability.YES, "cc:DerivativeWorks"),
    ]
    permitted += _if(terms.commercial, Capability.YES, "cc:CommercialUse")
    refused = [
        *_if(terms.share_adaptation, Capability.NO, "cc:DerivativeWorks"),
        *_if(terms.commercial, Capability.NO, "cc:CommercialUse"),
    ]
    policy = {
        "@type": "Set",
        "uid": entry.canonical_url,
        "profile": PROFILE,
        "conflict": "prohibit",
        "bk:covers": "copyright",
        "permission": [{"target": target, "action": permitted, **_duties(_license_duties(entry))}],
    }
    if refused:
        policy["prohibition"] = [{"target": target, "action": action} for action in refused]
    yield policy


def _license_duties(entry: License) -> list[Rule]:
    is_due = entry.attribution.due in {CreditDue.ALWAYS, CreditDue.UNLESS_WAIVED}
    names = ["cc:Attribution", "cc:Notice"] if is_due else []
    return [{"action": name} for name in [*names, *(["cc:ShareAlike"] if entry.share_alike else [])]]


def _agreements(grants: Sequence[Grant], target: str, reader: Reader) -> Iterator[dict[str, Any]]:
    for grant in grants:
        parties = reader.parties(grant)
        is_certain = grant.status == rights.GrantStatus.ACTIVE and grant.has_evidence == Tri.YES
        if parties and is_certain:
            yield _agreement(grant, target, parties)


def _agreement(grant: Grant, target: str, parties: Iterable[str]) -> dict[str, Any]:
    policy = {
        "@type": "Agreement",
        "uid": f"urn:uuid:{grant.id}",
        "profile": PROFILE,
        "conflict": "prohibit",
        "bk:covers": "copyright",
        "assigner": {"@type": "Party", "uid": f"urn:uuid:{grant.id}#licensor", "bk:name": grant.licensor},
        "assignee": [_party(each) for each in sorted(parties)],
        "target": target,
        "permission": list(_permissions(grant)),
    }
    refused = list(_prohibitions(grant))
    if refused:
        policy["prohibition"] = refused
    if grant.kind == rights.GrantKind.EXCLUSIVE:
        policy["obligation"] = [{"action": "ensureExclusivity"}]
    return policy


def _party(licensee: str) -> dict[str, str]:
    if licensee == rights.EVERYONE:
        return {"@type": "PartyCollection", "uid": f"{PROFILE}network"}
    return {"@type": "Party", "uid": f"urn:uuid:{licensee}"}


def _permissions(grant: Grant) -> Iterator[Rule]:
    """One permission for each kind of act; channels with the same act share it."""
    by_action: dict[str, list[Channel]] = {}
    for channel in sorted(grant.channels):
        by_action.setdefault(ACTIONS[channel], []).append(channel)
    for action, channels in by_action.items():
        constraints = [_among("deliveryChannel", channels, "channel"), *_scope(grant)]
        yield {"action": _acted(action, grant), "constraint": constraints, **_duties(_grant_duties(grant, channels))}
    if Channel.MERCHANDISE in grant.channels and grant.commercial == Tri.YES and _sells(grant):
        yield {
            "action": "sell",
            "constraint": [_among("deliveryChannel", [Channel.MERCHANDISE], "channel"), *_scope(grant)],
        }
    changes = _changes(grant)
    if changes:
        yield {"action": [_refined("modify", "isAnyOf", changes)], "constraint": list(_scope(grant))}
    if grant.platform_sublicense == Tri.YES:
        yield {
            "action": "grantUse",
            "constraint": [*_platforms(grant), *_scope(grant)],
            "duty": [{"action": "nextPolicy"}],
        }


def _acted(action: str, grant: Grant) -> object:
    """Copies are counted on the act itself, where a print run is limited."""
    if action not in {"print", "reproduce"} or grant.print_run_left is None:
        return action
    copies = {"leftOperand": "count", "operator": "lteq", "rightOperand": _integer(grant.print_run_left)}
    return [{"rdf:value": {"@id": f"odrl:{action}"}, "refinement": [{**copies, "unitOfCount": "bk:copies"}]}]


def _scope(grant: Grant) -> Iterator[Rule]:
    yield _constraint("dateTime", "gteq", _instant(grant.start))
    if grant.until is not None:
        yield _end(grant.until)
    if rights.ALL_PURPOSES - grant.purposes:
        yield _among("purpose", sorted(grant.purposes), "purpose")
    if rights.EVERYWHERE not in grant.territories:
        yield {"leftOperand": "spatial", "operator": "isAnyOf", "rightOperand": sorted(grant.territories)}
    if grant.uses_max is not None:
        yield {**_constraint("count", "lteq", _integer(grant.uses_max)), "unitOfCount": "bk:uses"}


def _grant_duties(grant: Grant, channels: Iterable[Channel]) -> Iterator[Rule]:
    if grant.credit.required == Tri.YES:
        yield {"action": "attribute", **({"bk:line": grant.credit.line} if grant.credit.line else {})}
    if grant.report_to:
        yield {"action": "inform"}
    if grant.specimen_to:
        yield {"action": "bk:sendSpecimen"}
    goes_on = any(rights.CHANNELS[each].timing is rights.Timing.CONTINUING for each in channels)
    if grant.until is not None and goes_on:
        yield {
            "action": "delete",
            "constraint": [_constraint("dateTime", "lt", _instant(grant.until + timedelta(days=1)))],
        }


def _prohibitions(grant: Grant) -> Iterator[Rule]:
    """Recorded noes, and what an explicit list of modifications leaves out."""
    changes = _changes(grant)
    adaptations = frozenset(each for each in Modification if rights.MODIFICATIONS[each].is_adaptation)
    if not changes:
        yield {"action": "modify"}
        yield {"action": "derive"}
    elif adaptations - set(changes):
        yield {"action": [_refined("modify", "isAnyOf", sorted(adaptations - set(changes)))]}
    if grant.commercial == Tri.NO:
        yield {"action": "commercialize"}
        yield {"action": "sell"}
    if grant.paid_promotion == Tri.NO:
        yield {"action": "bk:payForReach"}
    if grant.third_party_redistribution == Tri.NO:
        yield {"action": "grantUse"}


def _changes(grant: Grant) -> list[Modification]:
    return sorted(each for each in grant.modifications if rights.MODIFICATIONS[each].is_adaptation)


def _sells(grant: Grant) -> bool:
    return rights.Purpose.MERCHANDISE_SALE in grant.purposes


def _platforms(grant: Grant) -> Iterator[Rule]:
    platforms = [each for each in sorted(grant.channels) if rights.CHANNELS[each].is_platform]
    if platforms:
        yield _among("deliveryChannel", platforms, "channel")


def _refined(action: str, operator: str, changes: Iterable[Modification]) -> Rule:
    refinement = {
        "leftOperand": "bk:modification",
        "operator": operator,
        "rightOperand": [{"@id": f"bk:modification/{each}"} for each in changes],
    }
    return {"rdf:value": {"@id": f"odrl:{action}"}, "refinement": [refinement]}


def _among(operand: str, codes: Iterable[str], axis: str) -> Rule:
    values = [{"@id": f"bk:{axis}/{code}"} for code in codes]
    return {"leftOperand": operand, "operator": "isAnyOf", "rightOperand": values}


def _constraint(operand: str, operator: str, value: object) -> Rule:
    return {"leftOperand": operand, "operator": operator, "rightOperand": value}


def _end(until: date) -> Rule:
    """Before the beginning of the day after the last one."""
    return _constraint("dateTime", "lt", _instant(until + timedelta(days=1)))


def _instant(day: date) -> dict[str, str]:
    """The beginning of a Berlin day; ends are told as the beginning of the day after."""
    return {"@value": rights.start_of(day).isoformat(), "@type": "xsd:dateTime"}


def _integer(value: int) -> dict[str, object]:
    return {"@value": str(value), "@type": "xsd:integer"}


def _duties(duties: Iterable[Rule]) -> dict[str, list[Rule]]:
    found = list(duties)
    return {"duty": found} if found else {}


def _if(value: Capability, wanted: Capability, term: str) -> list[str]:
    return [term] if value is wanted else []
