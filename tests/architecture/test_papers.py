"""The papers say what is: every setting is documented, every command explains itself."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from config.env import ENV, PREFIX

ROOT = Path(__file__).resolve().parents[2]
OWN_APPS = {"assets", "licensing", "api", "config"}


def documented() -> set[str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(rf"^#?{PREFIX}([A-Z0-9_]+)=", text, re.MULTILINE))


def test_every_setting_stands_in_the_example_and_nothing_else():
    assert documented() == ENV.asked


def test_every_setting_is_explained_in_the_operations_guide():
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in sorted(ENV.asked) if PREFIX + name not in guide] == []


@pytest.mark.parametrize("name", sorted(name for name, app in get_commands().items() if app in OWN_APPS))
def test_every_command_says_what_it_does(name):
    command = load_command_class(get_commands()[name], name)
    assert command.help


def test_every_command_is_named_in_the_operations_guide():
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    own = [name for name, app in get_commands().items() if app in OWN_APPS and not name.startswith("demo")]
    assert [name for name in own if f"manage.py {name}" not in guide] == []


@pytest.mark.parametrize(
    "paper", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "docs/domain.md"]
)
def test_the_usual_papers_are_there(paper):
    assert (ROOT / paper).stat().st_size > 500


def test_locks_carry_no_address():
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "frontend" / "package-lock.json"]
    assert [
        lock.name
        for lock in locks
        if re.search(
            r"https?://(?!opencollective|github|www\.|tidelift|paypal)[^\s\"]*\.tgz|--index|\"resolved\"",
            lock.read_text(),
        )
    ] == []
