"""The name under which a browser saves a download: RFC 6266, whatever the file was called."""

import re
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.storage import Disposition
from assets.storage._disposition import content_disposition


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        pytest.param("a.jpg", "attachment; filename=\"a.jpg\"; filename*=UTF-8''a.jpg", id="plain"),
        pytest.param("Müller & Söhne.jpg", None, id="umlauts"),
        pytest.param('a"; filename="b.exe', None, id="quotes"),
        pytest.param("a\r\nSet-Cookie: x=1.jpg", None, id="line breaks"),
        pytest.param("../../etc/passwd", None, id="path"),
        pytest.param("\u202egpj.exe", "attachment; filename=\"gpj.exe\"; filename*=UTF-8''gpj.exe", id="bidi override"),
        pytest.param(
            "城堡", "attachment; filename=\"file\"; filename*=UTF-8''%E5%9F%8E%E5%A0%A1", id="no ASCII at all"
        ),
        pytest.param("\x00\x01", "attachment; filename=\"file\"; filename*=UTF-8''file", id="nothing harmless"),
        pytest.param("", "attachment; filename=\"file\"; filename*=UTF-8''file", id="empty"),
        pytest.param("a\udce4.jpg", None, id="undecodable byte"),
    ],
)
def test_a_name_becomes_a_header(filename, expected):
    header = content_disposition(Disposition.ATTACHMENT, filename)
    assert expected in {None, header}
    assert_is_safe(header)


@given(st.text(max_size=400))
def test_no_name_breaks_the_header(filename):
    assert_is_safe(content_disposition(Disposition.INLINE, filename))


def assert_is_safe(header: str) -> None:
    assert re.fullmatch(
        r"(inline|attachment); filename=\"[^\"\\/\r\n]+\"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+", header
    )
    assert header.isascii()
    assert len(header) < 3_000


def test_a_reader_of_headers_gets_the_full_name():
    message = Message()
    message["Content-Disposition"] = content_disposition(Disposition.ATTACHMENT, "Schloß im Herbst.jpg")
    assert message.get_filename() in {"Schloß im Herbst.jpg", "Schloss im Herbst.jpg"}
