"""Deciding in a real browser: with and without JavaScript, by keyboard alone, and looked at all round."""

from itertools import count

import pytest
from playwright.sync_api import expect

from tests.support.portaal import voorstellen
from tests.support.portaal.looking import faults
from tests.support.portaal.screen import Screen, Screens
from tests.support.portaal.voorstellen import Aanbod
from tests.support.portaal.world import DOOR, World
from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gegevenssets import NAMEN
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.uitwisseling.koppeling.schoolbeeld.koppelingen import Schoolkoppelingen
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen

numbers = count(1)
ASKED = ("leerling/roepnaam", "leerling/geboortedatum", "leerlingdetail/adres", "leerling/groep")


@pytest.fixture
def asked(service: Server, world: World) -> Aanbod:
    """A proposal of four fields of the largest set."""
    return ask(service, GKV_UITGEBREID, *ASKED)


def ask(service: Server, gegevensset: str, *velden: str) -> Aanbod:
    """A new link that is proposed to the school."""
    number = next(numbers)
    aanbod = voorstellen.add_link(service.database, f"B{number}", gegevensset, f"App {number}")
    Voorstellen(service.database).propose(
        aanbod.koppeling, voorstellen.inhoud(gegevensset, *velden), [SCHOOL], door=DOOR
    )
    return aanbod


def going(service: Server, aanbod: Aanbod) -> frozenset[str]:
    """The fields that go out."""
    blad = Schoolkoppelingen(service.database).one(SCHOOL, aanbod.koppeling, door=DOOR)
    assert blad.koppeling.afspraak is not None
    return fields_of(blad.koppeling.afspraak)


def is_open(service: Server, aanbod: Aanbod) -> bool:
    """Whether the school has still to decide."""
    blad = Schoolkoppelingen(service.database).one(SCHOOL, aanbod.koppeling, door=DOOR)
    return blad.koppeling.voorstel is not None


def open_besluit(screens: Screens, world: World, aanbod: Aanbod, *, javascript: bool = True) -> Screen:
    screen = screens.open(world.token(Rol.SCHOOLBEHEERDER.value), javascript=javascript)
    screen.open(f"/portaal/scholen/99XX-16/koppelingen/{aanbod.koppeling}/besluit")
    return screen


@pytest.mark.parametrize("javascript", [True, False])
def test_a_school_decides(
    screens: Screens, world: World, service: Server, asked: Aanbod, javascript: bool
) -> None:
    screen = open_besluit(screens, world, asked, javascript=javascript)
    page = screen.page
    page.locator("summary", has_text="Basisgegevens").click()
    page.get_by_label("Roepnaam", exact=True).check()
    page.get_by_label("Adres van de leerling", exact=True).check()
    page.get_by_label("groep 4", exact=True).check()
    screen.press("Tel opnieuw")
    expect(page.get_by_label("Roepnaam", exact=True)).to_be_checked()
    screen.press("Verder met deze keuze")
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer uw besluit")
    screen.press("Akkoord")
    expect(page.locator("#fouten")).to_be_visible()
    page.get_by_label("Ik mag dit namens de school besluiten.").check()
    screen.press("Akkoord")
    expect(page.get_by_role("status")).to_contain_text("Akkoord gegeven.")
    assert {"leerling/roepnaam", "leerlingdetail/adres"} <= going(service, asked)
    assert going(service, asked).isdisjoint({"leerling/geboortedatum", "leerling/groep"})


def test_a_school_decides_by_keyboard_alone(
    screens: Screens, world: World, service: Server, asked: Aanbod
) -> None:
    screen = open_besluit(screens, world, asked)
    reach(screen, "summary", "Basisgegevens")
    screen.page.keyboard.press("Enter")
    reach(screen, "input", "leerling/roepnaam")
    screen.page.keyboard.press("Space")
    reach(screen, "button", "Verder met deze keuze")
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("Controleer uw besluit")
    reach(screen, "input", "y")
    screen.page.keyboard.press("Space")
    reach(screen, "button", "Akkoord")
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("status")).to_contain_text("Akkoord gegeven.")
    assert "leerling/roepnaam" in going(service, asked)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_school_says_no(
    screens: Screens, world: World, service: Server, asked: Aanbod, javascript: bool
) -> None:
    screen = open_besluit(screens, world, asked, javascript=javascript)
    screen.press("Niet akkoord")
    screen.press("Terug")
    expect(screen.page.get_by_role("heading", level=1)).to_contain_text("wil gegevens van uw school")
    assert is_open(service, asked)
    screen.press("Niet akkoord")
    screen.page.get_by_label("Reden voor het bedrijf").fill("Te veel.")
    screen.press("Niet akkoord")
    expect(screen.page.get_by_role("status")).to_contain_text("U bent niet akkoord gegaan.")
    assert not is_open(service, asked)


