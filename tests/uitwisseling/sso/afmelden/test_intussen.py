"""Somebody signs out while an application is about to be answered: nothing is granted that outlives it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import func, select

from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toekenningen import Aangemelde, again
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from tests.support.sso.verzoeken import asked
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import gegevensafspraak
from uwlr_service.repository.schema.sso import sso_toekenning
from uwlr_service.uitwisseling.sso.autorisatie import Begonnen, Bezoek
from uwlr_service.uitwisseling.sso.stappen import Aanmelden, Terugkeer

TIMES = 12


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The settings of a service that people find at an address."""
    return replace(settings, portaal_url="https://localhost")


@pytest.fixture
def client(database: Database, stored: Schoolgegevens) -> Proefclient:
    """An application at which employees of the school sign in."""
    return add_client(database, add_sso_link(database))


def visit(diensten: Diensten, client: Proefclient, persoon: Aangemelde) -> Bezoek:
    """A request that waits for the last click, in the session of somebody."""
    pairs = parse_qsl(urlsplit(asked(client)).query)
    begonnen = diensten.autorisaties.begin(pairs, None, is_known=True)
    assert isinstance(begonnen, Begonnen)
    sessie = diensten.sessies.find(persoon.token)
    return Bezoek(handvat=begonnen.handvat, browser=begonnen.browser, sessie=sessie)


def shown(database: Database) -> int:
    """The version of the agreement that the page tells of."""
    with database.read() as connection:
        return int(connection.execute(select(func.max(gegevensafspraak.c.id))).scalar_one())


def living(database: Database) -> int:
    """How many grants hold."""
    with database.read() as connection:
        statement = select(func.count()).where(sso_toekenning.c.ingetrokken.is_(None))
        return int(connection.execute(statement).scalar_one())


def test_a_session_that_ended_meanwhile_gets_nobody_in(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    persoon = again(database, people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL))
    bezoek = visit(diensten, client, persoon)
    diensten.sessies.end(persoon.token)
    assert isinstance(diensten.autorisaties.agree(bezoek, shown(database)), Aanmelden)
    assert living(database) == 0


def test_the_session_of_somebody_else_gets_nobody_in(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    persoon = again(database, people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL))
    bezoek = visit(diensten, client, persoon)
    other = people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    people.go_on(database, persoon.token, other)
    assert isinstance(diensten.autorisaties.agree(bezoek, shown(database)), Aanmelden)
    assert living(database) == 0


def test_of_a_code_and_a_sign_out_at_once_nothing_holds(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    inlog = people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    outcomes = set()
    with ThreadPoolExecutor(2) as threads:
        for _ in range(TIMES):
            persoon = again(database, inlog)
            bezoek = visit(diensten, client, persoon)
            granting = threads.submit(diensten.autorisaties.agree, bezoek, shown(database))
            threads.submit(diensten.sessies.end, persoon.token).result()
            outcomes.add(type(granting.result()))
            assert living(database) == 0
    assert outcomes <= {Aanmelden, Terugkeer}
