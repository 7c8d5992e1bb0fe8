"""The pupils that somebody chose in the screens of a LAS, upon a choice that there was."""

from dataclasses import replace

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.las.besluit import Groepskeuze
from uwlr_service.domain.school.codelijsten import JAARGROEPEN


def chosen_upon(geldend: Gegevensafspraak | None, keuze: Groepskeuze) -> Leerlingselectie | None:
    """The pupils of the agreement in force, or all, but for what was chosen; None where nothing was.

    Raises Geweigerd for a year that there is not: it would choose nobody.
    """
    if keuze.is_empty:
        return None
    return chosen(Leerlingselectie() if geldend is None else geldend.selectie, keuze)


def chosen(selectie: Leerlingselectie, keuze: Groepskeuze) -> Leerlingselectie:
    """The same upon a choice."""
    if keuze.jaargroepen is not None and not keuze.jaargroepen <= frozenset(JAARGROEPEN):
        raise Geweigerd("Er staat een jaargroep bij die er niet is.")
    return replace(
        selectie,
        vestigingen=_said(keuze.vestigingen, selectie.vestigingen),
        jaargroepen=_said(keuze.jaargroepen, selectie.jaargroepen),
        groepen=_said(keuze.groepen, selectie.groepen),
    )


def _said(keys: frozenset[str] | None, before: frozenset[str]) -> frozenset[str]:
    return before if keys is None else keys
