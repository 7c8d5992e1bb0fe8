"""A school whose pupils have accounts, and the people who help them to sign in."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import insert, select

from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.gkv.generiek import Nummersoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.klas.apparaten import ApparaatRepository
from uwlr_service.repository.account.klas.klasfouten import KlasfoutRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.klas.klasscherm import MOST
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DIRECTIE = 900
"""The number by which the log knows the administrator of these tests."""


@dataclass
class Klaswereld:
    """A stored school: the numbers of its groups, and the accounts of its pupils by their key."""

    database: Database
    school: Schoolcode
    school_id: int
    groepen: dict[str, int]
    accounts: dict[str, int] = field(default_factory=dict)
    inloggen: dict[str, int] = field(default_factory=dict)


def school_with_pupils(
    database: Database, school: Schoolcode = SCHOOL, keys: Collection[str] = ("L1", "L2", "L3")
) -> Klaswereld:
    """Store a school, and give pupils an account."""
    EdexmlUitwisseling(database).store(schoolgegevens(school))
    with database.read() as connection:
        school_id = SchoolRepository(connection).get(school)
    sleutels = [(Nummersoort.GROEP, "G1"), (Nummersoort.GROEP, "G2"), (Nummersoort.SAMENGESTELDE_GROEP, "S1")]
    numbers = GkvNummers(database).ensure(school_id, sleutels)
    wereld = Klaswereld(database, school, school_id, {key: numbers[soort, key] for soort, key in sleutels})
    for key in keys:
        add_pupil(wereld, key)
    return wereld


def add_pupil(wereld: Klaswereld, key: str) -> int:
    """Give a pupil of the school an account; returns its number."""
    now = tijd.now()
    handvat = secrets.token_hex(32)
    with wereld.database.write() as connection:
        inlog_id = connection.execute(
            insert(inlog)
            .values(
                inlognaam=f"{key}-{handvat[:6]}@school".casefold(), naam=key, handvat=handvat, aangemaakt=now
            )
            .returning(inlog.c.id)
        ).scalar_one()
        account_id = connection.execute(
            insert(account)
            .values(
                inlog_id=inlog_id,
                rol=Rol.LEERLING.value,
                school_id=wereld.school_id,
                persoon=key,
                van=now,
            )
            .returning(account.c.id)
        ).scalar_one()
    wereld.accounts[key] = int(account_id)
    wereld.inloggen[key] = int(inlog_id)
    return int(account_id)


def add_waiting(database: Database, school_id: int, groep: str, account_id: int) -> int:
    """A device of a group on which a pupil was wrong too often; returns its number."""
    now = tijd.now()
    with database.write() as connection:
        device = ApparaatRepository(connection).add(
            bewijzen.digest(bewijzen.new()),
            None,
            now,
            school_id=school_id,
            groep=groep,
            geldig_tot=now + timedelta(days=90),
        )
        fouten = KlasfoutRepository(connection)
        for _ in range(MOST):
            fouten.count(account_id, device)
    return device


def leerkracht(*groepen: str, school: Schoolcode = SCHOOL, fresh: bool = True) -> Handelende:
    """A teacher of groups, who proved just now who they are."""
    return _actor(Rol.LEERKRACHT, school, frozenset(groepen), fresh=fresh)


def directie(school: Schoolcode = SCHOOL) -> Handelende:
    """The administrator of a school."""
    return _actor(Rol.SCHOOLBEHEERDER, school, frozenset(), fresh=True)


def _actor(rol: Rol, school: Schoolcode, groepen: frozenset[str], *, fresh: bool) -> Handelende:
    return Handelende(
        herkomst=Herkomst.PORTAAL,
        naam="Kim Bos",
        inlog=DIRECTIE,
        accounts=(Account(id=1, rol=rol, school=school, groepen=groepen),),
        bewezen=tijd.now() if fresh else None,
    )


def last_line(database: Database) -> tuple[str, str, int | None]:
    """What the newest line of the log says: what, by whom, and by which credentials."""
    with database.read() as connection:
        row = connection.execute(
            select(logregel.c.wat, logregel.c.actor, logregel.c.inlog).order_by(logregel.c.id.desc()).limit(1)
        ).one()
    return row.wat, row.actor, row.inlog
