"""Reading a suite from its folder: ``suite.toml``, a file for each group, and messages in ``berichten/``."""

import enum
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from uwlr_service.conformiteit.bericht import MessageUnusable, changed, names_of
from uwlr_service.conformiteit.geval import Behoefte, Dienst, Geval, Gewicht, Groep, Inpakking, Stap, Suite
from uwlr_service.conformiteit.verwachtingen import KINDS, Misdescribed, expressions_of
from uwlr_service.domain.fouten import Geweigerd

SUITES = Path(__file__).parent / "suites"
SUITE = "suite.toml"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
GIVEN = frozenset(
    {
        *("sleutel", "klantcode", "klantnaam", "schooljaar", "versie"),
        *("brincode", "dependancecode", "andere_brincode", "andere_dependancecode"),
    }
)
"""The names that every message may hold, as ``{{sleutel}}``; a step that remembers a value adds its own."""

EnumT = TypeVar("EnumT", bound=enum.StrEnum)


class SuiteOngeldig(Geweigerd):
    """Een suite is niet goed beschreven."""


def read_suite(folder: Path) -> Suite:
    """A suite, with every case checked. Raises SuiteOngeldig, which names file, case and cause."""
    kop = _Reader(SUITE, _toml(folder / SUITE))
    berichten = {path.name: path.read_bytes() for path in sorted((folder / "berichten").glob("*.xml"))}
    suite = Suite(
        naam=kop.text("naam"),
        titel=kop.text("titel"),
        versie=kop.text("versie"),
        groepen=tuple(_groep(folder / file, berichten) for file in kop.texts("groepen")),
        berichten=berichten,
    )
    kop.end()
    _require_unique(suite)
    return suite


