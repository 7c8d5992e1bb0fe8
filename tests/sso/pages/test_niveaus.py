"""The level that an application wishes for is asked of whoever can reach it, and of nobody else."""

import pytest
from flask import Flask
from sqlalchemy import update

from tests.support.portaal.people import add_person, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toepassingen import LEERLINGEN_OOK, Proefclient, add_client, add_sso_link
from tests.support.sso.tokenvragen import person_of
from tests.support.sso.verzoeken import asked
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.niveau import Niveau
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import sessie


@pytest.fixture
def client(database: Database, stored: object) -> Proefclient:
    """An application at which everybody of the school may sign in."""
    return add_client(database, add_sso_link(database, velden=LEERLINGEN_OOK))


@pytest.fixture
def visitor(sso: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(sso, origin=HTTPS)


def by_password_alone(database: Database) -> None:
    """Let the sessions be of people who gave a password and no more."""
    with database.write() as connection:
        connection.execute(update(sessie).values(amr=("pwd",)))


@pytest.mark.parametrize("asked_for", [Niveau.MFA.value, "https://elders.example/hoog"])
def test_nobody_is_asked_for_a_level_that_they_cannot_reach(
    database: Database, client: Proefclient, visitor: Visitor, asked_for: str
) -> None:
    visitor.take(person_of(database, Rol.LEERLING, "L1").token)
    by_password_alone(database)
    waits = visitor.get(asked(client, acr_values=asked_for)).location
    assert visitor.get(waits).location.startswith("/sso/melding/")
    silent = visitor.get(asked(client, acr_values=asked_for, prompt="none")).location
    assert "error=consent_required" in visitor.get(silent).location


def test_who_can_reach_a_level_is_asked_for_it(
    database: Database, client: Proefclient, visitor: Visitor
) -> None:
    visitor.take(sign_in(database, add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)))
    by_password_alone(database)
    waits = visitor.get(asked(client, acr_values=Niveau.MFA.value)).location
    assert visitor.get(waits).location.startswith("/sso/aanmelden")
