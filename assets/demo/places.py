"""The invented district: where its towns and sights lie. No place of these names stands at these coordinates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A sight with its municipality and position in degrees (WGS 84)."""

    name: str
    town: str
    latitude: float
    longitude: float
    organization: str


LINDRODE, AHLENBRUECK, MUEHLHAGEN, HOHENFELD = "Lindrode", "Ahlenbrück", "Mühlhagen", "Hohenfeld"
BIRKENMOOR, TALSEDE, SANDLOH, EICHENRIED = "Birkenmoor", "Talsede", "Sandloh", "Eichenried"
TOWN_OWNERS = {
    LINDRODE: "stadt-lindrode",
    AHLENBRUECK: "stadt-ahlenbrueck",
    MUEHLHAGEN: "stadt-muehlhagen",
    HOHENFELD: "stadt-hohenfeld",
    BIRKENMOOR: "tourismusverband-heiderland",
    TALSEDE: "kreis-heiderland",
    SANDLOH: "tourismusverband-heiderland",
    EICHENRIED: "kreis-heiderland",
}
_SPOTS = (
    ("Schlossteich", LINDRODE, 52.8712, 9.0818),
    ("Marktplatz Lindrode", LINDRODE, 52.8694, 9.0871),
    ("Rathaus Lindrode", LINDRODE, 52.8697, 9.0882),
    ("Stadtpark", LINDRODE, 52.8731, 9.0934),
    ("Grundschule am Anger", LINDRODE, 52.8662, 9.0957),
    ("Bahnhof Lindrode", LINDRODE, 52.8639, 9.0812),
    ("Heidefläche Wümmerhöhe", LINDRODE, 52.8911, 9.0612),
    ("Mühlenbach", LINDRODE, 52.8788, 9.1087),
    ("Marktplatz Ahlenbrück", AHLENBRUECK, 52.9108, 9.2541),
    ("Steinbrücke", AHLENBRUECK, 52.9081, 9.2507),
    ("Altstadt Ahlenbrück", AHLENBRUECK, 52.9115, 9.2563),
    ("Stadttor", AHLENBRUECK, 52.9122, 9.2602),
    ("Stadtbibliothek", AHLENBRUECK, 52.9097, 9.2588),
    ("Ahlenufer", AHLENBRUECK, 52.9068, 9.2476),
    ("Festwiese", AHLENBRUECK, 52.9051, 9.2634),
    ("Windmühle Mühlhagen", MUEHLHAGEN, 52.7936, 9.3127),
    ("Wassermühle", MUEHLHAGEN, 52.7884, 9.3041),
    ("Obsthof Krumme Wiese", MUEHLHAGEN, 52.7812, 9.3266),
    ("Ortsmitte Mühlhagen", MUEHLHAGEN, 52.7901, 9.3098),
    ("Badesee", MUEHLHAGEN, 52.8021, 9.2954),
    ("Rapsfeld am Sandweg", MUEHLHAGEN, 52.7758, 9.3381),
    ("Hohenfelder Forst", HOHENFELD, 52.7688, 9.0716),
    ("Kirchplatz Hohenfeld", HOHENFELD, 52.7742, 9.1023),
    ("Aussichtsturm Hohe Warte", HOHENFELD, 52.7651, 9.0588),
    ("Feuerwehrhaus", HOHENFELD, 52.7761, 9.1078),
    ("Hof Eschenkamp", HOHENFELD, 52.7829, 9.1214),
    ("Festplatz Hohenfeld", HOHENFELD, 52.7729, 9.1101),
    ("Birkenmoor", BIRKENMOOR, 52.9544, 9.1236),
    ("Moorteiche", BIRKENMOOR, 52.9601, 9.1305),
    ("Talsperre Talsede", TALSEDE, 52.8297, 9.2206),
    ("Talseder See", TALSEDE, 52.8341, 9.2262),
    ("Kreishaus", TALSEDE, 52.8246, 9.2114),
    ("Burgruine Sandloh", SANDLOH, 52.8588, 9.3812),
    ("Steingrab im Sandloh", SANDLOH, 52.8633, 9.3894),
    ("Dorfanger Eichenried", EICHENRIED, 52.7404, 9.2081),
    ("Windpark Eichenried", EICHENRIED, 52.7349, 9.2217),
)
SPOTS = {name: Spot(name, town, lat, lon, TOWN_OWNERS[town]) for name, town, lat, lon in _SPOTS}
