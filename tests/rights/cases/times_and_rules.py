"""AI, embargoes, election black-outs, the organization's own rules, blocks, and questions that are not complete."""

from datetime import datetime

from licensing.rights import AssetFacts, AssetState, Completeness, Embargo, Modification, Tri
from licensing.rights.layers import (
    AiUse,
    Block,
    BlockCause,
    OrganizationRule,
    RenditionFacts,
    RuleEffect,
    RuleKind,
)  # fmt: skip
from tests.rights.builders import TOWN, contracted, day, facts

from .case import ASK, IF, NO, YES, C, P, ask, case, right

TITLE = "KI, Zeiten, Regeln, Sperren"
AI_DUTIES = ("DUTY_LABEL_AI", "DUTY_KEEP_AI_METADATA")
REAL = AiUse(looks_real=Tri.YES, depicts_real_person=Tri.NO, has_provider_terms=Tri.YES)
NOBODY = Completeness.NONE_CONFIRMED
FREED = RenditionFacts(id="z1", persons=NOBODY, works=NOBODY, property=NOBODY)
ELECTION = {"kind": RuleKind.BLACKOUT, "start": day("2027-02-01"), "until": day("2027-03-14")}


def until(local: datetime, **more: object):
    return facts(embargoes=(Embargo(until_local=local, id="S1", **more),))


def under(*, organization: str = TOWN, **more: object):
    rule = OrganizationRule(id="R1", name="Kommunalwahl", organization=organization,
                            **{"effect": RuleEffect.FORBID, **ELECTION, **more})  # fmt: skip
    return facts(rules=(rule,))


