"""Party-specific blocks: the remark of EDEXML itself is read, every other type is set aside.

A block of another type is valid only in a schema that two parties agreed on, so it has to go before
validation; it is counted by its type.
"""

from collections import Counter

from lxml import etree

from uwlr_service.domain.school.school import Toevoeging
from uwlr_service.formats.edexml.vindplaats import Vindplaats

CONTAINER = "toevoegingen"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XSI_TYPE = f"{{{XSI}}}type"
OPMERKING = "OpmerkingGegevensType"
LONGEST_NAME = 64


def set_aside(plaats: Vindplaats, terzijde: Counter[str]) -> None:
    """Take the blocks of an unknown type out of an object; an emptied container goes too."""
    container = plaats.parts.get(CONTAINER)
    if container is None:
        return
    unknown = [blok for blok in container.findall("blok") if _is_unknown(blok)]
    for blok in unknown:
        terzijde[_local_name(blok)[:LONGEST_NAME]] += 1
        container.remove(blok)
    if unknown and len(container) == 0:
        plaats.element.remove(container)
        del plaats.parts[CONTAINER]


def _is_unknown(blok: etree._Element) -> bool:
    soort = blok.get(XSI_TYPE)
    # A block without a type is left in its place: the schema will report it.
    return soort is not None and soort.strip() != OPMERKING


def _local_name(blok: etree._Element) -> str:
    return (blok.get(XSI_TYPE) or "").strip().rpartition(":")[2]


def read_toevoegingen(plaats: Vindplaats) -> tuple[Toevoeging, ...]:
    """The remarks with an object, after validation."""
    container = plaats.parts.get(CONTAINER)
    if container is None:
        return ()
    return tuple(_read(blok) for blok in container)


def _read(blok: etree._Element) -> Toevoeging:
    return Toevoeging(
        code=blok.findtext("code", ""),
        opmerking=blok.findtext("opmerking", ""),
        omschrijving=blok.findtext("omschrijving"),
    )
