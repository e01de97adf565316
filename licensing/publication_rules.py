"""What the database itself refuses about publications, whoever writes (s. 5.1 of the domain rules).

A use that is on or scheduled rests on a stored decision that releases, or on a person's releasing resolution: for the
same asset, version of it, organization and channel, and for an interval that covers the use. One that was on before it
was decided about may rest on a decision for the rest of its time.

A migration that alters the table calls `enforce` again: SQLite makes the table anew and its triggers are gone.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "licensing_publication"
NAME = "publication_rests_on_decision"
REFUSAL = "a use that is on or scheduled rests on a decision that covers it"
_WATCHED = (
    "state, asset_id, organization_id, channel, from_on, until_on, published_at, rendition_id, decision_id, "
    "decided_verdict, resolution_id"
)
_UNTIL = (
    "({row}.question ->> 'publish_until' IS NULL OR (NEW.until_on IS NOT NULL "
    "AND CAST(NEW.until_on AS text) <= {row}.question ->> 'publish_until'))"
)
_FROM = "{row}.question ->> 'publish_from' <= CAST(NEW.from_on AS text)"
_SAME = (
    "{row}.asset_id = NEW.asset_id AND {row}.organization_id = NEW.organization_id "
    "AND {row}.question ->> 'channel' = NEW.channel "
    "AND coalesce(replace({row}.question ->> 'rendition', '-', ''), '') = coalesce((SELECT "
    "replace(CAST(v.uuid AS text), '-', '') FROM licensing_renditionstate v WHERE v.id = NEW.rendition_id), '')"
)


def _condition(day_after_decision: str) -> str:
    """Whether the row that comes in (`NEW`) is to be refused."""
    late = (
        "(NEW.published_at IS NOT NULL AND NEW.published_at < d.valid_at "
        f"AND d.question ->> 'publish_from' <= {day_after_decision})"
    )
    decided = (
        "SELECT 1 FROM licensing_rightsdecision d WHERE d.id = NEW.decision_id AND d.verdict = NEW.decided_verdict "  # noqa: S608  # our own text
        f"AND d.verdict IN ('allowed', 'allowed_with_duties') AND {_SAME.format(row='d')} "
        f"AND ({_FROM.format(row='d')} OR {late}) AND {_UNTIL.format(row='d')}"
    )
    resolved = (
        "SELECT 1 FROM licensing_resolution r WHERE r.id = NEW.resolution_id AND r.releases "  # noqa: S608  # our own text
        f"AND r.expires_on >= NEW.from_on AND {_SAME.format(row='r')} AND {_FROM.format(row='r')} "
        f"AND {_UNTIL.format(row='r')}"
    )
    return f"NEW.state IN ('scheduled', 'live') AND NOT EXISTS ({decided}) AND NOT EXISTS ({resolved})"


def enforce(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the rule into the database; doing it twice is once."""
    lift(schema_editor)
    statements = _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def lift(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `enforce`, for reversing the migration."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}", params=None)
        return
    for when in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{when}", params=None)


def _sqlite() -> list[str]:
    condition = _condition("date(d.valid_at, '+1 day')")
    events = {"insert": "INSERT", "update": f"UPDATE OF {_WATCHED}"}
    return [
        f"CREATE TRIGGER {NAME}_{name} BEFORE {event} ON {TABLE} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for name, event in events.items()
    ]


def _postgresql() -> list[str]:
    condition = _condition("CAST(CAST(d.valid_at + interval '1 day' AS date) AS text)")
    return [
        f"CREATE OR REPLACE FUNCTION {NAME}_check() RETURNS trigger AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END "
        "$$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE OF {_WATCHED} ON {TABLE} FOR EACH ROW "
        f"EXECUTE FUNCTION {NAME}_check()",
    ]
