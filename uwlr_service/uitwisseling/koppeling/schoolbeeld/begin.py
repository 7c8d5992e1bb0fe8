"""The first page of a school: what waits for a decision, what has to be completed, and how things went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.gkv.nacht import Uitkomst, Venster
from uwlr_service.domain.koppeling.schoolkoppeling import Schoolkoppeling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.schoolbeeld.begin import SchoolbeginRepository
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.schoolbeeld.koppelingen import waiting_at
from uwlr_service.uitwisseling.koppeling.todo import Todolijst

OF_LATE = timedelta(days=7)
"""How far back results count as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolbegin:
    """What somebody of a school sees first; what they may not see is None.

    ``todo`` is how many pupils some partner cannot get, ``nacht`` the packages of the night that ended on
    ``nachtdag``, ``resultaten`` how many came in during the last seven days.
    """

    naam: str | None
    nachtdag: date
    resultaten: int
    wachten: tuple[Schoolkoppeling, ...] | None = None
    todo: int | None = None
    nacht: Mapping[Uitkomst, int] = field(default_factory=dict)


class Schoolbeginnen:
    """Gathers the first page of a school."""

    def __init__(self, database: Database, venster: Venster) -> None:
        self._database = database
        self._todolijst = Todolijst(database)
        self._venster = venster

    def show(self, school: Schoolcode, *, door: Handelende) -> Schoolbegin:
        """Raises NietToegestaan for somebody of another school, and for a school that is not known."""
        door.require(Actie.SCHOOL_ZIEN, school=school)
        now = tijd.now()
        night = self._venster.last(now)
        sees_links = door.may(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
            if school_id is None:
                raise NietToegestaan
            figures = SchoolbeginRepository(connection)
            naam = DossierRepository(connection).naam(school_id)
            resultaten = figures.resultaten(school_id, now - OF_LATE)
            wachten = None
            nacht: Mapping[Uitkomst, int] = {}
            if sees_links:
                wachten = waiting_at(connection, school_id)
                nacht = figures.nacht(school_id, night)
        todo = None
        if door.may(Actie.TODO_ZIEN, school=school):
            todo = self._todolijst.left_out(school)
        return Schoolbegin(
            naam=naam, nachtdag=night, resultaten=resultaten, wachten=wachten, todo=todo, nacht=nacht
        )
