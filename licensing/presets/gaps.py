"""What is missing, and what each gap costs: said beside the form, and the words of the task that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from licensing.presets.answers import Answers
from licensing.presets.table import Ask, Preset, PresetCode
from licensing.rights.vocabulary import Words


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that nobody said yet. `code` is stable; `step` is the step of the upload page that asks for it."""

    code: str
    text: Words
    cost: Words
    step: int = 2


_NOBODY: Final = Words(de="Solange darf niemand die Bilder verwenden.", en="Until then nobody may use the pictures.")
_ASKED_EACH_TIME: Final = Words(
    de="Solange entscheidet bei jeder Verwendung ein Mensch.", en="Until then a person decides on every use."
)
_TASK: Final = Words(
    de="Wird aufbewahrt, nichts freigegeben. Sie bekommen eine Aufgabe.",
    en="It is kept, nothing is released. You get a task.",
)
_NO_CREDIT: Final = Words(
    de="Ohne Namen lässt sich niemand nennen; viele Lizenzen verlangen es.",
    en="Without a name nobody can be credited; many licenses ask for it.",
)
_NOT_FOUND: Final = Words(de="Solange findet sie die Suche schlechter.", en="Until then search finds them less well.")

_QUESTIONS: Final[Mapping[Ask, Words]] = {
    Ask.WHO: Words(de="Von wem die Bilder sind, fehlt.", en="Whose pictures they are is missing."),
    Ask.ON_DUTY: Words(de="Im Dienst aufgenommen oder privat?", en="Taken on duty or privately?"),
    Ask.REFERENCE: Words(de="Vertrag oder Rechnung fehlt.", en="Contract or invoice is missing."),
    Ask.CHANNELS: Words(de="Erlaubte Kanäle fehlen.", en="Permitted channels are missing."),
    Ask.PURPOSES: Words(de="Erlaubte Zwecke fehlen.", en="Permitted purposes are missing."),
    Ask.LICENSEES: Words(de="Wer die Bilder nutzen darf, fehlt.", en="Who may use the pictures is missing."),
    Ask.SOURCE: Words(de="Adresse der Quelle fehlt.", en="The source's address is missing."),
    Ask.LICENSE: Words(de="Lizenz mit Version fehlt.", en="License with version is missing."),
    Ask.PROVIDER: Words(de="Dienst fehlt.", en="The service is missing."),
    Ask.NUMBER: Words(de="Nummer der Lizenz fehlt.", en="The license's number is missing."),
    Ask.TERMS: Words(de="Bedingungen (Fassung) fehlen.", en="Terms (version) are missing."),
    Ask.WHOLLY: Words(de="Ganz oder teilweise erzeugt?", en="Generated wholly or in part?"),
    Ask.REAL_PERSONS: Words(de="Echte Personen ja oder nein?", en="Real persons, yes or no?"),
    Ask.EVIDENCE: Words(de="Nachweis fehlt.", en="Proof is missing."),
}
_STOPS_ALL: Final = {Ask.LICENSEES, Ask.CHANNELS, Ask.PURPOSES, Ask.WHO, Ask.LICENSE, Ask.PROVIDER, Ask.ON_DUTY}

_OTHERS: Final[Mapping[str, tuple[int, Words, Words]]] = {
    "preset": (2, Words(de="Woher die Bilder kommen, ist noch unklar.", en="Where they come from is unclear."), _TASK),
    "over": (2, Words(de="Die Erlaubnis ist schon abgelaufen.", en="The permission is over already."), _NOBODY),
    "confirm": (
        2,
        Words(
            de="Die Rechteverwaltung muss die Angaben zur Herkunft bestätigen.",
            en="A rights manager must confirm where they come from.",
        ),
        _ASKED_EACH_TIME,
    ),
    "people": (2, Words(de="Sind Menschen zu erkennen?", en="Are people recognizable?"), _ASKED_EACH_TIME),
    "works": (2, Words(de="Sind fremde Werke zu sehen?", en="Are works of others shown?"), _ASKED_EACH_TIME),
    "places": (2, Words(de="Gelten dort Hausregeln?", en="Are there house rules?"), _ASKED_EACH_TIME),
    "sound": (2, Words(de="Was ist zu hören?", en="What is to be heard?"), _ASKED_EACH_TIME),
    "ai": (2, Words(de="Mit KI erzeugt?", en="Made by AI?"), _ASKED_EACH_TIME),
    "consents": (
        2,
        Words(de="Einwilligungen sind noch zuzuordnen.", en="Consents are yet to be assigned."),
        _ASKED_EACH_TIME,
    ),
    "creator": (3, Words(de="Urheber fehlt.", en="The creator is missing."), _NO_CREDIT),
    "alt_text": (
        3,
        Words(de="Bildbeschreibung fehlt.", en="Alternative text is missing."),
        Words(
            de="Wer das Bild nicht sieht, erfährt nichts; auf der Website ist sie Pflicht.",
            en="Whoever cannot see it learns nothing; websites of public bodies must have it.",
        ),
    ),
    "title": (3, Words(de="Titel fehlt.", en="The title is missing."), _NOT_FOUND),
    "keywords": (3, Words(de="Stichwörter fehlen.", en="Keywords are missing."), _NOT_FOUND),
    "place": (3, Words(de="Ort fehlt.", en="The place is missing."), _NOT_FOUND),
    "embargo_hour": (
        3,
        Words(de="Zur Sperrfrist fehlt die Uhrzeit.", en="The embargo's hour is missing."),
        _ASKED_EACH_TIME,
    ),
    "names_in_keywords": (
        3,
        Words(
            de="In den Stichwörtern steht vielleicht ein Name, und auf dem Bild sind Menschen.",
            en="The keywords may hold a name, and people are shown.",
        ),
        Words(
            de="Namen gehören nicht in Stichwörter, bei Kindern nie: sie werden gesucht und weitergegeben.",
            en="Names do not belong in keywords, of children never: they are searched and passed on.",
        ),
    ),
    "duplicates": (
        1,
        Words(de="Diese Dateien gibt es schon.", en="These files are here already."),
        Words(de="Bitte wählen, sonst bleiben sie hier liegen.", en="Please choose, or they stay here."),
    ),
}


def gap(code: str) -> Gap:
    """The gap of that code, a preset's question (`preset.who`) or one of the batch."""
    question = code.removeprefix("preset.")
    if question != code:
        ask = Ask(question)
        return Gap(code, _QUESTIONS[ask], _NOBODY if ask in _STOPS_ALL else _ASKED_EACH_TIME)
    step, text, cost = _OTHERS[code]
    return Gap(code, text, cost, step)


def find_gap(code: str) -> Gap | None:
    """The gap of that code; none for a code that is none."""
    question = code.removeprefix("preset.")
    if code in _OTHERS or (question != code and question in {ask.value for ask in _QUESTIONS}):
        return gap(code)
    return None


def gaps_of(preset: Preset | None, answers: Answers, *, may_verify: bool, is_over: bool = False) -> tuple[Gap, ...]:
    """What the chosen preset still needs; no preset and "unclear" are one gap."""
    if preset is None or preset.code is PresetCode.UNCLEAR:
        return (gap("preset"),)
    found = [gap(f"preset.{ask.value}") for ask in preset.needs if not answers.says(ask)]
    found += [gap("over")] if is_over else []
    found += [] if may_verify else [gap("confirm")]
    return tuple(found)
