"""XMP namespaces by the prefix that the standards print; files may use any prefix, so matching is by namespace."""

from __future__ import annotations

from typing import Final

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML: Final = "http://www.w3.org/XML/1998/namespace"
META: Final = "adobe:ns:meta/"

NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "xmpDM": "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "cc": "http://creativecommons.org/ns#",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "GPano": "http://ns.google.com/photos/1.0/panorama/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "stDim": "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
}
PREFIXES: Final = {uri: prefix for prefix, uri in NAMESPACES.items()} | {
    "http://web.resource.org/cc/": "cc",
    "http://purl.org/dc/elements/1.1": "dc",
}
