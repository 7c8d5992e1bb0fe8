"""The mistakes that are mended for a key that was set tolerant (UWLR in practice: PHP, PowerShell)."""

from lxml import etree

from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.verzoek import Tolerantie
from uwlr_service.formats.uwlr.verzoek import LG

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
OPTIONAL = (f"{LG}dependancecode", f"{LG}gegevenssetid", f"{LG}laatstontvangengegevens")
SCHOOLJAAR, BRINCODE, SCHOOLKEY = f"{LG}schooljaar", f"{LG}brincode", f"{LG}schoolkey"


def mend(element: etree._Element) -> list[Tolerantie]:
    """Mend a request in place; returns what had to be tolerated, each kind once."""
    used = []
    for child in element:
        if child.text is not None and len(child) == 0 and child.text != child.text.strip():
            child.text = child.text.strip() or None
            used.append(Tolerantie.SPATIES)
    for child in [child for child in element if child.tag in OPTIONAL and not child.text]:
        element.remove(child)
        if child.tag != f"{LG}dependancecode":  # empty is valid there, and means 00
            used.append(Tolerantie.LEEG)
    schooljaar = element.find(SCHOOLJAAR)
    if schooljaar is not None and not schooljaar.text:
        schooljaar.text = Schooljaar.current()
        used.append(Tolerantie.SCHOOLJAAR)
    schoolkey = element.find(SCHOOLKEY)
    if schoolkey is not None and element.find(BRINCODE) is not None:
        element.remove(schoolkey)
        used.append(Tolerantie.SCHOOLKEY)
    children = list(element)
    if all(child.tag in ORDER for child in children):
        ordered = sorted(children, key=lambda child: ORDER.index(child.tag))
        if ordered != children:
            element[:] = ordered
            used.append(Tolerantie.VOLGORDE)
    return list(dict.fromkeys(used))
