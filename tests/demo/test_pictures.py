"""The drawn pictures: always the same, all different, and every fact found again in their files."""

import hashlib
import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from assets.demo import PICTURES, Picture, Scenario, draw_library, drawn
from assets.demo.embedding import credit_of, file_of, has_old_encoding
from assets.demo.places import SPOTS
from assets.metadata import FileFacts, read

SMALL = 0.08
BY_PATH = {picture.path: picture for picture in PICTURES}


def digest(image: Image.Image) -> str:
    return hashlib.sha256(image.tobytes()).hexdigest()


@pytest.fixture(scope="module")
def facts(tmp_path_factory) -> dict[str, FileFacts]:
    """What our own reader finds in each file, drawn small."""
    folder = tmp_path_factory.mktemp("pictures")
    blank = {True: Image.new("RGBA", (60, 60)), False: Image.new("RGB", (60, 40))}
    found = {}
    for number, picture in enumerate(PICTURES):
        path = folder / f"{number}.{picture.path.rsplit('.', 1)[-1]}"
        path.write_bytes(file_of(picture, blank[picture.is_artwork]))
        found[picture.path] = read(path)
    return found


def value_of(facts: FileFacts, field: str) -> object:
    return facts.fields[field].value if field in facts.fields else None


def test_there_are_at_least_120_pictures_with_names_of_their_own():
    assert len(PICTURES) >= 120
    assert len({picture.path for picture in PICTURES}) == len(PICTURES)
    assert len({picture.title for picture in PICTURES}) == len(PICTURES)


def test_every_picture_draws_and_no_two_look_alike():
    digests = Counter(digest(drawn(picture, size=SMALL)) for picture in PICTURES)
    assert digests.most_common(1)[0][1] == 1


@pytest.mark.parametrize("path", ["stadt-lindrode/wasserschloss-oktober.jpg", "stadt-muehlhagen/badesee-morgen.jpg"])
def test_drawing_twice_gives_the_same_bytes(path):
    first, second = (file_of(BY_PATH[path], drawn(BY_PATH[path], size=SMALL)) for _ in range(2))
    assert first == second


def test_an_artwork_is_transparent_around_its_motif():
    artwork = next(picture for picture in PICTURES if picture.is_artwork)
    image = drawn(artwork, size=SMALL)
    assert image.mode == "RGBA"
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_full_size_picture_stays_below_three_megapixels():
    """Width × height bounds the memory: the canvas has four times these pixels, three bytes each."""
    image = drawn(BY_PATH["stadt-lindrode/heide-abendlicht.jpg"])
    assert image.width * image.height < 3_000_000


def test_drawing_stays_below_400_megabytes_of_memory():
    program = (  # the peak of this program alone: getrusage would count that of the process which started it
        "from pathlib import Path\n"
        "from assets.demo import PICTURES, drawn\n"
        "drawn(next(each for each in PICTURES if each.path.endswith('steinbruecke-sommer.jpg')))\n"
        "peak = next(l for l in Path('/proc/self/status').read_text().splitlines() if l.startswith('VmHWM'))\n"
        "print(int(peak.split()[1]) // 1024)"
    )
    root = Path(__file__).resolve().parents[2]
    outcome = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert int(outcome.stdout) < 400


def test_drawing_a_folder_skips_what_is_there_and_leaves_no_unfinished_file(tmp_path, monkeypatch):
    some = PICTURES[:2]
    monkeypatch.setattr("assets.demo.library.PICTURES", some)
    monkeypatch.setattr("assets.demo.library.drawn", lambda _picture: Image.new("RGB", (30, 20)))
    kept = tmp_path / some[0].path
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"already here")
    draw_library(tmp_path, processes=1)
    assert kept.read_bytes() == b"already here"
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == sorted(
        picture.path.split("/")[-1] for picture in some
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param("title", lambda picture: picture.title, id="title"),
        pytest.param("description", lambda picture: picture.description, id="description"),
        pytest.param("alt_text", lambda picture: picture.alt_text, id="alt text"),
        pytest.param("keywords", lambda picture: list(picture.keywords), id="keywords"),
        pytest.param("creators", lambda picture: list(picture.creators) or None, id="creators"),
        pytest.param("credit_line", lambda picture: credit_of(picture) or None, id="credit line"),
    ],
)
def test_the_facts_of_every_picture_are_read_back(facts, field, expected):
    found = {path: value_of(each, field) for path, each in facts.items()}
    wanted = {picture.path: expected(picture) for picture in PICTURES}
    assert {path: as_plain(value) for path, value in found.items()} == wanted


def as_plain(value: object) -> object:
    return list(value) if isinstance(value, tuple | list) else value


def test_every_position_is_read_back(facts):
    for picture in (each for each in PICTURES if each.is_photo):
        position = {"latitude": picture.place.latitude, "longitude": picture.place.longitude}
        assert value_of(facts[picture.path], "gps") == pytest.approx(position, abs=1e-4), picture.path


def test_graphics_have_no_position(facts):
    assert [each.path for each in PICTURES if not each.is_photo and value_of(facts[each.path], "gps")] == []


def test_only_the_pictures_meant_to_contradict_themselves_do(facts):
    contradictory = {path for path, each in facts.items() if each.conflicts}
    assert contradictory == {picture.path for picture in PICTURES if picture.scenario is Scenario.CONFLICT}


def test_some_files_carry_windows_1252():
    old = [picture for picture in PICTURES if has_old_encoding(picture)]
    assert len(old) > 20
    assert any("ü" in picture.title for picture in old)


def test_every_scenario_is_drawn():
    assert {picture.scenario for picture in PICTURES} == set(Scenario)


def test_every_format_is_there():
    assert {picture.path.rsplit(".", 1)[-1] for picture in PICTURES} == {"jpg", "png", "webp", "tif"}


def test_every_picture_says_that_it_is_invented():
    assert all("erfunden" in picture.description for picture in PICTURES)


def test_no_creator_could_be_taken_for_a_real_person():
    invented = ("Muster", "Beispiel", "Probe", "Stadt ", "Kreis ", "verband", "erfunden", "Pixelpunkt_42")
    names = {name for picture in PICTURES for name in picture.creators}
    assert [name for name in names if not any(part in name for part in invented)] == []


def test_every_sight_is_photographed():
    assert {picture.spot for picture in PICTURES} == set(SPOTS)


def test_a_jpeg_is_a_jpeg():
    picture: Picture = PICTURES[0]
    assert Image.open(io.BytesIO(file_of(picture, Image.new("RGB", (30, 20))))).format == "JPEG"
