"""Misleading signs in the texts of a file: taken out, because a school can seldom mend what its LAS wrote.

In keys and codes they stay, and are refused with the rules of the domain: another key is another pupil.
"""

from lxml import etree

from uwlr_service.domain.tekst import MISLEADING, clean

TEKSTEN = frozenset(
    """
    achternaam voorvoegsel voornamen voorletters-1 roepnaam gebruikersnaam emailadres fotourl postcodeoverig
    naam omschrijving rolomschrijving auteur commentaar opmerking
    """.split()
)
"""The elements that hold text and nothing that something else is found by."""


def clean_texts(element: etree._Element) -> int:
    """Take the signs out of the texts of an object; returns how many texts had them."""
    # Nearly no object has one, and this is asked of each.
    if not MISLEADING.search("".join(element.itertext())):
        return 0
    aantal = 0
    for part in element.iter(*TEKSTEN):
        text = part.text or ""
        kept = clean(text)
        if kept != text:
            part.text = kept
            aantal += 1
    return aantal
