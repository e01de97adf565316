"""The IPTC reference image of 2021.1 holds every property: each field of the map is checked against it (W9)."""

import pytest

from assets.metadata import read

TEXTS = {
    "title": "The Title (ref2021.1)",
    "headline": "The Headline (ref2021.1)",
    "description": "The description aka caption (ref2021.1)",
    "description_writer": "Description Writer (ref2021.1)",
    "creator_job_title": "Creator's Job Title (ref2021.1)",
    "credit_line": "Credit Line (ref2021.1)",
    "source": "Source (ref2021.1)",
    "copyright_notice": "Copyright (Notice) 2021.1 IPTC - www.iptc.org  (ref2021.1)",
    "usage_terms": "Rights Usage Terms (ref2021.1)",
    "web_statement": "https://example.com/WebStatementOfRights/2021.1",
    "supplier_id": "Image Supplier Image ID (ref2021.1)",
    "model_release_status": "MR-NAP",
    "minor_model_age": "AG-A25",
    "property_release_status": "PR-NAP",
    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation",
    "alt_text": "This is the Alt Text description to support accessibility in 2021.1",
    "extended_description": "This is the Extended Description to support accessibility in 2021.1",
    "additional_model_info": "Additional Model Info (ref2021.1)",
    "event": "Event Name (ref2021.1)",
    "instructions": "An Instruction (ref2021.1)",
    "job_id": "Job Id (ref2021.1)",
    "guid": "http://example.com/imageGUIDs/TestGUID12345/ref2021.1",
}
LISTS = {
    "keywords": ("Keyword1ref2021.1", "Keyword2ref2021.1", "Keyword3ref2021.1"),
    "creators": ("Creator1 (ref2021.1)",),
    "persons_shown": ("Person Shown 1 (ref2021.1)", "Person Shown 2 (ref2021.1)"),
    "orgs_shown": (
        "Organisation Name 1 (ref2021.1)",
        "Organisation Name 2 (ref2021.1)",
        "Organisation Name 3 (ref2021.1)",
    ),
    "model_release_ids": ("Model Release ID 1 (ref2021.1)", "Model Release ID 2 (ref2021.1)"),
    "property_release_ids": ("Property Release ID 1 (ref2021.1)", "Property Release ID 2 (ref2021.1)"),
    "model_ages": ("25", "27", "30"),
    "scene_codes": ("010100", "010400"),
    "event_ids": ("https://example.com/events/id2021.1a", "https://example.com/events/id2021.1b"),
}


@pytest.fixture(scope="module")
def facts(samples):
    return read(samples / "php-image-metadata-parser" / "IPTC-PhotometadataRef-Std2021.1.jpg")


@pytest.mark.parametrize("name", TEXTS)
def test_text_field(facts, name):
    assert facts.text(name) == TEXTS[name]


@pytest.mark.parametrize("name", LISTS)
def test_list_field(facts, name):
    assert facts.texts(name) == LISTS[name]


def test_licensors_are_structures_in_order(facts):
    first, second = facts.entries("licensors")
    assert first["name"] == "Licensor Name 1 (ref2021.1)"
    assert first["url"] == "https://example.com/LicensorURL_1_ref2021.1"
    assert second["id"] == "Licensor ID 2 (ref2021.1)"


def test_owner_and_supplier_are_structures(facts):
    assert [owner["name"] for owner in facts.entries("copyright_owners")] == [
        "Copyright Owner Name 1 (ref2021.1)",
        "Copyright Owner Name 2 (ref2021.1)",
    ]
    assert facts.entries("supplier")[0]["id"] == "Image Supplier Id (ref2021.1)"


def test_places_created_and_shown_are_told_apart(facts):
    assert facts.entries("location_created")[0]["city"] == "City (Location created1) (ref2021.1)"
    assert [place["country_code"] for place in facts.entries("locations_shown")] == ["R17", "R17"]
    assert facts.entries("legacy_location")[0]["city"] == "City (Core) (ref2021.1)"


def test_works_shown_name_title_creator_and_rights(facts):
    (work,) = facts.entries("works_shown")
    assert work["title"] == "AO Title 1 (ref2021.1)"
    assert work["copyright_notice"] == "AO Copyright Notice 1 (ref2021.1)"
    assert "AO Creator Name 1a (ref2021.1)" in str(work["creator"])


def test_contact_persons_and_regions_are_read(facts):
    assert facts.entries("creator_contact")[0]["city"] == "Creator's CI: City (ref2021.1)"
    assert facts.entries("persons_shown_details")[0]["name"] == "Person Name 1 (ref2021.1)"
    assert [region["name"] for region in facts.entries("image_regions")] == ["Listener 1", "Listener 2", "Speaker 1"]


def test_date_of_creation_has_precision_and_zone(facts):
    assert facts.fields["date_created"].value == {
        "value": "2021-10-20T21:01:01+00:00",
        "precision": "second",
        "zone": "offset",
    }


def test_its_containers_agree(facts):
    assert facts.conflicts == ()
    assert facts.warnings == ()
