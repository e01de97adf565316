"""What the files say about their own rights: often right, sometimes wrong, sometimes contradicting themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from assets.demo.scenario import Scenario
from assets.metadata import XmpValue

SOURCE_TYPE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
PLUS: Final = "http://ns.useplus.org/ldf/vocab/"
RESERVED: Final = "Alle Rechte vorbehalten"


@dataclass(frozen=True, slots=True)
class Claim:
    """Fields that a scenario adds to a file, by block; IIM goes into JPEG only."""

    xmp: Mapping[str, XmpValue] = field(default_factory=dict)
    iim: Mapping[str, str] = field(default_factory=dict)


def _open(name: str, url: str) -> Claim:
    return Claim({"xmpRights:UsageTerms": name, "xmpRights:WebStatement": url, "cc:license": url})


def _cc(path: str, name: str) -> Claim:
    return _open(name, f"https://creativecommons.org/{path}/")


CLAIMS: Final[dict[Scenario, Claim]] = {
    Scenario.CC0: _cc("publicdomain/zero/1.0", "CC0 1.0"),
    Scenario.CLAIMED: _cc("publicdomain/zero/1.0", "CC0 1.0"),
    Scenario.PUBLIC_DOMAIN_MARK: _cc("publicdomain/mark/1.0", "Public Domain Mark 1.0"),
    Scenario.CC_BY_4: _cc("licenses/by/4.0", "CC BY 4.0"),
    Scenario.CC_BY_3_DE: _cc("licenses/by/3.0/de", "CC BY 3.0 DE"),
    Scenario.CC_BY_2: _cc("licenses/by/2.0", "CC BY 2.0"),
    Scenario.CC_BY_SA_4: _cc("licenses/by-sa/4.0", "CC BY-SA 4.0"),
    Scenario.CC_BY_NC_4: _cc("licenses/by-nc/4.0", "CC BY-NC 4.0"),
    Scenario.CC_BY_ND_4: Claim(
        {
            **_cc("licenses/by-nd/4.0", "CC BY-ND 4.0").xmp,
            "plus:ImageAlterationConstraints": (f"{PLUS}AL-CRP", f"{PLUS}AL-MRG"),
        }
    ),
    Scenario.CREATOR_MISSING: _cc("licenses/by/4.0", "CC BY 4.0"),
    Scenario.DL_ZERO: _open("Datenlizenz Deutschland Zero 2.0", "https://www.govdata.de/dl-de/zero-2-0"),
    Scenario.DL_BY: _open("Datenlizenz Deutschland Namensnennung 2.0", "https://www.govdata.de/dl-de/by-2-0"),
    Scenario.CONFLICT: Claim(
        _cc("publicdomain/zero/1.0", "CC0 1.0").xmp, {"CopyrightNotice": f"{RESERVED}, Pixelpunkt_42"}
    ),
    Scenario.RESERVED: Claim({"xmpRights:UsageTerms": f"{RESERVED}. Keine Nutzung ohne Vertrag."}),
    Scenario.PRINT_ONLY: Claim(
        {"xmpRights:UsageTerms": "Nur für Druck und Website.", "plus:MediaConstraints": "Nur Druck und Website"}
    ),
    Scenario.CONTRACT_CREDIT: Claim({"plus:CreditLineRequired": f"{PLUS}CR-CAI"}),
    Scenario.CONTRACT_TERM: Claim({"photoshop:Instructions": "Nutzung bis 31.03.2027."}),
    Scenario.EXPIRED: Claim({"photoshop:Instructions": "Nutzung bis 31.12.2024."}),
    Scenario.STOCK: Claim(
        {
            "xmpRights:UsageTerms": "Standardlizenz laut Rechnung.",
            "plus:ImageSupplierImageID": "MUSTER-204417",
            "plus:ModelReleaseStatus": f"{PLUS}MR-NAP",
        }
    ),
    Scenario.EDITORIAL: Claim({"photoshop:Instructions": "Nur redaktionell, keine Werbung."}),
    Scenario.PERSONS_UNKNOWN: Claim(
        {"plus:ModelReleaseStatus": f"{PLUS}MR-NON", "plus:DataMining": f"{PLUS}DMI-PROHIBITED-AIMLTRAINING"}
    ),
    Scenario.PERSONS_LISTED: Claim(
        {"plus:ModelReleaseStatus": f"{PLUS}MR-LMR", "plus:DataMining": f"{PLUS}DMI-PROHIBITED-AIMLTRAINING"}
    ),
    Scenario.EMBARGO: Claim(
        {"photoshop:Instructions": "Sperrfrist bis 01.01.2027, 9 Uhr."},
        {"ReleaseDate": "20270101", "ReleaseTime": "090000+0100"},
    ),
    Scenario.EMBARGO_DAY: Claim({"photoshop:Instructions": "Sperrfrist 01.01.2027."}, {"ReleaseDate": "20270101"}),
    Scenario.AI: Claim(
        {
            "Iptc4xmpExt:DigitalSourceType": f"{SOURCE_TYPE}trainedAlgorithmicMedia",
            "Iptc4xmpExt:AISystemUsed": "Bildgenerator Muster (erfunden)",
        }
    ),
    Scenario.AI_UNKNOWN: Claim({"Iptc4xmpExt:DigitalSourceType": f"{SOURCE_TYPE}composite"}),
}
