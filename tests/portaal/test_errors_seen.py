"""Every form of every visitor, sent empty and sent wrong, in a real browser: everybody can read what is said.

Forms are found on the pages of the list of addresses, so a new one is here by itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.support.aanvragen import applications
from tests.support.partners.handelenden import DOOR
from tests.support.people.mensen import WACHTWOORD
from tests.support.portaal import filling, people, voorstellen
from tests.support.portaal.looking import CUT, NARROW, of_axe
from tests.support.portaal.screen import PHONE, Screen, Screens
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.world import APPLICANT, NOBODY, Place, World
from tests.support.servers.uwlr import Server, serving
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.portaal import portaal_application
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account import sessies

GOOD = 200
WHO = (NOBODY, APPLICANT, *(rol.value for rol in Rol))
SETTINGS = {
    "UWLR_PORTAAL_URL": "http://localhost:8080",
    "UWLR_SMTP_URL": "smtp://localhost",
    "UWLR_MAIL_FROM": "dienst@voorbeeld.example",
}
"""With an address for links and a server for mail every form is there."""
EMPTY = ""
WRONG = "x" * 3000
"""Longer than anything asked for, and without a place to break."""
FIELD = "contains(concat(' ', normalize-space(@class), ' '), ' veld ')"
SEND = """([number, text]) => {
  const form = [...document.forms].filter((each) => each.querySelector(".veld, textarea"))[number];
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (field.type === "number" || field.type === "date") field.value = "";
    else if (field.type !== "file" && field.tagName !== "SELECT") field.value = text;
  }
  form.submit();
}"""
ONLY_BUTTONS = frozenset(
    {
        "aanmelden.passkey",
        "aanmelden.passkey.vraag",
        "aanvraag.inruilen",
        "aanvraag.intrekken",
        "aanvraag.mail",
        "account.app.verwijderen",
        "account.herstelcodes",
        "account.organisatie.los",
        "account.passkey.verwijderen",
        "account.passkey.vraag",
        "account.sessie",
        "account.sessies",
        "afmelden",
        "beheer.aanvraag.link",
        "beheer.aanvraag.oppakken",
        "beheer.aanvraag.uitnodigen",
        "beheer.gebruikers.beeindigen",
        "beheer.gebruikers.intrekken",
        "beheer.gebruikers.uitloggen",
        "beheer.gebruikers.uitschakelen",
        "beheer.toepassing.bevestigen",
        "berichten.gelezen",
        "bevestigen.passkey",
        "klas.klaar",
        "klas.opnieuw",
        "klas.plaatjes",
        "partner.aanvragen.beginnen",
        "partner.gebruikers.beeindigen",
        "partner.gebruikers.intrekken",
        "partner.identiteit-weg",
        "partner.keuring",
        "partner.keuring-rapport",
        *("partner.proeftuin-allemaal", "partner.proeftuin-meedoen", "partner.proeftuin-volledig"),
        *("partner.proeftuin-dag", "partner.proeftuin-maken", "partner.proeftuin-opnieuw"),
        "partner.terugnemen",
        "partner.toepassing-einde",
        "partner.verwijderen-bevestigen",
        "partner.webhook-proef",
        "partner.webhook-uit",
        "school.accounts.aan",
        "school.accounts.blad",
        "school.accounts.klas",
        "school.accounts.uit",
        "school.accounts.uitloggen",
        "school.gebruikers.beeindigen",
        "school.gebruikers.intrekken",
        "school.hervat",
        "school.houden",
        "school.inzage.beantwoord",
        "school.klas.apparaat",
        "school.klas.intrekken",
        "school.klas.kaart",
        "school.klas.koppelen",
        "school.klas.open",
        "school.klas.sluiten",
        "school.klas.vrij",
        "school.klassen.intrekken",
        "school.opnieuw",
        "school.pauze",
        "school.provider.aan",
        "school.provider.proef",
        "school.provider.uit",
        "school.stoppen",
        "school.terug",
        "uitnodiging.erbij",
        "uitnodiging.passkey",
        "uitnodiging.passkey.vraag",
    }
)
"""Addresses that nothing is filled in for: a button, a choice, or what a script brings back."""
LATER = frozenset(
    {
        "aanmelden.code",
        "aanvraag.aanvullen",
        "activeren.wachtwoord",
        "badge.pin",
        "beheer.gebruikers",
        "partner.gebruikers",
        "school.bevestig",
        "school.gebruikers",
        "school.gegevens.inlezen",
        "school.kopie",
        "uitnodiging",
        "uitnodiging.tweede",
    }
)
"""Forms that stand behind another one, with a test of their own here or beside this one."""


@pytest.fixture(scope="module")
def service(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own, since some of these forms are taken."""
    folder = tmp_path_factory.mktemp("fouten")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{path}", folder, UWLR_WORKERS="1", **SETTINGS) as server:
        yield server


