"""Somebody on their way to an application signs in at the OpenID provider of their school, and goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from tests.support.portaal.people import add_person
from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.sso.extern import answered, turn_on
from tests.support.sso.provider import Proefprovider, parameters_of, provider
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from tests.support.sso.verzoeken import asked
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.database import Database

LINK = "//main//a[contains(@href, '/aanmelden/extern/')]"


@pytest.fixture
def upstream() -> Iterator[Proefprovider]:
    """The provider of the school."""
    with provider() as made:
        yield made


@pytest.fixture
def settings(settings: Settings, upstream: Proefprovider) -> Settings:
    """The settings of a service that may call that provider."""
    return replace(settings, webhook_hosts=frozenset({upstream.host}))


@pytest.fixture
def number(database: Database, diensten: Diensten, stored: object, upstream: Proefprovider) -> int:
    """The number of the provider of the school, which is on; somebody there tied their account."""
    made = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    with database.write() as connection:
        assert ExternRepository(connection).tie(made, upstream.issuer, "medewerker-1", tijd.now())
    return turn_on(database, diensten, SCHOOL, upstream)


@pytest.fixture
def client(database: Database, stored: object) -> Proefclient:
    """An application at which people of the school sign in."""
    return add_client(database, add_sso_link(database))


@pytest.fixture
def visitor(sso: Flask, diensten: Diensten) -> Visitor:
    """The browser of somebody, at the pages of SSO and at those of the portal, where providers answer."""
    portaal = portaal_application(diensten)

    def both(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        application = portaal if environ["PATH_INFO"].startswith("/portaal") else sso
        return application(environ, start_response)

    return Visitor(both, origin=HTTPS)


def sign_in_page(visitor: Visitor, client: Proefclient, **hints: str) -> tuple[str, str]:
    """The page that waits for the person, and the one to sign in that it leads to."""
    waits = visitor.get(asked(client, **hints)).location
    return waits, visitor.get(waits).location


def asked_there(visitor: Visitor, page: str) -> dict[str, str]:
    """What the provider is asked by the link of a page."""
    (link,) = document(visitor.get(page)).xpath(f"{LINK}/@href")
    return parameters_of(visitor.get(link).location)


def is_answered(visitor: Visitor, waits: str) -> bool:
    """Whether the application hears who it is, after the person was told what."""
    page = visitor.get(waits).location
    answer = page if page.startswith(TERUG) else visitor.press(page).location
    return "code" in parse_qs(urlsplit(answer).query)


@pytest.mark.parametrize("school", ["99XX16", "99xx/16"])
def test_a_named_school_leads_to_its_provider_and_back_to_the_application(
    visitor: Visitor, client: Proefclient, number: int, upstream: Proefprovider, school: str
) -> None:
    waits, page = sign_in_page(visitor, client, school_hint=school, login_hint="kim@school.example")
    question = asked_there(visitor, page)
    assert question["login_hint"] == "kim@school.example"
    assert not {"prompt", "max_age"} & question.keys()
    assert answered(visitor, number, question, upstream).location == waits
    assert is_answered(visitor, waits)


@pytest.mark.parametrize("school", ["", "99ZZ", "99XX/16/1", "<script>", "9" * 300])
def test_a_school_that_is_not_here_is_as_if_none_was_named(
    visitor: Visitor, client: Proefclient, number: int, school: str
) -> None:
    _, page = sign_in_page(visitor, client, school_hint=school)
    shown = visitor.get(page)
    assert shown.status_code == 200
    assert document(shown).xpath(LINK) == []


def test_whoever_has_to_sign_in_again_has_to_there_as_well(
    visitor: Visitor, client: Proefclient, number: int, upstream: Proefprovider
) -> None:
    waits, page = sign_in_page(visitor, client, school_hint="99XX16", prompt="login")
    question = asked_there(visitor, page)
    assert question["prompt"] == "login"
    upstream.claims = {"auth_time": int(tijd.now().timestamp()) - 3600}
    assert "is niet gelukt" in visitor.get(answered(visitor, number, question, upstream).location).text
    upstream.claims = {"auth_time": int(tijd.now().timestamp())}
    answered(visitor, number, asked_there(visitor, page), upstream)
    assert is_answered(visitor, waits)


def test_how_long_ago_somebody_may_have_signed_in_counts_there_as_well(
    visitor: Visitor, client: Proefclient, number: int, upstream: Proefprovider
) -> None:
    waits, page = sign_in_page(visitor, client, school_hint="99XX16", max_age="600")
    question = asked_there(visitor, page)
    assert question["max_age"] == "600"
    upstream.claims = {"auth_time": int(tijd.now().timestamp()) - 3600}
    assert "is niet gelukt" in visitor.get(answered(visitor, number, question, upstream).location).text
    upstream.claims = {"auth_time": int(tijd.now().timestamp()) - 60}
    answered(visitor, number, asked_there(visitor, page), upstream)
    assert is_answered(visitor, waits)
