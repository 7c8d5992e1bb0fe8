"""The groups that a caller names: by their keys, or by the names that the service itself gives them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from uwlr_service.cli.call.options import Pull
from uwlr_service.client.fouten import SoapFout
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school import benaming
from uwlr_service.domain.school.benaming import Benoemd
from uwlr_service.domain.tekst import shown

if TYPE_CHECKING:
    from uwlr_service.client.antwoord import Record
    from uwlr_service.client.uwlr import UwlrClient


def with_keys(client: "UwlrClient", pull: Pull, keuzes: Sequence[Groepskeuze]) -> list[Groepskeuze]:
    """The choices with the keys of the groups that they name; asks the service which groups there are.

    A service that does not say (it refuses HaalStructuur, or has no groups) gets the words as they are.
    Raises Geweigerd for a group that is not there, or for a name that several have.
    """
    if all(keuze.key is None for keuze in keuzes):
        return list(keuzes)
    basis = pull.basis
    basis["laatstontvangen"] = None
    try:
        structuur = client.structuur(**basis)
    except SoapFout:
        return list(keuzes)
    known = {
        False: _benoemd(structuur.groepen, "stamgroep"),
        True: _benoemd(structuur.samengestelde_groepen, "samengestelde groep"),
    }
    if not any(known.values()):
        return list(keuzes)
    return [_with_key(keuze, known[keuze.samengesteld]) for keuze in keuzes]


def _benoemd(groepen: "Iterable[Record]", wat: str) -> list[Benoemd]:
    return [
        Benoemd(
            key=str(groep.get("key")),
            naam=str(groep.get("naam")),
            schooljaar="",
            jaargroep=str(groep.get("jaargroep")),
            wat=wat,
        )
        for groep in groepen
    ]


def _with_key(keuze: Groepskeuze, known: Sequence[Benoemd]) -> Groepskeuze:
    if keuze.key is None:
        return keuze
    key = benaming.find(keuze.key, known, "")
    if key is None:
        near = benaming.bedoeld(keuze.key, [benoemd.naam for benoemd in known])
        wat = "samengestelde groep" if keuze.samengesteld else "stamgroep"
        raise Geweigerd(
            f"De dienst geeft geen {wat} '{shown(keuze.key)}'.{near} Er zijn: {benaming.names(known)}."
        )
    return Groepskeuze(samengesteld=keuze.samengesteld, key=key)
