"""Misleading signs in the texts of a file: taken out, because a school can seldom mend what its LAS wrote.

In keys and codes they stay, and are refused with the rules of the domain: another key is another pupil.
"""

from lxml import etree

from uwlr_service.domain.tekst import ODD, clean
from uwlr_service.formats.witruimte.spaties import trim_values

TEKSTEN = frozenset(
    """
    achternaam voorvoegsel voornamen voorletters-1 roepnaam gebruikersnaam emailadres fotourl postcodeoverig
    naam omschrijving rolomschrijving auteur commentaar opmerking
    """.split()
)
"""The elements that hold text and nothing that something else is found by."""

COLLAPSED = frozenset(
    """
    geboortedatum start_ondw_jgr3 instroomdatum uitstroomdatum mutatiedatum peildatum aanmaakdatum geslacht
    """.split()
)
"""The numbers and dates: around them white space means nothing (XML Schema, whiteSpace=collapse)."""

WHOLE = etree.XPath("string()", smart_strings=False)
"""All text of an element; libxml2 puts it together in half the time that Python takes."""
DELETE = "\x7f"
"""The one misleading sign of ASCII that XML can hold."""


def clean_texts(element: etree._Element) -> int:
    """Take the signs out of the texts of an object; returns how many texts had them.

    The spaces of other kinds around its numbers and dates go too.
    """
    # Nearly no object has any, and this is asked of each.
    whole = WHOLE(element)
    if (whole.isascii() and DELETE not in whole) or not ODD.search(whole):
        return 0
    trim_values(element, COLLAPSED)
    aantal = 0
    for part in element.iter(*TEKSTEN):
        text = part.text or ""
        kept = clean(text)
        if kept != text:
            part.text = kept
            aantal += 1
    return aantal
