"""How many faults put into the rights kernel do tests notice? `python -m benchmarks.mutants [--results F] [MODULE …]`

The faults are mutmut's: a copy of the source holds every function beside its faulty versions. They are run here and not
by `mutmut run`, because that starts the tests anew for each: here the tests are collected once, every fault gets a fork
in which one function's code is exchanged, and the tests that reach it run until one fails (`mutant_runs`). What runs
only while modules are imported gets an interpreter of its own.

They are asked in an order that is drawn once, so that a run which is stopped is a fair sample. What is known stands in
the file of `--results`, a line of JSON for each fault, and is not asked again while its function and its number stay
the same; `--again` asks the survivors again. `--paper` writes `docs/mutation.md` from it.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from benchmarks.mutant_paper import Known, difference, report, write_paper
from benchmarks.mutant_runs import RESULTS, SWITCH

ROOT = Path(__file__).resolve().parents[1]
KERNEL = Path("licensing/rights")
COPIED = ("licensing", "tests", "docs", "benchmarks")
AT_IMPORT = ("test_registry.py", "test_corpus.py", "test_words.py", "test_consequences.py")
SLOW = ("test_invariants.py",)
"""Ten thousand worlds for each property: they would notice more, but cost minutes."""
NOT_AT_IMPORT = "not whatever_the_answer and not the_kernel_imports"
CHILDREN = os.cpu_count() or 2
SEED = 20261123
_OWN_SWITCH = "from benchmarks.mutant_runs import switch as _mutmut_mutated, MutantDict\n"
_MUTMUTS_SWITCH = "from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict\n"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: `function` is mutmut's name of it without the number, `version` a hash of its source."""

    name: str
    function: str
    version: str
    change: str

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.version


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--results", type=Path, default=Path(tempfile.gettempdir()) / "bildkreis-mutants.jsonl")
    parser.add_argument("--sample", type=int, help="as many, drawn with a fixed seed")
    parser.add_argument("--again", action="store_true", help="ask the survivors again")
    parser.add_argument("--survivors", action="store_true", help="ask the survivors again, and nothing else")
    parser.add_argument("--paper", action="store_true", help="write docs/mutation.md from what is known; run nothing")
    parser.add_argument("modules", nargs="*", help="`windows` means licensing.rights.windows; none means all")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        mutants = plant(Path(name), asked.modules)
        if asked.paper:
            write_paper(mutants, _known(asked.results), ROOT)
            return
        known = _known(asked.results)
        drawn = random.Random(SEED).sample(mutants, min(asked.sample or len(mutants), len(mutants)))
        open_ones = [each for each in drawn if _is_open(known.get(each.key), is_again=asked.again)]
        if asked.survivors:
            open_ones = [each for each in drawn if (state := known.get(each.key)) and state.state == "survived"]
        print(f"{len(mutants)} mutants, {len(open_ones)} to run", flush=True)
        _run(Path(name), open_ones, asked.results)
        report(mutants, _known(asked.results))


def _is_open(known: Known | None, *, is_again: bool) -> bool:
    return known is None or (is_again and known.state == "survived")


def _known(results: Path, *, since: int = 0) -> dict[tuple[str, str], Known]:
    """The latest state of each fault that was run, or only of those told of after so many lines."""
    lines = results.read_text(encoding="utf-8").splitlines()[since:] if results.exists() else []
    rows = [json.loads(line) for line in lines if line.strip()]
    return {(row["name"], row["version"]): Known(row["state"], row["by"], row["seconds"]) for row in rows}


def plant(tree: Path, modules: list[str]) -> list[Mutant]:
    """Copy kernel and tests, and put mutmut's version of the kernel into the copy; all mutants of the modules."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    for folder in COPIED:
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    (tree / "mutants.ini").write_text("[pytest]\nmarkers =\n  proof: long form\n", encoding="utf-8")
    found: list[Mutant] = []
    for path in sorted((ROOT / KERNEL).rglob("*.py")):
        place = path.relative_to(ROOT)
        module = ".".join(place.with_suffix("").parts).removesuffix(".__init__")
        if modules and module.removeprefix("licensing.rights.") not in modules:
            continue
        mutated = mutate_file_contents(str(place), path.read_text(encoding="utf-8"), None, None)
        (tree / place).write_text(mutated.code.replace(_MUTMUTS_SWITCH, _OWN_SWITCH), encoding="utf-8")
        changes = difference(mutated.code)
        for name in mutated.mutant_names:
            function = name.rpartition("__mutmut_")[0]
            version = mutated.hash_by_function_name[function]
            found.append(Mutant(f"{module}.{name}", f"{module}.{function}", version, changes[name]))
    return found


def _run(tree: Path, mutants: list[Mutant], results: Path) -> None:
    """First the forks, then an interpreter for every fault that no test reached after collecting."""
    if not mutants:
        return
    lines_before = len(results.read_text(encoding="utf-8").splitlines()) if results.exists() else 0
    (tree / "mutants.json").write_text(json.dumps([asdict(each) for each in mutants]), encoding="utf-8")
    tests = ["tests/rights", *(f"--ignore=tests/rights/{each}" for each in SLOW)]
    status = _pytest(tree, [*tests, "-p", "benchmarks.mutant_runs"], {RESULTS: str(results.resolve())})
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise SystemExit(f"pytest ended with {status}: a test fails without any fault, or could not be collected")
    reached = _known(results, since=lines_before)
    unreached = [each for each in mutants if each.key not in reached]
    with ThreadPoolExecutor(CHILDREN) as pool, results.open("a", encoding="utf-8") as out:
        for number, line in enumerate(pool.map(lambda each: _imported(tree, each), unreached)):
            print(line, file=out, flush=True)
            print(f"at import {number + 1}/{len(unreached)}", file=sys.stderr, flush=True)


def _imported(tree: Path, mutant: Mutant) -> str:
    tests = [*(f"tests/rights/{each}" for each in AT_IMPORT), "-k", NOT_AT_IMPORT]
    is_killed = _pytest(tree, tests, {SWITCH: mutant.name}, is_quiet=True) != 0
    state = {"state": "killed" if is_killed else "survived", "by": "at import", "seconds": 0.0}
    return json.dumps({"name": mutant.name, "version": mutant.version} | state)


def _pytest(tree: Path, arguments: Iterable[str], environment: dict[str, str], *, is_quiet: bool = False) -> int:
    """Run pytest in the copy, without its plugins and without a database; its exit status."""
    plain = ["-x", "-q", "-p", "no:cacheprovider", "--noconftest", "-c", "mutants.ini", "--rootdir", "."]
    command = ["nice", "-n", "10", sys.executable, "-m", "pytest", "--assert=plain", *plain, *arguments]
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment}
    out = subprocess.DEVNULL if is_quiet else None
    return subprocess.run(command, cwd=tree, env=surroundings, stdout=out, stderr=out, check=False).returncode


if __name__ == "__main__":
    main(sys.argv[1:])
