"""The provider as one application: programs and people apart, and nothing without an address of its own."""

from dataclasses import replace

import pytest
from werkzeug.test import Client

from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.sso.application import SsoApplication

DISCOVERY = "/sso/.well-known/openid-configuration"
HTTPS = "https://localhost"


def provider(settings: Settings, database: Database, **velden: object) -> Client:
    """The provider of a service with other settings."""
    changed = replace(settings, **velden)  # type: ignore[arg-type]
    return Client(SsoApplication.of(Diensten(changed, database)))


def test_programs_and_people_have_applications_of_their_own(settings: Settings, database: Database) -> None:
    client = provider(settings, database, portaal_url=HTTPS)
    told = client.get(DISCOVERY, base_url=HTTPS)
    assert told.json is not None
    assert told.json["issuer"] == f"{HTTPS}/sso"
    page = client.get("/sso/", base_url=HTTPS)
    assert page.mimetype == "text/html"


@pytest.mark.parametrize("path", [DISCOVERY, "/sso/", "/sso/token", "/sso/authorize?client_id=x"])
def test_without_an_address_there_is_no_provider(settings: Settings, database: Database, path: str) -> None:
    client = provider(settings, database, bind="0.0.0.0:80", portaal_url=None, base_url=None)
    answer = client.get(path, base_url="http://localhost")
    assert answer.status_code == 503
    assert "UWLR_PORTAAL_URL" in answer.text
    assert "None" not in answer.text
