# ruff: noqa: E501  a table: one row, one line
"""Pictures of the whole district: moor, reservoir, ruins, roads; held by the tourism association and the district."""

from assets.demo.catalogue.entry import row
from assets.demo.scenario import Scenario as R

MOOR, TEICHE, SPERRE, SEE = "Birkenmoor", "Moorteiche", "Talsperre Talsede", "Talseder See"
RUINE, GRAB, ANGER, WIND = "Burgruine Sandloh", "Steingrab im Sandloh", "Dorfanger Eichenried", "Windpark Eichenried"
JUBILEE, LAND = "50-jahre-kreis", "landleben"

PICTURES = (
    row("region/birkenmoor-herbst.jpg", "moor", "au da cl L", MOOR, "Birkenmoor im Herbst", "Der Bohlenweg führt zwei Kilometer durch das Moor.", by="sw", on="2026-10-11 12:40", rights=R.PRINT_ONLY),
    row("region/birkenmoor-nebel.jpg", "moor", "au mo fo L", MOOR, "Nebel über dem Moor", "Frühnebel und Wollgras.", by="px", on="2025-09-18 07:01", rights=R.VERSION_MISSING),
    row("region/birkenmoor-fruehling.jpg", "moor", "sp da cl P", MOOR, "Wollgras im Birkenmoor", "Im Mai blüht das Wollgras.", by="tv", on="2026-05-21 10:25", rights=R.DL_BY),
    row("region/moorteich-abend.jpg", "lake", "su go cl L", TEICHE, "Moorteich im Abendlicht", "Stille Stunde an den Moorteichen.", by="ab", on="2025-08-07 20:40", rights=R.CC_BY_4),
    row("region/moorteich-winter.jpg", "lake", "wi da sn L", TEICHE, "Moorteich im Winter", "Offenes Wasser und weiße Ufer.", by="tv", on="2025-01-12 13:13", rights=R.CC0),
    row("region/gaense.jpg", "geese", "sp da cl L", ANGER, "Gänse am Dorfteich", "Am Anger von Eichenried.", by="kr", on="2026-04-26 15:55", rights=R.OWN_FREE, campaign=LAND),
    row("region/talsperre-sommer.jpg", "reservoir", "su da cl L", SPERRE, "Talsperre Talsede", "Blick auf die Staumauer.", by="kr", on="2026-06-05 11:22", rights=R.OWN_FREE),
    row("region/talsperre-abend.jpg", "reservoir", "au du cl W", SPERRE, "Talsperre in der Dämmerung", "Letztes Licht über dem Stausee.", by="jm", on="2025-10-03 18:52", rights=R.CONTRACT_CREDIT),
    row("region/talsperre-winter.tif", "reservoir", "wi da sn L", SPERRE, "Talsperre im Winter", "Schnee auf der Mauerkrone.", by="sw", on="2021-02-07 12:10", rights=R.EXPIRED),
    row("region/segeln.jpg", "sailing", "su da cl L", SEE, "Segeln auf dem Talseder See", "Regatta der kleinen Boote.", by="tv", on="2026-07-18 14:05", rights=R.CONTRACT_FREE, draw={"boats": 4}),
    row("region/segeln-abend.jpg", "sailing", "su go cl P", SEE, "Segelboote am Abend", "Heimfahrt im goldenen Licht.", by="ab", on="2024-07-27 20:30", rights=R.CC_BY_SA_4, draw={"boats": 3}),
    row("region/kanu.jpg", "canoe", "su da cl S", SEE, "Mit dem Kanu unterwegs", "Zwei Boote, vier Paddel.", by="tv", on="2025-07-13 12:48", rights=R.PERSONS_UNKNOWN, draw={"canoes": 2}),
    row("region/cafe-am-see.jpg", "coffee", "L", SEE, "Kaffee mit Seeblick", "Butterkuchen auf der Terrasse.", by="tv", on="2026-05-24 15:30", rights=R.OWN_CREDIT),
    row("region/burgruine.jpg", "ruin", "sp da cl L", RUINE, "Burgruine Sandloh", "Die Ruine liegt am Fernwanderweg.", by="tv", on="2026-05-15 13:20", rights=R.OWN_FREE),
    row("region/burgruine-wolken.jpg", "ruin", "au da co L", RUINE, "Sandloh unter Wolken", "Ein windiger Herbsttag an der Ruine.", by="px", on="2017-10-15 11:11", rights=R.PUBLIC_DOMAIN_MARK),
    row("region/steingrab.jpg", "tomb", "su da cl L", GRAB, "Steingrab im Sandloh", "Findlinge aus der Jungsteinzeit, hier frei erfunden.", by="tv", on="2026-08-26 10:45", rights=R.OWN_FREE, draw={"stone": True, "way": False}),
    row("region/steingrab-nebel.jpg", "tomb", "au mo fo W", GRAB, "Steingrab im Morgennebel", "Nebel über der blühenden Heide.", by="bb", on="2025-09-05 06:58", rights=R.CC_BY_ND_4, draw={"stone": True}),
    row("region/heide-winter.jpg", "heath", "wi da sn L", GRAB, "Heide im Schnee", "Wacholder stehen dunkel im Weiß.", by="tv", on="2026-01-20 12:02", rights=R.DL_ZERO),
    row("region/heide-morgen.jpg", "heath", "su mo cl L", GRAB, "Morgen in der Heide", "Kurz nach Sonnenaufgang im Sandloh.", by="sw", on="2026-08-24 06:40", rights=R.EMBARGO, words=("Heideblüte",)),
    row("region/herde-herbst.jpg", "flock", "au go cl P", GRAB, "Schafe im Herbstlicht", "Die Herde zieht heimwärts.", by="tv", on="2025-10-18 17:10", rights=R.OWN_CREDIT, draw={"flock": True, "way": False}),
    row("region/sternenhimmel.jpg", "night-sky", "su ni cl L", ANGER, "Milchstraße über Eichenried", "Dunkle Nächte gibt es hier noch.", by="jm", on="2025-08-23 23:50", rights=R.CONTRACT_CREDIT),
    row("region/sternenhimmel-winter.jpg", "night-sky", "wi ni cl P", ANGER, "Winterhimmel", "Klare Nacht am Dorfanger.", by="", on="2020-01-25 22:10", rights=R.ORPHAN),
    row("region/rastplatz.jpg", "rest", "su da cl L", ANGER, "Rast am Heideweg", "Bank unter der alten Linde.", by="tv", on="2026-07-08 13:36", rights=R.OWN_FREE),
    row("region/rastplatz-herbst.jpg", "rest", "au go cl P", ANGER, "Linde im Herbst", "Wanderwetter am Heideweg.", by="px", on="2025-10-25 16:20", rights=R.FREE_STOCK),
    row("region/regenbogen.jpg", "rainbow", "sp da st L", WIND, "Regenbogen über Eichenried", "Nach dem Schauer.", by="kr", on="2025-05-25 18:15", rights=R.STOCK),
    row("region/windpark.jpg", "energy", "su da cl W", WIND, "Windpark und Solarfeld", "Strom aus dem Kreis.", by="ab", on="2026-06-16 12:24", rights=R.NOT_YET, words=("Klimaschutz",)),
    row("region/regionalzug.jpg", "railway", "su da cl W", WIND, "Regionalzug bei Eichenried", "Im Stundentakt durch den Kreis.", by="kr", on="2026-07-01 16:30", rights=R.OWN_CREDIT),
    row("region/ballone.jpg", "balloons", "su mo cl L", ANGER, "Ballontag über dem Heiderland", "Fünf Ballone am frühen Morgen.", by="ab", on="2026-09-12 07:15", rights=R.CONTRACT_TERM, campaign=JUBILEE),
    row("region/toepferei.jpg", "pottery", "L", RUINE, "Töpferei im Heimatmuseum", "Vorführung am Museumstag.", by="hv", on="2025-05-18 14:00", rights=R.EVIDENCE_MISSING),
    row("region/zukunft-dorfanger.png", "new-homes", "su go cl W", ANGER, "Dorfanger 2050", "Zukunftsbild, mit einem Bildgenerator entworfen.", by="kr", on="2026-02-02 10:00", rights=R.AI, words=("Zukunft", "KI-Bild")),
    row("region/zukunft-radweg.png", "cycling", "su da cl L", ANGER, "Radschnellweg der Zukunft", "Illustration, Herkunft des Werkzeugs nicht vermerkt.", by="px", on="2026-02-03 10:30", rights=R.AI_UNKNOWN, draw={"riders": 3}, words=("Zukunft",)),
    row("region/dorfabend.jpg", "village", "su du cl L", ANGER, "Abend über Eichenried", "Die Sonne geht hinter dem Dorf unter.", by="sw", on="2023-06-23 21:41", rights=R.RESERVED),
    row("region/plakat-muehle.png", "poster", "P", RUINE, "Plakat Mühlhagen", "Tourismusplakat im Stil der Fünfzigerjahre.", by="sw", on="2025-03-14 09:00", rights=R.EDITORIAL, words=("Mühlhagen",)),
)  # fmt: skip
