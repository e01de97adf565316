"""What German words find: folding, inflection, compounds, typos, and what they must not find."""

import pytest

from assets.search import Request
from assets.search.analysis import fold, stem, words
from assets.search.compounds import parts
from tests.search.builders import document, found, index_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Möhnetalsperre", "Moehnetalsperre", id="umlaut written out"),
        pytest.param("Straße", "STRASSE", id="sharp s and capitals"),
        pytest.param("Mu\u0308hle", "Mühle", id="combining marks"),
        pytest.param("Café", "cafe", id="other accents"),
    ],
)
def test_two_spellings_of_a_word_are_one_word(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["neue", "Mauer", "Quelle", "Feuer", "Statue", "Bauer"])
def test_letters_that_only_look_like_an_umlaut_stay(word):
    assert fold(word) == word.lower()


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("Museen", "Museum"),
        ("Gymnasien", "Gymnasium"),
        ("Jugendzentren", "Jugendzentrum"),
        ("Fledermäuse", "Fledermaus"),
        ("Häuser", "Haus"),
        ("Wege", "Weg"),
    ],
)
def test_inflected_forms_share_a_stem(form, base):
    assert stem(fold(form)) == stem(fold(base))


def test_iron_is_not_ice():
    assert stem("eisen") != stem("eis")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bürger", "Burg"),
        ("Müller", "Müll"),
        ("Blüte", "Blut"),
        ("Küche", "Kuchen"),
        ("Schützen", "Schutz"),
        ("Fähre", "Fahrer"),
        ("wandern", "Wand"),
    ],
)
def test_nouns_that_only_look_alike_stay_apart(one, other):
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Bürgerfest", "Burg"),
        ("Schützenfest", "Klimaschutz"),
        ("Naturschutz", "Schützen"),
        ("Wanderweg", "Wand"),
        ("Fahrradweg", "Fähre"),
        ("Mandelblüte", "Blut"),
    ],
)
def test_a_compound_is_not_found_by_what_only_looks_like_its_part(title, query):
    assert found(index_of(document(1, title)), query) == []


def test_a_word_with_two_readings_has_the_parts_of_both():
    assert {"stau", "becken", "staub", "ecke"} <= set(parts("staubecken"))


@pytest.mark.parametrize("form", ["Schüler:innen", "Schüler*innen", "Schüler/-innen", "SchülerInnen", "Schüler_innen"])
def test_forms_for_all_genders_are_the_word_itself(form):
    assert words(form).sequence == ("Schüler",)


@pytest.mark.parametrize("name", ["LinkedIn", "Plug-In", "DriveIn", "CheckIn"])
def test_a_name_with_a_capital_in_stays_whole(name):
    assert found(index_of(document(1, f"Auftritt bei {name}")), name.lower()) == [1]


@pytest.mark.parametrize("form", ["SchülerIn", "KollegIn", "ÄrztIn", "JournalistIn", "LehrerInnen"])
def test_a_person_with_a_capital_in_is_the_person(form):
    assert words(form).sequence == (form.partition("In")[0],)


def test_a_compound_is_found_by_every_contiguous_run_of_its_parts():
    assert {"fahrrad", "radweg", "rad", "weg"} <= set(parts("fahrradweg"))


def test_hyphenated_words_count_as_pieces_and_as_one():
    said = words("Wander-Weg")
    assert (said.sequence, said.joined) == (("Wander", "Weg"), ("Wanderweg",))


@pytest.mark.parametrize(
    ("title", "query"),
    [
        pytest.param("Fahrradweg am See", "Radweg", id="part of a compound"),
        pytest.param("Wassermühle", "Mühle", id="head of a compound"),
        pytest.param("Kirchturm", "Kirche", id="beginning without its e"),
        pytest.param("Wander-Weg", "Wanderweg", id="hyphen"),
        pytest.param("Schule und Mensa", "Schulmensa", id="compound of words apart"),
        pytest.param("Mühlrad", "Mühl Rad", id="words apart that are one"),
        pytest.param("Kreisverkehr", "Kreisverker", id="missing letter"),
        pytest.param("Bergwerk", "Bergwrek", id="swapped letters"),
        pytest.param("Elwetritschebrunnen", "Elwetritsche", id="unknown word before a known head"),
        pytest.param("Ampel in der Lindenstr.", "Lindenstraße", id="street, abbreviated in the text"),
        pytest.param("Ampel in der Lindenstraße", "Lindenstr.", id="street, abbreviated in the question"),
        pytest.param("Blühende Wiese", "Blüte", id="word of the same family"),
    ],
)
def test_a_query_forgives(title, query):
    index = index_of(document(1, "Rathaus"), document(2, title))
    assert found(index, query) == [2]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        pytest.param("Naturschutz", "Hut", id="letters inside a word"),
        pytest.param("Reisen", "Eis", id="end of another word"),
        pytest.param("Fledermaus", "Mausefalle", id="one part of two"),
        pytest.param("Rathaus", "Qwrtzpx", id="no word at all"),
    ],
)
def test_a_query_does_not_find(title, query):
    assert found(index_of(document(1, title)), query) == []


@pytest.mark.parametrize(
    ("title", "query"),
    [
        pytest.param("Bibliothek", "Bücherei", id="another word"),
        pytest.param("Oberbürgermeister", "OB", id="abbreviation"),
        pytest.param("Eichhörnchen", "Wildtiere", id="broader word"),
        pytest.param("Hängebrücke", "suspension bridge", id="English, two words"),
    ],
)
def test_a_query_finds_the_same_in_other_words(title, query):
    assert found(index_of(document(1, "Rathaus"), document(2, title)), query) == [2]


def test_other_words_stand_behind_what_was_typed():
    assert found(index_of(document(1, "Bücherei"), document(2, "Bibliothek")), "Bücherei") == [1, 2]


def test_a_narrower_word_does_not_find_the_broader():
    assert found(index_of(document(1, "Wildtiere")), "Eichhörnchen") == []


def test_a_short_synonym_counts_only_by_itself():
    assert found(index_of(document(1, "Mühlrad")), "Fahrrad") == []


def test_a_place_name_is_not_taken_apart_in_pictures_from_there():
    index = index_of(document(1, "Skilift in Winterberg", places=("Winterberg",)), document(2, "Winter am Berg"))
    assert found(index, "Winter") == [2]


def test_a_repaired_word_is_said_openly_and_stands_behind_what_was_typed():
    index = index_of(document(1, "Turnhalle"), document(2, "Turnier"))
    answer = index.search(Request(text="Turnhale"))
    assert answer.did_you_mean is not None
    assert (answer.did_you_mean.query, answer.did_you_mean.count, answer.ids) == ("Turnhalle", 1, (1,))


def test_a_word_that_finds_something_is_not_repaired():
    index = index_of(document(1, "Turm"), document(2, "Sturm"))
    answer = index.search(Request(text="Turm"))
    assert (answer.ids, answer.did_you_mean) == ((1,), None)
