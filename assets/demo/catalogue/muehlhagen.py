# ruff: noqa: E501  a table: one row, one line
"""Pictures of Mühlhagen: mills, orchards, canola, the bathing lake."""

from assets.demo.catalogue.entry import row
from assets.demo.scenario import Scenario as R

WIND, WASSER, OBST, ORT = "Windmühle Mühlhagen", "Wassermühle", "Obsthof Krumme Wiese", "Ortsmitte Mühlhagen"
SEE, RAPS = "Badesee", "Rapsfeld am Sandweg"
JUBILEE, LAND = "50-jahre-kreis", "landleben"
RED, BLUE = "#c8402f", "#2f6d8c"

PICTURES = (
    row("muehlhagen/windmuehle-abend.jpg", "windmill", "su du cl L", WIND, "Windmühle bei Mühlhagen", "Die Flügel vor dem Abendhimmel.", by="ab", on="2026-07-04 21:33", rights=R.CONTRACT_CREDIT, words=("Sonnenuntergang",)),
    row("muehlhagen/windmuehle-raps.jpg", "windmill", "sp da cl P", WIND, "Windmühle über blühendem Raps", "Mai am Mühlenberg.", by="mu", on="2026-05-08 13:50", rights=R.OWN_FREE, draw={"field": "canola", "turn": 40}, words=("Raps",), campaign=LAND),
    row("muehlhagen/windmuehle-schnee.jpg", "windmill", "wi da sn L", WIND, "Windmühle im Winter", "Schnee auf Kappe und Galerie.", by="mu", on="2025-02-15 12:00", rights=R.CC0, draw={"turn": 12}),
    row("muehlhagen/windmuehle-korn.jpg", "windmill", "su go cl W", WIND, "Windmühle im Kornfeld", "Reifes Korn am Mühlenberg.", by="kr", on="2025-07-19 20:25", rights=R.DL_BY, draw={"field": "corn", "turn": 55}, words=("Getreide",)),
    row("muehlhagen/windmuehle-gewitter.webp", "windmill", "su da st L", WIND, "Windmühle vor dem Gewitter", "Dunkle Wolken ziehen auf.", by="px", on="2019-07-20 18:05", rights=R.CC_BY_NC_4, draw={"turn": 33}),
    row("muehlhagen/wassermuehle-herbst.jpg", "water-mill", "au da cl L", WASSER, "Wassermühle im Herbst", "Das Rad dreht sich noch jeden Sonntag.", by="mu", on="2026-10-04 14:30", rights=R.OWN_FREE, campaign=JUBILEE),
    row("muehlhagen/wassermuehle-sommer.jpg", "water-mill", "su da cl P", WASSER, "Mühlrad im Sommer", "Kühles Wasser unter dem Mühlrad.", by="em", on="2024-08-03 15:05", rights=R.CONTRACT_FREE),
    row("muehlhagen/wassermuehle-winter.tif", "water-mill", "wi da sn L", WASSER, "Wassermühle unter Schnee", "Das Mühlrad steht im Winter still.", by="hv", on="2023-01-22 11:48", rights=R.EVIDENCE_MISSING),
    row("muehlhagen/obstbluete.jpg", "orchard", "sp da cl L", OBST, "Obstblüte auf der Krummen Wiese", "Weiß und rosa über dem Gras.", by="mu", on="2026-04-30 11:15", rights=R.OWN_FREE, words=("Obstblüte",), campaign=LAND),
    row("muehlhagen/apfelernte.jpg", "apple-harvest", "au da cl S", OBST, "Apfelernte in Mühlhagen", "Gute Ernte auf der Krummen Wiese.", by="mu", on="2026-09-28 10:50", rights=R.PERSONS_LISTED, draw={"harvest": True}),
    row("muehlhagen/aepfel-kiste.jpg", "crates", "S", OBST, "Äpfel in Kisten", "Rote, gelbe und grüne Sorten.", by="mu", on="2026-10-01 09:20", rights=R.OWN_CREDIT, draw={"goods": (("#c8321f", "#d8452f"), ("#d9a02f", "#e8bb52"), ("#9ab84a", "#86a83c"), ("#b8352c", "#e0552f"))}, words=("Äpfel",)),
    row("muehlhagen/rapsfeld.jpg", "canola", "sp da cl L", RAPS, "Rapsfeld am Sandweg", "Gelb bis zum Horizont.", by="tv", on="2026-05-11 12:12", rights=R.DL_ZERO, draw={"crop": "canola"}),
    row("muehlhagen/rapsfeld-wolken.jpg", "canola", "sp da co W", RAPS, "Raps unter Wolken", "Leuchtendes Gelb vor grauem Himmel.", by="px", on="2021-05-16 10:31", rights=R.CC_BY_2, draw={"crop": "canola"}),
    row("muehlhagen/weizen-mohn.jpg", "wheat", "su go cl L", RAPS, "Weizen mit Mohn", "Blühstreifen am Sandweg.", by="kr", on="2025-07-06 20:02", rights=R.OWN_FREE, draw={"crop": "wheat"}, campaign=LAND),
    row("muehlhagen/strohballen.jpg", "stubble", "su da cl L", RAPS, "Strohballen nach der Ernte", "Anfang August ist das Feld leer.", by="sw", on="2024-08-09 16:45", rights=R.EXPIRED, draw={"crop": "stubble"}),
    row("muehlhagen/pfluegen.jpg", "ploughing", "au da co L", RAPS, "Pflügen im Herbst", "Möwen folgen dem Traktor.", by="sw", on="2022-10-13 10:22", rights=R.EXPIRED, draw={"crop": "soil", "machine": True}),
    row("muehlhagen/sonnenblumen.jpg", "sunflowers", "su da cl L", RAPS, "Sonnenblumenfeld", "Zum Selberpflücken am Ortsrand.", by="em", on="2025-08-12 14:28", rights=R.CC_BY_4),
    row("muehlhagen/sonnenblumen-abend.jpg", "sunflowers", "su go cl P", RAPS, "Sonnenblumen am Abend", "Warmes Licht im Sonnenblumenfeld.", by="mu", on="2026-08-16 20:11", rights=R.OWN_FREE, campaign=LAND),
    row("muehlhagen/badesee.jpg", "bathing", "su da cl L", SEE, "Badesee Mühlhagen", "Strandwetter in den Sommerferien.", by="mu", on="2026-07-25 14:40", rights=R.PERSONS_UNKNOWN),
    row("muehlhagen/badesee-morgen.jpg", "lake", "su mo fo L", SEE, "Badesee am Morgen", "Noch gehört der See den Enten.", by="ab", on="2026-08-02 06:20", rights=R.PRINT_ONLY),
    row("muehlhagen/freibad.jpg", "pool", "su da cl L", ORT, "Freibad Mühlhagen", "Fünf Bahnen und ein Sprungturm, den man hier nicht sieht.", by="mu", on="2025-06-21 15:15", rights=R.PERSONS_UNKNOWN),
    row("muehlhagen/bauerngarten.jpg", "garden", "su da cl P", ORT, "Bauerngarten in der Ortsmitte", "Dahlien, Phlox und Ringelblumen.", by="em", on="2024-07-15 13:00", rights=R.CITIZEN),
    row("muehlhagen/hofladen-honig.jpg", "honey", "L", ORT, "Heidehonig aus Mühlhagen", "Drei Gläser aus dem Hofladen.", by="sw", on="2025-09-01 10:10", rights=R.OTHER_TOWN),
    row("muehlhagen/dorf-sommer.jpg", "village", "su da cl L", ORT, "Mühlhagen von oben", "Dächer rund um die Kirche.", by="", on="2018-06-10 12:00", rights=R.UNKNOWN),
    row("muehlhagen/obstwiese-nebel.jpg", "orchard", "au mo fo L", OBST, "Streuobst im Nebel", "Ein Oktobermorgen auf der Krummen Wiese.", by="mu", on="2025-10-12 08:05", rights=R.OWN_CREDIT),
)  # fmt: skip
