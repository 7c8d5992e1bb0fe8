"""Passkeys in a real browser, with an authenticator that the browser makes up: accept, sign in, confirm."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.support.people.mensen import CLI, OPERATOR, WACHTWOORD
from tests.support.portaal.screen import Screen, Screens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.toezicht.post import Postbus

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SECRET = b"s" * 32


@pytest.fixture(scope="module")
def service(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that knows its own address, which passkeys belong to."""
    folder = tmp_path_factory.mktemp("passkeys")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    bind = f"127.0.0.1:{free_port()}"
    with serving(f"sqlite:///{path}", folder, UWLR_WORKERS="1", UWLR_BIND=bind) as server:
        yield server


@pytest.fixture
def url(service: Server) -> str:
    """The server by its name: a browser makes no passkeys for an address of numbers."""
    return service.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def screen(browser: Browser, url: str) -> Iterator[Screen]:
    """A window at that server."""
    screens = Screens(browser, url)
    yield screens.open(None)
    screens.close()


@pytest.fixture
def link(service: Server, url: str) -> str:
    """The path of an invitation."""
    postbus = Postbus(service.database, SECRET, None, None)
    mensen = Mensen(service.database, postbus, secret=SECRET, old_secret=None, address=url)
    made = mensen.uitnodigingen.invite("olga@dienst.example", "Olga Dijk", OPERATOR, door=CLI)
    return made.link.removeprefix(url)


def plug_in(page: Page) -> tuple[CDPSession, str]:
    """Give the browser an authenticator."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, made["authenticatorId"]


def arrive(screen: Screen, path: str) -> None:
    """Wait until a page is there, with all that belongs to it."""
    screen.page.wait_for_url(screen.url + path)
    screen.page.wait_for_load_state("networkidle")


def test_a_passkey_lets_somebody_in_and_proves_anew_who_they_are(screen: Screen, link: str) -> None:
    session, authenticator = plug_in(screen.page)
    screen.open(link)
    assert screen.path == "/portaal/uitnodiging"
    screen.page.get_by_label("Nieuw wachtwoord").fill(WACHTWOORD)
    screen.page.get_by_label("Nog een keer").fill(WACHTWOORD)
    screen.press("Verder")
    screen.page.get_by_role("img", name="QR-code").wait_for()
    screen.picture("uitnodiging.tweede-passkey")
    screen.press("Een passkey maken")
    arrive(screen, "/portaal/herstelcodes")
    screen.picture("herstelcodes-nieuw")
    screen.press("Afmelden")
    arrive(screen, "/portaal/")

    screen.open("/portaal/aanmelden?verder=/portaal/account")
    screen.press("Inloggen met een passkey")
    arrive(screen, "/portaal/account")
    assert screen.page.get_by_text("Passkey: Passkey").is_visible()
    screen.picture("account-passkey")

    screen.open("/portaal/bevestigen?verder=/portaal/account/wachtwoord")
    screen.press("Liever met een passkey")
    arrive(screen, "/portaal/account/wachtwoord")

    screen.open("/portaal/account/passkey")
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
    _, other = plug_in(screen.page)
    screen.page.get_by_label("Naam").fill("Telefoon")
    screen.press("Een passkey maken")
    arrive(screen, "/portaal/account")
    assert screen.page.get_by_text("Passkey: Telefoon").is_visible()

    session.send("WebAuthn.setUserVerified", {"authenticatorId": other, "isUserVerified": False})
    screen.press("Afmelden")
    arrive(screen, "/portaal/")
    screen.open("/portaal/aanmelden")
    screen.press("Inloggen met een passkey")
    screen.page.get_by_text("Dat lukte niet").wait_for()
    assert screen.path == "/portaal/aanmelden"


def test_without_javascript_there_is_no_button_that_does_nothing(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/portaal/aanmelden")
    assert page.get_by_role("button", name="Verder").is_visible()
    assert not page.get_by_role("button", name="Inloggen met een passkey").is_visible()
    context.close()
