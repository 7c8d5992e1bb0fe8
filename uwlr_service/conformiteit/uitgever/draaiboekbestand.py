"""Reading a script from its folder: ``suite.toml``, and a file with steps and cases for each group."""

from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import Any

from uwlr_service.conformiteit.geval import Geval, Gewicht, Groep, Suite
from uwlr_service.conformiteit.lezer import Lezer, opened
from uwlr_service.conformiteit.suitebestand import Inhoud, read_kop
from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek, Oordeelsgrond, Soort, Stap, Verwachting
from uwlr_service.domain.proeftuin.keurstand import Plan
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Richting
from uwlr_service.domain.proeftuin.zending import Toont, Zending

FIELDS = tuple(field.name for field in fields(Soort))


def read_draaiboek(folder: Path) -> Draaiboek:
    """A script, with every case checked. Raises SuiteOngeldig, which names file, case and cause."""
    kop = read_kop(folder, Inhoud.DRAAIBOEK)
    naam = kop.text("naam")
    titel = kop.text("titel")
    versie = kop.text("versie")
    reading = _Lezing()
    groepen = tuple(reading.groep(folder / file) for file in kop.texts("groepen"))
    kop.end()
    suite = Suite(naam=naam, titel=titel, versie=versie, groepen=groepen, berichten={})
    return Draaiboek(suite=suite, stappen=tuple(reading.stappen.values()), gronden=reading.gronden)


class _Lezing:
    """What was read so far of a script: a case may be about steps of an earlier group."""

    def __init__(self) -> None:
        self.stappen: dict[str, Stap] = {}
        self.gronden: dict[str, Oordeelsgrond] = {}

    def groep(self, path: Path) -> Groep:
        """A group, whose steps and grounds are kept here."""
        whole = opened("draaiboek", path)
        titel = whole.text("titel")
        uitleg = whole.text("uitleg")
        for table in whole.tables("stap"):
            stap = _stap(table, path.stem, self.stappen)
            self.stappen[stap.id] = stap
        gevallen = tuple(self._geval(table) for table in whole.tables("geval"))
        whole.end()
        return Groep(naam=path.stem, titel=titel, uitleg=uitleg, vooraf=(), gevallen=gevallen)

    def _geval(self, reader: Lezer) -> Geval:
        name = _id(reader, self.gronden)
        reader = reader.named(name)
        made = Geval(
            id=name,
            titel=reader.text("titel"),
            gewicht=reader.choice("gewicht", Gewicht),
            clausule=reader.text("clausule"),
            herstel=reader.text("herstel"),
            nodig=frozenset(),
            niet_aangeboden=frozenset(),
            niet_te_zien=reader.optional_text("niet_te_zien"),
            stappen=(),
        )
        stappen = tuple(reader.texts("stappen"))
        unknown = [stap for stap in stappen if stap not in self.stappen]
        if unknown:
            raise reader.wrong(f"'stappen' noemt geen stap die er al is: {', '.join(unknown)}")
        grond = Oordeelsgrond(
            stappen=stappen,
            nodig=tuple(map(_verwachting, reader.tables("nodig"))),
            verwacht=tuple(map(_verwachting, reader.tables("verwacht"))),
        )
        reader.end()
        self.gronden[name] = grond
        return made


def _id(reader: Lezer, taken: Collection[str]) -> str:
    name = reader.text("id")
    if name in taken:
        raise reader.wrong(f"er is al een ander met id '{name}'")
    return name


def _stap(reader: Lezer, groep: str, taken: Collection[str]) -> Stap:
    made = Stap(
        id=_id(reader, taken),
        groep=groep,
        titel=reader.text("titel"),
        doe=reader.text("doe"),
        plan=Plan(
            ingrepen=tuple(reader.choices("ingrepen", Ingreep)),
            bij=reader.choice("bij", Richting, Richting.HALEN),
        ),
        zending=Zending(
            pakketten=reader.number("pakketten") or 0,
            volledig=reader.flag("volledig") or False,
            dag=reader.number("dag") or 0,
            toont=reader.choice("toont", Toont) if reader.has("toont") else None,
        ),
    )
    reader.end()
    if not made.zending.pakketten and made.zending != Zending():
        raise reader.wrong("'volledig', 'dag' en 'toont' gaan over 'pakketten', en die zijn er niet")
    return made


def _verwachting(reader: Lezer) -> Verwachting:
    zin = reader.text("zin")
    numbers = {name: reader.number(name) for name in ("minstens", "hoogstens")}
    if all(number is None for number in numbers.values()):
        raise reader.wrong("'minstens' en 'hoogstens' ontbreken allebei")
    soort: dict[str, Any] = {}
    for name in FIELDS:
        if not reader.has(name):
            continue
        if name == "gzip":
            soort[name] = reader.flag(name)
        elif name == "binnen":
            soort[name] = reader.number(name)
        else:
            soort[name] = tuple(reader.texts(name))
    reader.end()
    return Verwachting(soort=Soort(**soort), zin=zin, **numbers)
