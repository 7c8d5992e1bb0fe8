"""Signing out in a real browser: a form on the site of an application, and the question of our own page."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.portaal.looking import faults
from tests.support.portaal.screen import Screen, Screens
from tests.support.servers.uwlr import Server
from tests.support.sso.toekenningen import Aangemelde, grant, sid_of, signed_in
from tests.support.sso.toepassingen import ALLES, Proefclient, add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.sso.client import Adressoort, Algoritme
from uwlr_service.formats.oauth import idtoken
from uwlr_service.formats.oauth.idtoken import Idtoken
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels


class Applicatie(BaseHTTPRequestHandler):
    """An application of a partner: a page with a form that signs out, and where people come back."""

    form = ""

    def do_GET(self) -> None:
        state = parse_qs(urlsplit(self.path).query).get("state", [""])
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<title>Leeslijst</title><h1>Leeslijst {state[0]}</h1>{self.form}".encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def applicatie() -> Iterator[str]:
    """Where such an application is reached: another site than that of the service."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Applicatie)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def client(service: Server, applicatie: str) -> Proefclient:
    """The application."""
    adressen = {**ALLES, Adressoort.AFGEMELD: (f"{applicatie}/afgemeld",)}
    return add_client(service.database, add_sso_link(service.database), adressen=adressen)


def hint(service: Server, client: Proefclient, persoon: Aangemelde) -> str:
    """The ID token that the application has of somebody's session."""
    return idtoken.write(
        Idtoken(
            sub="S",
            client_id=client.client_id,
            sid=sid_of(service.database, grant(service.database, client, persoon)),
            aangemeld=tijd.now(),
            acr="acr",
            amr=("pwd",),
        ),
        Ssosleutels(service.database, service.settings.secret).key(Algoritme.RS256),
        issuer=f"{service.settings.portal_address}/sso",
        access_token="toegang",
        moment=tijd.now(),
    )


def sign_out_there(screen: Screen, applicatie: str, id_token: str) -> None:
    """Press the button of the application."""
    fields = {
        "id_token_hint": id_token,
        "post_logout_redirect_uri": f"{applicatie}/afgemeld",
        "state": "terug",
    }
    inputs = "".join(f"<input name='{name}' value='{value}'>" for name, value in fields.items())
    action = f"{screen.url}/sso/afmelden"
    Applicatie.form = f"<form method='post' action='{action}'>{inputs}<button>Uitloggen</button></form>"
    screen.page.goto(applicatie)
    screen.page.get_by_role("button", name="Uitloggen").click()


def is_signed_in(service: Server, persoon: Aangemelde) -> bool:
    with service.database.read() as connection:
        digest = bewijzen.digest(persoon.token)
        return SessieRepository(connection).find(digest, tijd.now()) is not None


def test_the_form_of_an_application_signs_out_and_leads_back(
    screens: Screens, service: Server, client: Proefclient, applicatie: str
) -> None:
    persoon = signed_in(service.database)
    screen = screens.open(persoon.token)
    sign_out_there(screen, applicatie, hint(service, client, persoon))
    expect(screen.page.get_by_role("heading", name="Leeslijst terug")).to_be_visible()
    assert not is_signed_in(service, persoon)


def test_the_question_leads_back_too_after_a_yes(
    screens: Screens, service: Server, client: Proefclient, applicatie: str
) -> None:
    earlier = signed_in(service.database)
    persoon = signed_in(service.database)
    screen = screens.open(persoon.token)
    sign_out_there(screen, applicatie, hint(service, client, earlier))
    expect(screen.page.get_by_role("heading", name="Uitloggen?")).to_be_visible()
    screen.picture("afmelden")
    assert faults(screen) == []
    screen.page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    expect(screen.page.get_by_role("heading", name="Leeslijst terug")).to_be_visible()
    assert not is_signed_in(service, persoon)
    assert is_signed_in(service, earlier)


def test_people_read_that_they_are_out_and_what_went_wrong(screens: Screens, service: Server) -> None:
    screen = screens.open(signed_in(service.database).token)
    screen.open("/sso/afmelden")
    screen.page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    expect(screen.page.get_by_role("heading", name="Uitgelogd")).to_be_visible()
    screen.picture("afgemeld")
    assert faults(screen) == []
    assert screen.open("/sso/afmelden?id_token_hint=x").status == 400
    screen.picture("afmelden-ongeldig")
    assert faults(screen) == []
