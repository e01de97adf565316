# ruff: noqa: E501  a table: one row, one line
"""Pictures and artwork of the four campaigns: anniversary, local elections, BundID, rural life."""

from assets.demo.catalogue.entry import row
from assets.demo.scenario import Scenario as R

HAUS, SCHLOSS, MARKT = "Kreishaus", "Schlossteich", "Marktplatz Lindrode"
JUBILEE, BUNDID, ELECTION, LAND = "50-jahre-kreis", "bundid", "kommunalwahl", "landleben"
KREIS, TOUR = "kreis-heiderland", "tourismusverband-heiderland"

PICTURES = (
    # 50 years of the district
    row("kampagnen/jubilaeum/titelbild.png", "jubilee", "L", HAUS, "Titelbild 50 Jahre Kreis Heiderland", "Leitmotiv des Jubiläums.", by="kr", on="2026-09-01 09:00", rights=R.OWN_FREE, campaign=JUBILEE),
    row("kampagnen/jubilaeum/titelbild-hoch.png", "jubilee", "P", HAUS, "Jubiläum, Hochformat", "Leitmotiv für Plakate und Storys.", by="kr", on="2026-09-01 09:05", rights=R.EMBARGO, campaign=JUBILEE),
    row("kampagnen/jubilaeum/zeitleiste.png", "timeline", "W", HAUS, "Fünfzig Jahre in fünf Bildern", "Zeitleiste für die Website.", by="kr", on="2026-09-03 09:00", rights=R.OWN_FREE, campaign=JUBILEE),
    row("kampagnen/jubilaeum/fahnen.jpg", "flags", "su da cl L", SCHLOSS, "Jubiläumsfahnen am Schloss", "Vier Fahnen für vier Städte.", by="kr", on="2026-09-20 11:00", rights=R.OWN_CREDIT, campaign=JUBILEE, owner=KREIS),
    row("kampagnen/jubilaeum/torte.jpg", "cake", "P", HAUS, "Jubiläumstorte", "Für den Empfang im Kreishaus.", by="em", on="2026-10-30 18:00", rights=R.EMBARGO_DAY, campaign=JUBILEE),
    row("kampagnen/jubilaeum/lebkuchenherz.jpg", "gingerbread", "S", HAUS, "Lebkuchenherz 50 Jahre", "Süßer Gruß zum Jubiläum.", by="kr", on="2026-10-12 10:00", rights=R.OWN_FREE, campaign=JUBILEE),
    row("kampagnen/jubilaeum/tafel.jpg", "dinner", "su du cl L", SCHLOSS, "Lange Tafel im Schlosspark", "Probeabend für das Bürgerfest.", by="jm", on="2026-08-28 20:55", rights=R.PERSONS_LISTED, campaign=JUBILEE, owner=KREIS),
    row("kampagnen/jubilaeum/feuerwerk-altstadt.jpg", "fireworks", "su ni cl P", "Ahlenufer", "Feuerwerk über der Altstadt", "Auftakt des Jubiläumsjahres.", by="jm", on="2026-09-26 22:40", rights=R.CONTRACT_TERM, campaign=JUBILEE, draw={"over_castle": False}),
    row("kampagnen/jubilaeum/karte.png", "map", "L", HAUS, "Karte des Kreises Heiderland", "Vier Städte, ein Kreis.", by="kr", on="2026-08-15 09:00", rights=R.DL_BY, campaign=JUBILEE),
    row("kampagnen/jubilaeum/danke.png", "thanks", "L", HAUS, "Danke fürs Ehrenamt", "Grafik für die Dankeswoche.", by="kr", on="2026-10-02 09:00", rights=R.ARTWORK, campaign=JUBILEE),
    row("kampagnen/jubilaeum/motiv-stern.png", "art-star", "S", HAUS, "Motiv Stern 50 Jahre", "Freigestelltes Motiv für Anstecker.", by="kr", on="2026-09-05 09:00", rights=R.ARTWORK, campaign=JUBILEE, words=("Button",)),
    row("kampagnen/jubilaeum/motiv-emblem.png", "art-heath", "S", HAUS, "Motiv Emblem 50 Jahre Heiderland", "Freigestelltes Emblem für T-Shirt, Polo, Button und Aufkleber.", by="kr", on="2026-09-05 09:10", rights=R.ARTWORK, campaign=JUBILEE, words=("T-Shirt", "Polo", "Button", "Aufkleber")),
    # local elections
    row("kampagnen/wahl/wahlurne.png", "ballot-box", "S", HAUS, "Wahlurne mit Stimmzettel", "Grafik zur Kommunalwahl.", by="kr", on="2026-06-01 09:00", rights=R.OWN_FREE, campaign=ELECTION, draw={"words": "Kommunalwahl"}),
    row("kampagnen/wahl/stimmzettel.png", "ballot", "P", HAUS, "So wird gewählt", "Musterstimmzettel mit drei Kreuzen.", by="kr", on="2026-06-01 09:20", rights=R.OFFICIAL, campaign=ELECTION),
    row("kampagnen/wahl/sitzverteilung.png", "seats", "L", HAUS, "Sitzverteilung, Beispiel", "Frei erfundene Zahlen.", by="kr", on="2026-06-02 09:00", rights=R.DL_ZERO, campaign=ELECTION),
    row("kampagnen/wahl/wahlbeteiligung.png", "turnout", "L", HAUS, "Wahlbeteiligung in den Städten", "Frei erfundene Zahlen.", by="kr", on="2026-06-02 09:30", rights=R.DL_BY, campaign=ELECTION),
    row("kampagnen/wahl/briefwahl.png", "postal", "S", HAUS, "Briefwahl beantragen", "Grafik zur Briefwahl.", by="kr", on="2026-06-03 09:00", rights=R.OWN_FREE, campaign=ELECTION),
    row("kampagnen/wahl/wahltag.webp", "calendar", "S", HAUS, "Wahltag 12. September", "Erinnerung an den Wahltag.", by="kr", on="2026-06-03 09:30", rights=R.NOT_YET, campaign=ELECTION),
    row("kampagnen/wahl/sitzungssaal.jpg", "council", "L", HAUS, "Sitzungssaal des Kreistags", "Nachgestellte Sitzung.", by="sw", on="2026-03-18 17:00", rights=R.EDITORIAL, campaign=ELECTION),
    row("kampagnen/wahl/wahlraum-hoch.jpg", "polling", "P", HAUS, "Wahlraum im Kreishaus", "Urne und Wahlkabinen, nachgestellt.", by="px", on="2021-09-12 10:00", rights=R.CONFLICT, campaign=ELECTION),
    # BundID
    row("kampagnen/bundid/telefon.png", "login", "P", HAUS, "BundID auf dem Telefon", "Leistungen auf einen Blick.", by="kr", on="2026-02-10 09:00", rights=R.OWN_FREE, campaign=BUNDID),
    row("kampagnen/bundid/musterkarte.png", "id-card", "L", HAUS, "Ausweisen mit dem Telefon", "Musterkarte ohne echte Daten.", by="kr", on="2026-02-10 09:20", rights=R.OWN_FREE, campaign=BUNDID),
    row("kampagnen/bundid/drei-schritte.png", "steps", "L", HAUS, "In drei Schritten zur BundID", "Anleitung für Website und Aushang.", by="kr", on="2026-02-11 09:00", rights=R.CC0, campaign=BUNDID),
    row("kampagnen/bundid/schild.webp", "shield", "S", HAUS, "Sicher mit BundID", "Grafik zum Datenschutz.", by="px", on="2026-02-12 09:00", rights=R.STOCK, campaign=BUNDID),
    row("kampagnen/bundid/antrag-zuhause.jpg", "laptop", "S", HAUS, "Antrag von zu Hause", "Online statt Wartezimmer.", by="sw", on="2026-02-13 09:00", rights=R.CONFLICT, campaign=BUNDID, draw={"words": "Online-Antrag"}),
    row("kampagnen/bundid/kreishaus.jpg", "office", "au da cl L", HAUS, "Kreishaus mit Servicepunkt", "Hier hilft der Kreis bei der Anmeldung.", by="kr", on="2026-10-15 09:40", rights=R.OWN_CREDIT, campaign=BUNDID, draw={"sign": "Kreishaus", "accent": "#2f5fa8"}),
    row("kampagnen/bundid/beratung-hoch.jpg", "counter", "P", HAUS, "Hilfe bei der Anmeldung", "Nachgestellte Beratung am Servicepunkt.", by="kr", on="2026-02-19 10:15", rights=R.PERSONS_LISTED, campaign=BUNDID, draw={"sign": "Servicepunkt"}),
    # rural life
    row("kampagnen/landleben/motiv-landluft.png", "art-landluft", "S", HAUS, "Motiv Landluft", "Wortmarke für T-Shirt und Polo, freigestellt.", by="tv", on="2026-04-01 09:00", rights=R.ARTWORK, campaign=LAND, owner=TOUR, words=("T-Shirt", "Polo")),
    row("kampagnen/landleben/motiv-moin.png", "art-moin", "S", HAUS, "Motiv Moin", "Sprechblase für Button und Aufkleber, freigestellt.", by="tv", on="2026-04-01 09:10", rights=R.ARTWORK, campaign=LAND, owner=TOUR, words=("Button", "Aufkleber")),
    row("kampagnen/landleben/motiv-heidschnucke.png", "art-sheep", "S", HAUS, "Motiv Heidschnucke", "Emblem für T-Shirt und Aufkleber, freigestellt.", by="tv", on="2026-04-02 09:00", rights=R.ARTWORK, campaign=LAND, owner=TOUR, words=("T-Shirt", "Aufkleber")),
    row("kampagnen/landleben/motiv-storch.png", "art-stork", "S", HAUS, "Motiv Storch", "Emblem für Button und Polo, freigestellt.", by="sw", on="2026-04-02 09:10", rights=R.PRINT_ONLY, campaign=LAND, owner=TOUR, words=("Button", "Polo")),
    row("kampagnen/landleben/motiv-traktor.png", "art-tractor", "S", HAUS, "Motiv Läuft bei uns", "Traktor für T-Shirts, freigestellt.", by="tv", on="2026-04-03 09:00", rights=R.ARTWORK, campaign=LAND, owner=TOUR, words=("T-Shirt",)),
    row("kampagnen/landleben/motiv-fahrrad.png", "art-bike", "S", HAUS, "Motiv Rad statt Rast", "Fahrrad für T-Shirts, freigestellt.", by="sw", on="2026-04-03 09:10", rights=R.DISPUTED, campaign=LAND, owner=TOUR, words=("T-Shirt",)),
    row("kampagnen/landleben/motiv-landherz.png", "art-heart", "S", HAUS, "Motiv Landherz", "Herz mit Mühle für Aufkleber, freigestellt.", by="tv", on="2026-04-04 09:00", rights=R.ARTWORK, campaign=LAND, owner=TOUR, words=("Aufkleber",)),
    row("kampagnen/landleben/motiv-apfel.png", "art-apple", "S", HAUS, "Motiv Frisch vom Dorf", "Apfel für Beutel und Aufkleber, freigestellt.", by="tv", on="2026-04-04 09:10", rights=R.ARTWORK, campaign=LAND, owner=TOUR, words=("Aufkleber", "Beutel")),
    row("kampagnen/landleben/produkt-t-shirt.jpg", "shirt", "S", HAUS, "T-Shirt Landluft", "Produktbild für die Vorbestellung.", by="tv", on="2026-05-10 09:00", rights=R.OWN_FREE, campaign=LAND, owner=TOUR, words=("T-Shirt",)),
    row("kampagnen/landleben/produkt-polo.jpg", "shirt", "S", HAUS, "Poloshirt Heiderland", "Produktbild mit kleinem Emblem.", by="tv", on="2026-05-10 09:10", rights=R.OWN_FREE, campaign=LAND, owner=TOUR, words=("Polo", "Poloshirt"), draw={"code": "#1d4068", "collar": True}),
    row("kampagnen/landleben/produkt-button.jpg", "button", "S", HAUS, "Button Heiderland", "Produktbild Anstecker, 56 mm.", by="tv", on="2026-05-11 09:00", rights=R.OWN_CREDIT, campaign=LAND, owner=TOUR),
    row("kampagnen/landleben/produkt-aufkleber.jpg", "sticker", "S", HAUS, "Aufkleber 50 Jahre", "Produktbild Aufkleber, 90 mm.", by="tv", on="2026-05-11 09:10", rights=R.REVOKED, campaign=LAND, owner=TOUR),
)  # fmt: skip
