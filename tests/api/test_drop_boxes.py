"""Drop-boxes: people without an account hand in files after they accepted the terms, and see nothing else."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from assets.models import AuditEvent, DropBox, DropBoxAcceptance, Organization, Role, UploadDraft, UploadFile
from tests.api.builders import Caller, caller, make_organization, make_user
from tests.uploads import own_photo

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
API = "/api/v1"
TERMS = "Sie dürfen die Bilder zeigen, immer mit meinem Namen."
NAMED = hashlib.sha256(TERMS.encode()).hexdigest()
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 1000


@pytest.fixture
def town() -> Organization:
    return make_organization("lindrode", name="Stadt Lindrode")


@pytest.fixture
def editor(town: Organization) -> Caller:
    return caller(make_user("rita", (town, Role.EDITOR)))


def make_box(editor: Caller, town: Organization, **values: Any) -> dict[str, Any]:
    body = {"organization": str(town.uuid), "title": "Fest", "terms": TERMS, "until_on": str(timezone.localdate())}
    made = editor.post(f"{API}/drop-boxes", {**body, **values})
    assert made.status_code == 201, made.content
    found: dict[str, Any] = made.json()
    return found


class Visitor:
    """Somebody with the link, in a browser of their own."""

    def __init__(self, token: str) -> None:
        self.by, self.base = caller(), f"{API}/drop/{token}"
        self.headers: dict[str, str] = {}

    def accept(self, **values: Any) -> Any:
        answer = self.by.post(f"{self.base}/accept", {"name": "Jana Muster", "terms_sha256": NAMED, **values})
        if answer.status_code == 201:
            self.headers = {"Drop-Secret": answer.json()["secret"]}
        return answer

    def get(self, path: str = "") -> Any:
        return self.by.get(self.base + path, **self.headers)

    def post(self, path: str, body: Any) -> Any:
        return self.by.post(self.base + path, body, **self.headers)

    def announce(self, *names: str) -> Any:
        return self.post("/files", {"files": [{"filename": each, "size_bytes": len(JPEG)} for each in names]}).json()

    def send(self, name: str) -> dict[str, Any]:
        (file,) = self.announce(name)["files"]
        (part,) = self.post(f"/files/{file['id']}/parts", {"numbers": [1]}).json()["parts"]
        assert self.by.client.generic("PUT", part["url"], JPEG).status_code == 204
        done: dict[str, Any] = self.post(f"/files/{file['id']}/complete", {}).json()
        return done


@pytest.fixture
def visitor(editor: Caller, town: Organization) -> Visitor:
    return Visitor(make_box(editor, town)["secret"])


def test_the_link_says_who_asks_for_what_until_when_and_under_which_terms(visitor: Visitor) -> None:
    told = visitor.get().json()
    assert told == {
        "title": "Fest", "organization": "Stadt Lindrode", "message": "", "terms": TERMS, "terms_sha256": NAMED,
        "max_files": 200, "until_on": str(timezone.localdate()),
    }  # fmt: skip


def test_who_accepts_the_terms_hands_in_files_into_a_draft_of_the_organization(
    visitor: Visitor, editor: Caller
) -> None:
    assert visitor.accept(email="jana@example.org").status_code == 201
    done = visitor.send("burg.jpg")
    assert (done["state"], done["arrived_bytes"]) == ("arrived", len(JPEG))
    (row,) = editor.get(f"{API}/uploads").json()["results"]
    assert (row["title"], row["is_handed_in"], row["totals"]["arrived_bytes"]) == ("Fest: Jana Muster", True, len(JPEG))


def test_an_acceptance_is_kept_with_the_exact_terms_and_audited_without_a_name(visitor: Visitor) -> None:
    visitor.accept(email="jana@example.org")
    kept = DropBoxAcceptance.objects.get()
    assert (kept.name, kept.email, kept.terms, kept.terms_sha256) == ("Jana Muster", "jana@example.org", TERMS, NAMED)
    event = AuditEvent.objects.get(action="drop_box.accepted")
    assert "Jana" not in str(event.data)
    assert event.data["terms"] == NAMED


def test_secrets_are_kept_as_hashes_only(visitor: Visitor) -> None:
    visitor.accept()
    token, secret = visitor.base.rsplit("/", 1)[1], visitor.headers["Drop-Secret"]
    assert DropBox.objects.get().secret_hash == hashlib.sha256(token.encode()).hexdigest()
    assert DropBoxAcceptance.objects.get().secret_hash == hashlib.sha256(secret.encode()).hexdigest()


def test_other_terms_than_those_of_the_box_are_not_accepted(visitor: Visitor) -> None:
    refused = visitor.accept(terms_sha256="0" * 64)
    assert refused.status_code == 400
    assert "Bedingungen" in refused.json()["detail"]
    assert not UploadDraft.objects.exists()


@pytest.mark.parametrize("secret", ["", "falsch"])
def test_nothing_is_handed_in_without_having_accepted(visitor: Visitor, secret: str) -> None:
    visitor.headers = {"Drop-Secret": secret}
    assert visitor.get("/files").json()["code"] == "terms-not-accepted"


def test_a_secret_opens_the_box_that_it_was_given_for_and_no_other(
    visitor: Visitor, editor: Caller, town: Organization
) -> None:
    visitor.accept()
    other = Visitor(make_box(editor, town)["secret"])
    other.headers = visitor.headers
    assert other.get("/files").json()["code"] == "terms-not-accepted"


def test_nobody_sees_what_somebody_else_handed_in(visitor: Visitor) -> None:
    visitor.accept()
    sent = visitor.send("burg.jpg")
    other = Visitor(visitor.base.rsplit("/", 1)[1])
    other.accept(name="Max")
    assert other.get("/files").json() == {"files": []}
    assert other.get(f"/files/{sent['id']}/parts").status_code == 404


@pytest.mark.parametrize("state", ["ready", "duplicate", "quarantined", "taken_over", "left_out"])
def test_what_becomes_of_a_file_inside_is_not_told(visitor: Visitor, state: str) -> None:
    visitor.accept()
    visitor.send("burg.jpg")
    UploadFile.objects.update(state=state, reason="virus-found" if state == "quarantined" else "")
    (file,) = visitor.get("/files").json()["files"]
    assert (file["state"], file["reason"]) == ("arrived", None)


def test_a_box_takes_as_many_files_as_it_says_and_names_the_others(editor: Caller, town: Organization) -> None:
    visitor = Visitor(make_box(editor, town, max_files=2)["secret"])
    visitor.accept()
    added = visitor.announce("a.jpg", "b.jpg", "c.jpg")
    assert [each["filename"] for each in added["files"]] == ["a.jpg", "b.jpg"]
    assert [(each["filename"], each["code"]) for each in added["refused"]] == [("c.jpg", "box-full")]
    visitor.accept()
    assert visitor.announce("d.jpg")["files"] == [], "who accepts again begins no new count"


def test_an_ended_box_says_since_when_it_is_closed(editor: Caller, town: Organization) -> None:
    made = make_box(editor, town)
    visitor = Visitor(made["secret"])
    visitor.accept()
    ended = editor.post(f"{API}/drop-boxes/{made['id']}/end", {})
    assert ended.json()["ended_at"]
    for answer in (visitor.get(), visitor.get("/files"), visitor.accept()):
        assert (answer.status_code, answer.json()["code"]) == (410, "drop-box-ended")
    assert visitor.get().json()["detail"] == f"Diese Ablage ist seit dem {timezone.localdate():%d.%m.%Y} geschlossen."


def test_a_box_is_open_on_its_last_day_and_closed_on_the_next(visitor: Visitor) -> None:
    today = timezone.localdate()
    DropBox.objects.update(until_on=today)
    assert visitor.get().status_code == 200
    DropBox.objects.update(until_on=today - timedelta(days=1))
    assert visitor.get().json()["detail"] == f"Diese Ablage ist seit dem {today:%d.%m.%Y} geschlossen."


def test_the_preset_of_a_box_begins_every_draft(editor: Caller, town: Organization) -> None:
    claims = {"preset": own_photo(town)}
    Visitor(make_box(editor, town, claims=claims)["secret"]).accept()
    assert UploadDraft.objects.get().claims == claims


def test_the_list_holds_no_secret_and_counts_who_accepted(visitor: Visitor, editor: Caller) -> None:
    visitor.accept()
    (box,) = editor.get(f"{API}/drop-boxes").json()["results"]
    assert box["acceptances"] == 1
    assert "secret" not in box
