"""Captions are understood cue by cue and written anew: nothing of a stranger's markup passes."""

import pytest

from assets.captions import CaptionsInvalid, rewritten

CUE = "00:01.000 --> 00:02.500\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param(f"WEBVTT\n\n{CUE}Grüß Gott\n", "Grüß Gott", id="plain words"),
        pytest.param(f"\ufeffWEBVTT - Titel\r\n\r\n1\r\n{CUE}Hallo\r\n", "Hallo", id="mark, title, number, line ends"),
        pytest.param(f"WEBVTT\n\n{CUE}<v Anna><b>Ja</b></v>\n", "<v Anna><b>Ja</b>", id="voice and emphasis stay"),
        pytest.param(f"WEBVTT\n\n{CUE}<c.x><00:01.500>Ja</c>\n", "Ja", id="classes and times inside go"),
        pytest.param(f"WEBVTT\n\n{CUE}<script>alert(1)</script>x\n", "alert(1)x", id="a script is no tag"),
        pytest.param(f"WEBVTT\n\n{CUE}a < b & c &lt;i\n", "a &lt; b &amp; c &lt;i", id="signs are written out"),
        pytest.param(f"WEBVTT\n\n{CUE}a\u202eb\x07c\n", "abc", id="controls go"),
    ],
)
def test_words_stay_and_markup_goes(text, written):
    assert rewritten(text) == f"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n{written}\n"


def test_styles_regions_and_comments_are_left_out():
    text = f"WEBVTT\n\nSTYLE\n::cue {{ background: url(http://x/) }}\n\nREGION\nid:a\n\nNOTE geheim\n\n{CUE}Hallo\n"
    assert rewritten(text) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHallo\n"


def test_only_settings_of_the_standard_stay():
    cue = "01:00:01.000 --> 01:00:02.500 line:90%,end align:center region:a onclick:x\nHallo"
    assert "01:00:02.500 line:90%,end align:center\n" in rewritten(f"WEBVTT\n\n{cue}\n")


def test_what_was_written_is_read_the_same_again():
    once = rewritten(f"WEBVTT\n\n{CUE}<v Anna>a & b <i>c</i>\n\n01:00.000 --> 01:01.000 size:50%\nd\n")
    assert rewritten(once) == once


def test_what_is_wrong_is_told_with_the_number_of_its_cue():
    text = f"WEBVTT - Titel\nSprache: de\n\nNOTE von Hand\n\n{CUE}Hallo\n\n7\n00:04,000 --> 00:05.000\nDort\n"
    with pytest.raises(CaptionsInvalid) as refused:
        rewritten(text)
    assert refused.value.because == "Einblendung 2 (ab Zeile 9): „00:04,000“ ist keine Zeit wie 00:01:02.500."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", id="another format"),
        pytest.param("WEBVTT\n", id="no cue"),
        pytest.param("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n", id="ends before it begins"),
        pytest.param(f"WEBVTT\n\n{CUE}x\n\n00:00.000 --> 00:01.000\ny\n", id="goes back"),
        pytest.param("WEBVTT\n\n00:99.000 --> 01:01.000\nx\n", id="no time"),
        pytest.param("WEBVTT\n\nnur Text\nohne Zeit\n\n\nmehr\n", id="words without a time"),
        pytest.param("WEBVTT\n\n" + f"{CUE}x\n\n" * 5_001, id="too many"),
        pytest.param(f"WEBVTT\n\n{CUE}" + "x\n" * 9, id="more lines than a film shows"),
        pytest.param(f"WEBVTT\n\n{CUE}" + "x" * 401, id="a line that nobody reads"),
        pytest.param("WEBVTT\n\n" + CUE + "x" * 1_000_001, id="too long"),
    ],
)
def test_what_is_no_captions_file_is_refused_in_words(text):
    with pytest.raises(CaptionsInvalid) as refused:
        rewritten(text)
    assert refused.value.because.endswith(".")
