"""How well German is found, on the labelled development set; the set lies beside the repository."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
CORE = {
    "exact": 1.0,
    "place_motif": 0.95,
    "compound": 0.95,
    "inflection": 0.95,
    "umlaut": 0.90,
    "typo": 0.95,
    "synonym": 0.90,
    "abbrev": 0.90,
    "exclude": 1.0,
    "phrase": 1.0,
    "field": 1.0,
    "date": 0.95,
}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    scorer, labelled = SHARED / "tools" / "score_search.py", SHARED / "search-quality-dev.json"
    if not scorer.is_file() or not labelled.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the labelled set is missing: {labelled}")
        pytest.skip(f"no labelled set at {labelled}")
    told = tmp_path_factory.mktemp("quality") / "table.json"
    command = [sys.executable, str(scorer), "score", str(labelled), "--json", str(told)]
    subprocess.run(
        [*command, "--callable", "tests.search.quality:build"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    return json.loads(told.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", CORE)
def test_recall_of_a_core_class(table, kind):
    assert table[kind]["recall"] >= CORE[kind]


def test_nothing_unwanted_is_found_and_nothing_fails(table):
    everything = table["all"]
    assert (everything["must_not_broken"], everything["none_right"], everything["failures"]) == (0, 1.0, 0)
