"""An application of pages for tests, on a fresh database with the small school."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support.fresh_databases import migrated
from tests.support.portaal import people, rooms
from tests.support.portaal.visiting import HTTP, Visitor
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository import upsert
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.partner import koppelpartner


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database; the pages do not know which kind they stand on."""
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def web(diensten: Diensten) -> Flask:
    """The application."""
    return rooms.application(diensten)


@pytest.fixture
def visitor(web: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(web)


def add_company(database: Database, number: int) -> None:
    """A koppelpartner with this number, unless there is one."""
    with database.write() as connection:
        connection.execute(
            upsert.insert(connection, koppelpartner)
            .values(id=number, naam="De Lezerij B.V.", aangemaakt=tijd.now())
            .on_conflict_do_nothing()
        )


@pytest.fixture
def signed_in(web: Flask, database: Database, stored: Schoolgegevens) -> Callable[..., Visitor]:
    """Makes somebody who is signed in: of the small school, of partner 7, or of the service."""

    def make(rol: Rol = Rol.SCHOOLBEHEERDER, *, origin: str = HTTP) -> Visitor:
        if rol.is_of_partner:
            add_company(database, 7)
        person = people.add_person(
            database,
            rol,
            school=SCHOOL if rol.is_of_school else None,
            koppelpartner=7 if rol.is_of_partner else None,
        )
        return Visitor(web, token=people.sign_in(database, person), origin=origin)

    return make
