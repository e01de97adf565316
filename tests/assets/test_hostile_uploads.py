"""Whatever strangers bring through the upload API ends safe: told before it is sent, refused in words, or an asset.

The ordinary run takes two dozen hostile files and real samples, another seed takes others (`BILDKREIS_SEED`); with
`BILDKREIS_PROOF=1` the proof takes all of them.
"""

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from assets.intake.work import Tools, Worker
from assets.models import Asset, Original, Rendition, Role, UploadFile
from assets.sandbox import Usage
from assets.storage import store_from_settings
from tests.api.builders import Caller, caller, make_organization, make_user
from tests.assets.test_hostile import (
    LONGEST_SECONDS,
    MOST_MEMORY,
    assert_nothing_is_left_half_done,
    is_in_words,
)
from tests.hostile import CASES
from tests.uploads import draft

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]

HOSTILE, REAL = 16, 9
TYPED = "bild.jpg"
"""The name under which bytes are sent once more whose own name was refused: the bytes have to be looked at too."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file with its own name, and what to call it in a failure."""

    title: str
    name: str
    content: bytes


@dataclass(slots=True)
class Metered:
    """The sandbox, and what the dearest of its children took."""

    sandbox: object
    cpu_seconds: float = 0.0
    memory: int = 0

    def __getattr__(self, name):
        return getattr(self.sandbox, name)

    def run(self, *arguments, **options):
        self.sandbox.last_usage = Usage(0.0, 0)
        try:
            return self.sandbox.run(*arguments, **options)
        finally:
            used = self.sandbox.last_usage
            self.cpu_seconds = max(self.cpu_seconds, used.cpu_seconds)
            self.memory = max(self.memory, used.peak_memory_bytes)


@pytest.fixture
def visitor(settings) -> "Visitor":
    settings.WORK_ATTEMPTS, settings.RATE_UPLOAD, settings.RATE_WRITE = 1, "100000/s", "100000/s"
    town = make_organization("lindrode")
    eva = make_user("eva", (town, Role.CONTRIBUTOR))
    return Visitor(town, eva, caller(eva))


@dataclass(slots=True)
class Visitor:
    """Brings files one by one, each in a draft of its own, and takes over what may be taken over."""

    town: object
    eva: object
    by: Caller

    def bring(self, file: Brought, tools: Tools) -> str:
        base = f"/api/v1/uploads/{draft(self.town, self.eva).uuid}"
        answer = self.ask(
            "post", f"{base}/files", {"files": [{"filename": file.name, "size_bytes": len(file.content)}]}
        )
        if answer.status_code != 201 or answer.json()["refused"]:
            assert answer.status_code == 400 or answer.json()["refused"][0]["text"]["de"]
            return "told"
        (row,) = answer.json()["files"]
        self.send(f"{base}/files/{row['id']}", row, file.content)
        work(tools)
        state = UploadFile.objects.get(uuid=row["id"])
        if state.state in {"refused", "quarantined"}:
            assert is_in_words(shown(self.ask("get", base), state)), (file.title, state.reason)
        if state.state != "ready":
            return str(state.state)
        assert self.ask("post", f"{base}/take-over", {}).json()["taken"], file.title
        work(tools)
        return self.ended(row["id"], file)

    def ended(self, uuid: str, file: Brought) -> str:
        asset = UploadFile.objects.get(uuid=uuid).asset
        assert asset.original.size_bytes == len(file.content)
        if asset.state == "failed":
            assert is_in_words(asset.state_reason), (file.title, asset.state_reason)
            return "failed"
        assert asset.state == "ready", (file.title, asset.state)
        return "shown" if asset.original.renditions.exists() else "kept"

    def send(self, base: str, row, content: bytes) -> None:
        step = row["part_bytes"]
        for number, start in enumerate(range(0, len(content), step), 1):
            (part,) = self.ask("post", f"{base}/parts", {"numbers": [number]}).json()["parts"]
            sent = self.by.client.generic("PUT", part["url"], content[start : start + step])
            assert sent.status_code == 204
        assert self.ask("post", f"{base}/complete", {}).json()["state"] == "arrived"

    def ask(self, method: str, path: str, body=None):
        answer = self.by.send(method, path, body)
        assert answer.status_code < 500, (path, answer.content[:300])
        return answer


