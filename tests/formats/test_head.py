"""The head of a document: all before the first element with a tag, or why it cannot be read."""

import pytest

from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.formats.limits import BERICHT
from uwlr_service.formats.parsing import GEEN_XML, parse_head
from uwlr_service.formats.welgevormd import GEEN_DOCTYPE
from uwlr_service.formats.xmlfouten import UNKNOWN


def test_no_more_is_read_than_the_head() -> None:
    pieces = iter([b"<a><kop>x</kop>", b"<lijf>", b"<rest/>"])
    root = parse_head(pieces, None, BERICHT, "lijf")
    assert root is not None
    assert root.findtext("kop") == "x"
    assert list(pieces) == [b"<rest/>"]


@pytest.mark.parametrize(
    "document", [b"<a><kop/></a>", "<\u2070a/>".encode()], ids=["right", "for lxml alone"]
)
def test_without_the_element_there_is_no_head(document: bytes) -> None:
    assert parse_head(iter([document]), None, BERICHT, "lijf") is None


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"<a><kop></a><lijf/>", GEEN_XML),
        (b"<?xml version='1.0' encoding='IBM037'?><a><lijf/></a>", UNKNOWN),
        (b"<!DOCTYPE a><a><lijf/></a>", GEEN_DOCTYPE),
        (b"<!DOCTYPE a [<!ENTITY e 'x'>]><a><lijf/></a>", GEEN_DOCTYPE),
    ],
    ids=["not well-formed", "an unknown character set", "an empty doctype", "a doctype with an entity"],
)
def test_a_head_is_refused_for_what_a_message_is_refused_for(document: bytes, why: str) -> None:
    with pytest.raises(OngeldigBericht) as refused:
        parse_head(iter([document]), None, BERICHT, "lijf")
    assert why in refused.value.faultstring
