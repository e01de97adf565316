"""What the database itself refuses about grants and their counted uses, whoever writes (s. 5.1 of the domain rules).

A grant enters as a draft, gets its scope, and is put in force by an UPDATE: the rules about what a grant in force names
look at that UPDATE, so that nothing has to be deferred and one text serves both databases. From then on its terms and
its scope are fixed; other terms are another version.

Exclusive grants of one asset, recorded for it or for a collection that it is in, do not overlap in channel, territory
and term unless their licensees are the same. On PostgreSQL an advisory lock lets one writer at a time look; on SQLite
a write transaction is alone anyway. The same holds for the ledger of copies, under a lock of the grant's row.

A migration that alters one of these tables calls `enforce` again: SQLite makes the table anew and its triggers are
gone.
"""

# ruff: noqa: S608  # conditions are put together from our own text
from dataclasses import dataclass
from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EXCLUSIVE_OVERLAP: Final = "exclusive grants to different licensees must not overlap"
PRINT_RUN_EXCEEDED: Final = "the print run would be exceeded"
GRANT, SCOPE, SLOT, COPIES = (
    "licensing_rightsgrant",
    "licensing_grantscope",
    "licensing_usagereservation",
    "licensing_copiesentry",
)
_COLLECTED = "assets_collectionitem"
_TERMS = (
    "organization_id", "asset_id", "collection_id", "licensor", "kind", "from_on", "until_on", "commercial",
    "paid_promotion", "platform_sublicense", "third_party_redistribution", "print_run_max", "quota_uses",
    "sensitive_use", "covers_other_bodies", "transferable", "granted_on", "report_to", "specimen_to", "report_days",
    "credit_required", "exact_credit", "version", "replaces_id", "first_id",
)  # fmt: skip
_MOVED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _TERMS)
_IN_FORCE = "NEW.status <> 'draft'"
_FOLLOWED = "EXISTS (SELECT 1 FROM licensing_rightsgrant n WHERE n.replaces_id = o.id AND n.status <> 'draft')"


_SHARED_CHANNEL = (
    "EXISTS (SELECT 1 FROM licensing_grantscope a JOIN licensing_grantscope b ON b.grant_id = o.id "
    "AND b.axis = 'channel' WHERE a.grant_id = g.id AND a.axis = 'channel' "
    "AND (a.value = b.value OR '*' IN (a.value, b.value)))"
)
_SHARED_TERRITORY = (
    "EXISTS (SELECT 1 FROM licensing_grantscope a JOIN licensing_grantscope b ON b.grant_id = o.id "
    "AND b.axis = 'territory' WHERE a.grant_id = g.id AND a.axis = 'territory' AND (a.value = b.value "
    "OR '*' IN (a.value, b.value) OR a.value LIKE b.value || '-%' OR b.value LIKE a.value || '-%'))"
)
_NOT_IN = (
    "EXISTS (SELECT 1 FROM licensing_grantscope a WHERE a.grant_id = {one}.id AND a.axis = 'licensee' "
    "AND NOT EXISTS (SELECT 1 FROM licensing_grantscope b WHERE b.grant_id = {other}.id AND b.axis = 'licensee' "
    "AND b.value = a.value))"
)
_OTHER_LICENSEES = f"({_NOT_IN.format(one='g', other='o')} OR {_NOT_IN.format(one='o', other='g')})"
_SAME_TERM = "g.from_on <= coalesce(o.until_on, '9999-12-31') AND o.from_on <= coalesce(g.until_on, '9999-12-31')"
_STANDS = f"o.kind = 'exclusive' AND o.status IN ('active', 'disputed') AND NOT {_FOLLOWED}"
_SAME_ASSET = (
    "(o.asset_id = g.asset_id OR (o.collection_id IS NOT NULL AND o.collection_id = g.collection_id) "
    "OR EXISTS (SELECT 1 FROM assets_collectionitem i WHERE i.collection_id = o.collection_id "
    "AND (i.asset_id = g.asset_id OR EXISTS (SELECT 1 FROM assets_collectionitem j "
    "WHERE j.collection_id = g.collection_id AND j.asset_id = i.asset_id))) "
    "OR EXISTS (SELECT 1 FROM assets_collectionitem i WHERE i.collection_id = g.collection_id "
    "AND i.asset_id = o.asset_id))"
)
_CLASHES = f"{_STANDS} AND {_SAME_TERM} AND {_SHARED_CHANNEL} AND {_SHARED_TERRITORY} AND {_OTHER_LICENSEES}"
_OVERLAP = (
    "NEW.kind = 'exclusive' AND NEW.status IN ('active', 'disputed') "
    "AND OLD.status NOT IN ('active', 'disputed') "
    "AND EXISTS (SELECT 1 FROM licensing_rightsgrant g JOIN licensing_rightsgrant o ON o.id <> g.id "
    f"AND o.id <> coalesce(NEW.replaces_id, 0) WHERE g.id = NEW.id AND {_SAME_ASSET} AND {_CLASHES})"
)
_OVERLAP_BY_ITEM = (
    "EXISTS (SELECT 1 FROM licensing_rightsgrant g JOIN licensing_rightsgrant o ON o.id <> g.id "
    "WHERE g.collection_id = NEW.collection_id AND g.kind = 'exclusive' AND g.status IN ('active', 'disputed') "
    f"AND NOT {_FOLLOWED.replace('o.id', 'g.id')} AND (o.asset_id = NEW.asset_id OR EXISTS (SELECT 1 FROM "
    "assets_collectionitem i WHERE i.collection_id = o.collection_id AND i.asset_id = NEW.asset_id)) "
    f"AND {_CLASHES})"
)
_CURRENT = (
    "(SELECT c.{column} FROM licensing_rightsgrant c WHERE (c.id = NEW.grant_id OR c.first_id = NEW.grant_id) "
    "AND c.status <> 'draft' ORDER BY c.version DESC, c.id DESC LIMIT 1)"
)
_SUM = (
    "(SELECT coalesce(sum(e.copies), 0) FROM licensing_copiesentry e WHERE e.grant_id = NEW.grant_id "
    "AND e.released_at IS NULL AND e.id <> coalesce(NEW.id, 0))"
)
_ACTIVATES = "OLD.status = 'draft' AND NEW.status <> 'draft'"
_HAS = "EXISTS (SELECT 1 FROM licensing_grantscope s WHERE s.grant_id = NEW.id AND s.axis = '{axis}')"
_NAMES_ALL = " AND ".join(_HAS.format(axis=axis) for axis in ("licensee", "channel", "purpose"))
_FIXED = "EXISTS (SELECT 1 FROM licensing_rightsgrant g WHERE g.id = {row}.grant_id AND g.status <> 'draft')"


