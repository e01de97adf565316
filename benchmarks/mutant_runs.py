"""Inside pytest, in the copy: find which functions each test reaches, then fork for every mutant.

A fork exchanges the code of one function and calls the tests that reach it, those first that noticed other faults of
the same function, then quick ones first. Tests of the kernel need no fixture, so they are called as they are. Property
tests see `EXAMPLES` fixed worlds. A fork that takes far more time than the same tests took without a fault is killed
and counts as noticed.
"""

import gc
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, wraps
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

SWITCH, RESULTS = "MUTANT_UNDER_TEST", "MUTANT_RESULTS"
MutantDict = dict[str, Callable[..., Any]]
EXAMPLES = 25
QUICK = 20
"""So many quick tests come before those that look at hundreds of whole answers, which notice most."""
LEFT_OUT = (
    "test_answers_change_only",
    "test_what_follows_from_answers",
    "test_the_paper_for_lawyers",
    "test_there_are_at_least",
    "test_i13_",
    "test_the_kernel_imports_neither",
)
"""What cannot fail by a fault, needs the surroundings of the whole suite, or is asked answer by answer (`_broad`)."""
BUDGET_SECONDS = float(os.environ.get("MUTANT_SECONDS", "1.0"))
"""How long the tests asked about one fault may take where none notices it (CPU, measured without a fault)."""
SPARE_SECONDS, TIMES = 2.0, 5.0
CHILDREN = os.cpu_count() or 2


HITS: set[CodeType] = set()
"""The functions of the kernel that were called since this was emptied."""


def switch(mutants: MutantDict, **options: bool) -> Callable[[Any], Any]:
    """What stands before every function of the copy: it notes that it was called. Where the environment of an
    interpreter names a fault it is mutmut's own switch, because modules call functions while they are imported.
    """
    if SWITCH not in os.environ:
        return _noting
    from mutmut.mutation.trampoline import wrap_in_trampoline

    return wrap_in_trampoline(mutants, **options)


def _noting(function: Callable[..., Any]) -> Callable[..., Any]:
    code, note = function.__code__, HITS.add

    @wraps(function)
    def noting(*args: Any, **kwargs: Any) -> Any:
        note(code)
        return function(*args, **kwargs)

    return noting


@dataclass(slots=True)
class Test:
    """One test, and what it costs without a fault (seconds of CPU)."""

    name: str
    call: Callable[[], None]
    is_broad: bool = False
    seconds: float = 0.0


def _collected(item: pytest.Function) -> Test:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return Test(item.name, lambda: item.obj(**params))


def _broad() -> list[Test]:
    """What `test_corpus` and `test_consequences` fold into hashes, compared one by one up to the first difference."""
    from tests.rights import test_consequences, test_corpus

    asked = test_corpus.worlds()
    parts = {"the corpus of answers": lambda: map(test_corpus.told, asked), **test_consequences.PARTS}
    return [Test(name, _compared(part), is_broad=True) for name, part in parts.items()]


def _compared(part: Callable[[], Iterable[object]]) -> Callable[[], None]:
    expected: list[object] = []

    def compare() -> None:
        if not expected:
            expected.extend(part())
            return
        for one, other in zip_longest(part(), expected):
            assert one == other

    return compare


