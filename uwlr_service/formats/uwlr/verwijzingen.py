"""Results that name a test which the message does not define (UWLR 2.2, Leerresultaten, krAfnameToets)."""

from collections.abc import Iterator

from lxml import etree

from uwlr_service.domain.fouten import MOST_MELDINGEN, Melding
from uwlr_service.formats import findings
from uwlr_service.formats.schemafouten.sleutels import no_match
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, LR

NAMESPACES = {"lr": LEERRESULTATEN}
DEFINED = etree.XPath("lr:toetsen/lr:toets/lr:toetscode/text()", namespaces=NAMESPACES, smart_strings=False)
NAMED = etree.XPath(
    "lr:toetsafnames/lr:toetsafname/lr:resultaten/lr:resultaat/lr:toetscode/text()",
    namespaces=NAMESPACES,
    smart_strings=False,
)
RESULTAAT = f"{LR}resultaat"
TOETSCODE = f"{LR}toetscode"


def many_dangling(element: etree._Element) -> list[Melding]:
    """The first findings of a message in which more results than are told name a test that is not there.

    The schema finds them too, but all at the end, so that they cannot be cut off: a hundred thousand of them
    would be kept first. Fewer are left to it.
    """
    defined = set(DEFINED(element))
    named = NAMED(element)
    if defined.issuperset(named) or sum(code not in defined for code in named) <= MOST_MELDINGEN:
        return []
    return findings.bounded(_dangling(element, defined))


def _dangling(element: etree._Element, defined: set[str]) -> Iterator[Melding]:
    for resultaat in element.iter(RESULTAAT):
        toetscode = resultaat.find(TOETSCODE)
        if toetscode is not None and toetscode.text is not None and toetscode.text not in defined:
            yield Melding(
                tekst=no_match("toets", "toetscode", f"'{toetscode.text}'"),
                regel=findings.line_of(toetscode),
                pad=findings.place_of(toetscode),
                key=resultaat.get("key"),
                verwacht="een toetscode die in het document staat",
                is_inhoud=True,
            )