@dataclass(frozen=True, slots=True)
class Rule:
    """Refuses `event` (INSERT, UPDATE, DELETE) on `table` where `condition` holds; `lock` is taken before it looks."""

    name: str
    table: str
    event: str
    condition: str
    refusal: str
    lock: str = ""


_ONE_AT_A_TIME = "PERFORM pg_advisory_xact_lock(4711002)"
_LOCKED_ROW = "PERFORM 1 FROM licensing_rightsgrant l WHERE l.id = NEW.grant_id FOR UPDATE"

RULES: Final = (
    Rule("grant_enters_as_draft", GRANT, "INSERT", _IN_FORCE, "a grant enters as a draft, then gets its scope"),
    Rule(
        "grant_in_force_names_all",
        GRANT,
        "UPDATE",
        f"{_ACTIVATES} AND NOT ({_NAMES_ALL})",
        "a grant in force names licensees, channels and purposes",
    ),
    Rule(
        "grant_terms_are_fixed",
        GRANT,
        "UPDATE",
        f"OLD.status <> 'draft' AND (NEW.status = 'draft' OR {_MOVED})",
        "the terms of a grant in force are fixed: other terms are another version",
    ),
    Rule(
        "grant_stays_revoked",
        GRANT,
        "UPDATE",
        "OLD.status = 'revoked' AND (NEW.status <> 'revoked' OR NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)",
        "a grant that was revoked stays so",
    ),
    Rule("grant_exclusive_alone", GRANT, "UPDATE", _OVERLAP, EXCLUSIVE_OVERLAP, _ONE_AT_A_TIME),
    Rule("grant_exclusive_in_collection", _COLLECTED, "INSERT", _OVERLAP_BY_ITEM, EXCLUSIVE_OVERLAP, _ONE_AT_A_TIME),
    *(
        Rule(
            f"grant_scope_is_fixed_{event.lower()}",
            SCOPE,
            event,
            _FIXED.format(row="OLD" if event == "DELETE" else "NEW"),
            "the scope of a grant in force is fixed: another scope is another version",
        )
        for event in ("INSERT", "UPDATE", "DELETE")
    ),
    Rule(
        "slot_of_the_quota",
        SLOT,
        "INSERT",
        f"NEW.quota <> coalesce({_CURRENT.format(column='quota_uses')}, 0)",
        "a counted use names the quota of its grant",
    ),
    *(
        Rule(
            f"copies_within_print_run_{event.lower()}",
            COPIES,
            event,
            f"NEW.released_at IS NULL AND NEW.copies + {_SUM} > coalesce({_CURRENT.format(column='print_run_max')}, 0)",
            PRINT_RUN_EXCEEDED,
            _LOCKED_ROW,
        )
        for event in ("INSERT", "UPDATE")
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
    """Undo `enforce`: for reversing the migration, and for emptying a test database."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for rule in RULES:
        on = f" ON {rule.table}" if is_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {rule.name}{on}", params=None)


def _sqlite(rule: Rule) -> list[str]:
    return [
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} WHEN {rule.condition} "
        f"BEGIN SELECT RAISE(ABORT, '{rule.refusal}'); END"
    ]


def _postgresql(rule: Rule) -> list[str]:
    lock = f"{_guarded(rule)} " if rule.lock else ""
    row = "OLD" if rule.event == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {rule.name}_check() RETURNS trigger AS $$ BEGIN {lock}IF {rule.condition} THEN "
        f"RAISE EXCEPTION '{rule.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END "
        "$$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW "
        f"EXECUTE FUNCTION {rule.name}_check()",
    ]


def _guarded(rule: Rule) -> str:
    """The lock, taken only where the rule may bite."""
    if rule.table == GRANT:
        return f"IF NEW.kind = 'exclusive' THEN {rule.lock}; END IF;"
    return f"{rule.lock};"
