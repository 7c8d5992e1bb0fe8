"""How many definitions of tests a message brings, counted before anything is made of them."""

from lxml import etree

from uwlr_service.domain.fouten import InhoudOngeldig
from uwlr_service.formats.limits import DEFINITIES
from uwlr_service.formats.uwlr.fields import finding
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, LR

PLURALS = {
    "toets": "toetsen",
    "toetsonderdeel": "toetsonderdelen",
    "norm": "normen",
    "ingang": "ingangen in een toetshierarchie",
}
VERWACHT = "alleen de toetsen bij de resultaten in het bericht, of meer berichten"
COUNTS = {
    name: etree.XPath(f"count(lr:toetsen/descendant::lr:{name})", namespaces={"lr": LEERRESULTATEN})
    for name in DEFINITIES
}


def bound_definities(element: etree._Element) -> None:
    """Raise InhoudOngeldig for a message with more tests, parts or norms than are read."""
    for name, most in DEFINITIES.items():
        number = int(COUNTS[name](element))
        if number > most:
            tekst = f"het bericht heeft {number} {PLURALS[name]}; het mogen er {most} zijn"
            raise InhoudOngeldig(meldingen=[finding(element.find(f"{LR}toetsen"), tekst, VERWACHT)])
