"""Which school a file is of, without reading more of it than its beginning."""

from typing import BinaryIO

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.school import School
from uwlr_service.formats.edexml.bevindingen import Bevindingen
from uwlr_service.formats.edexml.school import read_school
from uwlr_service.formats.edexml.structuur import ROOT
from uwlr_service.formats.edexml.vindplaats import Vindplaats
from uwlr_service.formats.limits import KB
from uwlr_service.formats.parsing import HARDENED

BEGINNING = 64 * KB
"""Bytes in which the school must end; it is the first element."""


def peek(source: BinaryIO) -> School | None:
    """The school that the beginning of a file names; None where that cannot be told.

    The file is then where it was. Nothing is validated: whoever asks knows the bytes already, or reads the
    file afterwards.
    """
    begin = source.tell()
    beginning = source.read(BEGINNING)
    source.seek(begin)
    parser = etree.XMLPullParser(events=("end",), tag="school", **HARDENED)
    try:
        parser.feed(beginning)
        element = next((element for _, element in parser.read_events()), None)
        if element is None:
            return None
        return read_school(Vindplaats(element, f"/{ROOT}/school", Bevindingen()))
    except (etree.XMLSyntaxError, DocumentOngeldig):
        return None
