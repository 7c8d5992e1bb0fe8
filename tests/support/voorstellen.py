"""Proposals and decisions in the name of a school, as the command line makes them."""

from typing import Any

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.besluitvorming.beslissen import Besluitvorming
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen

DOOR = Handelende.opdrachtregel("Proef")


def extend(database: Database, koppeling: int, doel: str, **wanted: Any) -> list[Voorstel]:
    """Ask every school of a link for more."""
    return Voorstellen(database).extend(koppeling, doel, door=DOOR, **wanted)


def made(database: Database, koppeling: int) -> list[Voorstel]:
    """Every proposal of a link."""
    return Voorstellen(database).of_koppeling(koppeling, door=DOOR)


def accept(database: Database, koppeling: int, school: Schoolcode) -> Gegevensafspraak:
    """Say yes to all that is asked of a school; two persons do where two have to."""
    besluiten = Besluitvorming(database)
    for door in (DOOR, Handelende.opdrachtregel("Tweede Proef")):
        voorgelegd = besluiten.open_at(koppeling, school, door=door)
        velden = besluiten.whole(voorgelegd.voorstel.id, door=door)
        uitkomst = besluiten.accept(
            voorgelegd.voorstel.id, voorgelegd.getoond.digest, velden=velden, door=door
        )
        if uitkomst.afspraak is not None:
            return uitkomst.afspraak
    raise AssertionError("two persons said yes, and it still waits")


def decline(database: Database, koppeling: int, school: Schoolcode) -> None:
    """Say no to what is asked of a school."""
    besluiten = Besluitvorming(database)
    voorgelegd = besluiten.open_at(koppeling, school, door=DOOR)
    besluiten.decline(voorgelegd.voorstel.id, door=DOOR)