@dataclass(slots=True)
class Runs:
    """Forks under way and what became of them; `killers` are the tests that noticed faults of a function."""

    tests: list[Test]
    reached: dict[str, list[int]]
    out: Any
    running: dict[int, tuple[dict[str, str], int, float]] = field(default_factory=dict)
    killers: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def start(self, mutant: dict[str, str]) -> None:
        if mutant["function"] not in self.reached:
            return
        while len(self.running) >= CHILDREN:
            self.reap()
        ordered = self._ordered(mutant["function"])
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            _child(mutant, [(number, self.tests[number]) for number in ordered], write)
        os.close(write)
        self.running[pid] = (mutant, read, time.perf_counter())

    def _ordered(self, function: str) -> list[int]:
        first = [number for number, _ in self.killers[function].most_common(8)]
        rest = [number for number in self.reached[function] if number not in first]
        broad = [number for number in rest if self.tests[number].is_broad]
        quick = [number for number in rest if number not in broad]
        return [*first, *quick[:QUICK], *broad, *self._affordable(quick[QUICK:])]

    def _affordable(self, numbers: list[int]) -> Iterator[int]:
        spent = 0.0
        for place, number in enumerate(numbers):
            spent += self.tests[number].seconds
            if place > 0 and spent > BUDGET_SECONDS:
                return
            yield number

    def reap(self) -> None:
        pid, status = os.wait()
        mutant, read, began = self.running.pop(pid)
        said = os.read(read, 64).decode()
        os.close(read)
        by = ""
        if os.waitstatus_to_exitcode(status) == 0:
            state = "survived"
        elif said:
            state, by = "killed", self.tests[int(said)].name
            self.killers[mutant["function"]][int(said)] += 1
        else:
            state = "timeout"
        self._tell(mutant, state, by, time.perf_counter() - began)

    def _tell(self, mutant: dict[str, str], state: str, by: str, seconds: float) -> None:
        row = {"name": mutant["name"], "version": mutant["version"], "state": state, "by": by}
        print(json.dumps(row | {"seconds": round(seconds, 2)}), file=self.out, flush=True)


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests once, run them for every mutant."""
    mutants = json.loads(Path("mutants.json").read_text(encoding="utf-8"))
    _bound_property_tests(session.items)
    tests = _broad() + [
        _collected(item)
        for item in session.items
        if isinstance(item, pytest.Function) and not any(each in item.nodeid for each in LEFT_OUT)
    ]
    reached = _reached(tests, {each["function"] for each in mutants})
    with Path(os.environ[RESULTS]).open("a", encoding="utf-8") as out:
        runs = Runs(tests, reached, out)
        gc.freeze()  # what is here now stays, and no fork has to look at it again
        for number, mutant in enumerate(mutants):
            runs.start(mutant)
            if number % 100 == 0:
                print(f"{number}/{len(mutants)}", file=sys.__stderr__, flush=True)
        while runs.running:
            runs.reap()
    return True


def _bound_property_tests(items: list[pytest.Item]) -> None:
    """The same few worlds each time, and no search for a smaller one where a test fails."""
    from hypothesis import HealthCheck, Phase, settings

    few = settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    for item in items:
        test = getattr(item, "obj", None)
        if getattr(test, "is_hypothesis_test", False):
            test._hypothesis_internal_use_settings = few  # type: ignore[union-attr]  # hypothesis' own attribute


def _reached(tests: list[Test], functions: set[str]) -> dict[str, list[int]]:
    """Function -> numbers of the tests that call it, quick ones first; each is asked with empty caches."""
    names = {_function(each).__code__: each for each in functions}
    found: dict[str, list[int]] = defaultdict(list)
    for number, test in enumerate(tests):
        if number % 400 == 0:
            print(f"without a fault {number}/{len(tests)}", file=sys.__stderr__, flush=True)
        _forget()
        HITS.clear()
        began = time.process_time()
        test.call()
        test.seconds = time.process_time() - began
        for code in HITS & names.keys():
            found[names[code]].append(number)
    return {name: sorted(numbers, key=lambda number: tests[number].seconds) for name, numbers in found.items()}


def _function(name: str, number: str = "") -> FunctionType:
    """A function of the kernel by mutmut's name for it (`x_name`, `xǁClassǁname`), or one of its faulty versions."""
    module_name, _, mangled = name.rpartition(".")
    module = sys.modules[module_name]
    _, _, dotted = mangled.rpartition("ǁ")
    owner: Any = module if not mangled.startswith("xǁ") else getattr(module, mangled.split("ǁ")[1])
    plain = dotted if mangled.startswith("xǁ") else mangled.removeprefix("x_")
    found = vars(owner)[f"{mangled}__mutmut_{number}" if number else plain]
    function = getattr(found, "__func__", found)
    function = getattr(function, "__wrapped__", function)
    assert isinstance(function, FunctionType)
    return function


def _child(mutant: dict[str, str], tests: list[tuple[int, Test]], write: int) -> None:
    """Exchange one function and run its tests; exit with 1 after telling which test failed, with 0 if none did."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, SPARE_SECONDS + TIMES * sum(test.seconds for _, test in tests))
    function = _function(mutant["function"])
    faulty = _function(mutant["function"], mutant["name"].rpartition("_")[2])
    function.__code__ = faulty.__code__
    function.__defaults__ = faulty.__defaults__
    function.__kwdefaults__ = faulty.__kwdefaults__
    _forget()
    for number, test in tests:
        try:
            test.call()
        except BaseException:  # whatever a fault raises, somebody noticed
            os.write(write, str(number).encode())
            os._exit(1)
    os._exit(0)


def _forget() -> None:
    """Empty the kernel's caches, so that every test reaches what it asks for."""
    for name, module in list(sys.modules.items()):
        if name.startswith("licensing.rights"):
            for each in vars(module).values():
                if type(each) is _lru_cache_wrapper:
                    each.cache_clear()
