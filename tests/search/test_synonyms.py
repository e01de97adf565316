"""The groups that ship: many, and none a combination of another."""

from itertools import combinations

from assets.search.lexicon import data_lines
from assets.search.synonyms import SynonymGroup, Thesaurus, shipped_groups
from tests.search.builders import document, found, index_of


def test_at_least_three_hundred_groups_ship():
    assert sum(not group.broader for group in shipped_groups().values()) >= 300


def test_no_group_takes_the_key_of_another():
    assert len(shipped_groups()) == len(data_lines("synonyms.txt"))


def test_no_two_groups_share_more_than_one_word():
    groups = [{term.casefold() for term in group.terms} for group in shipped_groups().values() if not group.broader]
    assert [(one, other) for one, other in combinations(groups, 2) if len(one & other) > 1] == []


def test_other_groups_count_from_the_next_question_on():
    index = index_of(document(1, "Dorfkrug"))
    before = found(index, "Zapfhahn")
    index.thesaurus.replace([SynonymGroup(("Zapfhahn", "Dorfkrug"))])
    assert (before, found(index, "Zapfhahn")) == ([], [1])


def test_several_words_together_are_asked_for_in_other_words():
    index = index_of(document(1, "Hausmesse im Bauhof"), document(2, "Tür"))
    assert found(index, "Tag der offenen Tür") == [1]


def test_a_family_of_words_stays_when_groups_are_replaced():
    index = index_of(document(1, "Blühende Wiese"))
    index.thesaurus.replace([])
    assert found(index, "Blüte") == [1]


def test_a_broader_word_alone_finds_the_narrower():
    thesaurus = Thesaurus([SynonymGroup(("Hund", "Katze"), broader="Haustier")])
    assert (thesaurus.of("haustier"), thesaurus.of("hund")) == ((("hund",), ("katze",)), ())
