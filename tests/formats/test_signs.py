"""By its signs a document is only let through when it cannot pass a limit, however it is cut in pieces."""

from dataclasses import replace

import pytest

from tests.formats.test_limits import CASES, FILLING, SMALL
from uwlr_service.formats.limits import NODE, Limits
from uwlr_service.formats.signs import fits

ORDINARY = f"<a xmlns='urn:a'>{FILLING}<b c='é'>tekst</b>\n</a>".encode()


@pytest.mark.parametrize(
    "beginning", [b"", b"<?xml version='1.0'?>", b'<?xml version="1.0" encoding="UTF-8"?>']
)
def test_an_ordinary_document_is_let_through(beginning: bytes) -> None:
    assert fits([beginning + ORDINARY], None, SMALL)
    assert fits([ORDINARY[at : at + 7] for at in range(0, len(ORDINARY), 7)], "utf-8", SMALL)


@pytest.mark.parametrize(("make", "over"), [(case[0], case[2]) for case in CASES[:-1]])
def test_a_document_over_a_limit_is_not(make, over: int) -> None:
    document = make(over)
    assert not fits([document], None, SMALL)
    half = len(document) // 2
    for at in range(half - 20, half + 20):
        assert not fits([document[:at], document[at:]], None, SMALL), at


@pytest.mark.parametrize(
    "beginning",
    [
        b"<?xml version='1.0' encoding='utf-7'?>",
        b"<?xml version='1.0' encoding='utf-7' standalone=\"encoding='utf-8'\"?>",
        b"<?xml version='1.0'" + b" " * 300 + b"encoding='utf-7'?>",
        b"\xfe\xff",
        b"\x4c\x6f\xa7\x94",
    ],
)
def test_a_document_in_which_the_signs_may_be_others_is_not(beginning: bytes) -> None:
    assert not fits([beginning + ORDINARY], None, SMALL)


@pytest.mark.parametrize("inner", ["<!--x-->", "<![CDATA[x]]>", "x" * 70_000])
def test_what_has_to_be_looked_at_is_not(inner: str) -> None:
    assert not fits([f"<a>{inner}</a>".encode()], None, Limits(bytes=1_000_000, elements=1_000))


def test_texts_count_for_the_size_of_the_tree() -> None:
    document = b"<a>" + b"<b>x</b>\n" * 99 + b"</a>"
    # The end of the document is counted as one more text.
    within = Limits(bytes=10_000, elements=1_000, tree=len(document) + NODE * (100 + 198 + 1))
    short = replace(within, tree=len(document) + NODE * (100 + 198))
    assert fits([document], None, within)
    assert not fits([document], None, short)
