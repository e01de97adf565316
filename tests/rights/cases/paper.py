"""The cases as a document in German: `python -m tests.rights.cases.paper` writes docs/rechtsfaelle.md."""

from datetime import date
from pathlib import Path

from licensing.rights import (
    CHANNELS,
    MODIFICATIONS,
    PURPOSES,
    Channel,
    Decision,
    Modification,
    Purpose,
    Question,
    Reason,
    Verdict,
    sentence,
)
from licensing.rights.catalogue import spoken_day, spoken_instant
from tests.rights.builders import TOWN, answer

from . import CASES, CHAPTERS
from .case import Case

PAPER = Path(__file__).resolve().parents[3] / "docs" / "rechtsfaelle.md"
NAMES = {TOWN: "Stadt Lindrode", "ahlen": "Stadt Ahlen", "kreis": "Kreis"}
WORDS = {
    Verdict.ALLOWED: "Ja",
    Verdict.ALLOWED_WITH_DUTIES: "Ja, wenn …",
    Verdict.NEEDS_DECISION: "Entscheidung nötig",
    Verdict.FORBIDDEN: "Nein",
}
ANSWERS = {
    "commercial": "kommerziell",
    "paid_promotion": "bezahlt beworben",
    "sold": "verkauft",
    "sensitive_context": "heikles Thema",
    "political_context": "politisch",
    "as_logo": "als Logo",
}
RECORDS = {
    "audio": "Ton", "block": "Sperre", "consent": "Einwilligung", "embargo": "Sperrfrist", "grant": "Recht",
    "license": "Lizenz", "permission": "Genehmigung", "person": "Person", "property": "Ort", "rendition": "Fassung",
    "rule": "Regel", "sign": "Zeichen", "work": "Werk",
}  # fmt: skip
HEAD = """# Rechtsfälle

Wie Bildkreis antwortet: {count} durchgerechnete Fälle. Jeder ist ein Test (`tests/rights/cases`); dieses Blatt wird daraus
geschrieben und vom Test mit ihm verglichen. Es ist eine Arbeitsgrundlage für die juristische Prüfung, keine Rechtsberatung.

Gefragt wird, wenn nichts anderes dasteht, am 22.11.2026 für die Stadt Lindrode, ab 23.11.2026, ohne Ende. Wo ein Fall nichts
sagt, ist das Bild frei von Hindernissen: Lizenz geprüft, niemand zu erkennen, keine fremden Werke, kein Hausrecht, keine KI.
"""


def written() -> str:
    parts = [HEAD.format(count=len(CASES))]
    number = 0
    for chapter in CHAPTERS:
        parts.append(f"\n## {chapter.TITLE}\n")
        for each in chapter.CASES:
            number += 1
            parts.append(_paragraph(number, each))
    return "\n".join(parts)


def _paragraph(number: int, case: Case) -> str:
    decision = answer(case.asks, case.facts)
    said = sentence(decision, language="de", names=NAMES).sentence
    lines = [
        f"### {number}. {case.situation}",
        "",
        f"*Frage:* {_question(case.asks)}  ",
        f"*Antwort:* **{WORDS[decision.verdict]}**. {said}  ",
    ]
    lines += _listed("Gründe", _reasons(decision)) + _listed("Auflagen", _duties(decision))
    lines += _listed("Auswege", _ways_out(decision)) + _listed("Ändert sich", _next_change(decision))
    lines += [f"*Grundlage:* {case.source}. (`{case.id}`)", ""]
    return "\n".join(lines)


def _listed(head: str, entries: list[str]) -> list[str]:
    return [f"*{head}:* {' · '.join(entries)}  "] if entries else []


def _reasons(decision: Decision) -> list[str]:
    """Each with the step that found it and the record that it rests on."""
    return [
        f"{reason.text('de', NAMES)} (Schritt {reason.gate}{_records(reason)}, `{reason.code}`)"
        for reason in decision.reasons
    ]


def _records(reason: Reason) -> str:
    return "".join(f", {RECORDS[record.kind]} {record.id}" for record in reason.records)


def _ways_out(decision: Decision) -> list[str]:
    """What a changed question would lead to stands behind it; what changes the record has no answer yet."""
    return [
        f"{each.text('de')} (`{each.code}`{f': {WORDS[each.verdict]}' if each.verdict is not None else ''})"
        for each in decision.remedies
    ]


def _next_change(decision: Decision) -> list[str]:
    return [spoken_instant(decision.next_change_at, "de")] if decision.next_change_at else []


def _duties(decision: Decision) -> list[str]:
    if not decision.verdict.is_releasing:
        return []
    return [
        f"{duty.text('de')} (`{duty.code}`{f' bis {_day(duty.due)}' if duty.due else ''})" for duty in decision.duties
    ]


def _day(due: date) -> str:
    return spoken_day(due, "de")


def _question(asked: Question) -> str:
    said = [CHANNELS[Channel(asked.channel)].label.de, PURPOSES[Purpose(asked.purpose)].label.de]
    until = f"bis {spoken_day(asked.publish_until, 'de')}" if asked.publish_until else "ohne Ende"
    said.append(f"ab {spoken_day(asked.publish_from, 'de')} {until}")
    said += [MODIFICATIONS[Modification(each)].label.de for each in sorted(asked.modifications)]
    for name, word in ANSWERS.items():
        given = getattr(asked, name)
        if given == "yes":
            said.append(word)
        elif given == "no" and name not in ("political_context", "as_logo"):
            said.append(f"nicht {word}")
    if asked.print_run is not None:
        said.append(f"Auflage {asked.print_run}")
    if asked.territory:
        said.append(f"Gebiet {asked.territory}")
    said += [f"gemeinsam mit {NAMES.get(each, each)}" for each in sorted(asked.co_publishers)]
    if asked.organization is None:
        said.append("ohne Organisation")
    return ", ".join(said)


if __name__ == "__main__":
    PAPER.write_text(written(), encoding="utf-8")
