"""The messages of tests/corpus/reparatie: a mistake, the fault that it gets, and what repairs it."""

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.support.messages.soap import Answer
from tests.support.places import CORPUS
from tests.support.schools.builders import JAAR
from uwlr_service.domain import tijd
from uwlr_service.formats.uwlr.namespaces import FOUT

REPARATIES = CORPUS / "reparatie"
MELDING = f"detail/{{{FOUT}}}fout/{{{FOUT}}}melding"
PATHS = {
    "heenweg": "/uwlr/leerlinggegevens",
    "leerlingen": "/uwlr/leerlinggegevens/getrapt",
    "terugweg": "/uwlr/leerresultaten",
}


@dataclass(frozen=True, kw_only=True)
class Reparatie:
    """A table of the index; ``nummer`` makes the keys in its message its own."""

    naam: str
    nummer: int
    bericht: str
    fout: list[dict[str, str]]
    code: str
    zegt: list[str]
    pad: str | None = None
    verwacht: str | None = None
    key: str | None = None
    eerst: str | None = None
    herstel: list[dict[str, str]] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The address that it is sent to."""
        return PATHS[self.bericht]

    def right(self) -> str:
        """The message without the mistake."""
        return (REPARATIES / f"{self.bericht}.xml").read_text(encoding="utf-8")

    def wrong(self) -> str:
        """The message with the mistake."""
        return changed(self.right(), self.fout)

    def repaired(self) -> str:
        """The message after the repair."""
        if not self.herstel:
            return self.right()
        return changed(self.wrong(), self.herstel)

    def filled(self, text: str, sleutel: str = "") -> str:
        """A text with what stands between ``@`` filled in."""
        now = tijd.now()
        fill = {
            "SLEUTEL": sleutel,
            "JAAR": JAAR,
            "KEY": f"rep-{self.nummer}",
            "NU": tijd.format_moment(now),
            "STRAKS": tijd.format_moment(now + timedelta(minutes=10)),
            "VANDAAG": tijd.today(now).isoformat(),
            "MORGEN": (tijd.today(now) + timedelta(days=1)).isoformat(),
        }
        for name, value in fill.items():
            text = text.replace(f"@{name}@", value)
        return text

    def judge(self, answer: Answer) -> None:
        """Look whether the sentence alone says what has to be repaired, where, and how."""
        sentence = answer.faultstring
        assert (answer.status, answer.kind) == (500, self.code), sentence
        for words in self.zegt:
            assert self.filled(words) in sentence
        if self.pad is not None:
            assert f"{self.pad})" in sentence
        if self.verwacht is not None:
            assert f"; verwacht: {self.verwacht}" in sentence
        if self.pad is not None or self.verwacht is not None:
            melding = answer.body.find(MELDING)
            assert melding is not None
            assert self.pad in (None, melding.get("pad"))
            assert self.verwacht in (None, melding.get("verwacht"))
            assert self.key is None or melding.get("key") == self.filled(self.key)


def changed(text: str, edits: list[dict[str, str]]) -> str:
    """A text in which every edit was made, each of which must change something."""
    for edit in edits:
        assert edit["van"] in text, edit
        text = text.replace(edit["van"], edit["naar"])
    return text


def reparaties() -> list[Reparatie]:
    """Every table of the index, in its order."""
    tables: dict[str, dict[str, Any]] = tomllib.loads((REPARATIES / "index.toml").read_text(encoding="utf-8"))
    return [
        Reparatie(naam=naam, nummer=nummer, **table) for nummer, (naam, table) in enumerate(tables.items(), 1)
    ]
