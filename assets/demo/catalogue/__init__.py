"""All pictures of the demo library, in a fixed order."""

from assets.demo.catalogue import ahlenbrueck, campaigns, hohenfeld, lindrode, muehlhagen, region
from assets.demo.picture import Picture

PICTURES: tuple[Picture, ...] = (
    *lindrode.PICTURES,
    *ahlenbrueck.PICTURES,
    *muehlhagen.PICTURES,
    *hohenfeld.PICTURES,
    *region.PICTURES,
    *campaigns.PICTURES,
)
