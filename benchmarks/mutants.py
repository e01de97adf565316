"""How many faults put into the rights kernel do tests notice? `python -m benchmarks.mutants [--sample N] [MODULE …]`

The faults are mutmut's: all mutants of a function stand behind one switch in a copy of the source. They are run here
and not by `mutmut run`, because that starts the tests anew for each: here the tests are collected once, and every
mutant gets a fork in which the tests that reach its function run, cheapest first, until one fails. What runs only while
modules are imported gets a process of its own. Property tests are left out: they would notice more, but cost minutes.
"""

import argparse
import ast
import difflib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KERNEL = Path("licensing/rights")
COPIED = ("api", "assets", "config", "docs", "licensing", "tests", "benchmarks")
BROAD = ("test_corpus.py", "test_the_paper_for_lawyers")
"""Tests that look at hundreds of whole answers: most faults end here, in half a second."""
SLOW = ("test_invariants.py", "test_windows.py")
AT_IMPORT = ("test_cases.py", "test_registry.py", "test_words.py", "test_credit_lines.py", "test_remedies.py")
CHILDREN = os.cpu_count() or 2
LONGEST_SECONDS = 60
SEED = 20261123
SWITCH = "MUTANT_UNDER_TEST"


def main(arguments: list[str]) -> None:
    """Every mutant of the modules named (all without a name); with `--sample N` as many, drawn with a fixed seed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int)
    parser.add_argument("modules", nargs="*")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        mutants = _plant(tree, asked.modules)
        if asked.sample is not None:
            mutants = sorted(random.Random(SEED).sample(mutants, min(asked.sample, len(mutants))))
        results = tree / "results.json"
        (tree / "mutants.json").write_text(json.dumps(mutants))
        _pytest(tree, ["tests/rights", *(f"--ignore=tests/rights/{each}" for each in SLOW), "-p", "benchmarks.mutants"])
        killed: dict[str, bool | None] = json.loads(results.read_text())
        killed |= dict(_imported(tree, [mutant for mutant, state in killed.items() if state is None]))
        _report(tree, killed)


def _plant(tree: Path, modules: list[str]) -> list[str]:
    """Copy the program and put mutmut's version of the kernel into the copy; the names of all mutants."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    for folder in COPIED:
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for paper in ("pyproject.toml", "manage.py"):
        shutil.copy(ROOT / paper, tree / paper)
    names: list[str] = []
    for path in sorted((ROOT / KERNEL).rglob("*.py")):
        place = path.relative_to(ROOT)
        module = ".".join(place.with_suffix("").parts).removesuffix(".__init__")
        if modules and not any(module.startswith(wanted) for wanted in modules):
            continue
        mutated = mutate_file_contents(str(place), path.read_text(encoding="utf-8"), None, None)
        (tree / place).write_text(mutated.code, encoding="utf-8")
        names += [f"{module}.{name}" for name in mutated.mutant_names]
    return names


