"""The store that the settings name."""

from pathlib import Path

import pytest

from assets.storage import (
    LocalFolderStore,
    S3Location,
    S3Store,
    StoreConfig,
    StoreUnavailable,
    config_from_settings,
    open_source_from_settings,
    open_store,
    store_from_settings,
)


def test_a_folder_is_made_at_first_use(settings, tmp_path: Path):
    settings.STORAGE_URL = str(tmp_path / "store")
    store = store_from_settings()
    assert isinstance(store, LocalFolderStore)
    store.put("a/b", b"x")
    assert (tmp_path / "store" / "a" / "b").read_bytes() == b"x"


def test_a_folder_whose_parent_is_missing_is_not_made(settings, tmp_path: Path):
    settings.STORAGE_URL = str(tmp_path / "not mounted" / "store")
    with pytest.raises(StoreUnavailable):
        store_from_settings().put("a", b"x")
    assert not (tmp_path / "not mounted").exists()


def test_the_settings_are_read_when_asked(settings):
    settings.STORAGE_URL = "s3://bucket/prefix"
    settings.S3_ENDPOINT, settings.S3_REGION = "https://s3.example", "eu-central-1"
    settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY = "one", "two"
    access = config_from_settings().access
    assert (access.endpoint, access.region, access.access_key, access.secret_key) == (
        "https://s3.example",
        "eu-central-1",
        "one",
        "two",
    )
    assert isinstance(store_from_settings(), S3Store)


def test_a_bucket_to_index_is_reached_like_the_store(settings):
    settings.S3_ENDPOINT = "https://s3.example"
    assert open_source_from_settings("s3://photos/2024").location == S3Location("photos", "2024")


def test_a_configuration_shows_no_secrets():
    config = StoreConfig("s3://bucket", signing_keys=("CANARY",))
    assert "CANARY" not in repr(config)


@pytest.mark.parametrize("url", ["", "store", "https://s3.example/bucket"])
def test_a_store_that_is_not_understood_is_refused(url):
    with pytest.raises(ValueError, match="a store is"):
        open_store(StoreConfig(url))