CASES = (
    case("ki-unbekannt", "Ob KI im Spiel war, weiß niemand.", ask(), facts(ai=Tri.UNKNOWN), ASK, ["AI_STATE_UNKNOWN"],
         source="Art. 50 KI-VO"),
    case("ki-fotorealistisch", "KI-Bild, sieht echt aus, keine wirkliche Person, Bedingungen abgelegt.", ask(),
         facts("AI-OUTPUT-TERMS", ai=Tri.YES, ai_use=REAL, grants=(right(),)), IF, AI_DUTIES,
         source="Art. 50 Abs. 4 KI-VO; Vorgabe: immer kennzeichnen"),
    case("ki-wirkliche-person", "KI-Bild zeigt eine wirkliche Person.", ask(),
         facts("AI-OUTPUT-TERMS", ai=Tri.YES, grants=(right(),),
               ai_use=AiUse(looks_real=Tri.YES, depicts_real_person=Tri.YES, has_provider_terms=Tri.YES)), ASK,
         ["AI_REAL_PERSON_DEPICTED"], source="Art. 3 Nr. 60 KI-VO; Persönlichkeitsrecht"),
    case("ki-ohne-bedingungen", "KI-Bild, die Bedingungen des Dienstes liegen nicht vor.", ask(),
         facts("AI-OUTPUT-TERMS", ai=Tri.YES, grants=(right(),),
               ai_use=AiUse(looks_real=Tri.YES, depicts_real_person=Tri.NO, has_provider_terms=Tri.UNKNOWN)), ASK,
         ["AI_PROVIDER_TERMS_UNKNOWN"], source="Nutzungsbedingungen entscheiden"),
    case("ki-bearbeitung", "Echtes Foto, für die Nutzung mit KI erweitert.",
         ask(modifications=frozenset({Modification.AI_EDIT})), facts(), IF, AI_DUTIES, source="Art. 50 Abs. 4 KI-VO"),
    case("sperrfrist", "Sperrfrist bis 25.11.2026, 10 Uhr; Nutzung ab 23.11.", ask(),
         until(datetime(2026, 11, 25, 10)), NO, ["EMBARGO_ACTIVE"], source="Sperrfrist, Ortszeit"),
    case("sperrfrist-am-tag", "Dieselbe Sperrfrist, Nutzung am 25.11.", ask(publish_from="2026-11-25"),
         until(datetime(2026, 11, 25, 10)), IF, ["DUTY_WAIT_UNTIL"], source="Endet mit der Uhrzeit"),
    case("sperrfrist-danach", "Nutzung am 26.11.", ask(publish_from="2026-11-26"), until(datetime(2026, 11, 25, 10)), YES,
         source="Sperrfrist abgelaufen"),
    case("sperrfrist-nur-tag", "Sperrfrist nennt nur den 25.11., Nutzung an diesem Tag.", ask(publish_from="2026-11-25"),
         facts(embargoes=(Embargo(until_local=day("2026-11-25"), id="S1"),)), ASK, ["EMBARGO_TIME_AMBIGUOUS"],
         source="Anfang oder Ende des Tages ist offen"),
    case("sperrfrist-aufgehoben", "Sperrfrist aufgehoben.", ask(), until(datetime(2026, 11, 25, 10), is_lifted=True), YES,
         source="Aufgehoben"),
    case("sperrfrist-fruehjahr", "Sperrfrist 28.03.2027, 2:30 Uhr: diese Zeit gibt es nicht.", ask(),
         until(datetime(2027, 3, 28, 2, 30)), ASK, ["EMBARGO_TIME_AMBIGUOUS"], source="Sommerzeit beginnt"),
    case("sperrfrist-herbst", "Sperrfrist 25.10.2026, 2:30 Uhr (doppelt); Nutzung an diesem Tag.",
         ask(publish_from="2026-10-25"), until(datetime(2026, 10, 25, 2, 30)), IF, ["DUTY_WAIT_UNTIL"],
         source="Sommerzeit endet: die spätere Stunde zählt"),
    case("wahl-sperrzeit", "Beitrag am 15.02.2027 in der Sperrzeit vor der Wahl.",
         ask(publish_from="2027-02-15", publish_until="2027-02-20"), under(), NO, ["BLACKOUT_ELECTION"],
         source="BVerfGE 44, 125; Regel der Organisation"),
    case("wahl-davor", "Beitrag im Januar, endet vor der Sperrzeit.",
         ask(publish_from="2027-01-10", publish_until="2027-01-31"), under(), YES, source="Sperrzeit beginnt am 01.02."),
    case("wahl-danach", "Beitrag am Tag nach der Sperrzeit.", ask(publish_from="2027-03-15"), under(), YES,
         source="Sperrzeit endet am 14.03. einschließlich"),
    case("wahl-laeuft-hinein", "Beitrag beginnt im Januar und soll bis in die Sperrzeit laufen.",
         ask(publish_from="2027-01-10", publish_until="2027-02-10"), under(), NO, ["BLACKOUT_ELECTION"],
         source="Fortdauernde Nutzung in der Sperrzeit"),
    case("wahl-newsletter-davor", "Newsletter am 31.01.2027, ein Tag vor der Sperrzeit.",
         ask(C.NEWSLETTER, publish_from="2027-01-31"), under(), YES, source="Versand ist ein Augenblick"),
    case("wahl-dienst", "Hinweis auf geänderte Öffnungszeiten in der Sperrzeit.",
         ask(purpose=P.SERVICE_INFORMATION, publish_from="2027-02-15", publish_until="2027-02-20"),
         under(exempt_purposes=frozenset({P.SERVICE_INFORMATION})), YES, source="Ausnahme der Regel"),
    case("wahl-prüfen", "Organisation lässt in der Sperrzeit prüfen statt verbieten.",
         ask(publish_from="2027-02-15", publish_until="2027-02-20"), under(effect=RuleEffect.ASK), ASK,
         ["BLACKOUT_REVIEW"], source="Regel der Organisation"),
    case("wahl-andere-stadt", "Die Sperrzeit gilt in der Nachbarstadt, gefragt hat Lindrode.",
         ask(publish_from="2027-02-15", publish_until="2027-02-20"), under(organization="ahlen"), YES,
         source="Regeln gelten für die eigene Organisation"),
    case("regel-kanal", "Lindrode verbietet Facebook für alle Zwecke.", ask(C.FACEBOOK, paid_promotion=Tri.NO),
         under(kind=RuleKind.CHANNEL_POLICY, start=None, until=None, channels=frozenset({C.FACEBOOK})), NO,
         ["ORG_POLICY_RESTRICTION"], source="Regel der Organisation"),
    case("regel-lizenz", "Lindrode lässt CC0-Bilder immer prüfen.", ask(),
         under(kind=RuleKind.LICENSE_POLICY, effect=RuleEffect.ASK, start=None, until=None,
               licenses=frozenset({"CC0-1.0"})), ASK, ["ORG_POLICY_RESTRICTION"], source="Regel der Organisation"),
    case("quarantaene", "Die Datei liegt in Quarantäne.", ask(), facts(asset=AssetFacts(state=AssetState.QUARANTINED)), NO,
         ["ASSET_BLOCKED"], source="Zustand des Mediums"),
    case("geloescht", "Das Medium wurde gelöscht.", ask(), facts(asset=AssetFacts(state=AssetState.DELETED)), NO,
         ["ASSET_BLOCKED"], source="Zustand des Mediums"),
    case("sperre-original", "Das Original ist nach einer einstweiligen Verfügung gesperrt.", ask(),
         facts(blocks=(Block(id="B1", cause=BlockCause.ORIGINAL, reason="einstweilige Verfügung"),)), NO,
         ["ASSET_BLOCKED"], source="Abschnitt 4.3, Schritt 14 der Regeln"),
    case("sperre-im-zuschnitt-behoben", "Gesperrt wegen einer Person; im bestätigten Zuschnitt ist sie nicht.",
         ask(rendition="z1"),
         facts(blocks=(Block(id="B1", cause=BlockCause.PERSON, freed_renditions=frozenset({"z1"})),),
               renditions=(FREED,)), YES,
         source="Abschnitt 4.3, Schritt 14 der Regeln"),
    case("frage-ohne-organisation", "Niemand sagt, für wen gefragt wird.", ask(organization=None), facts(), ASK,
         ["QUESTION_INCOMPLETE"], source="Jede Antwort gilt für eine Organisation"),
    case("frage-rueckwaerts", "Das Ende liegt vor dem Anfang.", ask(publish_until="2026-11-01"), facts(), ASK,
         ["QUESTION_INCOMPLETE"], source="Angaben widersprechen sich"),
    case("auflage-offen-cc0", "CC0 auf Plakaten, Auflage nicht genannt.", ask(C.POSTER), facts(), YES,
         source="Ohne Begrenzung hängt an der Auflage nichts"),
    case("alles-zugleich", "Abgelaufener Vertrag, Personen ungeprüft, Sperrfrist: alle Gründe werden genannt.", ask(),
         contracted(right(until="2026-06-30"), persons=Completeness.UNKNOWN,
                    embargoes=(Embargo(until_local=datetime(2026, 11, 25, 10), id="S1"),)), NO,
         ["GRANT_EXPIRED", "PERS_STATE_UNKNOWN", "EMBARGO_ACTIVE"], source="Alle Schritte werden geprüft, keiner übersprungen"),
)  # fmt: skip
