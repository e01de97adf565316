"""Naming: who must be named, who must not, and how an agency wants it."""

from dataclasses import replace

from licensing.rights import Creator, CreditRule, Designation, Modification, Naming, Tri
from tests.rights.builders import NAMED, contracted, facts

from .case import ASK, IF, YES, C, P, ask, case, right

TITLE = "Nennung"
BY = ("DUTY_ATTRIBUTE", "DUTY_LICENCE_LINK")
CREDITED = CreditRule(required=Tri.YES)
NO_NAME = replace(NAMED, creators=(Creator(name="J. Muster", designation=Designation.NO_NAME),))
PEN_NAME = replace(
    NAMED, creators=(Creator(name="J. Muster", designation=Designation.PSEUDONYM, pseudonym="Nordlicht"),)
)

CASES = (
    case("nennung-vertrag", "Vertrag verlangt Nennung, Urheber bekannt.", ask(), contracted(right(credit=CREDITED)), IF,
         ["DUTY_ATTRIBUTE"], source="§ 13 Satz 2 UrhG"),
    case("nennung-verzicht", "Im Vertrag auf Nennung verzichtet.", ask(), contracted(right()), YES,
         source="BGH 15.06.2023, I ZR 179/22"),
    case("nennung-verzicht-cc", "CC BY 4.0, dazu ein Vertrag mit Verzicht auf Nennung.", ask(),
         facts("CC-BY-4.0", grants=(right(),)), YES, source="Rechte sind Alternativen, jedes für sich"),
    case("pseudonym", "Urheber will als „Nordlicht“ genannt werden.", ask(), facts("CC-BY-4.0", naming=PEN_NAME), IF,
         [*BY, "DUTY_USE_PSEUDONYM"], source="§ 13 Satz 2 UrhG: Bezeichnung bestimmt der Urheber"),
    case("ohne-namen", "Urheberin möchte nicht genannt werden, CC BY 4.0.", ask(), facts("CC-BY-4.0", naming=NO_NAME), IF,
         [*BY, "DUTY_OMIT_NAME"], source="CC BY 4.0, Abschnitt 3(a)(3); § 13 UrhG"),
    case("ohne-namen-vorgeschrieben", "Urheberin möchte nicht genannt werden, der Vertrag schreibt ihren Namen vor.", ask(),
         contracted(right(credit=CreditRule(required=Tri.YES, line="Foto: J. Muster / Stadt")), naming=NO_NAME), ASK,
         ["ATTR_ANONYMITY_WISH"], source="Auflagen widersprechen sich: ein Mensch entscheidet"),
    case("agentur-wortlaut", "Agenturvertrag schreibt die Zeile vor.", ask(purpose=P.EDITORIAL_INFORMATION),
         facts("AGENCY-CONTRACT", naming=replace(NAMED, credit_line="picture alliance/dpa | J. Muster"),
               grants=(right(credit=CREDITED),)), IF, ["DUTY_ATTRIBUTE"], source="Vertrag: wörtlich"),
    case("stock-redaktionell-nennung", "Stockbild redaktionell genutzt.",
         ask(C.NEWSLETTER, P.EDITORIAL_INFORMATION, sensitive_context=Tri.NO, commercial=Tri.NO),
         facts("ISTOCK-STANDARD", naming=replace(NAMED, credit_line="iStock.com/J. Muster"),
               grants=(right(credit=CreditRule()),)), IF, ["DUTY_ATTRIBUTE"], source="iStock: redaktionell mit Nennung"),
    case("urheber-fehlt-vertrag", "Vertrag verlangt Nennung, der Name fehlt.", ask(),
         contracted(right(credit=CREDITED), naming=Naming(title="Schloss")), ASK, ["ATTR_CREATOR_MISSING"],
         source="§ 13 UrhG"),
    case("aenderungskette", "CC BY 4.0, vor uns schon bearbeitet („Farben geändert“).", ask(),
         facts("CC-BY-4.0", naming=replace(NAMED, earlier_changes=("Farben geändert",))), IF, [*BY, "DUTY_NOTE_CHANGES"],
         source="CC BY 4.0, Abschnitt 3(a)(1)(B): frühere Hinweise bleiben"),
    case("by3-bearbeitet", "CC BY 3.0 DE, beschnitten.", ask(modifications=frozenset({Modification.CROP})),
         facts("CC-BY-3.0-DE"), IF, [*BY, "DUTY_NOTE_CHANGES"], source="CC BY 3.0 DE, Ziffer 4 b"),
    case("zwei-urheber", "Zwei Urheberinnen, beide benannt, CC BY 4.0.", ask(),
         facts("CC-BY-4.0", naming=replace(NAMED, creators=(Creator(name="J. Muster"), Creator(name="A. Beispiel")))), IF,
         BY, source="§ 8 UrhG: Miturheber"),
)  # fmt: skip
