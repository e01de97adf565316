"""The fifteen invariants of the decision model (rights note 4.9), and the tests that state each of them.

`property_tests` run on ten thousand generated cases that could have failed, two hundred thousand with
BILDKREIS_PROOF=1; `examples` show the same where the whole program takes part, or many processes.
"""

from dataclasses import dataclass

KERNEL, TABLES, DOORS = "rights/test_invariants.py", "licensing/test_invariants.py", "api/test_invariants.py"


@dataclass(frozen=True, slots=True)
class Invariant:
    says: str
    property_tests: tuple[str, ...]
    examples: tuple[str, ...] = ()


INVARIANTS = {
    "I1": Invariant(
        "No releasing verdict while something is unknown.",
        (f"{KERNEL}::test_i1_nothing_is_released_while_something_is_unknown",),
        ("rights/test_totality.py",),
    ),
    "I2": Invariant(
        "A restriction never makes the answer milder.",
        (
            f"{KERNEL}::test_i2_a_restriction_never_makes_the_answer_milder",
            f"{KERNEL}::test_i2_narrowing_a_grant_never_makes_the_answer_milder",
            f"{KERNEL}::test_i2_a_longer_use_is_never_answered_more_mildly",
        ),
    ),
    "I3": Invariant(
        "The same question, facts and rules give the same answer.",
        (f"{KERNEL}::test_i3_the_same_question_and_facts_give_the_same_answer",),
    ),
    "I4": Invariant(
        "The order of records changes nothing.",
        (f"{KERNEL}::test_i4_the_order_of_records_changes_neither_verdict_nor_hash",),
    ),
    "I5": Invariant(
        "Without grants only a public license releases.",
        (f"{KERNEL}::test_i5_without_grants_only_a_public_license_releases",),
    ),
    "I6": Invariant(
        "One grant, or one chain, explains a release: grants are never added up.",
        (f"{KERNEL}::test_i6_one_right_of_use_or_one_chain_explains_a_release",),
    ),
    "I7": Invariant(
        "Quota and print run are never exceeded, whoever asks at the same time.",
        (
            f"{KERNEL}::test_i7_what_is_used_up_or_too_many_copies_never_releases",
            f"{TABLES}::test_i7_no_row_oversells_a_quota_or_a_print_run",
        ),
        ("licensing/test_quotas.py::test_of_200_requests_at_once_exactly_three_get_the_last_three_uses",),
    ),
    "I8": Invariant(
        "From a withdrawal on nothing releases the person's pictures, and each live use has a task.",
        (
            f"{KERNEL}::test_i8_a_recorded_no_forbids_for_every_use_at_any_time",
            f"{TABLES}::test_i8_from_a_withdrawal_on_every_use_of_that_person_s_pictures_is_forbidden",
        ),
        (
            "licensing/test_watching.py::test_no_use_is_on_without_a_release_and_without_a_task",
            "licensing/test_withdrawals.py::test_withdrawing_a_consent_for_a_thousand_live_publications_is_quick",
            "licensing/test_judging.py::test_a_thousand_uses_of_one_consent_are_stopped_in_one_transaction",
        ),
    ),
    "I9": Invariant(
        "Nobody overrules a no.",
        (f"{KERNEL}::test_i9_nobody_overrules_a_no_and_only_a_no_forbids",),
        (
            f"{DOORS}::test_i9_a_release_taken_in_good_time_does_not_survive_a_no",
            f"{DOORS}::test_i9_what_became_a_no_is_neither_asked_nor_resolved_nor_confirmed",
            "licensing/test_resolutions.py",
        ),
    ),
    "I10": Invariant(
        "What search calls usable, the kernel releases.",
        (
            "rights/test_windows.py::test_i10_the_rows_of_an_asset_give_the_verdict_that_deciding_gives",
            "licensing/test_usable.py::test_i10_what_search_finds_usable_is_released_by_the_kernel",
        ),
        ("licensing/test_rules_in_search.py", "search/test_rights_column.py"),
    ),
    "I11": Invariant(
        "No credit contains a name that its bearer refused.",
        (f"{KERNEL}::test_i11_a_credit_never_contains_a_name_that_was_refused",),
        ("licensing/test_copies.py::test_a_name_that_was_refused_is_nowhere_in_the_copy",),
    ),
    "I12": Invariant(
        "A copy that leaves holds its rights and nothing personal.",
        (
            f"{TABLES}::test_i12_a_copy_holds_the_rights_of_its_record_and_nothing_personal",
            f"{KERNEL}::test_i12_a_credit_that_is_due_holds_what_is_due_or_says_what_is_missing",
        ),
        (
            "metadata/writing/test_every_field.py",
            "licensing/test_copies.py::"
            "test_an_independent_reader_finds_the_rights_and_the_decision_and_nothing_personal",
        ),
    ),
    "I13": Invariant(
        "The time zone of the server changes nothing.",
        (f"{KERNEL}::test_i13_the_time_zone_of_the_server_changes_nothing",),
    ),
    "I14": Invariant(
        "A stored decision cannot be changed and can be computed again.",
        (f"{KERNEL}::test_i14_an_answer_is_computed_again_from_what_was_stored",),
        ("licensing/test_resolutions.py", "rights/test_stored.py"),
    ),
    "I15": Invariant(
        "Another organization learns verdict, scope and reasons, and neither names nor proof.",
        (
            f"{KERNEL}::test_i15_what_is_said_about_persons_names_no_record_of_theirs",
            f"{DOORS}::test_i15_no_answer_to_another_organization_names_a_person_a_record_or_a_proof",
        ),
        ("api/test_consents.py::test_no_answer_to_others_holds_a_name_or_a_proof", "api/test_noninterference.py"),
    ),
}
