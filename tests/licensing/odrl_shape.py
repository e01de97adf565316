"""What ODRL 2.2 asks of a policy, as far as we write one: an own check, because nothing is fetched in tests."""

from typing import Any

ACTIONS = {
    "use", "display", "distribute", "print", "present", "reproduce", "modify", "derive", "sell", "commercialize",
    "grantUse", "nextPolicy", "attribute", "inform", "delete", "ensureExclusivity", "obtainConsent",
}  # fmt: skip
CC = {"cc:Reproduction", "cc:Distribution", "cc:DerivativeWorks", "cc:CommercialUse", "cc:Attribution", "cc:Notice",
      "cc:ShareAlike"}  # fmt: skip
OPERANDS = {"dateTime", "spatial", "deliveryChannel", "purpose", "recipient", "count", "industry", "language", "event"}
OPERATORS = {"eq", "gt", "gteq", "lt", "lteq", "neq", "isA", "hasPart", "isPartOf", "isAllOf", "isAnyOf", "isNoneOf"}


def faults(document: dict[str, Any]) -> list[str]:
    """Everything that is not ODRL; empty for a document that is."""
    found = [] if document["@context"][0] == "http://www.w3.org/ns/odrl.jsonld" else ["no ODRL context"]
    for policy in document["@graph"]:
        if policy["@type"] != "Asset":
            found += _policy(policy)
    return found


def _policy(policy: dict[str, Any]) -> list[str]:
    found = [] if policy["@type"] in {"Set", "Offer", "Agreement"} else [f"no policy: {policy['@type']}"]
    found += [f"{name} is missing" for name in ("uid", "profile") if not policy.get(name)]
    found += [] if policy.get("conflict") == "prohibit" else ["conflict is not prohibit"]
    rules = [*policy.get("permission", []), *policy.get("prohibition", []), *policy.get("obligation", [])]
    found += [] if rules else ["no rule at all"]
    if policy["@type"] == "Agreement":
        found += [f"an agreement has an {name}" for name in ("assigner", "assignee") if not policy.get(name)]
    for rule in rules:
        if "target" not in rule and "target" not in policy:
            found.append("a rule without target")
        found += _rule(rule)
    return found


def _rule(rule: dict[str, Any]) -> list[str]:
    found: list[str] = []
    action = rule.get("action")
    for each in action if isinstance(action, list) else [action]:
        name = each["rdf:value"]["@id"].removeprefix("odrl:") if isinstance(each, dict) else each
        if not isinstance(name, str) or (name not in ACTIONS | CC and not name.startswith("bk:")):
            found.append(f"no action: {name}")
        found += [
            fault for inner in (each.get("refinement", []) if isinstance(each, dict) else []) for fault in _limit(inner)
        ]
    found += [fault for each in rule.get("constraint", []) for fault in _limit(each)]
    found += [fault for each in rule.get("duty", []) for fault in _rule(each)]
    return found


def _limit(limit: dict[str, Any]) -> list[str]:
    operand = limit.get("leftOperand", "")
    found = [] if operand in OPERANDS or operand.startswith("bk:") else [f"no operand: {operand}"]
    found += [] if limit.get("operator") in OPERATORS else [f"no operator: {limit.get('operator')}"]
    return found + ([] if limit.get("rightOperand") not in (None, [], "") else ["no right operand"])
