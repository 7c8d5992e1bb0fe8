"""Somebody whose browser runs no JavaScript."""

from playwright.sync_api import Locator

from tests.support.verhalen.bezoeker import Bezoeker


class ZonderScript(Bezoeker):
    """Points and clicks."""

    javascript = False

    def fill(self, label: str, text: str, under: str | None = None) -> None:
        self._labelled(label, under).fill(text)

    def tick(self, label: str, under: str | None = None) -> None:
        self._labelled(label, under).check()

    def choose(self, question: str, answer: str) -> None:
        self._labelled(answer, question).check()

    def select(self, label: str, option: str, under: str | None = None) -> None:
        self._labelled(label, under).select_option(label=option)

    def _leave_by(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()

    def _use(self, control: Locator) -> None:
        control.click()
