"""`manage.py check_storage`: it tells the truth about a store and leaves nothing behind."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assets.management.commands.check_storage import LABELS
from assets.storage import (
    Ability,
    Bench,
    LocalFolderStore,
    Outcome,
    S3Location,
    S3Store,
    TokenSigner,
    cors_rules,
    probe,
)
from tests.servers import S3Server

ORIGIN = "https://bilder.example"


def missing(bench: Bench) -> dict[Ability, str]:
    return {found.ability: found.reason for found in probe(bench) if found.outcome is Outcome.MISSING}


def test_each_server_can_do_what_is_required_once_cors_is_set(server: S3Server):
    location = S3Location(server.make_bucket(), "in/a prefix")
    server.client().put_bucket_cors(Bucket=location.bucket, CORSConfiguration=cors_rules([ORIGIN]))
    store = S3Store(location, server.access)
    assert missing(Bench(store, ORIGIN, server.access)) == {}
    assert list(store.list()) == []
    assert list(store.list_uploads()) == []


def test_a_fresh_bucket_of_ceph_lacks_cors_only(ceph_rgw: S3Server):
    store = S3Store(S3Location(ceph_rgw.make_bucket()), ceph_rgw.access)
    assert set(missing(Bench(store, ORIGIN, ceph_rgw.access))) == {Ability.CORS}


def test_wrong_credentials_show_up_in_every_line_that_needs_them(server: S3Server):
    access = replace(server.access, secret_key="another secret")
    store = S3Store(S3Location(server.make_bucket()), access)
    found = missing(Bench(store, ORIGIN, access))
    assert {Ability.WRITE, Ability.MULTIPART, Ability.SIGNED_GET, Ability.DELETE} <= set(found)
    assert "403" in found[Ability.WRITE]


def test_a_local_folder_can_do_what_is_required(tmp_path: Path):
    store = LocalFolderStore(tmp_path, TokenSigner(("a key for tests",)))
    assert missing(Bench(store, ORIGIN)) == {}
    assert list(store.list()) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_check_that_is_interrupted_leaves_nothing_behind(tmp_path: Path):
    store = LocalFolderStore(tmp_path, TokenSigner(("a key for tests",)))
    findings = probe(Bench(store, ORIGIN))
    next(findings)
    findings.close()
    assert list(store.list()) == []


def test_a_store_that_answers_without_a_signature_is_found_out(ceph_rgw: S3Server):
    bucket = ceph_rgw.make_bucket()
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
    ceph_rgw.client().put_bucket_policy(Bucket=bucket, Policy=policy)
    store = S3Store(S3Location(bucket), ceph_rgw.access)
    assert "without a signature" in missing(Bench(store, ORIGIN, ceph_rgw.access))[Ability.PRIVATE]


@pytest.mark.parametrize(
    ("endpoint", "is_safe"),
    [
        pytest.param("https://s3.example", True, id="TLS"),
        pytest.param("http://s3.example", False, id="plain"),
        pytest.param("http://127.0.0.1:9000", True, id="this machine"),
        pytest.param("http://[::1]:9000", True, id="this machine over IPv6"),
        pytest.param("http://localhost:9000", True, id="localhost"),
        pytest.param("http://127.0.0.1.example:9000", False, id="only looks like this machine"),
    ],
)
def test_plain_http_is_for_this_machine_only(endpoint, is_safe):
    from assets.storage._probe import _is_loopback

    assert (endpoint.startswith("https://") or _is_loopback(endpoint)) is is_safe


def test_every_ability_has_a_label():
    assert set(LABELS) == set(Ability)


def test_the_command_prints_a_line_per_ability_and_succeeds(settings, tmp_path):
    settings.STORAGE_URL = str(tmp_path)
    out = StringIO()
    call_command("check_storage", stdout=out)
    assert "Schreiben und Lesen" in out.getvalue()
    assert "Alles Nötige ist da." in out.getvalue()


def test_the_command_fails_when_something_required_is_missing(settings, tmp_path):
    settings.STORAGE_URL = str(tmp_path / "no" / "such" / "folder")
    with pytest.raises(CommandError, match="fehlen"):
        call_command("check_storage", stdout=StringIO())


def test_the_command_prints_the_cors_rules_of_a_bucket(settings, seaweedfs: S3Server):
    settings.STORAGE_URL = f"s3://{seaweedfs.make_bucket()}/originals"
    settings.S3_ENDPOINT = seaweedfs.access.endpoint
    settings.S3_ACCESS_KEY = seaweedfs.access.access_key
    settings.S3_SECRET_KEY = seaweedfs.access.secret_key
    out = StringIO()
    call_command("check_storage", "--origin", ORIGIN, stdout=out)
    assert f'"AllowedOrigins": [\n        "{ORIGIN}"\n      ]' in out.getvalue()
