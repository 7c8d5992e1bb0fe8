"""Misleading signs and the space around a value, by the categories of Unicode itself."""

import sys
import unicodedata

import pytest

from uwlr_service.domain import tekst

PLAIN = [
    "Zoë",
    "Łukasz",
    "a-b c",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a\u200cb",
    "co\u00adop",
    "a\u00a0b",
    "",
]


@pytest.mark.parametrize("text", [*PLAIN, "a\tb", "a\nb", "a\r\nb"])
def test_a_text_that_says_what_it_shows_is_left_alone(text: str) -> None:
    assert tekst.fault(text) is None
    assert tekst.clean(text) == text
    assert tekst.shown(text) == text


@pytest.mark.parametrize(
    ("sign", "number", "shown"),
    [
        ("\x00", "U+0000", "\\x00"),
        ("\x1b", "U+001B", "\\x1b"),
        ("\x7f", "U+007F", "\\x7f"),
        ("\x80", "U+0080", "\\x80"),
        ("\x85", "U+0085", "\\x85"),
        ("\x9f", "U+009F", "\\x9f"),
        ("\u061c", "U+061C", "\\u061c"),
        ("\u200e", "U+200E", "\\u200e"),
        ("\u2028", "U+2028", "\\u2028"),
        ("\u2029", "U+2029", "\\u2029"),
        ("\u202e", "U+202E", "\\u202e"),
        ("\u2066", "U+2066", "\\u2066"),
        ("\ud800", "U+D800", "\\ud800"),
        ("\uffff", "U+FFFF", "\\uffff"),
    ],
)
def test_a_misleading_sign_is_named_removed_and_shown(sign: str, number: str, shown: str) -> None:
    assert tekst.fault(f"a{sign}b") == f"bevat een stuurteken ({number})"
    assert tekst.clean(f"a{sign}b") == "ab"
    assert tekst.shown(f"a{sign}b") == f"a{shown}b"


def test_all_that_steers_is_misleading_and_nothing_that_is_written_with() -> None:
    kept = set("\t\n\r")
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        steers = (
            unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
            or unicodedata.bidirectional(sign)
            in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
            or sign in "\u061c\u200e\u200f\ufffe\uffff"
        )
        assert (tekst.fault(sign) is not None) == (steers and sign not in kept), hex(code)


def test_every_space_of_unicode_is_trimmed_and_only_around() -> None:
    spaces = {chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Zs"}
    assert set(tekst.SPACE) == spaces | set("\t\r\n")
    for space in tekst.SPACE:
        assert tekst.trim(f"{space}a{space}b{space}{space}") == f"a{space}b"
    assert tekst.trim("\x85a\u2028") == "\x85a\u2028"
