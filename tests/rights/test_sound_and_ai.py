"""Gates 8 and 9 as tables: sound of others, and what a model made."""

from dataclasses import replace

import pytest

from licensing.rights import (
    AiUse,
    AssetFacts,
    AudioKind,
    AudioTrack,
    Channel,
    Completeness,
    PermissionStatus,
    Policy,
    Tri,
    Verdict,
)

from .builders import INVENTED, answer, codes, duty_codes, facts, permission, question, scope

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
LISTED, NONE = Completeness.LISTED_COMPLETE, Completeness.NONE_CONFIRMED
NOT_HERE = permission(scope=scope(channels=frozenset()))
REFUSED = permission(status=PermissionStatus.REFUSED)


def with_track(permitted=None, *, state=LISTED, has_sound=Tri.YES, **more):
    track = AudioTrack(id="a1", kind=AudioKind.MUSIC, permission=permitted)
    return facts(asset=AssetFacts(has_sound=has_sound), audio=state, **{"audio_tracks": (track,), **more})


UNCLEAR, UNLICENSED = "AUDIO_RIGHTS_UNKNOWN", "AUDIO_LICENCE_NOT_COVERED"


@pytest.mark.parametrize(
    ("known", "verdict", "code"),
    [
        pytest.param(with_track(), ASK, UNCLEAR, id="music without a license"),
        pytest.param(with_track(permission()), YES, None, id="licensed music"),
        pytest.param(with_track(NOT_HERE), NO, UNLICENSED, id="licensed elsewhere"),
        pytest.param(with_track(REFUSED), NO, UNLICENSED, id="refused"),
        pytest.param(with_track(permission(has_evidence=Tri.NO)), ASK, UNCLEAR, id="no proof"),
        pytest.param(with_track(permission(), state=Completeness.LISTED_INCOMPLETE), ASK, UNCLEAR, id="half listed"),
        pytest.param(with_track(audio_tracks=()), ASK, UNCLEAR, id="nothing on the list"),
        pytest.param(with_track(has_sound=Tri.NO), YES, None, id="a silent film"),
        pytest.param(with_track(has_sound=Tri.UNKNOWN), ASK, UNCLEAR, id="perhaps silent"),
        pytest.param(with_track(state=NONE, audio_tracks=()), YES, None, id="nothing of others heard"),
    ],
)
def test_sound_belongs_to_somebody(known, verdict, code) -> None:
    decision = answer(question(), known)
    assert (decision.verdict, codes(decision)) == (verdict, {code} if code else set())


def test_only_what_is_heard_gets_captions() -> None:
    assert "HINT_CAPTIONS" in {hint.code for hint in answer(question(), with_track(permission())).hints}
    assert "HINT_CAPTIONS" not in {hint.code for hint in answer(question(), with_track(has_sound=Tri.NO)).hints}


def made(policy: Policy | None = None, **changes):
    return facts(ai=Tri.YES, ai_use=replace(INVENTED, **changes), policy=policy or Policy())


REAL, TERMS = "AI_REAL_PERSON_DEPICTED", "AI_PROVIDER_TERMS_UNKNOWN"
KEPT, LABELED = {"DUTY_KEEP_AI_METADATA"}, {"DUTY_KEEP_AI_METADATA", "DUTY_LABEL_AI"}
QUIET = Policy(label_photoreal_ai=False)


@pytest.mark.parametrize(
    ("known", "verdict", "found", "duties"),
    [
        pytest.param(made(), IF, set(), LABELED, id="an invented scene that looks real"),
        pytest.param(made(looks_real=Tri.NO), IF, set(), KEPT, id="nobody takes it for real"),
        pytest.param(made(looks_real=Tri.UNKNOWN), IF, set(), LABELED, id="perhaps taken for real"),
        pytest.param(made(QUIET), IF, set(), KEPT, id="invented, policy without label"),
        pytest.param(made(QUIET, depicts_real_person=Tri.YES), ASK, {REAL}, LABELED, id="real person, without label"),
        pytest.param(made(depicts_real_person=Tri.YES), ASK, {REAL}, LABELED, id="real person"),
        pytest.param(made(depicts_real_person=Tri.UNKNOWN), ASK, {REAL}, LABELED, id="perhaps a real person"),
        pytest.param(made(has_provider_terms=Tri.UNKNOWN), ASK, {TERMS}, LABELED, id="terms unknown"),
        pytest.param(made(has_provider_terms=Tri.NO), ASK, {TERMS}, LABELED, id="terms not filed"),
        pytest.param(facts(ai=Tri.UNKNOWN), ASK, {"AI_STATE_UNKNOWN"}, set(), id="AI or not"),
        pytest.param(facts(ai=Tri.NO, ai_use=AiUse()), YES, set(), set(), id="no AI"),
    ],
)
def test_ai_content_is_labeled_and_invents_nobody_real(known, verdict, found, duties) -> None:
    decision = answer(question(), known)
    assert (decision.verdict, codes(decision) - {"AI_LABEL_REQUIRED"}) == (verdict, found)
    assert duty_codes(decision) == duties
    assert ("AI_LABEL_REQUIRED" in codes(decision)) is ("DUTY_LABEL_AI" in duties)


@pytest.mark.parametrize(
    ("channel", "changes", "german"),
    [
        pytest.param(Channel.INSTAGRAM, {}, "„Mit KI erzeugt“, am Anfang des Beitragstexts", id="caption"),
        pytest.param(Channel.WEBSITE, {}, "„Mit KI erzeugt“, unmittelbar am Bild", id="website"),
        pytest.param(Channel.POSTER, {}, "„Mit KI erzeugt“, gedruckt am Bild", id="poster"),
        pytest.param(Channel.WEBSITE, {"label": "KI-Bild"}, "„KI-Bild“, unmittelbar am Bild", id="own words"),
    ],
)
def test_the_label_has_words_and_a_place(channel, changes, german) -> None:
    decision = answer(question(channel), made(**changes))
    [label] = [duty for duty in decision.duties if duty.code == "DUTY_LABEL_AI"]
    assert label.text("de") == f"Sichtbar als KI-Inhalt kennzeichnen: {german}"


def test_a_film_says_at_its_start_that_it_is_made_with_ai() -> None:
    known = replace(made(), asset=AssetFacts(has_sound=Tri.YES))
    [label] = [duty for duty in answer(question(Channel.YOUTUBE), known).duties if duty.code == "DUTY_LABEL_AI"]
    assert label.params["placement"] == "at_start"
