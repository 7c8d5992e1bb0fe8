"""What is wrong with a page for somebody who looks at it, hears it, or works it by keyboard."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.support.portaal.screen import DESKTOP, PHONE, Screen

TAGS = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
NARROW = 320
"""Pixels: WCAG 2.2, 1.4.10."""
MOST_STEPS = 400
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""The text spacing of WCAG 2.2, 1.4.12."""
PLAIN = "() => { document.adoptedStyleSheets = []; }"
CUT = """() => {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`scrolls sideways: ${root.scrollWidth}`);
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(element);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    const hidden = element.closest(".visually-hidden, svg") || style.display === "inline";
    if (hides && !hidden && (element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 1))
      wrong.push(`cut: ${element.outerHTML.slice(0, 80)}`);
    const box = element.getBoundingClientRect();
    if (box.width && box.right > root.clientWidth + 1 && !element.closest(".naar-inhoud, .rolt"))
      wrong.push(`beside the page: ${element.outerHTML.slice(0, 80)}`);
  }
  return wrong;
}"""
LINES = "() => new Set([...document.querySelectorAll('.blad.menu li')].map((item) => item.offsetTop)).size"
AXE = "async (options) => (await axe.run(document, options)).violations"
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    html: element.outerHTML.slice(0, 100),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def faults(screen: Screen) -> list[str]:
    """Everything that is wrong with the page in this window."""
    wrong = []
    for width in (PHONE, DESKTOP):
        screen.resize(width)
        wrong += [f"{width}: {fault}" for fault in of_axe(screen)]
    if (lines := screen.ask(LINES)) > 1:
        wrong.append(f"{DESKTOP}: the menu takes {lines} lines")
    screen.resize(NARROW)
    wrong += [f"{NARROW}: {fault}" for fault in screen.ask(CUT)]
    screen.ask(SPACED)
    wrong += [f"{NARROW}, spaced: {fault}" for fault in screen.ask(CUT)]
    screen.ask(PLAIN)
    screen.resize(DESKTOP)
    wrong += of_keyboard(screen)
    return wrong


def of_axe(screen: Screen) -> Iterator[str]:
    """What axe finds by the rules of WCAG 2.2 AA."""
    rules = {"type": "tag", "values": list(TAGS)}
    options: dict[str, Any] = {"runOnly": rules, "resultTypes": ["violations"]}
    if not screen.ask("() => 'axe' in window"):
        screen.ask(Axe().axe_script)
    for violation in screen.ask(AXE, options):
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:120]}"


def of_keyboard(screen: Screen) -> Iterator[str]:
    """What cannot be seen while somebody goes through the page with Tab."""
    screen.ask("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    first = None
    for _ in range(MOST_STEPS):
        screen.page.keyboard.press("Tab")
        focused = screen.ask(FOCUSED)
        if focused is None or focused["html"] == first:
            return
        first = first or focused["html"]
        if not focused["outlined"]:
            yield f"no focus to be seen: {focused['html']}"
        if not focused["seen"]:
            yield f"focus off the screen: {focused['html']}"
    yield "the keyboard never gets out of this page"
