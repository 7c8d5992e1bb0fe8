"""Decisions as a LAS sends them (docs/las.rst), read from JSON; what is wrong is told, and never quoted."""

from typing import TypeVar

from uwlr_service.domain import tekst
from uwlr_service.domain.fouten.mensen import BesluitOngeldig
from uwlr_service.domain.las.besluit import (
    Koppelingbesluit,
    Koppelingkeuze,
    Voorstelbesluit,
    Voorstelkeuze,
)
from uwlr_service.formats.las import leden
from uwlr_service.formats.las.leden import Members

K = TypeVar("K", Voorstelkeuze, Koppelingkeuze)
BESLISSER = {"besluit", "namens", "getoond", "bewezen"}
OF_VOORSTEL = {
    Voorstelkeuze.ACCEPTEREN: BESLISSER | {"velden", "leerlingen", "bestuur", "reden"},
    Voorstelkeuze.AFWIJZEN: BESLISSER | {"reden"},
}
OF_KOPPELING = dict.fromkeys(Koppelingkeuze, BESLISSER) | {
    Koppelingkeuze.VERSMALLEN: BESLISSER | {"velden", "leerlingen"}
}
"""The members that each decision may have; with another one somebody means something that is not done."""


def read_voorstelbesluit(document: object) -> Voorstelbesluit:
    """A decision about a proposal. Raises BesluitOngeldig, which quotes nothing of what was sent."""
    members = leden.of_document(document)
    besluit = _choice(members, Voorstelkeuze)
    leden.require_known(members, OF_VOORSTEL[besluit])
    return Voorstelbesluit(
        besluit=besluit,
        beslisser=leden.beslisser(members),
        velden=leden.velden(members),
        leerlingen=leden.leerlingen(members),
        bestuur=leden.sentence(members, "bestuur"),
        reden=leden.sentence(members, "reden"),
    )


def read_koppelingbesluit(document: object) -> Koppelingbesluit:
    """A decision about a link. Raises BesluitOngeldig."""
    members = leden.of_document(document)
    besluit = _choice(members, Koppelingkeuze)
    leden.require_known(members, OF_KOPPELING[besluit])
    velden = leden.velden(members)
    if any(velden.values()):
        raise BesluitOngeldig("Bij versmallen staat elk veld van 'velden' op false; meer geven kan zo niet.")
    leerlingen = leden.leerlingen(members)
    if besluit is Koppelingkeuze.VERSMALLEN and not velden and leerlingen.is_empty:
        raise BesluitOngeldig("Noem bij versmallen 'velden' of 'leerlingen'.")
    return Koppelingbesluit(
        besluit=besluit, beslisser=leden.beslisser(members), uit=frozenset(velden), leerlingen=leerlingen
    )


def _choice(members: Members, keuzes: type[K]) -> K:
    given = members.get("besluit")
    for keuze in keuzes:
        if given == keuze.value:
            return keuze
    raise BesluitOngeldig(f"Het 'besluit' is {tekst.opsomming([keuze.value for keuze in keuzes])}.")
