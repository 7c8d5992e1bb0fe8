"""Somebody with a keyboard and without a mouse: nothing is used that Tab did not lead to.

Every stop on the way is looked at. The focus must be drawn and on the screen, and it must go down the page in
the order in which the page is read.
"""

from typing import Any

from playwright.sync_api import Locator

from tests.support.verhalen.bezoeker import Bezoeker

MOST_STEPS = 600
WHERE = """target => {
  const element = document.activeElement;
  const inside = Boolean(target.closest("main"));
  if (!element || element === document.body) return {here: false, before: false, nowhere: true, inside};
  const isMain = element.id === "inhoud";
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const group = element.type === "radio" && element.name === target.name && element.form === target.form;
  return {
    nowhere: false,
    inside,
    here: element === target,
    group,
    before: Boolean(element.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING),
    html: element.outerHTML.slice(0, 100),
    drawn: isMain || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    seen: isMain || (box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth),
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  };
}"""
"""Where the focus is, seen from what somebody is on the way to."""


class Toetsenbord(Bezoeker):
    """Tab, Shift with Tab, Space, Enter, the arrows within one question, and typing."""

    def fill(self, label: str, text: str, under: str | None = None) -> None:
        field = self._labelled(label, under)
        self._reach(field)
        self.page.keyboard.type(text)
        assert field.input_value() == text, f"typed {text!r} and got {field.input_value()!r}"

    def tick(self, label: str, under: str | None = None) -> None:
        box = self._labelled(label, under)
        self._reach(box)
        self.page.keyboard.press("Space")
        assert box.is_checked(), f"{label!r} has no tick"

    def choose(self, question: str, answer: str) -> None:
        dot = self._labelled(answer, question)
        at = self._reach(dot)
        while not at["here"]:
            self.page.keyboard.press("ArrowDown")
            at = dot.evaluate(WHERE)
            assert at["here"] or at["group"], f"the arrows lead out of {question!r}"
        if not dot.is_checked():
            self.page.keyboard.press("Space")
        assert dot.is_checked(), f"{answer!r} is not chosen"

    def select(self, label: str, option: str, under: str | None = None) -> None:
        field = self._labelled(label, under)
        self._reach(field)
        self.page.keyboard.type(option)
        chosen = field.locator("option:checked").inner_text()
        assert chosen == option, f"typed {option!r} and got {chosen!r}"

    def _leave_by(self, control: Locator) -> None:
        self._reach(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _use(self, control: Locator) -> None:
        self._reach(control)
        self.page.keyboard.press("Enter")

    def _reach(self, control: Locator) -> dict[str, Any]:
        """Go to something with Tab, or back with Shift and Tab; what is passed must be seen, and in order."""
        target = control.element_handle()
        at: dict[str, Any] = target.evaluate(WHERE)
        if at["here"]:
            return at
        if at["nowhere"] and at["inside"]:
            self._skip_the_menu()
            at = target.evaluate(WHERE)
        key = "Shift+Tab" if at["before"] else "Tab"
        is_wrapped = at["nowhere"]
        last = None
        for _ in range(MOST_STEPS):
            self.page.keyboard.press(key)
            at = target.evaluate(WHERE)
            if at["nowhere"]:
                assert not is_wrapped, f"Tab never leads to {control}"
                is_wrapped = True
                last = None
                continue
            assert at["drawn"], f"no focus to be seen on {self.screen.path}: {at['html']}"
            assert at["seen"], f"focus off the screen on {self.screen.path}: {at['html']}"
            if last is not None:
                self._require_order(last, at, key)
            if at["here"] or at["group"]:
                return at
            last = at
        raise AssertionError(f"Tab never leads to {control}")

    def _skip_the_menu(self) -> None:
        """Take the first link of each page, which leads past the menu; pages for pupils have no menu."""
        if not self.page.locator("header").count():
            return
        self.page.keyboard.press("Tab")
        at = self.page.locator(".naar-inhoud").evaluate(WHERE)
        assert all(at.get(fact) for fact in ("here", "drawn", "seen")), f"nothing leads past the menu: {at}"
        self.page.keyboard.press("Enter")

    def _require_order(self, last: dict[str, Any], at: dict[str, Any], key: str) -> None:
        upper, lower = (last, at) if key == "Tab" else (at, last)
        assert lower["bottom"] > upper["top"], (
            f"the focus jumps on {self.screen.path}, from {last['html']} to {at['html']}"
        )
