"""The index file: believed whole or not at all, mapped by many, altered by none, replaced under its readers."""

import json
import multiprocessing
import os
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.search import Request, SearchIndex, container, facets, store
from assets.search.changes import ChangeLog
from tests.search.builders import OPERATOR, document, found, no_file_larger_than

ASSETS = (
    document(1, "Wasserschloss am Bach", keywords=("Herbst",), places=("Lindrode",), filenames=("Schloss_01.jpg",)),
    document(2, "Mühle", keywords=("Wald", "Fest"), creators=("A. Beispiel",), organization_id=2, source_ref="K 17"),
    document(3, "Staumauer im Winter", visibility="selected", shared_with=frozenset({2}), keywords=tuple("abcdefgh")),
)
QUESTIONS = ("", "Schloss", "Mühle", '"am Bach"', "stichwort:Fest", "Staumuaer", "schloss_01", "K 17", "ort:Lindrode")


@pytest.fixture
def index() -> SearchIndex:
    made = SearchIndex()
    for one in ASSETS:
        made.add(one)
    return made


@pytest.fixture
def folder(index: SearchIndex, tmp_path: Path) -> Path:
    store.save(tmp_path, index, ChangeLog(last=7, gaps={5: 12}))
    return tmp_path


def answers(index: SearchIndex) -> list[list[int]]:
    return [found(index, text, principal=OPERATOR) for text in QUESTIONS]


def loaded(folder: Path) -> SearchIndex:
    read = store.load(folder)
    assert read is not None
    return read.index


def places(folder: Path) -> dict[str, container._Place]:
    with (folder / store.NAME).open("rb") as file:
        return container._believed(file)


def damage(folder: Path, at: int) -> None:
    data = bytearray((folder / store.NAME).read_bytes())
    data[at] ^= 1
    (folder / store.NAME).write_bytes(data)


def test_what_is_mapped_answers_like_what_was_made(index, folder):
    read = store.load(folder)
    assert read is not None
    assert (answers(read.index), read.log) == (answers(index), ChangeLog(last=7, gaps={5: 12}))


def test_one_bit_in_any_section_is_noticed(folder):
    whole = (folder / store.NAME).read_bytes()
    for name, place in places(folder).items():
        if place.length:
            damage(folder, place.start + place.length // 2)
            assert store.load(folder) is None, name
            (folder / store.NAME).write_bytes(whole)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_bit_anywhere_is_noticed_or_means_nothing(index, folder, data):
    store.save(folder, index, ChangeLog())
    damage(folder, data.draw(st.integers(0, (folder / store.NAME).stat().st_size - 1)))
    read = store.load(folder)
    assert read is None or answers(read.index) == answers(index)


@pytest.mark.parametrize("kept", [0.0, 0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_counts_as_none(folder, kept):
    file = folder / store.NAME
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * kept)])
    assert store.load(folder) is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\0" * 5_000, id="zeros"),
        pytest.param(b"%PDF-1.7\n" * 500, id="another kind of file"),
        pytest.param(b"bildkreis-search\n" + bytes(32) + bytes(1_000), id="the format before"),
    ],
)
def test_a_foreign_or_older_file_counts_as_none(folder, content):
    (folder / store.NAME).write_bytes(content)
    assert store.load(folder) is None


@pytest.mark.parametrize("other", [{"format": store.FORMAT + 1}, {"facets": ["mood"]}])
def test_a_file_of_another_format_or_with_other_facets_counts_as_none(index, tmp_path, other):
    meta = {"format": store.FORMAT, "facets": [], "last": 0, "at": None, "gaps": {}, **other}
    sections = [("meta", [json.dumps(meta).encode()]), *index.sections()]
    container.write(tmp_path / store.NAME, sections)
    assert store.load(tmp_path) is None


def test_no_file_is_none(tmp_path):
    assert store.load(tmp_path) is None
    store.discard(tmp_path)


def test_changes_stay_in_the_process_that_made_them(folder):
    before = (folder / store.NAME).read_bytes()
    one, other = loaded(folder), loaded(folder)
    one.apply({1, 2}, [document(2, "Scheune", keywords=("Fest",))])
    assert found(one, "stichwort:Fest", principal=OPERATOR) == [2]
    assert answers(other) == answers(loaded(folder))
    assert (folder / store.NAME).read_bytes() == before


def test_a_changed_index_is_stored_with_its_changes(folder):
    changed = loaded(folder)
    changed.apply({1, 2}, [document(2, "Scheune", keywords=("Fest",)), document(2_000, "Turm")])
    store.save(folder, changed, ChangeLog(last=8))
    again = loaded(folder)
    assert answers(again) == answers(changed)
    assert (len(again), found(again, "Turm"), found(again, "Schloss")) == (3, [2000], [])


def test_more_values_than_two_bytes_hold_are_counted_and_stored(index, tmp_path, monkeypatch):
    monkeypatch.setattr(facets, "NARROW", 3)
    index.add(document(4, "Turm", keywords=("Wald", "Herbst")))
    store.save(tmp_path, index, ChangeLog())
    request = Request(facets=("keyword",), principal=OPERATOR)
    assert loaded(tmp_path).search(request) == index.search(request)


def test_who_reads_the_old_file_goes_on_when_it_is_replaced_and_deleted(index, folder):
    reader = loaded(folder)
    index.apply({1, 2, 3}, [])
    store.save(folder, index, ChangeLog())
    assert len(loaded(folder)) == 0
    store.discard(folder)
    assert [len(one) for one in answers(reader)][:3] == [3, 1, 1]


def _read_twice(folder: Path, pipe: Connection) -> None:
    """Another process: answers once before and once after its file is replaced."""
    index = loaded(folder)
    pipe.send(found(index, "Schloss"))
    pipe.recv()
    pipe.send((found(index, "Mühle"), found(loaded(folder), "Turm")))


def test_another_process_reads_on_while_the_file_is_made_again(index, folder):
    here, there = multiprocessing.Pipe()
    other = multiprocessing.get_context("fork").Process(target=_read_twice, args=(folder, there))
    other.start()
    assert here.recv() == [1]
    index.apply({1, 2, 3}, [document(4, "Turm")])
    store.save(folder, index, ChangeLog())
    here.send("replaced")
    assert here.recv() == ([2], [4])
    other.join()


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(index, folder):
    before = sorted(os.listdir(folder))
    index.apply({1}, [])
    with no_file_larger_than(2_000), pytest.raises(OSError, match="too large"):
        store.save(folder, index, ChangeLog())
    assert sorted(os.listdir(folder)) == before
    assert len(loaded(folder)) == 3


def test_without_room_for_a_file_the_same_index_answers_from_memory(index):
    assert answers(store.packed(index, ChangeLog()).index) == answers(index)


def test_nobody_else_may_read_the_file(folder):
    assert (folder / store.NAME).stat().st_mode & 0o077 == 0
