"""The pages of the application in a real browser, and the ways of signing in other than straight on."""

import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.fresh_databases import migrated
from tests.support.portaal.looking import faults
from tests.support.portaal.screen import Screen, Screens, chromium
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import serving
from tests.support.sso.demotoepassing import Opstelling, environ_of, opgesteld
from uwlr_service.cli.demo.toepassing.server import bound
from uwlr_service.cli.demo.toepassing.web import COOKIE
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol

IN = "U bent ingelogd"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite"])
def opstelling(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opstelling]:
    folder = tmp_path_factory.mktemp("proef")
    port = free_port()
    environ = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_PORTAAL_URL": f"http://localhost:{port}"}
    with (
        bound() as listening,
        migrated(request, folder) as url,
        serving(url, folder, UWLR_WORKERS="1", **environ, **environ_of(listening)) as server,
        opgesteld(server.settings, listening, folder) as made,
    ):
        yield made


@pytest.fixture
def screen(browser: Browser, opstelling: Opstelling) -> Iterator[Screen]:
    """A window of a leerkracht who is signed in at the school."""
    screens = Screens(browser, opstelling.proef.adres)
    screens.url = opstelling.proef.adres
    opened = screens.open()
    opened.page.goto(opstelling.link(Rol.LEERKRACHT))
    yield opened
    screens.close()


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def enter(page: Page, adres: str) -> None:
    """Sign in at the application; the first time somebody is told of it."""
    page.goto(f"{adres}/")
    page.get_by_role("link", name="Inloggen").click()
    page.wait_for_load_state()
    if "/sso/melding/" in page.url:
        page.get_by_role("button", name="Verder naar Woordspel").click()
    title(page, IN)


def test_its_pages_are_for_everybody(screen: Screen, opstelling: Opstelling) -> None:
    adres = opstelling.proef.adres
    assert found(screen, "/") == []
    enter(screen.page, adres)
    assert found(screen, "/") == []
    screen.press("Uitloggen")
    title(screen.page, "U bent uitgelogd")
    assert screen.page.url.startswith(f"{adres}/afgemeld")
    assert found(screen, "/afgemeld") == []


def test_who_leaves_slowly_leaves_at_the_provider_too(screen: Screen, opstelling: Opstelling) -> None:
    """The page sees within a second that nobody is signed in any more, while the browser is on its way."""

    def slowly(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        time.sleep(3)
        route.fulfill(response=answer)

    enter(screen.page, opstelling.proef.adres)
    screen.page.route(f"{opstelling.proef.adres}/afmelden", slowly)
    screen.press("Uitloggen")
    title(screen.page, "U bent uitgelogd")


def test_somebody_begins_at_the_school(screen: Screen, opstelling: Opstelling) -> None:
    school = urlsplit(opstelling.link(Rol.LEERKRACHT))
    screen.page.goto(f"{school.scheme}://{school.netloc}/sso/")
    screen.follow("Woordspel")
    screen.page.wait_for_load_state()
    if "/sso/melding/" in screen.page.url:
        screen.page.get_by_role("button", name="Verder naar Woordspel").click()
    title(screen.page, IN)


def test_another_provider_sends_nobody_on(screen: Screen, opstelling: Opstelling) -> None:
    screen.page.goto(f"{opstelling.proef.adres}/aanmelden?iss=https://elders.example")
    assert urlsplit(screen.page.url).path == "/aanmelden"


def test_who_left_signs_in_at_the_school_again(screen: Screen, opstelling: Opstelling) -> None:
    enter(screen.page, opstelling.proef.adres)
    screen.press("Uitloggen")
    title(screen.page, "U bent uitgelogd")
    screen.follow("Opnieuw inloggen")
    title(screen.page, "Inloggen")
    assert "/sso/aanmelden" in screen.page.url


def test_back_after_signing_in_leads_to_nothing_that_was_used(screen: Screen, opstelling: Opstelling) -> None:
    enter(screen.page, opstelling.proef.adres)
    screen.page.go_back()
    assert "/terug" not in screen.page.url
    screen.page.goto(f"{opstelling.proef.adres}/")
    title(screen.page, IN)


def test_two_tabs_each_finish_what_they_began(screen: Screen, opstelling: Opstelling) -> None:
    adres = opstelling.proef.adres
    enter(screen.page, adres)
    screen.press("Uitloggen")
    title(screen.page, "U bent uitgelogd")
    first = screen.page
    second = first.context.new_page()
    waiting = []
    for tab in (first, second):
        tab.goto(f"{adres}/aanmelden")
        title(tab, "Inloggen")
        waiting.append(urljoin(tab.url, parse_qs(urlsplit(tab.url).query)["verder"][0]))
    assert len(set(waiting)) == 2
    first.goto(opstelling.link(Rol.LEERKRACHT))
    for tab, waits in zip((second, first), reversed(waiting), strict=True):
        tab.goto(waits)
        title(tab, IN)
    second.close()


def test_a_popup_keeps_the_window_that_opened_it(screen: Screen, opstelling: Opstelling) -> None:
    adres = opstelling.proef.adres
    screen.page.goto(f"{adres}/")
    with screen.page.expect_popup() as opened:
        screen.page.evaluate("window.open('/', 'inloggen', 'width=500,height=700')")
    popup = opened.value
    enter(popup, adres)
    assert popup.evaluate("window.opener !== null")
    popup.evaluate("window.opener.location.reload()")
    title(screen.page, IN)
    popup.close()


def test_who_does_not_want_to_is_not_in(screen: Screen, opstelling: Opstelling) -> None:
    screen.page.goto(opstelling.link(Rol.LEERLING))
    screen.page.goto(f"{opstelling.proef.adres}/aanmelden")
    screen.press("Niet inloggen")
    title(screen.page, "Niet ingelogd")
    screen.page.goto(f"{opstelling.proef.adres}/")
    title(screen.page, "Welkom")


def test_tokens_that_are_nearly_over_are_renewed(screen: Screen, opstelling: Opstelling) -> None:
    enter(screen.page, opstelling.proef.adres)
    (cookie,) = [kept for kept in screen.page.context.cookies() if kept["name"] == COOKIE]
    bezoeker = opstelling.toepassing.bezoekers.of(cookie["value"])
    assert bezoeker is not None
    before = bezoeker.aanmelding
    assert before is not None
    bezoeker.aanmelding = replace(before, verloopt=tijd.now())
    screen.page.goto(f"{opstelling.proef.adres}/")
    title(screen.page, IN)
    assert bezoeker.aanmelding.access_token != before.access_token
    assert bezoeker.aanmelding.is_current(tijd.now())


def test_without_cookies_somebody_reads_why(browser: Browser, opstelling: Opstelling) -> None:
    context = browser.new_context()
    page = context.new_page()
    # A browser that keeps none: what is set is gone before the next call.
    page.on("response", lambda _: context.clear_cookies())
    page.goto(opstelling.link(Rol.LEERKRACHT))
    page.goto(f"{opstelling.proef.adres}/aanmelden")
    assert "/sso/verder/" in page.url
    page.goto(f"{opstelling.proef.adres}/terug?code=c&state=s")
    title(page, "Begin opnieuw")
    expect(page.get_by_role("main")).to_contain_text("Misschien bewaart uw browser geen cookies")
    context.close()


def found(screen: Screen, path: str) -> list[str]:
    """What is wrong with a page for somebody with another screen, keyboard or eyes."""
    screen.open(path)
    return faults(screen)
