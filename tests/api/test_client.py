"""The command line client against the real server: folders arrive, broken runs go on, words and exit codes fit."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from api.client import command
from api.client.files import files_in
from api.client.talking import NotNow, Refused, Server
from api.client.transfer import Place, Transfer
from tests.assets.library_process import ROOT, LibraryProcess
from tests.browser.conftest import free_port, surroundings, wait_for
from tests.builders import jpeg


class ServedLibrary(LibraryProcess):
    """A library that is served as in the demo, on this machine alone."""

    @property
    def environment(self):
        keys = {name: value for name, value in surroundings(self.folder).items() if name.endswith("_KEY")}
        return {**super().environment, **keys, "BILDKREIS_DEMO": "1"}


@pytest.fixture(scope="module")
def bildkreis(tmp_path_factory):
    """A server and a worker over a library of their own: address, token, link of a drop-box."""
    library = ServedLibrary(tmp_path_factory.mktemp("client"))
    library.prepare_empty()
    made = subprocess.run(
        [sys.executable, "-m", "tests.api.client_library"], env=library.environment, cwd=ROOT, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    port = free_port()
    server = library.start(
        "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--no-log", "config.wsgi:application",
    )  # fmt: skip
    worker = library.start("manage.py", "work", "--worker", "--skip-checks")
    try:
        wait_for(f"http://127.0.0.1:{port}/health/live")
        yield {"address": f"http://127.0.0.1:{port}", **json.loads(made.stdout)}
    finally:
        for process in (worker, server):
            process.terminate()
            process.communicate(timeout=30)


@pytest.fixture(autouse=True)
def at_home(bildkreis, monkeypatch, tmp_path):
    monkeypatch.setenv("BILDKREIS_SERVER", bildkreis["address"])
    monkeypatch.setenv("BILDKREIS_TOKEN", bildkreis["token"])
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def folder(tmp_path, request):
    """Two pictures, one of them below, and what no camera makes."""
    photos = tmp_path / f"Stadtfest {request.node.name[:20]}"
    (photos / "Bühne").mkdir(parents=True)
    (photos / "a.jpg").write_bytes(jpeg(f"{request.node.name} a"))
    (photos / "Bühne" / "b.jpg").write_bytes(jpeg(f"{request.node.name} b", size=(600, 480)))
    (photos / "Plan.dwg").write_bytes(b"AC1032" + bytes(100))
    (photos / ".versteckt.jpg").write_bytes(b"nichts")
    return photos


def drafts(bildkreis):
    asked = urllib.request.Request(  # our own server
        f"{bildkreis['address']}/api/v1/uploads", headers={"Authorization": f"Bearer {bildkreis['token']}"}
    )
    with urllib.request.urlopen(asked) as answer:
        return json.load(answer)["results"]


def test_a_folder_arrives_and_what_is_refused_is_said(folder, capsys):
    assert command.main(["upload", str(folder), "--preset", "own"]) == command.SOME_LEFT
    said = capsys.readouterr().out
    assert "3 Dateien" in said
    assert "Plan.dwg: " in said
    assert "2 angekommen, 1 abgelehnt." in said
    assert "/hochladen/" in said


def test_a_broken_run_goes_on_and_sends_nothing_twice(folder, bildkreis, capsys, monkeypatch):
    (folder / "Plan.dwg").unlink()
    put, sent = Server.put, []

    def only_a(self, url, path, start, size):
        sent.append(path.name)
        if path.name == "b.jpg":
            raise NotNow("die Leitung ist weg")
        put(self, url, path, start, size)

    monkeypatch.setattr(Server.__init__, "__kwdefaults__", {"pauses": ()})
    monkeypatch.setattr(Server, "put", only_a)
    assert command.main(["upload", str(folder)]) == command.SOME_LEFT
    assert "b.jpg: nicht angekommen" in capsys.readouterr().out
    begun, sent[:] = len(drafts(bildkreis)), []
    monkeypatch.setattr(Server, "put", lambda *sending: (sent.append(sending[2].name), put(*sending)))
    assert command.main(["upload", str(folder)]) == command.ALL_WELL
    assert "1 angekommen, 1 waren schon da." in capsys.readouterr().out
    assert sent == ["b.jpg"]
    assert len(drafts(bildkreis)) == begun


def test_taken_over_at_once_and_known_bytes_are_told_and_not_refused(folder, capsys):
    (folder / "Plan.dwg").unlink()
    assert command.main(["upload", str(folder), "--take-over"]) == command.ALL_WELL
    assert "2 übernommen, 0 bleiben im Entwurf." in capsys.readouterr().out
    assert command.main(["upload", str(folder), "--title", "Noch einmal"]) == command.ALL_WELL
    assert "a.jpg: gibt es schon" in capsys.readouterr().out


def test_a_drop_box_wants_a_name_and_its_terms_accepted(folder, bildkreis, capsys):
    (folder / "Plan.dwg").unlink()
    upload = ["upload", str(folder), "--link", f"{bildkreis['address']}/e/{bildkreis['link']}"]
    assert command.main(upload) == command.WRONG
    assert command.main([*upload, "--name", "K. Kamera"]) == command.WRONG
    assert "Die Stadt darf alles zeigen." in capsys.readouterr().out
    assert command.main([*upload, "--name", "K. Kamera", "--accept-terms"]) == command.ALL_WELL
    assert "2 angekommen." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "environment", "code"),
    [
        (["gibt-es-nicht"], {}, command.WRONG),
        ([".", "--parallel", "99"], {}, command.WRONG),
        (["{folder}"], {"BILDKREIS_TOKEN": ""}, command.WRONG),
        (["{folder}"], {"BILDKREIS_TOKEN": "bk_falsch"}, command.REFUSED),
        (["{folder}", "--organization", "anderswo"], {}, command.WRONG),
        (["{folder}", "--link", "{address}/e/falsch"], {}, command.REFUSED),
        (["{folder}", "--dry-run"], {"BILDKREIS_TOKEN": ""}, command.ALL_WELL),
    ],
    ids=["no folder", "too much at once", "no token", "a wrong token", "not my town", "a wrong link", "dry run"],
)
def test_what_cannot_be_done_is_said_and_has_its_code(arguments, environment, code, folder, bildkreis, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    filled = [each.format(folder=folder, address=bildkreis["address"]) for each in arguments]
    assert command.main(["upload", *filled]) == code


def test_a_file_that_changes_while_it_is_sent_is_not_completed(folder, bildkreis, request):
    server = Server(bildkreis["address"], {"Authorization": f"Bearer {bildkreis['token']}"}, pauses=())
    request.addfinalizer(server.close)
    organization = server.ask("GET", "/session")["organizations"][0]["id"]
    draft = server.ask("POST", "/uploads", {"organization": organization})["id"]
    files = list(files_in([folder / "a.jpg"]))
    (folder / "a.jpg").write_bytes(jpeg("etwas anderes, und länger als zuvor", size=(900, 600)))
    outcome = Transfer(
        server, Place(f"/uploads/{draft}/files", f"/uploads/{draft}"), parallel=2, tell=lambda _bytes: None
    ).run(files)
    assert [told.text for told in outcome.failed] == ["Die Datei hat sich während der Übertragung verändert."]
    with pytest.raises(Refused):
        server.ask("POST", f"/uploads/{draft}/files/{draft}/complete")


def test_the_one_file_for_photographers_runs_without_anything_else(tmp_path):
    made = tmp_path / "bildkreis"
    subprocess.run(["make", "-s", "-W", "api/client/command.py", ".venv/bin/bildkreis"], cwd=ROOT, check=True)
    made.write_bytes((ROOT / ".venv/bin/bildkreis").read_bytes())
    command = [sys.executable, "-I", "-S", str(made), "upload", str(Path(__file__).parent), "--dry-run"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "test_client.py" in said.stdout
