"""The screen of a class in a real browser: on a tablet and a phone, by touch, by keyboard, without script."""

import pytest
from playwright.sync_api import expect

from tests.support.people.klas import leerkracht
from tests.support.portaal.looking import faults
from tests.support.portaal.screen import Screen, Screens
from tests.support.portaal.world import DOOR, Place, World
from tests.support.servers.uwlr import Server
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.uitwisseling.account.klas.samen import Klasaanmelding

ROW = (Plaatje.STER, Plaatje.BOOT, Plaatje.STER)
TABLET = {"width": 768, "height": 1024}
PHONE = {"width": 360, "height": 740}
SMALLEST = 64
"""Pixels of a target that a child of five hits."""
SIZES = """() => [...document.querySelectorAll("main a.tegel, main button, main a.btn")].map((element) => {
  const box = element.getBoundingClientRect();
  return [element.textContent.trim() || element.value, box.width, box.height];
})"""
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".tegel")].map((element) => element.getBoundingClientRect());
  return boxes.some((one, index) => boxes.slice(index + 1).some((other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom));
}"""


@pytest.fixture
def klas(service: Server) -> Klasaanmelding:
    """The use cases of classes, on the database of that server."""
    return Diensten(service.settings, service.database).mensen.klas


@pytest.fixture
def apparaat(klas: Klasaanmelding, world: World) -> str:
    """The value of the cookie of a device of group 4, where Sanne has pictures."""
    own = world.values[Place.OWN]
    nummer = int(str(own["school.klas.nummer"]))
    account = int(str(own["account"]))
    klas.middelen.choose_pictures(Place.OWN.value, nummer, account, ROW, door=DOOR)
    value, _ = klas.beheer.enrol(Place.OWN.value, nummer, door=leerkracht("G1"))
    return value


def on_device(screens: Screens, apparaat: str, **options: object) -> Screen:
    """A window of that device."""
    screen = screens.open(**options)  # type: ignore[arg-type]
    screen.page.context.add_cookies([{"name": "klas", "value": apparaat, "url": screens.url}])
    screen.open("/portaal/klas")
    return screen


def too_small(screen: Screen) -> list[object]:
    """The targets that a small finger misses."""
    sizes = screen.ask(SIZES)
    assert sizes
    return [size for size in sizes if min(size[1:]) < SMALLEST]


@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["tablet", "phone"])
def test_a_child_comes_in_by_touch_without_script(
    screens: Screens, apparaat: str, size: dict[str, int]
) -> None:
    screen = on_device(screens, apparaat, javascript=False, has_touch=True)
    screen.page.set_viewport_size(size)  # type: ignore[arg-type]
    assert too_small(screen) == []
    assert not screen.ask(OVERLAPS)
    screen.page.get_by_role("link", name="Sanne").tap()
    expect(screen.page.get_by_role("link", name="Dit ben ik niet")).to_be_visible()
    assert too_small(screen) == []
    assert not screen.ask(OVERLAPS)
    for number, plaatje in enumerate(ROW):
        expect(screen.page.locator(".stippen .vol")).to_have_count(number)
        screen.page.get_by_role("button", name=plaatje.value, exact=True).tap()
    done = screen.page.get_by_role("button", name="Ik ben klaar")
    expect(done).to_be_visible()
    assert too_small(screen) == []
    done.tap()
    expect(screen.page.get_by_role("link", name="Sanne")).to_be_visible()


def test_a_child_comes_in_by_keyboard_alone(screens: Screens, apparaat: str) -> None:
    screen = on_device(screens, apparaat)
    keyboard = screen.page.keyboard
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(screen.page.get_by_role("link", name="Dit ben ik niet")).to_be_visible()
    for number, plaatje in enumerate(ROW):
        expect(screen.page.locator(".stippen .vol")).to_have_count(number)
        for _ in range(list(Plaatje).index(plaatje) + 1):
            keyboard.press("Tab")
        keyboard.press("Enter")
    expect(screen.page.get_by_role("button", name="Ik ben klaar")).to_be_visible()


def test_each_page_is_for_everybody(screens: Screens, apparaat: str) -> None:
    screen = on_device(screens, apparaat)
    screen.picture("klasscherm")
    assert faults(screen) == []
    screen.open("/portaal/klas")
    screen.page.get_by_role("link", name="Sanne").click()
    screen.page.get_by_role("button", name="zon", exact=True).click()
    screen.picture("klasscherm-plaatjes")
    assert faults(screen) == []


def test_a_picture_that_did_not_arrive_has_a_name(screens: Screens, apparaat: str) -> None:
    screen = on_device(screens, apparaat)
    screen.page.get_by_role("link", name="Sanne").click()
    names = screen.ask("() => [...document.querySelectorAll('.plaatjes img')].map((image) => image.alt)")
    assert len(set(names)) == 12
    assert all(names)
