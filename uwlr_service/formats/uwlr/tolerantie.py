"""The mistakes that are mended for a client with a tolerant key, such as one made in PHP or PowerShell."""

from lxml import etree

from uwlr_service.domain.koppeling.gegevenssets import set_named
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import trim
from uwlr_service.domain.uwlr.verzoek import Tolerantie
from uwlr_service.formats.uwlr.verzoek import LAATSTONTVANGEN, LG
from uwlr_service.formats.witruimte.collapsing import collapsed

ORDER = tuple(
    f"{LG}{name}"
    for name in (
        "schooljaar",
        "brincode",
        "dependancecode",
        "schoolkey",
        "xsdversie",
        "gegevenssetid",
        "laatstontvangengegevens",
        "groepen",
    )
)
"""The children of a request, in the order of the schema (UWLR 2.2, gVerzoekBasis, gVerzoekGroepenRef)."""
OPTIONAL = (f"{LG}dependancecode", f"{LG}gegevenssetid", f"{LG}laatstontvangengegevens")
"""Elements that a request may leave out."""
DEPENDANCECODE = f"{LG}dependancecode"
GEGEVENSSETID = f"{LG}gegevenssetid"
SCHOOLJAAR = f"{LG}schooljaar"
BRINCODE = f"{LG}brincode"
SCHOOLKEY = f"{LG}schoolkey"


def mend(element: etree._Element) -> list[Tolerantie]:
    """Mend a request in place; returns what had to be tolerated, each kind once.

    Spaces go first: an element that holds nothing else is empty after that. The order comes last, because
    children that were removed no longer stand in the wrong place.
    """
    mistakes = (
        (Tolerantie.SPATIES, _strip),
        (Tolerantie.LEEG, _drop_empty),
        (Tolerantie.GEGEVENSSET, _names_unknown_set),
        (Tolerantie.SCHOOLJAAR, _fill_schooljaar),
        (Tolerantie.SCHOOLKEY, _drop_schoolkey),
        (Tolerantie.VOLGORDE, _sort),
    )
    return [tolerantie for tolerantie, mended in mistakes if mended(element)]


def _strip(element: etree._Element) -> bool:
    """Take spaces around values away; a child with children of its own has white space for layout."""
    mended = False
    for child in element:
        if child.text is None or len(child):
            continue
        kept = trim(child.text)
        if child.text != kept:
            # Around a moment white space means nothing (XML Schema), so that is not a mistake.
            is_allowed = child.tag == LAATSTONTVANGEN and kept and kept == collapsed(child.text)
            mended = mended or not is_allowed
            child.text = kept or None
    return mended


def _drop_empty(element: etree._Element) -> bool:
    """Remove optional elements without a value, which PHP writes for a variable that is not set."""
    mended = False
    for child in list(element):
        if child.tag in OPTIONAL and not child.text:
            element.remove(child)
            # An empty dependancecode is valid, and means 00: it goes, and nothing had to be tolerated.
            mended = mended or child.tag != DEPENDANCECODE
    return mended


def _names_unknown_set(element: etree._Element) -> bool:
    """Whether there is no set of the name that is asked for; the name stays, for the schema to judge."""
    asked = element.find(GEGEVENSSETID)
    return asked is not None and set_named(asked.text or "") is None


def _fill_schooljaar(element: etree._Element) -> bool:
    """Take the current school year for an empty one."""
    schooljaar = element.find(SCHOOLJAAR)
    if schooljaar is None or schooljaar.text:
        return False
    schooljaar.text = Schooljaar.current()
    return True


def _drop_schoolkey(element: etree._Element) -> bool:
    """Remove a schoolkey beside a brincode: the schema takes one of them, and the brincode is national."""
    schoolkey = element.find(SCHOOLKEY)
    if schoolkey is None or element.find(BRINCODE) is None:
        return False
    element.remove(schoolkey)
    return True


def _sort(element: etree._Element) -> bool:
    """Put the children in the order of the schema; with an unknown one among them it refuses anyway."""
    children = list(element)
    if any(child.tag not in ORDER for child in children):
        return False
    ordered = sorted(children, key=lambda child: ORDER.index(child.tag))
    if ordered == children:
        return False
    element[:] = ordered
    return True
