"""People for tests of pages: an account, and a session in which both steps of signing in were taken."""

import secrets
from datetime import datetime

from sqlalchemy import insert, select

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats, Uitnodigingsoort, geldig
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, inlog, sessie
from uwlr_service.repository.schema.school import school as schools
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import bewijzen, sessies


def add_person(
    database: Database,
    rol: Rol,
    *,
    school: Schoolcode | None = None,
    koppelpartner: int | None = None,
    groepen: tuple[str, ...] | None = None,
    naam: str = "Anna de Vries",
) -> int:
    """A person with one account; returns the number of their inlog."""
    now = tijd.now()
    handvat = secrets.token_hex(32)
    with database.write() as connection:
        inlog_id = connection.execute(
            insert(inlog)
            .values(inlognaam=f"{handvat[:12]}@voorbeeld.example", naam=naam, handvat=handvat, aangemaakt=now)
            .returning(inlog.c.id)
        ).scalar_one()
    add_account(database, inlog_id, rol, school=school, koppelpartner=koppelpartner, groepen=groepen)
    return int(inlog_id)


def add_account(
    database: Database,
    inlog_id: int,
    rol: Rol,
    *,
    school: Schoolcode | None = None,
    koppelpartner: int | None = None,
    groepen: tuple[str, ...] | None = None,
) -> None:
    """One more account of a person."""
    with database.write() as connection:
        school_id = None
        if school is not None:
            school_id = connection.execute(
                select(schools.c.id).where(
                    schools.c.brincode == school.brincode, schools.c.dependancecode == school.dependancecode
                )
            ).scalar_one()
        connection.execute(
            insert(account).values(
                inlog_id=inlog_id,
                rol=rol.value,
                school_id=school_id,
                koppelpartner_id=koppelpartner,
                groepen=groepen,
                van=tijd.now(),
            )
        )


def sign_in(database: Database, inlog_id: int, *, bewezen: datetime | None = None) -> str:
    """A session of a person; returns the value of its cookie. The proof is fresh unless a moment is given."""
    return go_on(database, None, inlog_id, bewezen=bewezen)


def visit(database: Database, inhoud: dict[str, object]) -> str:
    """A session of somebody without an account, in which pages keep something; returns its cookie."""
    token = bewijzen.new()
    with database.write() as connection:
        SessieRepository(connection).begin(bewijzen.digest(token), tijd.now(), inhoud)
    return token


def go_on(database: Database, token: str | None, inlog_id: int, *, bewezen: datetime | None = None) -> str:
    """Sign in within the session of a visitor; returns the new value of its cookie."""
    now = tijd.now()
    with database.write() as connection:
        return sessies.renew(
            SessieRepository(connection),
            token,
            now,
            inlog_id=inlog_id,
            aangemeld=now,
            bewezen=bewezen or now,
            amr=("pwd", "otp", "mfa"),
        )


def account_of(database: Database, inlog_id: int) -> int:
    """The number of the only account of a person."""
    with database.read() as connection:
        return int(
            connection.execute(select(account.c.id).where(account.c.inlog_id == inlog_id)).scalar_one()
        )


def session_of(database: Database, inlog_id: int) -> int:
    """The number of the only session of a person, who signs in for it."""
    sign_in(database, inlog_id)
    with database.read() as connection:
        return int(connection.execute(select(sessie.c.id).where(sessie.c.inlog_id == inlog_id)).scalar_one())


def add_passkey(database: Database, inlog_id: int) -> int:
    """A passkey of a person, which nothing can prove; returns its number."""
    with database.write() as connection:
        repository = FactorRepository(connection)
        repository.add_passkey(
            inlog_id,
            sleutel_id=secrets.token_urlsafe(16),
            publieke_sleutel=b"x",
            teller=0,
            gesynchroniseerd=False,
            naam="Telefoon",
            aangemaakt=tijd.now(),
        )
        (passkey,) = repository.of_inlog(inlog_id).passkeys
    return passkey.id


def invite(database: Database, plaats: Plaats, naam: str) -> int:
    """An invitation that was not used yet; returns its number."""
    now = tijd.now()
    with database.write() as connection:
        school_id = None
        if plaats.school is not None:
            school_id = SchoolRepository(connection).get(plaats.school)
        return UitnodigingRepository(connection).add(
            bewijzen.digest(bewijzen.new()),
            Uitnodigingsoort.ACCOUNT,
            plaats,
            school_id,
            inlognaam=f"{naam}@voorbeeld.example",
            naam=naam,
            handvat=secrets.token_hex(32),
            door="Proef",
            gemaakt=now,
            verloopt=now + geldig(plaats.rol),
        )
