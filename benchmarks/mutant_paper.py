"""What is known about the faults, as a table for the terminal and as `docs/mutation.md`.

Why a survivor is accepted stands in `survivors.json` beside this file: groups with a title, a reason, and the ids of
their faults, or a pattern that their changes match. The paper lists every survivor; those that nobody explained stand
in a group of their own.
"""

import ast
import difflib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

EXPLANATIONS = Path(__file__).with_name("survivors.json")
COMMAND = "python -m benchmarks.mutants"


@dataclass(frozen=True, slots=True)
class Known:
    """What became of a fault: `killed` or `timeout`, `survived`; `by` is the test that noticed it."""

    state: str
    by: str
    seconds: float


class Fault(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def change(self) -> str: ...
    @property
    def key(self) -> tuple[str, str]: ...


@dataclass(frozen=True, slots=True)
class Group:
    """Survivors that are accepted for one reason: those listed by id, and those whose change matches the pattern."""

    title: str
    reason: str
    ids: frozenset[str]
    pattern: re.Pattern[str] | None

    def holds(self, fault: Fault) -> bool:
        return short(fault) in self.ids or (self.pattern is not None and bool(self.pattern.search(fault.change)))


Results = Mapping[tuple[str, str], Known]


def difference(code: str) -> dict[str, str]:
    """For every mutant in mutmut's version of a module, the lines that differ from the original."""
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    bodies = {each.name: [ast.unparse(each.args), *map(ast.unparse, each.body)] for each in functions}
    found: dict[str, str] = {}
    for name, statements in bodies.items():
        original = bodies.get(f"{name.rpartition('__mutmut_')[0]}__mutmut_orig")
        if original is None or name.endswith("__mutmut_orig"):
            continue
        before, after = (
            [line for statement in one if statement not in other for line in statement.splitlines()]
            for one, other in ((original, statements), (statements, original))
        )
        changed = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
        found[name] = "\n".join(re.sub(r"^([-+])\s+", r"\1", line) for line in changed if not line.startswith("@@"))
    return found


def short(fault: Fault) -> str:
    """`days.as_day#3`, `case._Reader.text#2`: how people call a fault."""
    module, _, mangled = fault.name.removeprefix("licensing.rights.").rpartition(".")
    function, _, number = mangled.rpartition("__mutmut_")
    return f"{module}.{function.removeprefix('xǁ').removeprefix('x_').replace('ǁ', '.')}#{number}"


def _module(fault: Fault) -> str:
    return fault.name.rpartition(".")[0].removeprefix("licensing.rights.")


def _by_module(faults: Sequence[Fault], known: Results) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for each in faults:
        state = known.get(each.key)
        found[_module(each)][state.state if state is not None else "not run"] += 1
    modules = dict(sorted(found.items()))
    return modules | {"all": sum(modules.values(), Counter())}


def _killed(states: Counter[str]) -> int:
    return states["killed"] + states["timeout"]


def _ratio(states: Counter[str]) -> float:
    run = _killed(states) + states["survived"]
    return _killed(states) / run if run else 0.0


def _survivors(faults: Sequence[Fault], known: Results) -> list[Fault]:
    return [each for each in faults if (state := known.get(each.key)) is not None and state.state == "survived"]


def report(faults: Sequence[Fault], known: Results) -> None:
    """Figures by module, and every survivor with what it changed."""
    print(f"\n{'module':20} mutants  killed survived not run")
    for module, states in _by_module(faults, known).items():
        figures = (states.total(), _killed(states), states["survived"], states["not run"])
        print(f"{module:20} " + " ".join(f"{figure:7}" for figure in figures) + f" {_ratio(states):.3f}")
    for each in _survivors(faults, known):
        print(f"\nsurvived: {short(each)}\n{each.change}")


def _groups() -> list[Group]:
    return [
        Group(
            title=raw["title"],
            reason=raw["reason"],
            ids=frozenset(raw.get("ids", ())),
            pattern=re.compile(raw["pattern"]) if "pattern" in raw else None,
        )
        for raw in json.loads(EXPLANATIONS.read_text(encoding="utf-8"))
    ]


def write_paper(faults: Sequence[Fault], known: Results, root: Path) -> None:
    """Write `docs/mutation.md`: the figures, then every survivor under the reason why it is accepted."""
    modules = _by_module(faults, known)
    rest = _survivors(faults, known)
    parts = [*_opening(modules["all"]), *_table(modules), "", "## Survivors", ""]
    for group in _groups():
        held = [each for each in rest if group.holds(each)]
        rest = [each for each in rest if each not in held]
        parts += _section(group.title, group.reason, held)
    parts += _section("Nobody explained", "A test is missing, or the line is.", rest)
    (root / "docs" / "mutation.md").write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


_PARTLY = " The others have not been run: the order is drawn once over all modules, so this is a fair sample."


def _opening(states: Counter[str]) -> list[str]:
    run = states.total() - states["not run"]
    partly = _PARTLY if states["not run"] else ""
    return [
        "# Faults that tests of the rights kernel notice",
        "",
        f"mutmut puts {states.total():,} faults into `licensing/rights`, one at a time. {run:,} of them were run on "
        f"{date.today().isoformat()}; tests noticed {_killed(states):,}: **{_ratio(states):.1%}**.{partly}",  # noqa: DTZ011
        "",
        f"Run again: `{COMMAND}` (all, or the modules named), then `{COMMAND} --paper` writes this page. A fault that "
        f"makes a test run five times as long as usual counts as noticed ({states['timeout']} of them). The property "
        "tests of the invariants are left out because they take minutes each; the others see 25 fixed worlds. Tests of "
        "one fault end after a second of work, so a survivor here may still be noticed by the whole suite, never the "
        "other way round. mutmut leaves functions with a decorator alone (properties, cached ones), docstrings, type "
        "annotations and the data files, which have tests of their own (`tests/rights/test_registry.py`).",
        "",
    ]


def _table(modules: Mapping[str, Counter[str]]) -> list[str]:
    rows = [
        f"| {module} | {states.total()} | {_killed(states)} | {states['survived']} | {states['not run']} "
        f"| {_ratio(states):.1%} |"
        for module, states in modules.items()
    ]
    return ["| Module | Faults | Noticed | Survived | Not run | Share |", "|---|---|---|---|---|---|", *rows]


def _section(title: str, reason: str, held: Sequence[Fault]) -> list[str]:
    if not held:
        return []
    lines = [f"- `{short(each)}`: {_shown(each.change)}" for each in sorted(held, key=short)]
    return [f"### {title} ({len(held)})", "", reason, "", *lines, ""]


def _shown(change: str) -> str:
    """Both sides of a small change; of a long one its first new line."""
    before = " ".join(line[1:] for line in change.splitlines() if line.startswith("-"))
    after = " ".join(line[1:] for line in change.splitlines() if line.startswith("+"))
    return f"`{_cut(before)}` → `{_cut(after)}`"


def _cut(text: str) -> str:
    flat = text.replace("`", "'")
    return flat if len(flat) <= 160 else flat[:159] + "…"