def _require_unique(suite: Suite) -> None:
    seen: set[str] = set()
    for groep in suite.groepen:
        for geval in groep.gevallen:
            if geval.id in seen:
                raise SuiteOngeldig(f"Suite {suite.naam}: er zijn twee gevallen met id '{geval.id}'.")
            seen.add(geval.id)


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SuiteOngeldig(f"{path.name}: dit bestand is er niet.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuiteOngeldig(f"{path.name}: dit is geen TOML: {error}.") from error


def _groep(path: Path, berichten: Mapping[str, bytes]) -> Groep:
    whole = _Reader(path.name, _toml(path))
    made = Groep(
        naam=path.stem,
        titel=whole.text("titel"),
        uitleg=whole.text("uitleg"),
        gevallen=tuple(_geval(reader, berichten) for reader in whole.tables("geval")),
    )
    whole.end()
    return made


def _geval(reader: "_Reader", berichten: Mapping[str, bytes]) -> Geval:
    name = reader.text("id")
    if ID.fullmatch(name) is None:
        raise reader.wrong(f"id '{name}' is niet goed; verwacht: kleine letters, cijfers en streepjes")
    reader = reader.named(name)
    known = set(GIVEN)
    stappen = []
    for step in reader.tables("stap"):
        stappen.append(_stap(step, berichten, known))
        known |= set(stappen[-1].onthoud)
    if not stappen:
        raise reader.wrong("er is geen stap")
    made = Geval(
        id=name,
        titel=reader.text("titel"),
        gewicht=reader.choice("gewicht", Gewicht),
        clausule=reader.text("clausule"),
        herstel=reader.text("herstel"),
        nodig=frozenset(reader.choices("nodig", Behoefte)),
        niet_aangeboden=frozenset(reader.texts("niet_aangeboden")),
        stappen=tuple(stappen),
    )
    reader.end()
    return made


def _stap(reader: "_Reader", berichten: Mapping[str, bytes], known: set[str]) -> Stap:
    dienst = reader.choice("dienst", Dienst, Dienst.LEERLINGGEGEVENS)
    made = Stap(
        dienst=dienst,
        bericht=None if dienst is Dienst.WSDL else reader.text("bericht"),
        versie=reader.text("versie", "2.2"),
        zet=reader.table("zet"),
        weg=tuple(reader.texts("weg")),
        erna=reader.table("erna"),
        koppen=reader.table("koppen"),
        inpakking=next(reader.choices("inpakking", Inpakking), None),
        verwacht=reader.anything("verwacht"),
        onthoud=reader.table("onthoud"),
    )
    reader.end()
    _check_bericht(reader, made, berichten, known)
    _check_verwacht(reader, made)
    return made


def _check_bericht(reader: "_Reader", stap: Stap, berichten: Mapping[str, bytes], known: set[str]) -> None:
    if stap.bericht is None:
        return
    if stap.bericht not in berichten:
        raise reader.wrong(f"berichten/{stap.bericht} is er niet")
    try:
        template = changed(berichten[stap.bericht], stap)
    except MessageUnusable as error:
        raise reader.wrong(str(error)) from error
    unknown = sorted(names_of(template) - known)
    if unknown:
        raise reader.wrong(f"het bericht noemt {{{{{unknown[0]}}}}}, en dat is hier niet bekend")


def _check_verwacht(reader: "_Reader", stap: Stap) -> None:
    if not stap.verwacht:
        raise reader.wrong("er wordt niets verwacht, dus dit kan niet misgaan")
    for kind, value in stap.verwacht.items():
        if kind not in KINDS:
            raise reader.wrong(f"'{kind}' is geen soort verwachting; verwacht: {', '.join(sorted(KINDS))}")
        try:
            KINDS[kind].check(value)
            expressions_of(stap.onthoud.values())
        except Misdescribed as error:
            raise reader.wrong(f"{kind}: {error}") from error


class _Reader:
    """Takes the fields out of a table of TOML; what is left at the end is a mistake of its writer."""

    def __init__(self, place: str, table: Mapping[str, Any]) -> None:
        self._place = place
        self._left = dict(table)

    def named(self, name: str) -> "_Reader":
        """The same table, whose mistakes are told with a name."""
        return _Reader(f"{self._place}, geval {name}", self._left)

    def wrong(self, what: str) -> SuiteOngeldig:
        """What to raise for a mistake here."""
        return SuiteOngeldig(f"{self._place}: {what}.")

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default it has to be there."""
        value = self._left.pop(name, default)
        if not isinstance(value, str) or not value:
            raise self.wrong(f"'{name}' ontbreekt of is geen tekst")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of texts, or one text; empty if it is not there."""
        value = self._left.pop(name, [])
        entries = [value] if isinstance(value, str) else value
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            raise self.wrong(f"'{name}' is geen lijst van teksten")
        return entries

    def table(self, name: str) -> Mapping[str, str]:
        """Texts by name."""
        value = self.anything(name)
        if not all(isinstance(entry, str) for entry in value.values()):
            raise self.wrong(f"in '{name}' horen alleen teksten")
        return value

    def anything(self, name: str) -> Mapping[str, Any]:
        """A table with anything in it; empty if it is not there."""
        value = self._left.pop(name, {})
        if not isinstance(value, dict):
            raise self.wrong(f"'{name}' is geen tabel")
        return value

    def tables(self, name: str) -> Iterator["_Reader"]:
        """The tables of a list, each with its number."""
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(f"'{name}' is geen lijst van tabellen: schrijf [[{name}]]")
        for number, entry in enumerate(value, 1):
            yield _Reader(f"{self._place}, {name} {number}", entry)

    def choice(self, name: str, kind: type[EnumT], default: EnumT | None = None) -> EnumT:
        """One of the values of an enumeration."""
        return self._one_of(name, kind, self.text(name, default))

    def choices(self, name: str, kind: type[EnumT]) -> Iterator[EnumT]:
        """Some of the values of an enumeration, or none."""
        for value in self.texts(name):
            yield self._one_of(name, kind, value)

    def _one_of(self, name: str, kind: Callable[[str], EnumT], value: str) -> EnumT:
        try:
            return kind(value)
        except ValueError as error:
            raise self.wrong(f"'{value}' kan niet bij '{name}'") from error

    def end(self) -> None:
        """Raise SuiteOngeldig if anything was not taken."""
        if self._left:
            raise self.wrong(f"'{next(iter(self._left))}' is hier geen veld")
