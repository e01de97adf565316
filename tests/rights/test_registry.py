"""The data files: license registry, vocabulary and code table."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

import licensing.rights
from licensing.rights import (
    CHANNELS,
    HINTS,
    LICENSE_REVISIONS,
    LICENSES,
    MODIFICATIONS,
    PLACEMENTS,
    PURPOSES,
    REASONS,
    REMEDIES,
    Capabilities,
    Capability,
    Channel,
    LicenseFamily,
    Modification,
    Placement,
    Purpose,
    channel_mask,
    channels_in,
    channels_of,
    find_license,
    modifications_of,
    purpose_mask,
    purposes_in,
    purposes_of,
)

PACKAGE = Path(licensing.rights.__file__).parent
CC_KINDS = ("BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND")
CC_VERSIONS = ("2.0", "2.5", "3.0", "3.0-DE", "4.0")


def test_the_data_files_and_the_code_name_the_same_vocabulary() -> None:
    assert [list(table) for table in (CHANNELS, PURPOSES, MODIFICATIONS, PLACEMENTS)] == [
        list(Channel),
        list(Purpose),
        list(Modification),
        list(Placement),
    ]


@pytest.mark.parametrize("kind", CC_KINDS)
@pytest.mark.parametrize("version", CC_VERSIONS)
def test_every_creative_commons_version_has_its_own_entry(kind: str, version: str) -> None:
    entry = LICENSES[f"CC-{kind}-{version}"]
    address = f"https://creativecommons.org/licenses/{kind.lower()}/{version.lower().replace('-', '/')}/"
    assert (entry.spdx_id, entry.canonical_url) == (entry.code, address)


def test_of_the_german_2_0_ports_only_one_has_an_spdx_id() -> None:
    ports = {code: entry.spdx_expression for code, entry in LICENSES.items() if code.endswith("-2.0-DE")}
    assert len(ports) == len(CC_KINDS)
    own = {code for code, expression in ports.items() if expression == code}
    assert own == {"CC-BY-NC-SA-2.0-DE"}
    assert ports["CC-BY-2.0-DE"] == "LicenseRef-CC-BY-2.0-DE"


@pytest.mark.parametrize(
    ("kind", "commercial", "share_adaptation", "shares_alike"),
    [
        pytest.param("BY", "yes", "yes", False, id="BY"),
        pytest.param("BY-SA", "yes", "yes", True, id="BY-SA"),
        pytest.param("BY-ND", "yes", "no", False, id="BY-ND"),
        pytest.param("BY-NC", "no", "yes", False, id="BY-NC"),
        pytest.param("BY-NC-SA", "no", "yes", True, id="BY-NC-SA"),
        pytest.param("BY-NC-ND", "no", "no", False, id="BY-NC-ND"),
    ],
)
def test_the_letters_of_a_creative_commons_license_are_its_capabilities(
    kind, commercial, share_adaptation, shares_alike
) -> None:
    for version in CC_VERSIONS:
        entry = LICENSES[f"CC-{kind}-{version}"]
        found = (entry.capabilities.commercial, entry.capabilities.share_adaptation, bool(entry.share_alike))
        assert found == (commercial, share_adaptation, shares_alike)


def test_only_4_0_can_be_cured_after_a_breach() -> None:
    cured = {entry.version for entry in LICENSES.values() if entry.termination == "cured-in-30-days"}
    assert cured == {"4.0"}


@pytest.mark.parametrize("code", sorted(LICENSES))
def test_every_capability_of_every_license_is_stated(code: str) -> None:
    capabilities = LICENSES[code].capabilities
    stated = [getattr(capabilities, field.name) for field in fields(Capabilities) if field.type is Capability]
    assert len(stated) >= 14
    assert all(value in Capability for value in stated)


def test_every_family_has_entries_and_every_code_one_newest_revision() -> None:
    assert {entry.family for entry in LICENSES.values()} == set(LicenseFamily)
    assert all(find_license(code, revision) is entry for (code, revision), entry in LICENSE_REVISIONS.items())
    assert find_license("no-such-license") is None


def test_no_two_licenses_share_an_address_unless_one_provider_publishes_both() -> None:
    open_families = (LicenseFamily.CC, LicenseFamily.OPEN_DATA, LicenseFamily.PUBLIC_DOMAIN)
    addresses = [entry.canonical_url for entry in LICENSES.values() if entry.family in open_families]
    known = [address for address in addresses if address]
    assert len(known) == len(set(known))


def _codes_in_source() -> set[str]:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("*.py")))
    return set(re.findall(r'"((?:[A-Z]+_)+[A-Z0-9]+)"', source))


def test_every_code_that_the_gates_use_stands_in_the_code_table() -> None:
    prefixes = (
        "QUESTION_",
        "ASSET_",
        "LIC_",
        "GRANT_",
        "ATTR_",
        "PERS_",
        "WORK_",
        "PROP_",
        "AUDIO_",
        "AI_",
        "EMBARGO_",
    )
    used = {code for code in _codes_in_source() if code.startswith(prefixes)}
    assert used <= set(REASONS)
    assert {code for code in _codes_in_source() if code.startswith("REMEDY_")} <= set(REMEDIES)
    assert {code for code in _codes_in_source() if code.startswith("HINT_")} <= set(HINTS)


def test_every_reason_knows_how_strict_it_can_be_and_names_a_remedy_that_exists() -> None:
    for text in REASONS.values():
        assert text.classes
        assert text.classes <= {"F", "N", "I"}
        assert text.remedy is None or text.remedy in REMEDIES


def test_the_data_files_write_american_english() -> None:
    for name in ("catalogue.json", "vocabulary.json", "licenses.json"):
        text = json.dumps(json.loads((PACKAGE / name).read_text(encoding="utf-8")))
        english = re.findall(r'"en": "([^"]*)"', text)
        assert not [words for words in english if re.search(r"[Ll]icence|[Oo]rganisation|[Cc]olour", words)]


def test_bit_sets_come_back_as_the_same_channels_and_purposes() -> None:
    channels, purposes = frozenset({Channel.WEBSITE, Channel.MERCHANDISE}), frozenset({Purpose.EDUCATION})
    assert channels_in(channel_mask(channels)) == channels
    assert purposes_in(purpose_mask(purposes)) == purposes


def test_a_star_in_a_stored_scope_is_everything_and_a_stranger_is_nothing() -> None:
    assert channels_of({"*"}) == frozenset(Channel)
    assert purposes_of({"campaign", "world_domination"}) == {Purpose.CAMPAIGN}
    assert modifications_of(()) == frozenset()


def test_the_kernel_imports_neither_django_nor_a_clock() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py"))
    assert not re.search(
        r"django|datetime\.now|date\.today|time\.time|getLogger|environ", source.replace("no Django", "")
    )
