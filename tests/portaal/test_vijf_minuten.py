"""The texts "In vijf minuten" are walked in a demonstration, in a browser; that makes their pictures too."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser

from tests.support.documentatie.beelden import Album
from tests.support.portaal.screen import Screen, Screens
from tests.support.servers.demonstratie import people_of

SCHOOL = "/portaal/scholen/99AA-00"


class Bezoek:
    """Lets the people of a demonstration in, each in a window of their own that stays open."""

    def __init__(self, screens: Screens, links: Mapping[str, str], known: dict[str, object]) -> None:
        self._screens = screens
        self._links = links
        self._known = known

    def anybody(self) -> Screen:
        """A visitor who is not signed in."""
        return self._screens.open()

    def of(self, naam: str) -> Screen:
        """One of the people, on their first page."""
        kept = self._known.get(naam)
        if kept is not None:
            screen = self._screens.open(storage_state=kept)
            screen.open("/portaal/")
            return screen
        screen = self._screens.open()
        screen.page.goto(self._links[naam])
        self._known[naam] = screen.page.context.storage_state()
        return screen


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """A demonstration, for all walks here."""
    with people_of(tmp_path_factory.mktemp("demonstratie")) as made:
        yield made


@pytest.fixture(scope="module")
def known() -> dict[str, object]:
    """The cookies of whoever came in already: a link works once."""
    return {}


@pytest.fixture
def bezoek(browser: Browser, links: Mapping[str, str], known: dict[str, object]) -> Iterator[Bezoek]:
    """Windows at the demonstration; afterwards none of them may have complained."""
    base, _, _ = next(iter(links.values())).partition("/portaal")
    screens = Screens(browser, base)
    yield Bezoek(screens, links, known)
    screens.close()


def test_a_company_applies_tries_out_and_proposes(bezoek: Bezoek) -> None:
    album = Album("bedrijf")
    screen = bezoek.anybody()
    screen.open("/portaal/")
    screen.follow("Een koppeling aanvragen")
    album.take(screen, "beginnen")

    screen = bezoek.of("Pia Smit")
    screen.follow("Aanvragen")
    screen.press("Nieuwe aanvraag")
    screen.follow("Koppelingen en gegevens")
    screen.page.get_by_label("GKV basis").check()
    screen.press("Opslaan en verder")
    album.take(screen, "velden", at=screen.page.get_by_role("heading", name="Welke gegevens?"))

    screen.open("/portaal/")
    album.take(screen, "start")
    screen.follow("Proeftuin")
    album.take(screen, "proeftuin")
    screen.follow("Maak een sleutel voor koppeling 4 (UWLR, smalle set)")
    screen.press("Sleutel maken")
    album.take(screen, "sleutel")

    screen.open("/portaal/")
    screen.follow("Koppeling 3")
    screen.follow("Vraag scholen om gegevens")
    screen.press("Verder")
    album.take(screen, "voorstel")
    screen.open("/portaal/")
    screen.follow("Koppeling 1")
    screen.follow("Verkeer en fouten")
    album.take(screen, "verkeer")
    assert album.left == []


def test_a_school_decides(bezoek: Bezoek) -> None:
    album = Album("school")
    screen = bezoek.of("Jet Bos")
    album.take(screen, "start")
    screen.follow("Leerlijn")
    album.take(screen, "voorstel")
    screen.page.get_by_text("Basisgegevens").click()
    for naam in ("Roepnaam", "Achternaam", "Groep"):
        screen.page.get_by_label(naam, exact=True).first.check()
    toetsen = screen.page.locator("details.set", has_text="Toetsen van het leerlingvolgsysteem").first
    toetsen.get_by_label("Toetsen van het leerlingvolgsysteem").check()
    toetsen.get_by_label("Score").check()
    album.take(screen, "kiezen", at=toetsen)
    for naam in ("groep 7", "groep 8"):
        screen.page.get_by_label(naam, exact=True).check()
    screen.press("Tel opnieuw")
    album.take(screen, "leerlingen", at=screen.page.get_by_role("heading", name="Van welke leerlingen?"))
    screen.press("Verder met deze keuze")
    album.take(screen, "controle")
    screen.page.get_by_label("Ik mag dit namens de school besluiten").check()
    screen.press("Akkoord")
    album.take(screen, "koppeling")
    screen.follow("Stoppen")
    album.take(screen, "stoppen")
    assert album.left == []


def test_a_school_answers_a_parent(bezoek: Bezoek) -> None:
    album = Album("ouder")
    screen = bezoek.of("Jet Bos")
    screen.follow("Inzage")
    screen.page.get_by_label("Naam").fill("Nour")
    screen.press("Zoeken")
    album.take(screen, "zoeken")
    screen.page.get_by_role("link", name="Verzoek van").first.click()
    screen.page.get_by_label("Wie vraagt het?").fill("Moeder van Nour")
    screen.page.get_by_label("Hoe weet u").fill("Paspoort gezien")
    album.take(screen, "verzoek")
    screen.press("Vastleggen")
    screen.page.get_by_role("link", name="Overzicht bij verzoek").first.click()
    album.take(screen, "overzicht")
    assert album.left == []


def test_a_reader_looks_at_results(bezoek: Bezoek) -> None:
    album = Album("lezer")
    screen = bezoek.of("Lex Kok")
    screen.follow("Resultaten")
    album.take(screen, "groepen")
    screen.follow("Groep 1/2")
    album.take(screen, "groep")
    screen.page.get_by_role("link", name="Nour").first.click()
    album.take(screen, "leerling")
    assert album.left == []


def test_an_operator_judges_and_watches(bezoek: Bezoek) -> None:
    album = Album("dienst")
    screen = bezoek.of("Otto Dam")
    album.take(screen, "start")
    screen.follow("Aanvragen")
    screen.page.locator(".kaart", has_text="De Lezerij").get_by_role("link").click()
    screen.press("Begin met beoordelen")
    album.take(screen, "aanvraag")
    album.take(screen, "toelaten", at=screen.page.get_by_role("heading", name="Toelaten"))
    screen.follow("Partners")
    screen.page.get_by_role("link", name="Uitgeverij De Proef").first.click()
    screen.page.get_by_role("link", name="proeftuin").first.click()
    album.take(screen, "product")
    screen.page.go_back()
    album.take(screen, "partner")
    screen.follow("Logboek")
    album.take(screen, "logboek")
    assert album.left == []
