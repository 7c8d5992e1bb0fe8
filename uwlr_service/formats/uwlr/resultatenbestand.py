"""Results in a file, as a publisher has them: rows in CSV, or in JSON with the definitions of the tests."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr import as_json
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, Resultaat, Toetsafname, Uitslag
from uwlr_service.domain.uwlr.toets import Term, Toets
from uwlr_service.formats.uwlr.toetsdefinities import read_toetsdefinities

COLUMNS = (
    "leerling",
    "eckid",
    "key",
    "afnamedatum",
    "toetscode",
    "versie",
    "toetsonderdeelcode",
    "score",
    "osoresultaat",
    "infourl",
    "resultaatverwerkerid",
)
TEXTS = tuple(name for name in COLUMNS if name not in ("score", "osoresultaat"))
MANDATORY = ("afnamedatum", "toetscode")
TOO_MANY = "te veel"
"""Where the cells of a row stand that are under no heading."""

DERIVED = 24
"""Characters of a key that is made here, of its row: the same row gives the same key again."""


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of a file; ``regel`` is its line in CSV, and its number in JSON."""

    regel: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bestand:
    """What a file holds; ``regels`` tells where the result with some key stands in it."""

    toetsafnames: tuple[Toetsafname, ...]
    toetsen: tuple[Toets, ...]
    regels: Mapping[str, int]

    def as_bericht(
        self, school: Schoolcode, schooljaar: Schooljaar, xsdversie: str, aanmaakdatum: datetime
    ) -> Leerresultaten:
        """The message that brings all of it."""
        return Leerresultaten(
            school=school,
            schooljaar=schooljaar,
            aanmaakdatum=aanmaakdatum,
            xsdversie=xsdversie,
            toetsafnames=self.toetsafnames,
            toetsen=self.toetsen,
        )


def read_bestand(path: Path, toetsdefinities: Path | None = None) -> Bestand:
    """Read a file by its extension, .csv or .json; DocumentOngeldig with every fault of it."""
    if path.suffix.lower() == ".json":
        rows, toetsen = _from_json(path)
    else:
        rows, toetsen = list(_from_csv(path)), ()
    if not rows:
        raise DocumentOngeldig(f"In {path} staat geen enkel resultaat.")
    if toetsdefinities is not None:
        toetsen = (*toetsen, *read_toetsdefinities(toetsdefinities.read_bytes()))
    found: list[Melding] = []
    resultaten = [(row, made) for row in rows if (made := _resultaat(row, found)) is not None]
    if found:
        raise DocumentOngeldig(f"{path} is geen bestand met resultaten", found)
    defined = {toets.toetscode.waarde for toets in toetsen}
    used = list(dict.fromkeys(resultaat.toetscode for _, resultaat in resultaten))
    return Bestand(
        tuple(_toetsafnames(resultaten)),
        (*toetsen, *(Toets(toetscode=Term(code)) for code in used if code not in defined)),
        {resultaat.key: row.regel for row, resultaat in resultaten},
    )


def _from_csv(path: Path) -> Iterator[Rij]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentOngeldig(f"{path} is geen UTF-8. Sla het bestand zo op.") from error
    header = text.partition("\n")[0]
    reader = csv.DictReader(
        text.splitlines(keepends=True), delimiter=";" if ";" in header else ",", restval="", restkey=TOO_MANY
    )
    reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
    _refuse_unknown(path, reader.fieldnames)
    for row in reader:
        row[TOO_MANY] = "".join(row.get(TOO_MANY, ()))  # a spreadsheet adds empty cells
        if any(row.values()):
            yield Rij(reader.line_num, {name: value for name, value in row.items() if value})


