"""One small file of every writable type, and the same file stuffed with everything that must not leave the house."""

import io
import json
import subprocess
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pi_heif
import pikepdf
from PIL import Image

from assets.metadata import RightsFields
from tests.metadata.pictures import FORMATS, picture
from tests.tools import exiftool, program

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
SUFFIXES = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/tiff": "tif", "image/heic": "heic",
    "image/avif": "avif", "video/mp4": "mp4", "video/quicktime": "mov", "image/svg+xml": "svg",
    "application/pdf": "pdf",
}  # fmt: skip
TYPES = list(SUFFIXES)
RASTER = [each for each in TYPES if each.startswith("image/") and each != "image/svg+xml"]
FILMS = ["video/mp4", "video/quicktime"]
WITH_EXIF = RASTER
WITH_IIM = ["image/jpeg", "image/tiff"]

RIGHTS = RightsFields(
    creators=("Jörg Müller", "Huber; Sohn", "Łucja Žižková 🏰"),
    credit_line="Foto: Jörg Müller / „Kreis“ <Musterland> & Söhne (Ausschnitt)",
    copyright_notice="© 2026 Kreis Musterland",
    usage_terms="Nur mit Namensnennung; 'keine' \"Werbung\" & kein <Druck>",
    web_statement="https://example.org/rechte/17?a=1&b=2",
    license_url="https://creativecommons.org/licenses/by/4.0/",
    licensor_name="Kreis Musterland",
    licensor_url="https://example.org/anfrage",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    data_mining="DMI-PROHIBITED-AIMLTRAINING",
    guid="urn:uuid:5f7f1c1e-0000-4000-8000-000000000001",
    title="Wasserschloß im Herbst",
    description="Das Schloß von Süden",
    alt_text="Ein Schloß spiegelt sich im Graben",
    decision_number="5f7f1c1e-0000-4000-8000-00000000d0c5",
)
XMP_TAGS = {
    "XMP-dc:Creator": list(RIGHTS.creators),
    "XMP-dc:Title": RIGHTS.title,
    "XMP-dc:Title-de-DE": RIGHTS.title,
    "XMP-dc:Description": RIGHTS.description,
    "XMP-dc:Rights": RIGHTS.copyright_notice,
    "XMP-photoshop:Credit": RIGHTS.credit_line,
    "XMP-xmpRights:UsageTerms": RIGHTS.usage_terms,
    "XMP-xmpRights:UsageTerms-de-DE": RIGHTS.usage_terms,
    "XMP-xmpRights:WebStatement": RIGHTS.web_statement,
    "XMP-cc:License": RIGHTS.license_url,
    "XMP-plus:LicensorName": RIGHTS.licensor_name,
    "XMP-plus:LicensorURL": RIGHTS.licensor_url,
    "XMP-plus:DataMining": "http://ns.useplus.org/ldf/vocab/" + RIGHTS.data_mining,
    "XMP-plus:LicensorTransactionID": RIGHTS.decision_number,
    "XMP-iptcExt:DigitalSourceType": RIGHTS.digital_source_type,
    "XMP-iptcExt:DigitalImageGUID": RIGHTS.guid,
    "XMP-iptcCore:AltTextAccessibility": RIGHTS.alt_text,
}
EXIF_TAGS = {
    "IFD0:Artist": 'Jörg Müller; "Huber; Sohn"; Łucja Žižková 🏰',
    "IFD0:Copyright": RIGHTS.copyright_notice,
    "IFD0:ImageDescription": RIGHTS.description,
}
IIM_TAGS = {
    "IPTC:By-line": list(RIGHTS.creators),
    "IPTC:Credit": RIGHTS.credit_line.encode()[:32].decode("utf-8", "ignore"),
    "IPTC:CopyrightNotice": RIGHTS.copyright_notice,
    "IPTC:ObjectName": RIGHTS.title,
    "IPTC:Caption-Abstract": RIGHTS.description,
    "IPTC:CodedCharacterSet": "UTF8",
}

