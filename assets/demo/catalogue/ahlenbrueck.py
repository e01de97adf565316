# ruff: noqa: E501  a table: one row, one line
"""Pictures of Ahlenbrück: half-timbered old town at the river."""

from assets.demo.catalogue.entry import row
from assets.demo.scenario import Scenario as R

MARKT, BRUECKE, ALT, TOR = "Marktplatz Ahlenbrück", "Steinbrücke", "Altstadt Ahlenbrück", "Stadttor"
BUECHEREI, UFER, WIESE = "Stadtbibliothek", "Ahlenufer", "Festwiese"
JUBILEE, BUNDID, ELECTION = "50-jahre-kreis", "bundid", "kommunalwahl"

PICTURES = (
    row("ahlenbrueck/wochenmarkt.jpg", "market", "au da cl L", MARKT, "Wochenmarkt in Ahlenbrück", "Kürbisse, Äpfel und Kohl aus der Umgebung.", by="ah", on="2026-10-10 09:50", rights=R.PERSONS_UNKNOWN),
    row("ahlenbrueck/stadtfest.jpg", "fete", "su go cl S", MARKT, "Stadtfest auf dem Marktplatz", "Wimpel über dem Platz, Musik bis in die Nacht.", by="ah", on="2025-06-28 19:30", rights=R.PERSONS_LISTED, draw={"stalls": 0, "people": 30, "festive": True}),
    row("ahlenbrueck/marktplatz-schnee.jpg", "square", "wi da sn L", MARKT, "Marktplatz im Schnee", "Stiller Wintermorgen zwischen den Giebeln.", by="ah", on="2026-01-08 09:05", rights=R.OWN_FREE, draw={"stalls": 0, "people": 2}),
    row("ahlenbrueck/steinbruecke-herbst.jpg", "bridge", "au go cl L", BRUECKE, "Steinbrücke im Abendlicht", "Die Steinbrücke über die Ahle im Herbst.", by="ab", on="2025-10-21 17:32", rights=R.CC_BY_4, words=("Ahle",)),
    row("ahlenbrueck/steinbruecke-sommer.jpg", "bridge", "su da cl W", BRUECKE, "Steinbrücke über die Ahle", "Seit langer Zeit verbindet sie beide Ufer.", by="em", on="2024-06-14 13:18", rights=R.OTHER_TOWN, words=("Ahle",)),
    row("ahlenbrueck/steinbruecke-winter.webp", "bridge", "wi mo fo L", BRUECKE, "Steinbrücke im Winternebel", "Nebel über der Ahle.", by="px", on="2022-02-03 08:22", rights=R.CC_BY_ND_4, words=("Ahle",)),
    row("ahlenbrueck/altstadt-blaue-stunde.jpg", "riverfront", "su bl cl L", UFER, "Altstadt zur blauen Stunde", "Die Häuser am Ahlenufer spiegeln sich im Fluss.", by="jm", on="2026-06-30 22:20", rights=R.CONTRACT_CREDIT, words=("Ahle",)),
    row("ahlenbrueck/altstadt-tag.jpg", "riverfront", "sp da cl L", UFER, "Ahlenufer im Frühling", "Fachwerk am Fluss.", by="ah", on="2025-04-27 14:10", rights=R.OWN_CREDIT),
    row("ahlenbrueck/gasse-herbst.jpg", "lane", "au da co P", ALT, "Tuchmachergasse", "Kopfsteinpflaster und Giebel in der Tuchmachergasse.", by="em", on="2023-10-11 11:40", rights=R.CONTRACT_FREE),
    row("ahlenbrueck/stadttor.jpg", "gate", "sp da cl P", TOR, "Stadttor mit Radfahrer", "Durch das Tor führt die Radroute in die Altstadt.", by="ah", on="2026-05-03 12:11", rights=R.OWN_FREE),
    row("ahlenbrueck/stadttor-regen.jpg", "gate", "au da ra L", TOR, "Stadttor im Regen", "Ein nasser Tag in der Altstadt.", by="", on="2019-11-05 15:30", rights=R.CREATOR_MISSING),
    row("ahlenbrueck/bibliothek-innen.jpg", "library", "L", BUECHEREI, "Lesen in der Stadtbibliothek", "Zwei Leserinnen zwischen den Regalen, nachgestellt.", by="ah", on="2026-02-17 15:45", rights=R.OWN_CREDIT),
    row("ahlenbrueck/bibliothek-aussen.jpg", "library-front", "su da cl L", BUECHEREI, "Stadtbibliothek Ahlenbrück", "Die Bibliothek öffnet auch sonntags.", by="ah", on="2025-07-01 11:00", rights=R.OWN_FREE, draw={"sign": "Bibliothek", "accent": "#2f6d8c"}),
    row("ahlenbrueck/festwiese-konzert.jpg", "concert", "su du cl L", WIESE, "Konzert auf der Festwiese", "Freilichtkonzert mit Bands aus dem Kreis.", by="sw", on="2026-08-01 21:20", rights=R.PRINT_ONLY),
    row("ahlenbrueck/kirmes-riesenrad.jpg", "fair", "su du cl L", WIESE, "Riesenrad auf der Kirmes", "Ein Abend auf der Herbstkirmes.", by="hv", on="2025-09-06 20:10", rights=R.CITIZEN),
    row("ahlenbrueck/flohmarkt.jpg", "flea-market", "su da cl L", WIESE, "Flohmarkt auf der Festwiese", "Stöbern und Feilschen am Sonntagvormittag.", by="ah", on="2024-08-25 10:35", rights=R.OTHER_TOWN),
    row("ahlenbrueck/kreisrundfahrt-start.jpg", "bike-rally", "sp da cl L", MARKT, "Start der Kreisrundfahrt", "Rund achtzig Kilometer durch alle vier Städte.", by="ah", on="2026-05-17 09:00", rights=R.CITIZEN, campaign=JUBILEE),
    row("ahlenbrueck/erntekranz.jpg", "wreath", "S", ALT, "Erntekranz am Scheunentor", "Gebunden von den Landfrauen, erfunden für dieses Archiv.", by="hv", on="2025-09-27 12:15", rights=R.CC0),
    row("ahlenbrueck/brot.jpg", "bread", "L", ALT, "Brot aus dem Holzofen", "Drei Laibe und frische Ähren.", by="em", on="2024-03-22 08:30", rights=R.CONTRACT_FREE),
    row("ahlenbrueck/marktkisten.jpg", "crates", "L", MARKT, "Obst und Gemüse vom Hof", "Sechs Kisten, sechs Farben.", by="ah", on="2026-09-19 10:02", rights=R.OWN_FREE, draw={"goods": (("#c8402c", "#d8502f", "#b8352c"), ("#e0782c", "#e88a3a"), ("#8fae42", "#a3bd52"), ("#7a4a7c", "#6a3a6c"), ("#e9c23a", "#f0d05a"), ("#c8402c", "#e9b23a")), "tag": "Vom Hof"}),
    row("ahlenbrueck/buergerwerkstatt.jpg", "workshop", "L", BUECHEREI, "Bürgerwerkstatt zur Innenstadt", "Ideen sammeln für den Marktplatz von morgen.", by="ah", on="2026-04-15 18:25", rights=R.PERSONS_UNKNOWN),
    row("ahlenbrueck/online-antrag.png", "laptop", "L", BUECHEREI, "Antrag vom Schreibtisch", "Mit der BundID lässt sich der Antrag von zu Hause stellen.", by="ah", on="2026-03-03 09:00", rights=R.DL_ZERO, campaign=BUNDID),
    row("ahlenbrueck/wahlraum-schild.jpg", "arrow", "su da cl L", TOR, "Hier geht es zum Wahlraum", "Das Schild weist den Weg.", by="ah", on="2026-09-01 08:40", rights=R.OWN_FREE, campaign=ELECTION),
    row("ahlenbrueck/bus-linie-12.jpg", "bus", "au da ra L", TOR, "Linie 12 im Regen", "Der Bus nach Hohenfeld hält stündlich.", by="kr", on="2025-11-14 07:40", rights=R.OWN_CREDIT, draw={"line": "12 Hohenfeld"}),
)  # fmt: skip
