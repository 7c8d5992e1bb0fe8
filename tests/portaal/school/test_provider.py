"""The page on which a school fills in its OpenID provider, tries it, and turns it on and off."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.support.partners.handelenden import DOOR
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.sso.provider import CLIENT_ID, GEHEIM, Proefprovider, provider
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database

PAGE = "/portaal/scholen/99XX-16/provider"


@pytest.fixture
def upstream() -> Iterator[Proefprovider]:
    """The provider of the school."""
    with provider() as made:
        yield made


@pytest.fixture
def settings(settings: Settings, upstream: Proefprovider) -> Settings:
    """The settings of a service that may call that provider."""
    return replace(settings, portaal_url="http://localhost", webhook_hosts=frozenset({upstream.host}))


@pytest.fixture
def beheerder(portaal: Flask, database: Database, stored: object) -> Visitor:
    """Somebody who manages users of the school."""
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    return Visitor(portaal, token=people.sign_in(database, person))


def filled(upstream: Proefprovider, **changed: str) -> dict[str, str]:
    """What a school fills in."""
    return {
        "naam": "Onze Microsoft",
        "issuer": upstream.issuer,
        "client_id": CLIENT_ID,
        "geheim": GEHEIM,
        "vast": "geen",
        **changed,
    }


def test_a_school_fills_in_tries_and_turns_on(
    beheerder: Visitor, diensten: Diensten, upstream: Proefprovider
) -> None:
    assert "Aanzetten" not in beheerder.get(PAGE).text
    assert beheerder.submit(PAGE, filled(upstream)).location == PAGE
    page = beheerder.get(PAGE).text
    assert "http://localhost/portaal/aanmelden/extern/1/terug" in page
    assert GEHEIM not in page
    beheerder.submit(f"{PAGE}/proef", page=PAGE)
    assert "geeft goed antwoord" in beheerder.get(PAGE).text
    assert diensten.mensen.extern.of_school("99XX/16") is None
    beheerder.submit(f"{PAGE}/aan", page=PAGE)
    assert "staat aan" in beheerder.get(PAGE).text
    known = diensten.mensen.extern.of_school("99XX/16")
    assert known is not None
    assert GEHEIM not in known.geheim
    beheerder.submit(f"{PAGE}/uit", page=PAGE)
    assert "staat uit" in beheerder.get(PAGE).text
    assert diensten.mensen.extern.of_school("99XX/16") is None


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"issuer": "https://anders.example"}, "andere &#39;issuer&#39;"),
        ({"token_endpoint": None}, "ontbreekt &#39;token_endpoint&#39;"),
        ({"jwks_uri": "https://192.168.1.1/jwks"}, "eigen netwerk"),
        ({"jwks_uri": "http://elders.example/jwks"}, "begint met https://"),
        ({"response_types_supported": ["id_token"]}, "response_types_supported"),
        ({"code_challenge_methods_supported": ["plain"]}, "code_challenge_methods_supported"),
        ({"id_token_signing_alg_values_supported": ["none", "HS256"]}, "id_token_signing_alg"),
        ({"token_endpoint_auth_methods_supported": ["none"]}, "token_endpoint_auth_methods"),
    ],
)
def test_a_provider_that_cannot_be_used_says_why(
    beheerder: Visitor, diensten: Diensten, upstream: Proefprovider, document: dict[str, object], said: str
) -> None:
    upstream.document = document
    beheerder.submit(PAGE, filled(upstream))
    beheerder.submit(f"{PAGE}/aan", page=PAGE)
    page = beheerder.get(PAGE).text
    assert said in page
    assert f"{upstream.issuer}/.well-known/openid-configuration" in page
    assert diensten.mensen.extern.of_school("99XX/16") is None


def test_a_provider_without_keys_or_without_an_answer_says_so(
    beheerder: Visitor, upstream: Proefprovider
) -> None:
    beheerder.submit(PAGE, filled(upstream))
    upstream.keys = [{"kty": "OKP", "crv": "Ed25519", "x": "AA"}]
    beheerder.submit(f"{PAGE}/proef", page=PAGE)
    assert "geen sleutel die hier te gebruiken is" in beheerder.get(PAGE).text
    beheerder.submit(PAGE, filled(upstream, issuer=f"{upstream.issuer}/elders"))
    beheerder.submit(f"{PAGE}/proef", page=PAGE)
    assert "HTTP 404, en moet 200 zijn" in beheerder.get(PAGE).text
    beheerder.submit(PAGE, filled(upstream, issuer="https://niemand.invalid"))
    beheerder.submit(f"{PAGE}/proef", page=PAGE)
    assert "deze naam bestaat niet" in beheerder.get(PAGE).text


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "http://elders.example"},
        {"issuer": "https://10.0.0.1"},
        {"issuer": "https://u:w@elders.example"},
        {"issuer": "https://elders.example:0"},
        {"issuer": "https://elders.example/?a=b"},
        {"issuer": "https://elders.example/#a"},
        {"issuer": "ftp://elders.example"},
        {"issuer": "https://login.microsoftonline.com/tenant/v2.0"},
        {"issuer": "https://accounts.google.com", "vast": "tid", "vast_waarde": "x"},
        {"vast": "tid", "vast_waarde": ""},
        {"client_id": "met een spatie"},
        {"naam": "\u200b"},
        {"geheim": ""},
    ],
)
def test_what_cannot_be_a_provider_is_refused(
    beheerder: Visitor, diensten: Diensten, upstream: Proefprovider, changed: dict[str, str]
) -> None:
    beheerder.submit(PAGE, filled(upstream, **changed))
    assert "Er klopt iets niet" in beheerder.get(PAGE).text
    assert diensten.mensen.schoolproviders.get(SCHOOL, door=DOOR) is None


def test_a_secret_stays_for_the_same_provider_and_goes_to_no_other(
    beheerder: Visitor, diensten: Diensten, upstream: Proefprovider
) -> None:
    beheerder.submit(PAGE, filled(upstream))
    before = diensten.mensen.schoolproviders.get(SCHOOL, door=DOOR)
    beheerder.submit(PAGE, filled(upstream, naam="Microsoft", geheim=""))
    after = diensten.mensen.schoolproviders.get(SCHOOL, door=DOOR)
    assert before is not None
    assert after is not None
    assert after.provider.naam == "Microsoft"
    assert after.provider.geheim == before.provider.geheim
    beheerder.submit(PAGE, filled(upstream, issuer="https://anders.example", geheim=""))
    assert "Vul het geheim in" in beheerder.get(PAGE).text


def test_a_secret_that_was_refused_is_not_kept(
    beheerder: Visitor, database: Database, upstream: Proefprovider
) -> None:
    beheerder.submit(PAGE, filled(upstream, naam=""))
    page = beheerder.get(PAGE).text
    assert upstream.issuer in page
    assert GEHEIM not in page
