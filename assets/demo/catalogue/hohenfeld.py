# ruff: noqa: E501  a table: one row, one line
"""Pictures of Hohenfeld: forest, village life, fire brigade, farms."""

from assets.demo.catalogue.entry import row
from assets.demo.scenario import Scenario as R

FORST, KIRCHE, TURM, WACHE = "Hohenfelder Forst", "Kirchplatz Hohenfeld", "Aussichtsturm Hohe Warte", "Feuerwehrhaus"
HOF, FEST = "Hof Eschenkamp", "Festplatz Hohenfeld"
JUBILEE, LAND = "50-jahre-kreis", "landleben"

PICTURES = (
    row("hohenfeld/fichten-nebel.jpg", "spruces", "au da fo T", FORST, "Fichten am Hohenfelder Forst", "Nebel zwischen den Stämmen.", by="bb", on="2025-11-02 09:14", rights=R.PRINT_ONLY),
    row("hohenfeld/fichten-schnee.jpg", "spruces", "wi da sn L", FORST, "Winterwald", "Schwere Zweige nach einer Schneenacht.", by="ho", on="2026-01-14 10:30", rights=R.OWN_FREE),
    row("hohenfeld/fichten-sonne.jpg", "spruces", "su da cl P", FORST, "Sonne im Fichtenwald", "Lichtstrahlen fallen auf den Waldweg.", by="sw", on="2024-06-22 11:32", rights=R.EXPIRED),
    row("hohenfeld/buchenwald-herbst.jpg", "beeches", "au da cl L", FORST, "Buchenallee im Oktober", "Gold und Rot über dem Weg.", by="jm", on="2026-10-20 13:44", rights=R.CONTRACT_TERM),
    row("hohenfeld/erntedankzug.jpg", "parade", "au da cl L", KIRCHE, "Erntedankzug, Hohenfeld", "Der geschmückte Wagen des Heimatvereins.", by="hv", on="2026-10-04 11:00", rights=R.PERSONS_LISTED, campaign=LAND),
    row("hohenfeld/erntedankzug-quadrat.jpg", "parade", "au go cl S", KIRCHE, "Erntewagen am Kirchplatz", "Kürbisse, Äpfel und Garben.", by="hv", on="2025-10-05 16:30", rights=R.DISPUTED),
    row("hohenfeld/aussichtsturm.jpg", "tower", "au go cl P", TURM, "Aussichtsturm Hohe Warte", "Weiter Blick über den Kreis.", by="tv", on="2026-10-24 16:58", rights=R.DL_ZERO),
    row("hohenfeld/aussichtsturm-winter.jpg", "tower", "wi da sn L", TURM, "Hohe Warte im Schnee", "Der Turm ist auch im Winter offen.", by="ho", on="2025-01-19 12:20", rights=R.OWN_CREDIT),
    row("hohenfeld/feuerwehrfest.jpg", "fire-brigade", "su da cl L", WACHE, "Feuerwehrfest Hohenfeld", "Wasser marsch zur Freude der Kinder.", by="ho", on="2026-06-13 14:25", rights=R.PERSONS_UNKNOWN),
    row("hohenfeld/feuerwehr-uebung.jpg", "fire-brigade", "au da co L", WACHE, "Übung der Feuerwehr", "Gemeinsame Übung am Gerätehaus.", by="sw", on="2024-10-19 15:00", rights=R.RESERVED, draw={"jet": False}),
    row("hohenfeld/hof-eschenkamp.jpg", "cows", "su da cl L", HOF, "Hof Eschenkamp", "Kühe auf der Weide vor dem Hallenhaus.", by="ho", on="2026-06-30 10:08", rights=R.OWN_FREE, draw={"cattle": True}, campaign=LAND),
    row("hohenfeld/hof-traktor.jpg", "tractor-farm", "au go cl L", HOF, "Feierabend auf Hof Eschenkamp", "Der Traktor steht vor dem Haus.", by="ab", on="2025-09-22 18:40", rights=R.CC_BY_4, draw={"machine": True}, campaign=LAND),
    row("hohenfeld/hof-winter.jpg", "farm", "wi da sn L", HOF, "Hallenhaus im Schnee", "Rauch steigt aus dem Schornstein.", by="bb", on="2024-01-18 14:12", rights=R.OTHER_TOWN),
    row("hohenfeld/storch.jpg", "stork", "sp da cl L", HOF, "Storch auf dem Dach", "Im April kommt der Storch zurück.", by="em", on="2026-04-12 09:32", rights=R.CC_BY_3_DE, draw={"nest": True}, campaign=LAND),
    row("hohenfeld/dorf-blaue-stunde.jpg", "village", "wi bl sn L", KIRCHE, "Hohenfeld zur blauen Stunde", "Schneedorf mit hellen Fenstern.", by="jm", on="2026-01-10 17:02", rights=R.CONTRACT_CREDIT),
    row("hohenfeld/dorf-nebel.jpg", "village", "au mo fo L", KIRCHE, "Hohenfeld im Nebel", "Der Kirchturm ragt aus dem Nebel.", by="sw", on="2025-10-09 08:10", rights=R.RESERVED),
    row("hohenfeld/dorf-fruehling.jpg", "village", "sp da cl W", KIRCHE, "Frühling in Hohenfeld", "Blühende Wiesen rund um das Dorf.", by="ho", on="2026-05-01 12:00", rights=R.OWN_FREE, campaign=LAND),
    row("hohenfeld/kirmes-tag.jpg", "fair", "su da cl L", FEST, "Kirmes in Hohenfeld", "Riesenrad und Zelte am Nachmittag.", by="px", on="2022-08-20 15:30", rights=R.CLAIMED),
    row("hohenfeld/sportplatz.jpg", "football", "su da cl L", FEST, "Jugendspiel auf dem Sportplatz", "Freundschaftsspiel der Jugend.", by="hv", on="2026-05-30 11:10", rights=R.PERSONS_UNKNOWN),
    row("hohenfeld/weihnachtsmarkt-dorf.jpg", "christmas", "wi bl cl P", KIRCHE, "Adventsmarkt am Kirchplatz", "Kleiner Markt mit großem Baum.", by="ho", on="2024-12-14 17:20", rights=R.OWN_CREDIT),
    row("hohenfeld/kita.jpg", "kindergarten", "sp da cl L", FEST, "Kita Hohenfeld", "Die neue Kita kurz nach der Eröffnung.", by="ho", on="2026-03-20 10:00", rights=R.PERSONS_LISTED, draw={"sign": "Kita", "accent": "#e2a83a", "wall": "#f2ead8"}),
    row("hohenfeld/neubaugebiet.jpg", "new-homes", "sp da cl L", HOF, "Neubaugebiet Eschenkamp", "Solardächer und junge Bäume.", by="ho", on="2026-04-18 13:30", rights=R.CONTRACT_FREE),
    row("hohenfeld/planwagen.jpg", "wagon", "su da cl L", HOF, "Planwagenfahrt", "Ein Ausflug mit dem Traktor.", by="tv", on="2025-08-30 11:45", rights=R.REVOKED),
    row("hohenfeld/laub.jpg", "leaves", "au da cl S", FORST, "Herbstlaub im Gegenlicht", "Hintergrund für Einladungen.", by="ho", on="2025-10-27 14:14", rights=R.DL_ZERO),
    row("hohenfeld/raureif.jpg", "frost", "wi da sn L", FORST, "Raureif an Fichtenzweigen", "Hintergrund für Winterkarten.", by="em", on="2026-01-16 09:46", rights=R.CC0),
)  # fmt: skip
