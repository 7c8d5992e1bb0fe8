"""The rows of a file with results: CSV, or JSON with the definitions of the tests."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.tekst import trim
from uwlr_service.domain.uwlr import as_json
from uwlr_service.domain.uwlr.toets import Toets
from uwlr_service.formats import jsontekst
from uwlr_service.formats.bestanden import read_whole
from uwlr_service.formats.jsontekst import JsonOngeldig
from uwlr_service.formats.limits import BERICHT, RESULTATEN

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
MOST_UNKNOWN = 10
"""Columns that nobody knows and that are named."""
LONGEST_NAME = 64
"""Characters of their names that are shown."""
TOO_MANY = "te veel"
"""The name for the cells of a row that are under no heading."""


@dataclass(frozen=True, slots=True)
class Resultaatrij:
    """A row of a file; ``regel`` is its line in CSV, and its number in JSON."""

    regel: int
    values: Mapping[str, Any]


Gelezen = tuple[list[Resultaatrij], tuple[Toets, ...]]
"""The rows of a file, and the definitions of tests that it holds itself."""


def read_csv(path: Path) -> Gelezen:
    """Rows under a heading with names of columns. Raises DocumentOngeldig for a file that cannot be read."""
    try:
        text = read_whole(path, BERICHT.bytes).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentOngeldig(f"{path} is geen UTF-8. Sla het bestand zo op.") from error
    delimiter = ","
    if ";" in text.partition("\n")[0]:  # what a Dutch spreadsheet writes
        delimiter = ";"
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, restval="", restkey=TOO_MANY)
    try:
        return _rows(path, reader), ()
    except csv.Error as error:  # such as a field of more than 128 kB, which is a quote that nobody closed
        raise DocumentOngeldig(f"{path} is geen CSV: regel {reader.line_num} is niet te lezen.") from error


def _rows(path: Path, reader: "csv.DictReader[str]") -> list[Resultaatrij]:
    reader.fieldnames = [trim(name) for name in reader.fieldnames or ()]
    _refuse_unknown(path, reader.fieldnames)
    rijen = []
    for row in reader:
        row[TOO_MANY] = "".join(row.get(TOO_MANY, ()))  # a spreadsheet adds empty cells
        cells = {name: trim(value) for name, value in row.items()}
        values = {name: value for name, value in cells.items() if value}
        if values:
            rijen.append(Resultaatrij(reader.line_num, values))
    return rijen


def read_json(path: Path) -> Gelezen:
    """Results in a list, or an object with lists ``resultaten`` and ``toetsen``. Raises DocumentOngeldig."""
    try:
        document = jsontekst.read(read_whole(path, RESULTATEN.bytes), RESULTATEN)
    except JsonOngeldig as error:
        place = f" (regel {error.regel})" if error.regel is not None else ""
        raise DocumentOngeldig(f"{path} is niet te lezen: {error.tekst}{place}.") from error
    rows = document
    toetsen: Any = []
    if isinstance(document, dict):
        rows = document.get("resultaten")
        toetsen = document.get("toetsen", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DocumentOngeldig(f"{path} is geen lijst van resultaten, en heeft geen lijst 'resultaten'.")
    for row in rows:
        _refuse_unknown(path, list(row))
    rijen = [Resultaatrij(number, _given(row)) for number, row in enumerate(rows, start=1)]
    return rijen, _toetsen(path, toetsen)


def _toetsen(path: Path, toetsen: Any) -> tuple[Toets, ...]:
    try:
        return tuple(as_json.read_toets(toets) for toets in toetsen)
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        raise DocumentOngeldig(f"Een toets in {path} heeft niet de juiste vorm: {error}.") from error


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _refuse_unknown(path: Path, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        some = ", ".join(name[:LONGEST_NAME] for name in unknown[:MOST_UNKNOWN])
        raise DocumentOngeldig(
            f"{path} heeft een kolom die hier niets betekent: {some}. Mogelijk zijn {', '.join(COLUMNS)}."
        )
