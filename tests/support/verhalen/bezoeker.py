"""Somebody who walks through the pages with their eyes and their hands, and with nothing else.

A story is written once, in the verbs of ``Bezoeker``. Who walks it has a browser without JavaScript
(``ZonderScript``) or a keyboard and no mouse (``Toetsenbord``).
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.support.portaal.screen import Screen

Role = Literal["link", "button"]
Find = Callable[[Page | Locator], Locator]
START = "/portaal/"
PART = "section, li, fieldset, details, .kaart, .gegeven, .veld"
"""What has a title of its own on a page, and holds fields or buttons that others have too."""
BEHIND = r"Let op|Extra beschermd|\(niet verplicht\)|\d.*"
TITLE = "h2, h3, h4, legend, summary, label"


class Bezoeker(ABC):
    """One person at one browser."""

    javascript = True

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    @property
    def page(self) -> Page:
        """What they look at."""
        return self.screen.page

    def go_to(self, address: str = START) -> None:
        """Type an address, of the front page or of a link that somebody gave."""
        path, _, _ = address.removeprefix(self.screen.url).partition("#")
        self.screen.open(path)

    # --- what their hands do ------------------------------------------------------------------------------

    def follow(self, link: str, under: str | None = None) -> None:
        """Follow a link, by all of its text."""
        self._leave_by(self._named("link", link, under))

    def press(self, button: str, under: str | None = None) -> None:
        """Press a button that leads to a page."""
        self._leave_by(self._named("button", button, under))

    @abstractmethod
    def fill(self, label: str, text: str, under: str | None = None) -> None:
        """Write in a field that is empty."""

    @abstractmethod
    def tick(self, label: str, under: str | None = None) -> None:
        """Put a tick before something."""

    @abstractmethod
    def choose(self, question: str, answer: str) -> None:
        """Choose one of several dots."""

    @abstractmethod
    def select(self, label: str, option: str, under: str | None = None) -> None:
        """Choose from a list that folds out."""

    def unfold(self, title: str, under: str | None = None) -> None:
        """Open what is folded, if it is."""
        summary = self._only(lambda where: where.locator("summary", has_text=_titled(title)), title, under)
        if summary.locator("..").get_attribute("open") is None:
            self._use(summary)

    @abstractmethod
    def _leave_by(self, control: Locator) -> None:
        """Use something that leads to another page, and wait for that page."""

    def save_file(self, link: str) -> str:
        """Follow a link to a file; returns what is in it."""
        with self.page.expect_download() as download:
            self._use(self._named("link", link, None))
        return download.value.path().read_text(encoding="utf-8")

    @abstractmethod
    def _use(self, control: Locator) -> None:
        """Use something, without waiting for anything."""

    # --- what their eyes do -------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What stands on the page, without what is folded."""
        return " ".join(self.page.locator("main").inner_text().split())

    def reads(self, *sentences: str) -> None:
        """Find sentences on the page."""
        for sentence in sentences:
            assert sentence in self.text, f"{sentence!r} is not on {self.screen.path}:\n{self.text}"

    def reads_nothing_of(self, *words: str) -> None:
        """Look for words that are nowhere in the page, not in what is folded either."""
        content = self.page.locator("body").text_content() or ""
        for word in words:
            assert word not in content, f"{word!r} is on {self.screen.path}"

    def title_is(self, title: str) -> None:
        """Look at the title on top of the page."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    def copy(self, pattern: str) -> str:
        """Copy something from the page: the first group of a pattern, or all that it is like."""
        match = re.search(pattern, self.text)
        assert match is not None, f"nothing like {pattern!r} on {self.screen.path}:\n{self.text}"
        return match[match.lastindex or 0]

    def on_paper(self) -> str:
        """Print the page; returns what the paper has."""
        self.page.emulate_media(media="print")
        paper = " ".join(self.page.locator("body").inner_text().split())
        self.page.emulate_media(media="screen")
        return paper

    def is_ticked(self, label: str, under: str | None = None) -> bool:
        """Look whether something has a tick."""
        return self._labelled(label, under).is_checked()

    def picture(self, name: str) -> None:
        """Keep what they see, if pictures are wanted."""
        if self.javascript:
            self.screen.picture(f"verhaal-{name}")

    # --- what their eyes look for -------------------------------------------------------------------------

    def _named(self, role: Role, name: str, under: str | None) -> Locator:
        return self._only(lambda where: where.get_by_role(role, name=name, exact=True), name, under)

    def _labelled(self, label: str, under: str | None) -> Locator:
        optional = re.compile(f"^{re.escape(label)}( \\(niet verplicht\\))?$")
        return self._only(lambda where: where.get_by_label(optional), label, under)

    def _only(self, find: Find, name: str, under: str | None) -> Locator:
        """The one thing that has this name; of two of them a person would not know which to take.

        ``under`` is the title of the part of the page that it is looked for in.
        """
        where: Page | Locator = self.page
        if under is not None:
            title = self.page.locator(TITLE, has_text=_titled(under))
            where = self.page.locator(PART).filter(has=title).filter(has=find(self.page)).last
        seen = find(where).filter(visible=True)
        leads = seen.evaluate_all("all => all.map(element => element.href || element.outerHTML)")
        assert len(set(leads)) == 1, f"{len(leads)} times {name!r} on {self.screen.path}:\n{self.text}"
        return seen.first


def _titled(title: str) -> re.Pattern[str]:
    """A title, with the label or the counts that may stand behind it."""
    return re.compile(rf"^\s*{re.escape(title)}\s*({BEHIND})?\s*$")
