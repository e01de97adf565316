# ruff: noqa: E501  a table: one row, one line
"""Pictures of Lindrode: the moated castle, the town hall, parks and fields around."""

from assets.demo.catalogue.entry import row
from assets.demo.scenario import Scenario as R

SCHLOSS, MARKT, RATHAUS, PARK = "Schlossteich", "Marktplatz Lindrode", "Rathaus Lindrode", "Stadtpark"
SCHULE, BAHNHOF, HEIDE, BACH = "Grundschule am Anger", "Bahnhof Lindrode", "Heidefläche Wümmerhöhe", "Mühlenbach"
JUBILEE, BUNDID, ELECTION = "50-jahre-kreis", "bundid", "kommunalwahl"

PICTURES = (
    row("lindrode/wasserschloss-oktober.jpg", "castle", "au da cl L", SCHLOSS, "Wasserschloss Lindrode im Oktober", "Backsteinschloss mit zwei Rundtürmen, davor der Schlossteich im Herbstlicht.", by="jm", on="2026-10-18 15:42", rights=R.CONTRACT_TERM, campaign=JUBILEE),
    row("lindrode/wasserschloss-winter.jpg", "castle", "wi da sn L", SCHLOSS, "Wasserschloss im Schnee", "Der erste Schnee liegt auf Türmen und Park.", by="li", on="2026-01-11 11:20", rights=R.OWN_FREE),
    row("lindrode/wasserschloss-morgennebel.jpg", "castle", "sp mo fo P", SCHLOSS, "Schlossteich im Morgennebel", "Über dem Schlossteich steigt der Nebel auf.", by="ab", on="2025-04-19 06:51", rights=R.CC_BY_4, words=("Morgennebel",)),
    row("lindrode/wasserschloss-abend.jpg", "castle", "su bl cl W", SCHLOSS, "Wasserschloss am Sommerabend", "Erleuchtete Fenster spiegeln sich im Wasser.", by="jm", on="2025-07-26 22:04", rights=R.CONTRACT_CREDIT, campaign=JUBILEE),
    row("lindrode/wasserschloss-fruehling.jpg", "castle", "sp da cl S", SCHLOSS, "Schloss mit frischem Laub", "Die Buchen am Teich treiben aus.", by="em", on="2024-05-04 13:10", rights=R.CC_BY_3_DE),
    row("lindrode/herrenhaus-weiss.jpg", "castle", "su go cl L", PARK, "Weißes Herrenhaus im Stadtpark", "Das weiße Herrenhaus dient heute als Musikschule.", by="kp", on="2023-08-14 20:12", rights=R.PRINT_ONLY, draw={"wall": "#e8dcc4", "roof": "#7a4034"}, words=("Herrenhaus", "Musikschule")),
    row("lindrode/rathaus-fruehling.jpg", "town-hall", "sp da cl L", RATHAUS, "Rathaus Lindrode mit Brunnen", "Frühling auf dem Rathausplatz.", by="li", on="2026-04-22 12:30", rights=R.OWN_FREE, draw={"sign": "RATHAUS"}),
    row("lindrode/rathaus-winterabend.jpg", "town-hall", "wi bl sn L", RATHAUS, "Rathaus am Winterabend", "Hinter den Fenstern brennt noch Licht.", by="li", on="2025-12-03 17:08", rights=R.OWN_CREDIT, draw={"sign": "RATHAUS"}),
    row("lindrode/rathaus-hoch.jpg", "town-hall", "su da cl P", RATHAUS, "Rathaus im Hochformat", "Das Rathaus für Titelseiten und Aushänge.", by="jm", on="2025-06-18 10:15", rights=R.PRINT_ONLY, draw={"sign": "RATHAUS"}),
    row("lindrode/wochenmarkt.jpg", "market", "su da cl L", MARKT, "Wochenmarkt in Lindrode", "Jeden Sonnabend bieten Höfe der Umgebung ihre Waren an.", by="li", on="2026-08-08 10:24", rights=R.PERSONS_UNKNOWN),
    row("lindrode/markt-leer.jpg", "square", "au mo cl L", MARKT, "Marktplatz am frühen Morgen", "Noch ist niemand unterwegs.", by="li", on="2024-09-30 07:12", rights=R.OWN_FREE, draw={"stalls": 0, "people": 0}),
    row("lindrode/weihnachtsmarkt.jpg", "christmas", "wi bl sn L", MARKT, "Weihnachtsmarkt vor dem Rathaus", "Am zweiten Advent leuchtet der Markt.", by="jm", on="2025-12-07 17:36", rights=R.CONTRACT_TERM),
    row("lindrode/gasse-altstadt.jpg", "lane", "su da cl T", MARKT, "Kirchgasse", "Fachwerkgiebel stehen dicht an dicht.", by="ab", on="2024-07-02 16:20", rights=R.DL_BY),
    row("lindrode/gasse-winter.webp", "lane", "wi bl sn P", MARKT, "Kirchgasse im Winter", "Abends fällt Schnee in der Kirchgasse.", by="px", on="2021-01-24 17:45", rights=R.CC_BY_SA_4),
    row("lindrode/spielplatz-stadtpark.jpg", "playground", "su da cl L", PARK, "Spielplatz im Stadtpark", "Der neue Spielplatz ist eröffnet.", by="li", on="2026-06-20 15:00", rights=R.PERSONS_LISTED),
    row("lindrode/stadtpark-buchen.jpg", "beeches", "sp da cl P", PARK, "Buchenallee im Stadtpark", "Frisches Grün über dem Hauptweg.", by="li", on="2025-05-09 12:02", rights=R.OWN_FREE),
    row("lindrode/grundschule.jpg", "school", "su da cl L", SCHULE, "Grundschule am Anger", "Der Anbau der Grundschule wird im Sommer eingeweiht.", by="li", on="2026-08-20 08:10", rights=R.PERSONS_UNKNOWN, draw={"sign": "Schule"}),
    row("lindrode/einschulung-2025.jpg", "school", "su da co L", SCHULE, "Einschulung am Anger", "Die neuen ersten Klassen vor dem Schulhaus.", by="hv", on="2025-08-16 09:30", rights=R.EVIDENCE_MISSING, draw={"sign": "Schule", "accent": "#2f6d8c"}, words=("Einschulung",)),
    row("lindrode/bahnhof.jpg", "station", "su da cl L", BAHNHOF, "Bahnhof Lindrode", "Der Zug nach Ahlenbrück wartet am Bahnsteig.", by="em", on="2025-06-02 14:44", rights=R.CONTRACT_FREE),
    row("lindrode/bahnhof-nacht.jpg", "station", "au bl cl L", BAHNHOF, "Letzter Zug", "Abends am Bahnhof Lindrode.", by="px", on="2020-10-09 19:10", rights=R.CC_BY_2),
    row("lindrode/heide-abendlicht.jpg", "heath", "su go cl W", HEIDE, "Abendlicht über der Heide", "Die Wümmerhöhe in voller Blüte.", by="kr", on="2026-08-22 19:48", rights=R.OWN_FREE, campaign=JUBILEE, words=("Heideblüte", "Sonnenuntergang")),
    row("lindrode/heide-schafe.jpg", "flock", "su da cl L", HEIDE, "Heidschnucken auf der Wümmerhöhe", "Die Herde hält die Heide offen.", by="tv", on="2026-08-19 11:05", rights=R.DL_ZERO, draw={"flock": True}),
    row("lindrode/radweg-muehlenbach.jpg", "cycling", "su da cl L", BACH, "Radweg am Mühlenbach", "Zu zweit unterwegs auf der Mühlenroute.", by="li", on="2026-07-11 15:21", rights=R.OWN_FREE, draw={"riders": 2}),
    row("lindrode/rad-pause.jpg", "bicycle", "au da cl P", BACH, "Pause an der Mühlenroute", "Ein Fahrrad lehnt am Wegweiser.", by="em", on="2024-10-06 14:02", rights=R.CC0, draw={"riders": 0}),
    row("lindrode/buergerbuero.jpg", "counter", "L", RATHAUS, "Beratung im Bürgerbüro", "Im Bürgerbüro hilft die Stadt auch bei Online-Anträgen.", by="li", on="2026-03-12 10:40", rights=R.OWN_CREDIT, campaign=BUNDID),
    row("lindrode/wahlraum-grundschule.jpg", "polling", "L", SCHULE, "Wahlraum in der Grundschule", "Nachgestellte Szene mit Ehrenamtlichen.", by="li", on="2026-09-02 16:00", rights=R.PERSONS_LISTED, campaign=ELECTION),
    row("lindrode/laternenumzug.jpg", "lanterns", "au ni cl L", MARKT, "Laternenumzug in Lindrode", "Kinder ziehen mit ihren Laternen durch die Altstadt.", by="hv", on="2025-11-11 18:05", rights=R.PERSONS_UNKNOWN),
    row("lindrode/feuerwerk-schloss.jpg", "fireworks", "su ni cl L", SCHLOSS, "Feuerwerk über dem Wasserschloss", "Probe für das Jubiläum des Kreises.", by="jm", on="2026-09-26 22:10", rights=R.NOT_YET, campaign=JUBILEE, words=("Schloss",)),
)  # fmt: skip