def _from_json(path: Path) -> tuple[list[Rij], tuple[Toets, ...]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DocumentOngeldig(f"{path} is geen JSON: {error}.") from error
    rows = found.get("resultaten") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DocumentOngeldig(f"{path} is geen lijst van resultaten, en heeft geen lijst 'resultaten'.")
    for row in rows:
        _refuse_unknown(path, list(row))
    toetsen = found.get("toetsen", []) if isinstance(found, dict) else []
    try:
        read = tuple(as_json.read_toets(toets) for toets in toetsen)
    except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise DocumentOngeldig(f"Een toets in {path} heeft niet de juiste vorm: {error}.") from error
    return [Rij(number, _without_nulls(row)) for number, row in enumerate(rows, start=1)], read


def _without_nulls(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _refuse_unknown(path: Path, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise DocumentOngeldig(
            f"{path} heeft een kolom die hier niets betekent: {', '.join(unknown)}."
            f" Mogelijk zijn {', '.join(COLUMNS)}."
        )


def _resultaat(row: Rij, found: list[Melding]) -> Resultaat | None:
    values, before = row.values, len(found)

    def read(name: str, convert: Callable[[Any], Any], wanted: str) -> Any:
        if name not in values:
            return None
        try:
            return convert(values[name])
        except (TypeError, ValueError, ArithmeticError):
            found.append(Melding(tekst=f"'{name}' is geen {wanted}", regel=row.regel))
            return None

    found += [
        Melding(tekst=f"'{name}' ontbreekt", regel=row.regel) for name in MANDATORY if name not in values
    ]
    found += [
        Melding(tekst=f"'{name}' is geen tekst", regel=row.regel)
        for name in TEXTS
        if not isinstance(values.get(name, ""), str)
    ]
    if TOO_MANY in values:
        found.append(Melding(tekst="de rij heeft meer cellen dan de kop", regel=row.regel))
    if "leerling" not in values and "eckid" not in values:
        found.append(Melding(tekst="'leerling' en 'eckid' ontbreken", regel=row.regel))
    if ("score" in values) == ("osoresultaat" in values):
        found.append(Melding(tekst="een resultaat heeft een score of een osoresultaat", regel=row.regel))
    afnamedatum: date = read("afnamedatum", date.fromisoformat, "datum; verwacht JJJJ-MM-DD")
    uitslag: Uitslag = read("score", _score, "geheel getal van 0 of meer")
    if "osoresultaat" in values:
        uitslag = read("osoresultaat", as_json.read_oso, "osoresultaat")
    if len(found) > before:
        return None
    versie = values.get("versie")
    return Resultaat(
        key=values.get("key") or _derived(values),
        afnamedatum=afnamedatum,
        toetscode=values["toetscode"],
        uitslag=uitslag,
        versie=Term(versie) if versie else None,
        toetsonderdeelcode=values.get("toetsonderdeelcode"),
        infourl=values.get("infourl"),
    )


def _score(value: Any) -> int:
    text = "" if isinstance(value, bool) else str(value).strip()
    if not (text.isascii() and text.isdecimal()):  # int() would also take 1_0
        raise ValueError(value)
    return int(text)


def _derived(values: Mapping[str, Any]) -> str:
    parts = ("leerling", "eckid", "toetscode", "versie", "toetsonderdeelcode", "afnamedatum")
    text = "\0".join(str(values.get(name, "")) for name in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:DERIVED]


def _toetsafnames(resultaten: Sequence[tuple[Rij, Resultaat]]) -> Iterator[Toetsafname]:
    """Results of one pupil by one marker belong together."""
    groups: dict[tuple[Any, ...], list[Resultaat]] = {}
    for row, resultaat in resultaten:
        who = tuple(row.values.get(name) for name in ("leerling", "eckid", "resultaatverwerkerid"))
        groups.setdefault(who, []).append(resultaat)
    for (leerling, eckid, verwerker), own in groups.items():
        # Up to 2.2 there must be a leerlingid; an eckid is also found there.
        yield Toetsafname(
            leerlingid=leerling or eckid, resultaten=tuple(own), eckid=eckid, resultaatverwerkerid=verwerker
        )
