"""The pages of the provider in a real browser: for everybody, and all the way to the application."""

import base64
import hashlib
import secrets
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.portaal.looking import faults
from tests.support.portaal.people import add_account, add_person, sign_in
from tests.support.portaal.screen import Screen, Screens
from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.client import Adressoort

CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(secrets.token_bytes(32)).digest()).rstrip(b"=").decode()


class Applicatie(BaseHTTPRequestHandler):
    """An application of a partner that only shows what it was answered."""

    def do_GET(self) -> None:
        self._show(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._show(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _show(self, query: str) -> None:
        got = parse_qs(query)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<title>Leeslijst</title><h1>{self.command} {' '.join(sorted(got))}</h1>".encode())


@pytest.fixture(scope="module")
def applicatie() -> Iterator[str]:
    """Where such an application is reached."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Applicatie)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def client(service: Server, applicatie: str) -> Proefclient:
    """The application, at which employees of the school may sign in."""
    adressen = {Adressoort.TERUG: (f"{applicatie}/terug",)}
    return add_client(service.database, add_sso_link(service.database), adressen=adressen)


def begin(screen: Screen, client: Proefclient, applicatie: str, **changed: str) -> None:
    """Be sent to the provider by the application."""
    parameters = {
        "client_id": client.client_id,
        "redirect_uri": f"{applicatie}/terug",
        "response_type": "code",
        "scope": "openid organisatie profiel",
        "state": "s",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **changed,
    }
    screen.page.goto(f"{screen.url}/sso/authorize?{urlencode(parameters)}")


def test_who_signs_in_is_at_the_application(
    screens: Screens, service: Server, client: Proefclient, applicatie: str
) -> None:
    person = add_person(service.database, Rol.SCHOOLLEZER, school=SCHOOL)
    add_account(service.database, person, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    screen = screens.open(sign_in(service.database, person))
    begin(screen, client, applicatie)
    expect(screen.page.get_by_role("heading", name="Kies een account")).to_be_visible()
    screen.picture("kies")
    assert faults(screen) == []
    screen.page.get_by_role("button", name="Verder").first.click()
    expect(screen.page.get_by_role("heading", name="Dit krijgt Leeslijst te weten")).to_be_visible()
    screen.picture("melding")
    assert faults(screen) == []
    screen.press("Verder naar Leeslijst")
    expect(screen.page.get_by_role("heading", name="GET code iss state")).to_be_visible()
    begin(screen, client, applicatie, response_mode="form_post", prompt="select_account")
    screen.page.get_by_role("button", name="Verder").first.click()
    expect(screen.page.get_by_role("heading", name="POST code iss state")).to_be_visible()


def test_a_window_of_its_own_keeps_its_opener(
    screens: Screens, service: Server, client: Proefclient, applicatie: str
) -> None:
    person = add_person(service.database, Rol.SCHOOLLEZER, school=SCHOOL)
    screen = screens.open(sign_in(service.database, person))
    screen.page.goto(applicatie)
    query = urlencode(
        {
            "client_id": client.client_id,
            "redirect_uri": f"{applicatie}/terug",
            "response_type": "code",
            "scope": "openid",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
    )
    with screen.page.expect_popup() as opening:
        screen.ask_with("address => { window.open(address); }", f"{screen.url}/sso/authorize?{query}")
    popup: Page = opening.value
    popup.get_by_role("button", name="Verder naar Leeslijst").click()
    expect(popup.get_by_role("heading", name="GET code iss")).to_be_visible()
    assert popup.evaluate("() => window.opener !== null")


def test_a_visitor_is_asked_to_sign_in_in_the_language_of_the_application(
    screens: Screens, client: Proefclient, applicatie: str
) -> None:
    screen = screens.open()
    begin(screen, client, applicatie, login_hint="juf@school.example", ui_locales="en-GB nl")
    expect(screen.page.get_by_text("You are going to Leeslijst")).to_be_visible()
    assert screen.page.get_by_label("Email address or sign-in name").input_value() == "juf@school.example"
    screen.follow("Nederlands")
    expect(screen.page.get_by_text("U gaat naar Leeslijst, met uw account van school.")).to_be_visible()
    screen.picture("aanmelden")
    assert faults(screen) == []


def test_what_leads_nowhere_is_said_to_people(
    screens: Screens, service: Server, client: Proefclient, applicatie: str
) -> None:
    screen = screens.open()
    begin(screen, client, f"{applicatie}/elders")
    expect(screen.page.get_by_role("heading", name="Inloggen kan zo niet")).to_be_visible()
    screen.picture("ongeldig")
    assert faults(screen) == []
    assert screen.open("/sso/verder/verlopen").status == 400
    screen.picture("verlopen")
    assert faults(screen) == []
    screen.open("/sso/")
    screen.picture("start")
    assert faults(screen) == []
    other = screens.open(sign_in(service.database, add_person(service.database, Rol.OPERATOR)))
    begin(other, client, applicatie)
    expect(other.page.get_by_role("heading", name="U kunt hier niet inloggen")).to_be_visible()
    other.picture("geen-toegang")
    assert faults(other) == []
    other.press("Terug naar Leeslijst")
    expect(other.page.get_by_role("heading", name="GET error error_description iss state")).to_be_visible()


def test_a_school_is_proven_by_who_decides_there(screens: Screens, service: Server, applicatie: str) -> None:
    adressen = {Adressoort.TERUG: (f"{applicatie}/terug",)}
    other = add_client(service.database, add_sso_link(service.database, []), adressen=adressen)
    person = add_person(service.database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    screen = screens.open(sign_in(service.database, person))
    begin(screen, other, applicatie, scope="openid organisatie koppelbewijs")
    expect(screen.page.get_by_role("heading", name="Uw school bewijzen aan De Lezerij B.V.")).to_be_visible()
    screen.picture("bewijs")
    assert faults(screen) == []
    screen.page.get_by_role("button", name="Bewijs dat ik beslis voor").click()
    expect(screen.page.get_by_role("heading", name="GET code iss state")).to_be_visible()
