"""Fixtures about a school with an OpenID provider, and somebody who tied an account there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.support.portaal.people import add_person
from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.sso.extern import turn_on
from tests.support.sso.provider import (
    Proefprovider,
    provider,
)
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.database import Database


@pytest.fixture
def upstream() -> Iterator[Proefprovider]:
    """The provider of the school."""
    with provider() as made:
        yield made


@pytest.fixture
def settings(settings: Settings, upstream: Proefprovider) -> Settings:
    """The settings of a service that may call that provider."""
    return replace(settings, portaal_url="https://localhost", webhook_hosts=frozenset({upstream.host}))


@pytest.fixture
def portal(diensten: Diensten) -> Flask:
    """The portal."""
    return portaal_application(diensten)


@pytest.fixture
def visitor(portal: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(portal, origin=HTTPS)


@pytest.fixture
def number(database: Database, diensten: Diensten, stored: object, upstream: Proefprovider) -> int:
    """The number of the provider of the school, which is on."""
    return turn_on(database, diensten, SCHOOL, upstream)


@pytest.fixture
def person(database: Database, stored: object, upstream: Proefprovider) -> int:
    """Somebody at the school who tied their account."""
    made = add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    with database.write() as connection:
        assert ExternRepository(connection).tie(made, upstream.issuer, "medewerker-1", tijd.now())
    return made