SECRETS = (
    "Erika", "Mustermann", "Geheimort", "SN-4711", "LS-0815", "nicht vor Montag", "erika@example", "030 123",
    "Nikon Kurt", "51.5007", "7.1234",
)  # fmt: skip
_XMP = [
    "-XMP-iptcExt:PersonInImage=Erika Mustermann", "-XMP-iptcExt:ModelAge=12",
    "-XMP-iptcExt:AdditionalModelInformation=Erika",
    "-XMP-iptcCore:CreatorWorkEmail=erika@example.org", "-XMP-iptcCore:CreatorWorkTelephone=030 123",
    "-XMP-photoshop:Instructions=nicht vor Montag", "-XMP-photoshop:CaptionWriter=Erika",
    "-XMP-aux:SerialNumber=SN-4711", "-XMP-aux:LensSerialNumber=LS-0815", "-XMP-aux:OwnerName=Nikon Kurt",
    "-XMP-exifEX:SerialNumber=SN-4711", "-XMP-exifEX:OwnerName=Nikon Kurt",
    "-XMP-exif:GPSLatitude=51.5007", "-XMP-exif:GPSLongitude=7.1234",
    "-XMP-iptcExt:LocationCreatedCity=Geheimort", "-XMP-iptcExt:LocationShownCity=Geheimort",
    "-XMP-plus:LicensorEmail=erika@example.org", "-XMP-plus:LicensorTelephone1=030 123", "-XMP-plus:LicensorName=Alt",
    "-XMP-plus:ModelReleaseID=Erika", "-XMP-dc:Subject=Erika", "-XMP-dc:Description=Erika am Fenster",
    "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=10,H=10,Unit=pixel},RegionList=[{Area={X=0.5,Y=0.5,W=0.1,H=0.1,"
    "Unit=normalized},Name=Erika Mustermann,Type=Face}]}",
    "-XMP-MP:RegionInfoMP={Regions=[{PersonDisplayName=Erika Mustermann}]}",
]  # fmt: skip
_EXIF = [
    "-IFD0:ImageDescription=Erika am Fenster", "-IFD0:XPAuthor=Erika", "-IFD0:XPKeywords=Erika",
    "-IFD0:XPComment=Erika", "-IFD0:XPTitle=Erika", "-IFD0:XPSubject=Erika", "-IFD0:Artist=Erika",
    "-ExifIFD:SerialNumber=SN-4711",
    "-ExifIFD:LensSerialNumber=LS-0815", "-ExifIFD:OwnerName=Nikon Kurt", "-ExifIFD:UserComment=Erika",
    "-GPS:GPSLatitude=51.5007", "-GPS:GPSLatitudeRef=N", "-GPS:GPSLongitude=7.1234", "-GPS:GPSLongitudeRef=E",
    "-GPS:GPSAreaInformation=Geheimort",
]  # fmt: skip
_IIM = [
    "-IPTC:SpecialInstructions=nicht vor Montag", "-IPTC:Contact=erika@example.org", "-IPTC:Caption-Abstract=Erika",
    "-IPTC:Keywords=Erika", "-IPTC:Writer-Editor=Erika", "-IPTC:City=Geheimort", "-IPTC:By-line=Alt",
]  # fmt: skip
_FILM = [
    "-UserData:GPSCoordinates=51.5007, 7.1234, 3", "-Keys:GPSCoordinates=51.5007, 7.1234, 3", "-Keys:Author=Erika",
    "-Keys:Title=Erika", "-ItemList:Title=Erika am Fenster", "-ItemList:Artist=Erika Mustermann",
    "-UserData:Artist=Erika Mustermann", "-UserData:Comment=Geheimort",
]  # fmt: skip
_DOCUMENT = ["-PDF:Author=Erika Mustermann", "-PDF:Title=Erika", "-PDF:Subject=Geheimort", "-PDF:Keywords=Erika"]
_EXTRA = {
    "image/jpeg": [*_EXIF, *_IIM], "image/tiff": [*_EXIF, *_IIM], "image/png": _EXIF, "image/webp": _EXIF,
    "image/heic": _EXIF, "image/avif": _EXIF, "video/mp4": _FILM, "video/quicktime": _FILM,
    "application/pdf": _DOCUMENT,
}  # fmt: skip

_SVG = """<?xml version="1.0"?>
<!-- drawn by Erika -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="60"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:docname="/home/Erika/a.svg"
  onload="alert('Erika')">
<title>Erika</title><desc>Erika am Fenster</desc>
<metadata><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" i:ModelAge="Erika"
  xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51.5007"/></rdf:RDF></x:xmpmeta></metadata>
<script>track("Erika")</script><sodipodi:namedview name="Erika"/>
<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">Erika</p></foreignObject>
<style>@import url("https://example.org/Erika.css"); rect { fill: url(https://example.org/Erika) }</style>
<image href="https://example.org/Erika.png" width="4" height="4"/>
<a href="javascript:Erika()"><rect x="1" y="2" width="30" height="20" fill="url(#g)" onclick="Erika()"/></a>
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>
<text x="4" y="9">Fest &amp; Markt</text></svg>"""


