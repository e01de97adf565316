"""A library against a dictionary: whatever happens in which order, nothing is lost and nothing is doubled (rule 47).

Others put, change, copy and remove files; listings run whole or cut short; a worker dies at any call of a port;
people describe and delete. Whenever everything has settled, the library says what the dictionary says.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from zeal import zeal_ignore

from assets.checking import Scope, report
from assets.intake import steps
from assets.intake.scan import scan
from assets.intake.work import Tools, Worker, release_dead_leases
from assets.models import Asset, Location, Original, State
from assets.services import delete_asset, describe_asset
from licensing.refreshing import note_ruleset
from tests import builders

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]

DEAD = f"{os.uname().nodename}:4194304:00000000"
PICTURES = tuple(builders.jpeg(f"Bild {number}", size=(48 + number, 32)) for number in range(3))
BROKEN = b"\xff\xd8\xff\xe0" + bytes(60)
REFUSED = (b"", b"just words")
CONTENTS = (*PICTURES, BROKEN, *REFUSED)
KEYS = ("a.jpg", "b.jpg", "unter/c.jpg")


class Killed(BaseException):
    """Ends a worker where it stands, as SIGKILL does: nothing of ours catches it."""


@dataclass
class Fuse:
    """Kills at the n-th call of a port, before or after it."""

    left: int
    after: bool

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left == 0 and not self.after:
                raise Killed
            answer = call(*arguments, **options)
            if self.left == 0:
                raise Killed
            return answer

        return wrapper


class Fused:
    """A port whose calls burn the fuse."""

    def __init__(self, port: object, fuse: Fuse) -> None:
        self.port, self.fuse = port, fuse

    def __getattr__(self, name: str) -> Any:
        return self.fuse.around(getattr(self.port, name))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class LibraryMachine(RuleBasedStateMachine):
    """`files` is the folder as it is; `titles` and `deleted` what people did; `known` what was taken in for sure."""

    tools: ClassVar[Tools]
    base: ClassVar[Path]
    examples = 0

    @initialize()
    def begin(self) -> None:
        type(self).examples += 1
        self.folder = self.base / f"photos-{self.examples}"
        self.folder.mkdir()
        self.organization = builders.organization()
        self.editor = builders.member(self.organization, "editor")
        self.source = builders.source(self.organization, self.folder)
        self.clock = 0
        self.files: dict[str, bytes] = {}
        self.ever: set[str] = set()
        self.known: set[str] = set()
        self.titles: dict[str, str] = {}
        self.deleted: set[str] = set()

    # --- what others do in the folder

    @rule(key=st.sampled_from(KEYS), content=st.sampled_from(CONTENTS))
    def put(self, key: str, content: bytes) -> None:
        path = self.folder / key
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        self.clock += 1
        os.utime(path, ns=(0, self.clock * 1_000_000_000))
        self.files[key] = content
        self.ever.add(sha256(content))

    @precondition(lambda self: self.files)
    @rule(data=st.data(), to=st.sampled_from(KEYS))
    def copy(self, data: st.DataObject, to: str) -> None:
        self.put(to, self.files[data.draw(st.sampled_from(sorted(self.files)))])

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.files)))
        (self.folder / key).unlink()
        del self.files[key]

    # --- what the library does

    @rule()
    def list_whole(self) -> None:
        for _ in scan(self.source, steps.open_source(self.source)):
            pass

    @rule()
    def list_cut_short(self) -> None:
        next(scan(self.source, steps.open_source(self.source)), None)

    @rule()
    def work(self) -> None:
        with zeal_ignore():
            Worker(self.tools).run(until=lambda: True)

    @rule()
    def let_time_pass(self) -> None:
        """Whatever failed may be tried again, without anybody having listed."""
        for rows in (Location.objects, Original.objects):
            rows.update(next_attempt_at=None)
        self.work()

    @rule(left=st.integers(1, 14), after=st.booleans())
    def die_working(self, left: int, after: bool) -> None:
        fuse = Fuse(left, after)
        fused = replace(self.tools, sandbox=Fused(self.tools.sandbox, fuse), store=Fused(self.tools.store, fuse))
        patch = pytest.MonkeyPatch()
        for name in ("fetch", "hash_location", "apply_facts", "index_original"):
            patch.setattr(steps, name, fuse.around(getattr(steps, name)))
        try:
            Worker(fused, lease=DEAD).run(until=lambda: True)
        except Killed:
            pass
        finally:
            patch.undo()
        release_dead_leases()

    @rule()
    def read_everything_again(self) -> None:
        mine = Original.objects.filter(organization=self.organization, gave_up_at__isnull=True)
        mine.update(read_at=None, rendered_at=None, indexed_at=None)

    # --- what people do

    @precondition(lambda self: self.known - self.deleted)
    @rule(data=st.data(), title=st.sampled_from(["Burg", "Markt", ""]))
    def describe(self, data: st.DataObject, title: str) -> None:
        digest = data.draw(st.sampled_from(sorted(self.known - self.deleted)))
        describe_asset(self.asset(digest), changes={"title": title}, by=self.editor)
        self.titles[digest] = title

    @precondition(lambda self: self.known - self.deleted)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        digest = data.draw(st.sampled_from(sorted(self.known - self.deleted)))
        delete_asset(self.asset(digest), by=self.editor)
        self.deleted.add(digest)

    # --- what has to hold

    @rule()
    def settle(self) -> None:
        """List whole and work until nothing is left, however often it has to be tried; then compare."""
        self.list_whole()
        for _ in range(4):
            self.let_time_pass()
        self.compare()

    @rule()
    def settle_again(self) -> None:
        """Twice as likely: what is known grows only by settling."""
        self.settle()

    def teardown(self) -> None:
        if hasattr(self, "files"):
            self.settle()
            shutil.rmtree(self.folder)
            self.list_whole_of_nothing()

    def list_whole_of_nothing(self) -> None:
        """Leave nothing for the next example's `check_library` to find."""
        self.folder.mkdir()
        self.files.clear()
        self.settle()

    def asset(self, digest: str) -> Asset:
        return Asset.objects.get(original__sha256=digest, original__organization=self.organization)

    def compare(self) -> None:
        there = {sha256(content): content for content in self.files.values() if content not in REFUSED}
        originals = Original.objects.filter(organization=self.organization).select_related("asset")
        found = {original.sha256: original for original in originals}
        assert len(found) == len(originals) == Asset.objects.filter(organization=self.organization).count()
        assert self.known | set(there) <= set(found) <= self.ever
        self.known = set(found)
        for digest, original in found.items():
            self.compare_asset(digest, original, is_there=digest in there)
        self.compare_locations()
        assert [str(each) for each in report(Scope(store=self.tools.store, now=timezone.now(), with_hashes=True))] == []

    def compare_asset(self, digest: str, original: Original, *, is_there: bool) -> None:
        asset = original.asset
        assert (asset.deleted_at is not None) == (digest in self.deleted)
        assert asset.title == self.titles.get(digest, ""), "what a person wrote survives every reading"
        if digest == sha256(BROKEN):
            assert asset.deleted_at or not is_there or (asset.state == State.FAILED and asset.state_reason)
        elif asset.deleted_at is None:
            assert asset.state == (State.READY if is_there else State.VANISHED)
            assert not is_there or original.renditions.count() == 3

    def compare_locations(self) -> None:
        rows = Location.objects.live().filter(source=self.source)
        assert set(rows.values_list("key", flat=True)) == set(self.files)
        for row in rows.select_related("original"):
            content = self.files[row.key]
            if content in REFUSED:
                assert (row.original, bool(row.gave_up_at), bool(row.failure)) == (None, True, True)
            else:
                assert (row.original.sha256, row.lease, row.failure) == (sha256(content), "", "")


def run_machine(tools: Tools, tmp_path: Path, *, examples: int, steps_each: int) -> None:
    class Machine(LibraryMachine):
        pass

    note_ruleset()  # as a migrate does
    Machine.tools, Machine.base = tools, tmp_path
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps_each,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_library_is_what_a_dictionary_says_whatever_happened(tools, tmp_path):
    run_machine(tools, tmp_path, examples=6, steps_each=14)


@pytest.mark.proof
def test_a_library_is_what_a_dictionary_says_after_long_stories(tools, tmp_path):
    run_machine(tools, tmp_path, examples=60, steps_each=40)
