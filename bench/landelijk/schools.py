"""The schools of a country, stored as imports store them, with an account for everybody."""

from collections.abc import Iterable, Iterator
from contextlib import closing

from sqlalchemy import select, update

from bench.landelijk.land import LandSchool, Omvang
from tests.support.partners.handelenden import DOOR
from tests.support.portaal import people
from uwlr_service import demodata
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account.schoolaccounts.inlogaccounts import Inlogaccounts
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

NAMES = 24
"""Pupils of a school whose names are told: twice as many as sign in of a morning."""
KEYS = 50
"""Pupils of a school whose keys are told: two messages with results can be about others."""


def store(url: str, omvang: Omvang, password: str, indexes: Iterable[int]) -> list[LandSchool]:
    """Store some of the schools; ``password`` is the hash that all their pupils get."""
    with closing(Database.open(url)) as database:
        return [_store(database, omvang, index, password) for index in indexes]


def enrolled(leerlingen: Iterable[Leerling]) -> Iterator[Leerling]:
    """The pupils who are in a group today."""
    today = tijd.today()
    for leerling in leerlingen:
        if leerling.groep is not None and leerling.status(today) is Status.VOLGT_ONDERWIJS:
            yield leerling


def _store(database: Database, omvang: Omvang, index: int, password: str) -> LandSchool:
    gegevens = demodata.school(index, omvang.pupils, omvang.seed, Schooljaar(omvang.schooljaar))
    code = gegevens.school.code
    EdexmlUitwisseling(database).store(gegevens)
    Inlogaccounts(database).turn_on(code, door=DOOR)
    people.add_person(database, Rol.SCHOOLBEHEERDER, school=code)
    return LandSchool(
        index=index,
        code=str(code),
        pupils=len(gegevens.leerlingen),
        leerlingen=tuple(leerling.key for leerling in enrolled(gegevens.leerlingen))[:KEYS],
        inlognamen=_with_password(database, code, password)[:NAMES],
        sessie="",
    )


def _with_password(database: Database, code: Schoolcode, password: str) -> tuple[str, ...]:
    """Give all pupils of a school one password; returns their names."""
    with database.write() as connection:
        of_pupils = select(account.c.inlog_id).where(
            account.c.school_id == SchoolRepository(connection).get(code), account.c.rol == Rol.LEERLING.value
        )
        connection.execute(update(inlog).where(inlog.c.id.in_(of_pupils)).values(wachtwoord=password))
        rows = connection.execute(
            select(inlog.c.inlognaam).where(inlog.c.id.in_(of_pupils)).order_by(inlog.c.id)
        )
        return tuple(rows.scalars())
