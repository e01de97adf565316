"""The rooms of the design: imports run one way, no file and no function outgrows what a stranger can read."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "assets", "licensing", "api")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
TOP_LEVEL = {
    "manage.py", "pyproject.toml", "assets", "licensing", "api", "frontend", "tests", "docker-compose.yml", "config",
    "docs", "requirements", "Makefile", "Dockerfile", "benchmarks", "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
    "LICENSE", "SECURITY.md",
}  # fmt: skip


def test_imports_run_one_way():
    outcome = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stdout


def test_the_top_level_holds_what_the_design_names():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = {line.split("/")[0] for line in tracked.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_passes_400_lines_and_no_function_50(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 50] == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.relative_to(ROOT).parts[0] == "api"], ids=str)
def test_views_start_every_read_at_the_one_door(path):
    """`visible_to`, `editable_by`, `rights_editable_by`: never `Asset.objects.all()` or `.get()` (security rule 1)."""
    text = path.read_text(encoding="utf-8")
    for model in ("Asset", "Campaign", "Collection"):
        for verb in ("all", "get", "first", "values", "in_bulk"):
            assert f"{model}.objects.{verb}(" not in text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_named_utils_or_helpers(path):
    assert path.stem not in {"utils", "helpers", "common", "misc"}
