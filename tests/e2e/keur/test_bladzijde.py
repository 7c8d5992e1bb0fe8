"""The page of a report in a real browser: for everybody to read, on a phone too, and whole on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.keur import Keurder
from tests.support.keur.dubbelganger import Dubbelganger, dubbelganger
from tests.support.keur.gebreken import GEBREKEN
from tests.support.portaal.looking import CUT, faults
from tests.support.portaal.screen import Screen, chromium

pytestmark = pytest.mark.e2e

UNFOLD = "() => { for (const folded of document.querySelectorAll('details')) folded.open = true; }"
SIZES = """() => {
  const size = (chosen) => parseFloat(getComputedStyle(document.querySelector(chosen)).fontSize);
  return [size("body"), ...["caption", ".soort", "footer", "h3"].map(size)];
}"""
ALWAYS_UNCHANGED = "altijd-geenwijzigingen"
"""The defect that most cases see."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; for a module at most, since it keeps an event loop running in this process."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def double(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dubbelganger]:
    """A LAS in which a defect can be switched on."""
    with dubbelganger(migrated_sqlite, tmp_path_factory.mktemp("bladzijde")) as made:
        yield made


@pytest.fixture(params=["goed", "afwijkingen"])
def page(request: pytest.FixtureRequest, double: Dubbelganger, tmp_path: Path) -> Path:
    """The report of a LAS that does everything, and of one that does not."""
    double.gebrek = None
    if request.param == "afwijkingen":
        double.gebrek = next(gebrek for gebrek in GEBREKEN if gebrek.naam == ALWAYS_UNCHANGED)
    file = tmp_path / f"{request.param}.html"
    Keurder(double.address, double.sleutel)("--html", str(file))
    return file


@pytest.fixture
def screen(page: Path, browser: Browser) -> Iterator[Screen]:
    """That page in a window, as somebody opens a file."""
    context = browser.new_context(reduced_motion="reduce")
    screen = Screen(context.new_page(), page.as_uri())
    screen.page.goto(screen.url)
    yield screen
    assert screen.complaints == []
    context.close()


def test_everybody_can_read_it(screen: Screen, page: Path) -> None:
    assert faults(screen) == []
    screen.picture(page.stem)
    screen.ask(UNFOLD)
    assert faults(screen) == []


def test_it_asks_for_nothing_else(screen: Screen, page: Path) -> None:
    asked: list[str] = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.page.reload()
    assert asked == [page.as_uri()]


def test_what_is_folded_is_printed_when_it_was_opened(screen: Screen) -> None:
    screen.page.emulate_media(media="print")
    assert screen.page.locator("details").count() > 0
    assert screen.page.locator("details:visible").count() == 0
    screen.ask(UNFOLD)
    assert screen.page.locator("details:visible").count() == screen.page.locator("details").count()
    assert screen.page.locator("pre:visible").count() > 0
    assert screen.ask(CUT) == []


def test_on_paper_the_sizes_keep_their_order(screen: Screen) -> None:
    screen.page.emulate_media(media="print")
    text, *beside, title = screen.ask(SIZES)
    assert all(size < text for size in beside)
    assert title == text
