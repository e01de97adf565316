"""FFmpeg's libraries are loaded by the program for films alone (docs/decisions/films-apart.md)."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("assets", "licensing", "api", "config")


def test_only_modules_about_films_import_the_libraries():
    importing = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                if any(name == "av" or name.startswith("av.") for name in names):
                    importing.add(path.name)
    assert importing
    assert {name for name in importing if not name.startswith(("film", "storyboard"))} == set()


def test_the_server_for_pictures_does_not_load_them():
    code = "import sys, assets.sandbox.jobs as jobs; jobs.warm_up(); sys.exit('av' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode == 0