def test_a_school_says_no_by_keyboard_alone(
    screens: Screens, world: World, service: Server, asked: Aanbod
) -> None:
    screen = open_besluit(screens, world, asked)
    reach(screen, "button", "Niet akkoord")
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("heading", level=1)).to_contain_text("Niet akkoord gaan met")
    reach(screen, "textarea", "")
    screen.page.keyboard.type("Te veel.")
    reach(screen, "button", "Niet akkoord")
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("status")).to_contain_text("U bent niet akkoord gegaan.")
    assert not is_open(service, asked)


@pytest.mark.parametrize("javascript", [True, False])
def test_going_back_over_a_form_that_was_not_taken_opens_its_page(
    screens: Screens, world: World, service: Server, asked: Aanbod, javascript: bool
) -> None:
    screen = open_besluit(screens, world, asked, javascript=javascript)
    page = screen.page
    page.locator("summary", has_text="Basisgegevens").click()
    page.get_by_label("Roepnaam", exact=True).check()
    screen.press("Verder met deze keuze")
    screen.press("Akkoord")
    expect(page.locator("#fouten")).to_be_visible()
    screen.follow("Koppelingen")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer uw besluit")
    expect(page.locator("#fouten")).to_have_count(0)
    page.get_by_label("Ik mag dit namens de school besluiten.").check()
    screen.press("Akkoord")
    expect(page.get_by_role("status")).to_contain_text("Akkoord gegeven.")
    assert "leerling/roepnaam" in going(service, asked)


def test_enter_in_the_form_decides_nothing(
    screens: Screens, world: World, service: Server, asked: Aanbod
) -> None:
    screen = open_besluit(screens, world, asked)
    screen.page.get_by_label("Adres van de leerling", exact=True).focus()
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("heading", level=1)).to_contain_text("wil gegevens van uw school")
    assert is_open(service, asked)


@pytest.mark.parametrize("gegevensset", [*NAMEN, GKV_BASIS, GKV_UITGEBREID, SSO])
def test_the_page_of_each_set_is_for_everybody(
    screens: Screens, world: World, service: Server, gegevensset: str
) -> None:
    velden = ASKED if gegevensset == GKV_UITGEBREID else ()
    screen = open_besluit(screens, world, ask(service, gegevensset, *velden))
    screen.ask("() => document.querySelectorAll('details').forEach(part => { part.open = true; })")
    screen.picture(f"school.besluit-{gegevensset}")
    assert faults(screen) == []


def test_the_summary_with_and_without_an_error_is_for_everybody(
    screens: Screens, world: World, asked: Aanbod
) -> None:
    screen = open_besluit(screens, world, asked)
    screen.page.get_by_label("Adres van de leerling", exact=True).check()
    screen.press("Verder met deze keuze")
    screen.picture("school.bevestig")
    assert faults(screen) == []
    screen.press("Akkoord")
    assert screen.ask("() => document.activeElement.id") == "fouten"
    screen.picture("school.bevestig-fout")
    assert faults(screen) == []


def test_the_page_before_a_no_is_for_everybody(screens: Screens, world: World, asked: Aanbod) -> None:
    screen = open_besluit(screens, world, asked)
    screen.press("Niet akkoord")
    screen.picture("school.niet")
    assert faults(screen) == []
    reden = screen.page.get_by_label("Reden voor het bedrijf")
    reden.evaluate("field => field.removeAttribute('maxlength')")
    reden.fill("x" * 301)
    screen.press("Niet akkoord")
    assert screen.ask("() => document.activeElement.id") == "fouten"
    screen.picture("school.niet-fout")
    assert faults(screen) == []


def reach(screen: Screen, tag: str, name: str) -> None:
    """Go to something with Tab: by its text, or by the value of a tick."""
    for _ in range(200):
        screen.page.keyboard.press("Tab")
        at = screen.ask("() => [document.activeElement.localName, document.activeElement.textContent.trim(),"
                        " document.activeElement.value]")  # fmt: skip
        if at[0] == tag and (at[1].startswith(name) or at[2] == name):
            return
    raise AssertionError(f"{name} cannot be reached with Tab")


def test_a_table_is_a_list_of_sections_on_a_phone(screens: Screens, world: World) -> None:
    screen = screens.open(world.token(Rol.SCHOOLBEHEERDER.value))
    screen.open("/portaal/scholen/99XX-16/koppelingen")
    screen.page.locator("main h3 a", has_text="Uitgever P99XX").first.click()
    cell = screen.page.locator("table.stapel td").first
    expect(screen.page.get_by_role("columnheader", name="Sinds")).to_be_visible()
    named = "cell => getComputedStyle(cell, '::before').content"
    assert cell.evaluate(named) == "none"
    screen.resize(360)
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    assert cell.evaluate(named) == '"Sinds: "'
    # It is still a table to whoever hears it.
    expect(screen.page.get_by_role("rowheader", name="Versie 1")).to_be_visible()
