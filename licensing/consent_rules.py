"""What the database itself refuses about consents, whoever writes (s. 5.1 of the domain rules).

One table of rules for both databases: a condition over the row that comes in (`NEW`), and the words of the refusal.
Scope and signatures come before the first event, so a rule that looks at them needs no deferral. A migration that
alters one of these tables calls `enforce` again: SQLite makes the table anew and its triggers are gone.
"""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_EVENTS = "SELECT 1 FROM licensing_consentevent e WHERE e.consent_id = NEW.consent_id"
_CONSENT = "SELECT 1 FROM licensing_consent c WHERE c.id = NEW.consent_id"
_MAJORITY = (
    "CAST(CAST(substr(CAST(p.born_on AS text), 1, 4) AS integer) + 18 AS text) || substr(CAST(p.born_on AS text), 5)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Refuses an INSERT into `table` where `condition` holds."""

    name: str
    table: str
    condition: str
    refusal: str


RULES = (
    Rule(
        "consent_given_has_scope",
        "licensing_consentevent",
        "NEW.kind = 'given' AND (SELECT count(DISTINCT s.axis) FROM licensing_consentscope s "
        "WHERE s.consent_id = NEW.consent_id) < 3",
        "a given consent names channels, purposes and organizations",
    ),
    Rule(
        "consent_given_has_proof",
        "licensing_consentevent",
        f"NEW.kind = 'given' AND EXISTS ({_CONSENT} AND ((c.evidence_id IS NULL AND c.evidence_note = '') OR "
        "(c.information_version = '' AND c.basis IN ('consent', 'release_contract', 'relatives'))))",
        "a given consent names its evidence and the information that was given",
    ),
    Rule(
        "consent_begins_once",
        "licensing_consentevent",
        f"(NEW.kind IN ('given', 'refused')) = EXISTS ({_EVENTS})",
        "a consent begins once, given or refused, and everything else follows",
    ),
    Rule(
        "consent_no_stays",
        "licensing_consentevent",
        f"NEW.kind <> 'superseded' AND EXISTS ({_EVENTS} AND e.kind IN ('withdrawn', 'refused', 'superseded'))",
        "a no stays; a new consent is a new record",
    ),
    Rule(
        "consent_withdrawn_after_given",
        "licensing_consentevent",
        f"EXISTS ({_EVENTS} AND e.kind IN ('given', 'refused') AND e.happened_at > NEW.happened_at)",
        "nothing happens to a consent before it is given",
    ),
    Rule(
        "consent_scope_is_fixed",
        "licensing_consentscope",
        f"EXISTS ({_EVENTS})",
        "the scope of a consent is fixed once it is given",
    ),
    Rule(
        "consent_signatures_are_fixed",
        "licensing_consentgiver",
        f"EXISTS ({_EVENTS})",
        "the signatures of a consent are fixed once it is given",
    ),
    Rule(
        "consent_guardian_of_minor",
        "licensing_consentgiver",
        "NEW.role = 'guardian' AND EXISTS (SELECT 1 FROM licensing_consent c "  # noqa: S608  # our own text
        "JOIN licensing_person p ON p.id = c.person_id WHERE c.id = NEW.consent_id "
        f"AND ((p.born_on IS NOT NULL AND {_MAJORITY} <= CAST(c.given_on AS text)) "
        "OR (p.born_on IS NULL AND p.age_band = 'adult')))",
        "guardians consent for minors only",
    ),
    Rule(
        "consent_of_the_controllers_person",
        "licensing_consent",
        "EXISTS (SELECT 1 FROM licensing_person p WHERE p.id = NEW.person_id "
        "AND p.organization_id <> NEW.organization_id)",
        "a consent is kept by the organization that keeps the person",
    ),
)


def enforce(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put every rule into the database; doing it twice is once."""
    lift(schema_editor)
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for rule in RULES:
        for statement in _postgresql(rule) if is_postgresql else _sqlite(rule):
            schema_editor.execute(statement, params=None)


def lift(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `enforce`, for reversing the migration."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for rule in RULES:
        on = f" ON {rule.table}" if is_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {rule.name}{on}", params=None)


def _sqlite(rule: Rule) -> list[str]:
    return [
        f"CREATE TRIGGER {rule.name} BEFORE INSERT ON {rule.table} WHEN {rule.condition} "
        f"BEGIN SELECT RAISE(ABORT, '{rule.refusal}'); END"
    ]


def _postgresql(rule: Rule) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {rule.name}_check() RETURNS trigger AS $$ BEGIN IF {rule.condition} THEN "
        f"RAISE EXCEPTION '{rule.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END "
        "$$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {rule.name} BEFORE INSERT ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {rule.name}_check()",
    ]
