"""Write a picture's facts into its file: EXIF, IIM and XMP where the format has room for them.

Every fourth JPEG carries its IIM in Windows-1252 without saying so, as older programs write it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping

from PIL import Image

from assets.demo.claims import CLAIMS, SOURCE_TYPE, Claim
from assets.demo.picture import Picture
from assets.demo.scenario import Scenario
from assets.metadata import MediaType, XmpValue, embed
from assets.metadata.write.exif_block import ExifValue, exif_block
from assets.metadata.write.packet import new_packet

SOFTWARE = "Bildkreis Zeichnung"
XMP_TAG = 700
NOT_ASCII = ("ImageDescription", "Artist", "Copyright")
MEDIA_TYPES = {"jpg": MediaType.JPEG, "png": MediaType.PNG, "webp": MediaType.WEBP, "tif": MediaType.TIFF}


def file_of(picture: Picture, image: Image.Image) -> bytes:
    """Encode the drawing in the format of its file name, with everything that is known about it inside."""
    ending = picture.filename.rsplit(".", 1)[-1]
    claim = CLAIMS.get(picture.scenario, Claim())
    xmp, exif = xmp_of(picture, claim), exif_of(picture)
    if ending == "tif":
        return _tiff(image, xmp, exif)
    data = _encoded(image, ending)
    if ending == "jpg":
        charset = "cp1252" if has_old_encoding(picture) else "utf-8"
        iim = iim_of(picture, claim)
        return embed(data, MediaType.JPEG, xmp=xmp, iim=iim, exif=exif, iim_charset=charset)  # type: ignore[arg-type]
    return embed(data, MEDIA_TYPES[ending], xmp=xmp, exif=exif)


def has_old_encoding(picture: Picture) -> bool:
    return picture.filename.endswith(".jpg") and zlib.crc32(picture.filename.encode()) % 4 == 0


def credit_of(picture: Picture) -> str:
    return " / ".join(picture.creators)


def copyright_of(picture: Picture) -> str:
    return f"© {picture.taken_at[:4]} {', '.join(picture.creators)}" if picture.creators else ""


def xmp_of(picture: Picture, claim: Claim) -> dict[str, XmpValue]:
    return {
        "dc:title": picture.title,
        "dc:description": picture.description,
        "dc:subject": picture.keywords,
        "dc:creator": picture.creators,
        "dc:rights": copyright_of(picture),
        "photoshop:Credit": credit_of(picture),
        "photoshop:Source": credit_of(picture) if picture.scenario is Scenario.DL_BY else "",
        "photoshop:DateCreated": f"{picture.taken_at.replace(' ', 'T')}:00{offset_of(picture.taken_at)}",
        "Iptc4xmpCore:AltTextAccessibility": picture.alt_text,
        "Iptc4xmpExt:DigitalSourceType": f"{SOURCE_TYPE}digitalCreation",
        "xmp:CreatorTool": SOFTWARE,
        **_location(picture),
        **claim.xmp,
    }


def _location(picture: Picture) -> dict[str, XmpValue]:
    if not picture.is_photo:
        return {}
    return {
        "photoshop:City": picture.place.town,
        "photoshop:Country": "Deutschland",
        "Iptc4xmpCore:CountryCode": "DEU",
        "Iptc4xmpCore:Location": picture.place.name,
    }


def iim_of(picture: Picture, claim: Claim) -> dict[str, str | tuple[str, ...]]:
    values: dict[str, str | tuple[str, ...]] = {
        "ObjectName": picture.title,
        "Keywords": picture.keywords,
        "DateCreated": picture.taken_at[:10].replace("-", ""),
        "By-line": picture.creators,
        "City": picture.place.town if picture.is_photo else "",
        "Credit": credit_of(picture),
        "CopyrightNotice": copyright_of(picture),
        "Caption-Abstract": picture.description,
        **claim.iim,
    }
    return {name: value for name, value in values.items() if value}


def exif_of(picture: Picture) -> dict[str, ExifValue]:
    values: dict[str, ExifValue] = {
        "ImageDescription": picture.description,
        "Artist": "; ".join(picture.creators),
        "Copyright": copyright_of(picture) if picture.scenario is not Scenario.CONFLICT else "",
        "Software": SOFTWARE,
        "DateTimeOriginal": picture.taken_at.replace("-", ":") + ":00",
        "OffsetTimeOriginal": offset_of(picture.taken_at),
    }
    if picture.is_photo:
        values |= {"GPSLatitude": picture.place.latitude, "GPSLongitude": picture.place.longitude}
    return {name: value for name, value in values.items() if value != ""}


def offset_of(taken_at: str) -> str:
    """Summer time by month; the catalogue has no picture from the two weeks where that could be wrong."""
    return "+02:00" if 4 <= int(taken_at[5:7]) <= 10 else "+01:00"


def _encoded(image: Image.Image, ending: str) -> bytes:
    target = io.BytesIO()
    if ending == "jpg":
        image.convert("RGB").save(target, "JPEG", quality=88, subsampling=0)
    elif ending == "png":
        image.save(target, "PNG", compress_level=5)
    else:
        image.save(target, "WEBP", quality=88, method=3)
    return target.getvalue()


def _tiff(image: Image.Image, xmp: Mapping[str, XmpValue], exif: Mapping[str, ExifValue]) -> bytes:
    """Uncompressed: with compression Pillow hands over to libtiff, which loses the EXIF directory.

    Pillow writes EXIF text as ASCII, so words with umlauts stand in XMP only.
    """
    target = io.BytesIO()
    block = Image.Exif()
    block.load(b"Exif\x00\x00" + exif_block({name: value for name, value in exif.items() if name not in NOT_ASCII}))
    block[XMP_TAG] = new_packet(xmp)
    image.save(target, "TIFF", exif=block)
    return target.getvalue()
