"""The pictures in the documentation: screenshots of a demonstration, small enough to be kept with the texts.

``DOCUMENTATIE_BEELDEN=ja`` before the tests that walk makes them anew, in ``docs/beelden``.
"""

import io
import os
from collections.abc import Mapping

from PIL import Image
from playwright.sync_api import Locator

from tests.support.places import ROOT
from tests.support.portaal.screen import Screen

FOLDER = ROOT / "docs" / "beelden"
VARIABLE = "DOCUMENTATIE_BEELDEN"
"""The variable that asks for new pictures; without it the walks only look whether all is as it is told."""
WIDTH = 680
HIGHEST = 760
"""Pixels; what lies below is not in the picture."""
ABOVE = 16
"""Pixels above the place that a picture begins with."""
COLOURS = 48
NAMES: Mapping[str, tuple[str, ...]] = {
    "bedrijf": ("beginnen", "velden", "start", "proeftuin", "sleutel", "voorstel", "verkeer"),
    "school": ("start", "voorstel", "kiezen", "leerlingen", "controle", "koppeling", "stoppen"),
    "ouder": ("zoeken", "verzoek", "overzicht"),
    "lezer": ("groepen", "groep", "leerling"),
    "dienst": ("start", "aanvraag", "toelaten", "product", "partner", "logboek"),
}
"""The pictures of each walk, in the order in which they are taken."""


class Album:
    """Takes the pictures of one walk, in their order."""

    def __init__(self, walk: str) -> None:
        self._walk = walk
        self.left = list(NAMES[walk])

    def take(self, screen: Screen, name: str, *, at: Locator | None = None) -> None:
        """Take the next picture, from the top of the page or from a place on it."""
        assert self.left.pop(0) == name
        if not os.environ.get(VARIABLE):
            return
        screen.resize(WIDTH)
        screen.page.wait_for_load_state("load")  # the name of the service has a small picture beside it
        top = 0.0
        if at is not None:
            box = at.bounding_box()
            assert box is not None
            top = max(0.0, box["y"] + screen.ask("window.scrollY") - ABOVE)
        whole = Image.open(io.BytesIO(screen.page.screenshot(full_page=True)))
        end = screen.ask("document.querySelector('main').getBoundingClientRect().bottom + window.scrollY")
        bottom = min(round(end), round(top) + HIGHEST)
        part = whole.crop((0, round(top), whole.width, bottom)).convert("RGB")
        FOLDER.mkdir(exist_ok=True)
        few = part.quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(FOLDER / f"{self._walk}-{name}.png", optimize=True)