@pytest.fixture(scope="module")
def world(service: Server) -> World:
    """Schools, partners and people on it."""
    return World(service.database)


@pytest.fixture(scope="module")
def web(service: Server) -> Flask:
    """The same pages in this process, which know their addresses."""
    return portaal_application(Diensten(service.settings, service.database))


def pages_of(world: World, who: str) -> Iterator[str]:
    """The pages on which somebody may fill something in."""
    # An applicant goes backwards, since a step that is sent empty clears those behind it.
    for adres in reversed(ALLE) if who == APPLICANT else ALLE:
        if "GET" in adres.methods and who == filling.owner(adres):
            yield world.address(adres.endpoint, adres.rule, Place.OWN)
    own = world.values[Place.OWN]
    if who == Rol.PARTNERBEHEERDER.value:
        asked = "veld=leerling/roepnaam&veld=leerling/geboortedatum"
        yield f"/portaal/partners/{own['koppelpartner']}/koppelingen/{own['koppeling']}/uitbreiden?{asked}"
    if who == Rol.OPERATOR.value:
        for step in ("kwalificeren", "overeenkomst", "activeren", "beeindigen"):
            yield f"/portaal/beheer/partners/{own['partner']}/toelating/{own['product']}/{step}"


def forms_of(visitor: Visitor, path: str) -> Iterator[tuple[int, str]]:
    """The forms in which something is filled in, without mere buttons: which of these, and where it goes."""
    answer = visitor.get(path)
    if answer.mimetype != "text/html" or answer.status_code != GOOD:
        return
    filled = document(answer).xpath(f"//form[.//*[{FIELD}] or .//textarea]")
    for number, form in enumerate(filled):
        if form.method == "POST":
            yield number, form.action or urlsplit(path).path


def faults_after(screen: Screen, path: str, number: int, text: str) -> Iterator[str]:
    """What is wrong with the page that a form leads to."""
    screen.page.goto(screen.url + path)
    with screen.page.expect_navigation():
        screen.ask_with(SEND, [number, text])
    if text == EMPTY:
        screen.resize(PHONE)
        yield from of_axe(screen)
    screen.resize(NARROW)
    # A field itself goes on behind its edge, as far as somebody types.
    yield from (fault for fault in screen.ask(CUT) if not fault.startswith("cut: <input"))


def look(screen: Screen, web: Flask, path: str, token: str | None) -> Iterator[str]:
    """What is wrong after each form of a page."""
    for number, _ in forms_of(Visitor(web, token=token), path):
        for text in (EMPTY, WRONG):
            for fault in faults_after(screen, path, number, text):
                yield f"{path}, form {number}: {fault}"


@pytest.mark.parametrize("who", WHO)
def test_what_is_said_of_a_wrong_form_is_for_everybody(
    screens: Screens, world: World, web: Flask, who: str
) -> None:
    token = world.token(who)
    screen = screens.open(token)
    assert [fault for path in pages_of(world, who) for fault in look(screen, web, path, token)] == []


def test_so_it_is_for_somebody_who_was_invited(screens: Screens, service: Server, web: Flask) -> None:
    diensten = Diensten(service.settings, service.database)
    plaats = Plaats(rol=Rol.OPERATOR)
    made = diensten.mensen.uitnodigingen.invite("nieuw@voorbeeld.example", "Nina", plaats, door=DOOR)
    screen = screens.open()
    screen.open(f"/portaal/uitnodiging/{made.token}")
    (cookie,) = (each for each in screen.page.context.cookies() if each["name"] == "sessie")
    wrong = list(look(screen, web, "/portaal/uitnodiging", cookie["value"]))
    screen.open("/portaal/uitnodiging")
    for label in ("Nieuw wachtwoord", "Nog een keer"):
        screen.page.get_by_label(label).fill(WACHTWOORD)
    screen.press("Verder")
    assert screen.path == "/portaal/uitnodiging/tweede"
    wrong += look(screen, web, "/portaal/uitnodiging/tweede", cookie["value"])
    assert wrong == []


def test_so_it_is_for_somebody_between_two_steps(
    screens: Screens, service: Server, world: World, web: Flask
) -> None:
    with service.database.write() as connection:
        halfway = sessies.renew(
            SessieRepository(connection), None, tijd.now(), inlog_id=world.inloggen[Rol.OPERATOR.value]
        )
    assert list(look(screens.open(halfway), web, "/portaal/aanmelden/code", halfway)) == []


def test_so_it_is_for_a_pupil_who_types_a_pin(
    screens: Screens, service: Server, world: World, web: Flask
) -> None:
    own = world.values[Place.OWN]
    klas = Diensten(service.settings, service.database).mensen.klas
    (kaart,) = klas.middelen.make(
        Place.OWN.value, int(str(own["school.klas.nummer"])), Middelsoort.BADGE, door=DOOR
    )
    screen = screens.open()
    screen.open(f"/portaal/badge#{kaart.badge}")
    screen.page.wait_for_url("**/badge/pin")
    (cookie,) = (each for each in screen.page.context.cookies() if each["name"] == "sessie")
    assert list(look(screen, web, "/portaal/badge/pin", cookie["value"])) == []