def _pytest(tree: Path, arguments: list[str], **environment: str) -> int:
    """Run pytest in the copy, quietly; its exit status."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *arguments]
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "BILDKREIS_ZEAL": "0", **environment}
    quiet = subprocess.DEVNULL if environment else None
    return subprocess.run(command, cwd=tree, env=surroundings, stdout=quiet, stderr=quiet, check=False).returncode


def _imported(tree: Path, unreached: list[str]) -> Iterator[tuple[str, bool]]:
    tests = [f"tests/rights/{each}" for each in AT_IMPORT]
    for number, mutant in enumerate(unreached):
        print(f"\rat import {number}/{len(unreached)}", end="", flush=True)
        yield mutant, _pytest(tree, tests, **{SWITCH: mutant}) != 0


def _report(tree: Path, killed: dict[str, bool | None]) -> None:
    """Ratios by module, and every survivor with what it changed."""
    by_module: dict[str, list[bool]] = defaultdict(list)
    for mutant, state in killed.items():
        by_module[mutant.rpartition(".")[0]].append(bool(state))
    print(f"\n{'module':45} mutants killed ratio")
    for module, states in sorted(by_module.items()):
        print(f"{module:45} {len(states):7} {sum(states):6} {sum(states) / len(states):.3f}")
    total = sum(len(states) for states in by_module.values())
    print(f"{'all':45} {total:7} {sum(map(sum, by_module.values())):6} {sum(map(sum, by_module.values())) / total:.4f}")
    for mutant in sorted(mutant for mutant, state in killed.items() if not state):
        print(f"\nsurvived: {mutant}")
        print("\n".join(_difference(tree, mutant)))


def _difference(tree: Path, mutant: str) -> Iterator[str]:
    module, _, name = mutant.rpartition(".")
    path = tree / (module.replace(".", "/") + ".py")
    source = path if path.exists() else tree / module.replace(".", "/") / "__init__.py"
    original = f"{name.rpartition('__mutmut_')[0]}__mutmut_orig"
    text = source.read_text(encoding="utf-8")
    bodies = {
        node.name: ast.get_source_segment(text, node) or ""
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name in (original, name)
    }
    lines = difflib.unified_diff(bodies.get(original, "").splitlines(), bodies.get(name, "").splitlines(), n=0)
    return (line for line in list(lines)[3:] if not line.startswith("@@") and "__mutmut_" not in line)


# --- inside pytest, in the copy ---------------------------------------------------------------------------------------


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests: find which functions each reaches, then fork for every mutant."""
    mutants = json.loads(Path("mutants.json").read_text())
    reached = _reached(session.items)
    states: dict[str, bool | None] = {}
    running: dict[int, str] = {}
    for number, mutant in enumerate(mutants):
        tests = reached.get(mutant.rpartition("__mutmut_")[0])
        states[mutant] = None
        if tests is None:
            continue
        if len(running) >= CHILDREN:
            _reap(running, states)
        running[_fork(mutant, [session.items[index] for index in tests])] = mutant
        if number % 50 == 0:
            print(f"\r{number}/{len(mutants)}", end="", file=sys.__stderr__, flush=True)
    while running:
        _reap(running, states)
    Path("results.json").write_text(json.dumps(states))
    return True


def _reap(running: dict[int, str], states: dict[str, bool | None]) -> None:
    pid, status = os.wait()
    states[running.pop(pid)] = status != 0


def _reached(items: Iterable[pytest.Item]) -> dict[str, list[int]]:
    """Function -> numbers of the tests that call it, broad ones, then quick ones first; each with empty caches."""
    from mutmut.mutation import trampoline

    hits: set[str] = set()
    trampoline.record_trampoline_hit = lambda name, **_: hits.add(name)
    os.environ[SWITCH] = "stats"
    found: dict[str, list[tuple[bool, float, int]]] = defaultdict(list)
    for index, item in enumerate(items):
        _forget()
        hits.clear()
        began = time.perf_counter()
        if not _passes(item):
            raise pytest.UsageError(f"{item.nodeid} fails without any mutant")
        took = time.perf_counter() - began
        for name in hits:
            found[name].append((not any(broad in item.nodeid for broad in BROAD), took, index))
    del os.environ[SWITCH]
    return {name: [index for *_, index in sorted(tests)] for name, tests in found.items()}


def _fork(mutant: str, items: list[pytest.Item]) -> int:
    pid = os.fork()
    if pid:
        return pid
    signal.alarm(LONGEST_SECONDS)
    os.environ[SWITCH] = mutant
    _forget()
    os._exit(0 if all(_passes(item) for item in items) else 1)


def _forget() -> None:
    """Empty the kernel's caches, so that every test reaches what it asks for."""
    for name, module in list(sys.modules.items()):
        if name.startswith("licensing.rights"):
            for each in vars(module).values():
                if type(each) is _lru_cache_wrapper:
                    each.cache_clear()


def _passes(item: pytest.Item) -> bool:
    from _pytest.runner import runtestprotocol

    return all(report.passed for report in runtestprotocol(item, log=False))


if __name__ == "__main__":
    main(sys.argv[1:])
