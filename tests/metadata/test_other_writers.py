"""What another program wrote into formats that this room only reads is found (W7)."""

import shutil
import subprocess

import pytest

from assets.metadata import read

EXIFTOOL = shutil.which("exiftool")
WRITTEN = [
    "-XMP-dc:Title=Wasserschloß",
    "-XMP-dc:Creator=Jörg Müller",
    "-XMP-dc:Creator=Änne Groß",
    "-XMP-dc:Subject=城",
    "-XMP-xmpRights:UsageTerms=nur für den Kreis",
    "-XMP-xmpRights:WebStatement=https://example.org/rechte",
    "-XMP-plus:LicensorName=Kreis",
    "-XMP-plus:LicensorURL=https://example.org/anfrage",
    "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
]


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize(
    "name",
    [
        "exif-py/spring_1440x960.heic",
        "exif-py/mountains.avif",
        "mitra/gif89.gif",
        "mp4parse-rust/metadata.mp4",
        "format-corpus/apple-prores-422.mov",
        "mitra/photoshop.psd",
        "pikepdf/congress.pdf",
        "sharp/colourspace.cmyk.jpg",
        "PyAV/favicon.png",
    ],
)
def test_rights_written_by_another_program_are_read(name, samples, tmp_path):
    path = tmp_path / name.rpartition("/")[2]
    path.write_bytes((samples / name).read_bytes())
    subprocess.run(["exiftool", "-q", "-overwrite_original", *WRITTEN, str(path)], check=True, timeout=60)
    facts = read(path)
    assert facts.text("title") == "Wasserschloß"
    assert facts.texts("creators") == ("Jörg Müller", "Änne Groß")
    assert facts.texts("keywords") == ("城",)
    assert facts.text("usage_terms") == "nur für den Kreis"
    assert facts.text("web_statement") == "https://example.org/rechte"
    assert facts.entries("licensors") == ({"name": "Kreis", "url": "https://example.org/anfrage"},)
    assert facts.text("digital_source_type").endswith("/trainedAlgorithmicMedia")
