"""The pages in a real browser: what a person sees and feels of style, forms, errors and the policy."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.support.portaal.hosting import hosted
from tests.support.portaal.looking import faults
from tests.support.portaal.screen import PHONE, Screen, Screens, chromium
from tests.support.portaal.visiting import Visitor
from tests.support.servers.certificates import make_key_and_certificate, serving
from tests.support.servers.waiting import until

Signed = Callable[..., Visitor]
FORM = "/portaal/formulier"
STYLE = "(element, name) => getComputedStyle(element)[name]"
KEYS = "Tab Tab ArrowDown Tab Space Tab Space Tab Tab Space Tab Enter"
"""From the first field of the form to its button."""
TICK = 24
"""Pixels: what a finger needs (WCAG 2.2, 2.5.8)."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as running:
        yield running


@pytest.fixture
def screens(browser: Browser, web: Flask) -> Iterator[Screens]:
    """Windows at the application of the tests."""
    with hosted(web) as url:
        made = Screens(browser, url)
        yield made
        made.close()


def fill(screen: Screen) -> None:
    """Fill in a form that is right."""
    screen.page.get_by_label("Naam").fill("Tijn")
    screen.page.get_by_label("Soort").select_option("b")
    screen.page.get_by_role("radio", name="Een beetje").check()
    screen.page.get_by_role("checkbox", name="Alles").check()
    screen.page.get_by_role("checkbox", name="Akkoord").check()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_works_with_and_without_javascript(screens: Screens, javascript: bool) -> None:
    screen = screens.open(javascript=javascript)
    screen.open(FORM)
    fill(screen)
    screen.press("Bewaren")
    assert screen.page.get_by_role("status").inner_text() == "Bewaard: Tijn, a."
    assert screen.path == FORM


def test_a_form_works_by_keyboard_alone(screens: Screens) -> None:
    screen = screens.open()
    screen.open(FORM)
    keyboard = screen.page.keyboard
    for _ in range(4):  # to the content, the name of the service, signing in, the first field
        keyboard.press("Tab")
    keyboard.type("Tijn")
    for key in (
        "Tab",
        "Tab",
        "ArrowDown",
        "Tab",
        "Space",
        "Tab",
        "Space",
        "Tab",
        "Tab",
        "Space",
        "Tab",
        "Enter",
    ):
        keyboard.press(key)
    assert screen.page.get_by_role("status").inner_text() == "Bewaard: Tijn, a."


def test_errors_take_the_focus_and_lead_to_their_fields(screens: Screens) -> None:
    screen = screens.open()
    screen.open(FORM)
    screen.press("Bewaren")
    assert screen.page.title().startswith("Fout: ")
    assert screen.ask("() => document.activeElement.id") == "fouten"
    screen.follow("Naam: Dit veld is vereist.")
    assert screen.ask("() => document.activeElement.name") == "naam"
    screen.follow("Keuze: Dit veld is vereist.")
    assert screen.ask("() => document.activeElement.name") == "keuze"
    screen.picture("proef-fouten")
    assert faults(screen) == []


def test_the_page_with_a_field_of_each_kind_is_for_everybody(screens: Screens) -> None:
    screen = screens.open()
    screen.open(FORM)
    fill(screen)
    screen.picture("proef")
    assert faults(screen) == []


@pytest.mark.parametrize("role", ["checkbox", "radio"])
def test_ticks_are_really_drawn(screens: Screens, role: str) -> None:
    screen = screens.open()
    screen.open(FORM)
    box = screen.page.locator(f"input[type={role}]").first
    for _ in range(2):
        box.check()
        ticked = box.evaluate(STYLE, "backgroundImage")
        assert ticked.endswith('.svg")')
        assert "/portaal/static/" in ticked
    # The same box in the same blue, without the tick in it.
    box.evaluate("(element) => { element.style.backgroundImage = 'none'; }")
    bare = box.screenshot()
    box.evaluate("(element) => { element.style.backgroundImage = ''; }")
    until(lambda: box.screenshot() != bare)  # the file of the tick may still be coming


def test_boxes_and_buttons_are_large_enough_for_a_finger(screens: Screens) -> None:
    screen = screens.open()
    screen.resize(PHONE)
    screen.open(FORM)
    for control in screen.page.locator("main :is(input, button, select, textarea):not([type=hidden])").all():
        size = control.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= TICK


def test_text_is_heavy_enough_and_the_page_light_also_for_who_likes_it_dark(screens: Screens) -> None:
    screen = screens.open(color_scheme="dark")
    screen.open("/portaal/nergens")
    assert screen.page.locator(".lead").evaluate(STYLE, "fontWeight") == "400"
    assert screen.page.locator("body").evaluate(STYLE, "backgroundColor") == "rgb(255, 255, 255)"


def test_nothing_moves_for_who_does_not_want_it(screens: Screens) -> None:
    screen = screens.open()
    screen.open(FORM)
    assert screen.page.locator("html").evaluate(STYLE, "scrollBehavior") == "auto"


def test_a_form_works_over_https_where_a_browser_says_where_it_comes_from(
    browser: Browser, signed_in: Signed, tmp_path: Path
) -> None:
    visitor = signed_in()
    with hosted(visitor.application, tls=serving(make_key_and_certificate(tmp_path, "localhost"))) as url:
        screens = Screens(browser, url)
        screen = screens.open(ignore_https_errors=True)
        screen.open(FORM)
        (cookie,) = screen.page.context.cookies()
        assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == ("__Host-sessie", True, True)
        fill(screen)
        screen.press("Bewaren")
        assert screen.page.get_by_role("status").inner_text() == "Bewaard: Tijn, a."
        screens.close()


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ('<p style="color: red">x</p>', "style-src"),
        ("<script>1</script>", "script-src"),
        ('<img alt="" src="data:image/png;base64,AA==">', "img-src"),
        ('<img alt="" src="/portaal/static/nergens.svg">', "404"),
    ],
)
def test_what_the_browser_complains_about_fails_a_test(
    browser: Browser, web: Flask, markup: str, complaint: str
) -> None:
    web.view_functions["start"] = lambda: markup
    with hosted(web) as url:
        screens = Screens(browser, url)
        screens.open().open("/portaal/")
        with pytest.raises(AssertionError, match=complaint):
            screens.close()