def test_so_it_is_for_an_applicant_who_is_asked_more(screens: Screens, service: Server, web: Flask) -> None:
    nummer = applications.judging(service.database, "vraag@voorbeeld.example")
    balie = Diensten(service.settings, service.database).aanvraagbalie
    balie.beoordeling.ask_more(nummer, {"organisatie/kvk": "Klopt dit?"}, door=DOOR)
    token = people.visit(service.database, {"aanvragen": [nummer]})
    assert list(look(screens.open(token), web, f"/portaal/aanvragen/{nummer}", token)) == []


def test_so_it_is_for_a_school_that_is_about_to_agree(screens: Screens, world: World, web: Flask) -> None:
    token = world.token(Rol.SCHOOLBEHEERDER.value)
    own = world.values[Place.OWN]
    page = f"/portaal/scholen/{own['school']}/koppelingen/{own['school.besluit.koppeling']}/besluit"
    screen = screens.open(token)
    screen.open(page)
    screen.press("Verder met deze keuze")
    assert screen.path == f"{page}/bevestig"
    assert len(list(forms_of(Visitor(web, token=token), screen.path))) == 1
    assert list(look(screen, web, screen.path, token)) == []
    assert screen.page.locator("#fouten").is_visible()


def test_so_it_is_for_a_decision_that_goes_to_no_other_school(
    screens: Screens, service: Server, world: World, web: Flask
) -> None:
    aanbod = voorstellen.add_link(service.database, "KOPIE", productnaam="Kopieerapp")
    beheer = Diensten(service.settings, service.database)
    voorstellen.propose(beheer, aanbod, voorstellen.inhoud(), Place.OTHER.value)
    beheer.deelnames.admit(aanbod.koppeling, Place.OWN.value, door=DOOR)
    person = people.add_person(service.database, Rol.SCHOOLBEHEERDER, school=Place.OWN.value)
    people.add_account(service.database, person, Rol.SCHOOLBEHEERDER, school=Place.OTHER.value)
    token = people.sign_in(service.database, person)
    own = world.values[Place.OWN]
    page = f"/portaal/scholen/{own['school']}/koppelingen/{aanbod.koppeling}/kopie"
    screen = screens.open(token)
    screen.open(page)
    select = screen.page.get_by_label("Naar welke school?")
    # A school that decided meanwhile, in another tab.
    select.evaluate("select => { select.options[0].value = 'x'; }")
    screen.press("Neem over")
    assert screen.path == page
    assert screen.page.locator("#fouten").is_visible()
    screen.resize(PHONE)
    faults = list(of_axe(screen))
    screen.resize(NARROW)
    assert [*faults, *screen.ask(CUT)] == []


@pytest.mark.parametrize("wing", ["beheer", "partner", "school"])
def test_so_it_is_for_whoever_looks_for_a_user(screens: Screens, world: World, web: Flask, wing: str) -> None:
    (adres,) = (adres for adres in ALLE if adres.endpoint == f"{wing}.gebruikers")
    page = world.address(adres.endpoint, adres.rule, Place.OWN)
    token = world.token(filling.owner(adres))
    screen = screens.open(token)
    visitor = Visitor(web, token=token)
    for text in (EMPTY, WRONG):
        # Where there are few users, the form is there only while somebody is looked for.
        visitor.submit(page, {"zoek": "bas"})
        ((number, _),) = forms_of(visitor, page)
        assert list(faults_after(screen, page, number, text)) == []


def test_so_it_is_for_a_file_that_was_not_chosen_again(screens: Screens, world: World) -> None:
    screen = screens.open(world.token(Rol.SCHOOLBEHEERDER.value))
    screen.open(f"/portaal/scholen/{world.values[Place.OWN]['school']}/gegevens")
    with screen.page.expect_navigation():
        screen.ask("() => { const [, form] = document.forms; form.action += '/inlezen'; form.submit(); }")
    screen.resize(NARROW)
    assert [*of_axe(screen), *screen.ask(CUT)] == []


def test_every_form_is_on_a_page_that_is_looked_at(database: Database, settings: Settings) -> None:
    mailing = replace(settings, smtp_url=SETTINGS["UWLR_SMTP_URL"], mail_from=SETTINGS["UWLR_MAIL_FROM"])
    portaal = portaal_application(Diensten(mailing, database))
    world = World(database)
    sent = {adres.endpoint for adres in ALLE if "POST" in adres.methods}
    seen = set()
    for who in WHO:
        visitor = Visitor(portaal, token=world.token(who))
        for path in pages_of(world, who):
            for _, action in forms_of(visitor, path):
                seen.add(portaal.url_map.bind("localhost").match(action, method="POST")[0])
    assert sent - seen - ONLY_BUTTONS - LATER == set()
