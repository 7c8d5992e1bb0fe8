"""Spaces of other kinds around a number or a date: XML Schema knows four white signs, and senders more."""

from collections.abc import Iterable

from lxml import etree

from uwlr_service.domain.tekst import trim


def trim_values(element: etree._Element, tags: Iterable[str]) -> bool:
    """Take them away around the values of these elements; whether there were any.

    A value that has only the white space of XML around it is left as it is, for the schema to judge.
    """
    mended = False
    for part in element.iter(*tags):
        text = part.text or ""
        if not text.isascii() and trim(text) != text:
            part.text = trim(text)
            mended = True
    return mended