@lru_cache
def plain(media_type: str) -> bytes:
    """A small file of the type without any metadata that matter."""
    match media_type:
        case "image/jpeg" | "image/png" | "image/webp":
            assert media_type in FORMATS
            return picture(media_type, size=(64, 48))
        case "image/tiff" | "image/avif":
            file = io.BytesIO()
            options = {"compression": "tiff_lzw"} if media_type == "image/tiff" else {}
            Image.linear_gradient("L").resize((64, 48)).convert("RGB").save(file, media_type[6:].upper(), **options)
            return file.getvalue()
        case "image/heic":
            return (SAMPLES / "exif-py" / "spring_1440x960.heic").read_bytes()
        case "image/svg+xml":
            return _SVG.encode()
        case "application/pdf":
            return _pdf()
        case _:
            return _film(SUFFIXES[media_type])


@lru_cache
def stuffed(media_type: str) -> bytes:
    """The same file full of positions, names, numbers and contacts, written by exiftool."""
    if media_type == "image/svg+xml":
        return plain(media_type)
    arguments = [*_XMP, *_EXTRA[media_type]]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{SUFFIXES[media_type]}"
        path.write_bytes(plain(media_type))
        command = [exiftool(), "-q", "-q", "-m", "-n", "-overwrite_original", *arguments, str(path)]
        subprocess.run(command, check=True, timeout=60)
        data = path.read_bytes()
    return _with_remarks(data) if media_type == "application/pdf" else data


def tags_of(data: bytes, media_type: str, *options: str) -> dict[str, object]:
    """What exiftool finds, by group and name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{SUFFIXES[media_type]}"
        path.write_bytes(data)
        command = [exiftool(), "-j", "-G1", "-a", "-s", *options, str(path)]
        said = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    (tags,) = json.loads(said)
    return {name: value for name, value in tags.items() if not name.startswith(("System:", "SourceFile"))}


def decoded(data: bytes, media_type: str) -> object:
    """The picture as decoders see it: pixels, frames, pages, drawing."""
    if media_type in FILMS:
        return frames(data, SUFFIXES[media_type])
    if media_type == "image/heic":
        heif = pi_heif.open_heif(data)
        return [(each.mode, each.size, bytes(each.data)) for each in heif]
    if media_type == "application/pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return [page.obj.Contents.read_bytes() for page in pdf.pages]
    with Image.open(io.BytesIO(data)) as image:
        return image.mode, image.size, image.tobytes()


def frames(data: bytes, suffix: str) -> str:
    """Checksums of every decoded frame and every sound sample."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        path.write_bytes(data)
        command = [
            program("ffmpeg"),
            "-v",
            "error",
            "-i",
            str(path),
            "-map",
            "0:v?",
            "-map",
            "0:a?",
            "-f",
            "framemd5",
            "-",
        ]
        return subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout


@lru_cache
def _film(suffix: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        pictures = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=2"]
        sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
        codecs = ["-c:v", "mpeg4", "-c:a", "aac", "-bitexact", str(path)]
        subprocess.run([program("ffmpeg"), "-v", "error", *pictures, *sound, *codecs], check=True, timeout=60)
        return path.read_bytes()


def _pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 100))
    image = pikepdf.Stream(pdf, stuffed("image/jpeg"))
    image.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 64, "/Height": 48})
    image.update({"/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode})
    page = pdf.pages[0].obj
    page["/Resources"] = pikepdf.Dictionary({"/XObject": pikepdf.Dictionary({"/Im0": pdf.make_indirect(image)})})
    page["/Contents"] = pdf.make_stream(b"q 100 0 0 75 10 10 cm /Im0 Do Q")
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def _with_remarks(data: bytes) -> bytes:
    """Remarks with their authors, an attachment, a script, private data of an editor."""
    pdf = pikepdf.open(io.BytesIO(data))
    page = pdf.pages[0].obj
    remark = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Square, "/Rect": [0, 0, 9, 9], "/T": "Erika"}
    page["/Annots"] = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(remark))])
    page["/PieceInfo"] = pikepdf.Dictionary({"/Illustrator": pikepdf.Dictionary({"/Private": "Erika"})})
    pdf.attachments["Erika.txt"] = b"Erika Mustermann"
    action = pikepdf.Dictionary({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert('Erika')"})
    pdf.Root["/OpenAction"] = action
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()