def shown(answer, row: UploadFile) -> str:
    (file,) = (each for each in answer.json()["files"] if each["id"] == str(row.uuid))
    return file["reason"]["text"]["de"]


def work(tools: Tools) -> None:
    Worker(tools).run(until=lambda: True)


def hostile() -> list[Brought]:
    return [Brought(case.title, case.name, case.draw()) for case in CASES]


def real(folder: Path) -> Iterator[Brought]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield Brought(str(path.relative_to(folder)), path.name, path.read_bytes())


def bring_all(files: Iterable[Brought], visitor: Visitor, tools: Tools) -> Counter[str]:
    ends: Counter[str] = Counter()
    costly: dict[str, tuple[float, int]] = {}
    dearest = (0.0, 0)
    for file in files:
        tools.sandbox = meter = Metered(
            tools.sandbox if not isinstance(tools.sandbox, Metered) else tools.sandbox.sandbox
        )
        end = visitor.bring(file, tools)
        ends[end] += 1
        if end == "told" and file.content:
            ends["under another name: " + visitor.bring(Brought(file.title, TYPED, file.content), tools)] += 1
        dearest = max(dearest[0], meter.cpu_seconds), max(dearest[1], meter.memory >> 20)
        if meter.cpu_seconds > LONGEST_SECONDS or meter.memory > MOST_MEMORY:
            costly[file.title] = (round(meter.cpu_seconds, 1), meter.memory >> 20)
    print(dict(ends), f"dearest child {dearest[0]:.1f} CPU s, {dearest[1]} MB")
    assert costly == {}
    return ends


def assert_safe() -> None:
    assert_nothing_is_left_half_done()
    for rendition in Rendition.objects.all():
        assert_only_ours(rendition)
    assert not Original.objects.filter(size_bytes=0).exists()
    assert not UploadFile.objects.filter(state__in=["receiving", "arrived"]).exists()
    assert Asset.objects.count() == UploadFile.objects.filter(state="taken_over").count()
    for key in UploadFile.objects.exclude(tile_key="").values_list("tile_key", flat=True):
        with store_from_settings().open(key) as stream, Image.open(stream) as tile:
            assert tile.format == "WEBP"
            assert not {"comment", "icc_profile", "exif", "xmp"} & set(tile.info)


def assert_only_ours(rendition: Rendition) -> None:
    """Nothing of the stranger's text, comments or scripts is in what everybody sees, films and their indexes too."""
    with store_from_settings().open(rendition.key) as stream:
        data = stream.read()
    for foreign in (b"canary", b"<script", b"javascript:", b"<img", b"This program"):
        assert foreign not in data, (rendition.original.filename, foreign)
    if rendition.media_type in {"image/jpeg", "image/webp"}:
        with Image.open(BytesIO(data)) as picture:
            assert not {"comment", "icc_profile"} & set(picture.info), rendition.original.filename
    else:
        assert rendition.media_type in {"video/mp4", "text/vtt"}, rendition.media_type


def test_a_choice_of_hostile_and_real_files_ends_safe(visitor, samples, tools):
    chance = random.Random(os.environ.get("BILDKREIS_SEED", "24"))
    cases = [Brought(each.title, each.name, each.draw()) for each in chance.sample(CASES, HOSTILE)]
    files = [*cases, *chance.sample(list(real(samples)), REAL)]
    ends = bring_all(files, visitor, tools)
    assert ends["shown"]
    assert_safe()


@pytest.mark.proof
def test_every_hostile_file_ends_safe(visitor, tools):
    bring_all(hostile(), visitor, tools)
    assert_safe()


@pytest.mark.proof
def test_every_real_sample_ends_safe(visitor, samples, tools):
    ends = bring_all(real(samples), visitor, tools)
    assert ends["shown"] >= 150
    assert_safe()
