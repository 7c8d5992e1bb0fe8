"""The rows of a file with results: CSV, or JSON with the definitions of the tests."""

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.uwlr import as_json
from uwlr_service.domain.uwlr.toets import Toets
from uwlr_service.formats import jsontekst
from uwlr_service.formats.bestanden import read_whole
from uwlr_service.formats.jsontekst import JsonOngeldig
from uwlr_service.formats.limits import BERICHT, RESULTATEN
from uwlr_service.formats.uwlr.bestand import csvtekst, kop
from uwlr_service.formats.uwlr.bestand.csvtekst import CsvOngeldig, Csvrij, bare

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ZIP = b"PK\x03\x04"
"""How an .xlsx and an .ods begin."""
SAVE_AS = "Sla het in het rekenblad op als 'CSV UTF-8'."


@dataclass(frozen=True, slots=True)
class Resultaatrij:
    """A row of a file; ``regel`` is its line in CSV, and its number in JSON.

    ``faults`` are those of the row itself; its values are judged elsewhere.
    """

    regel: int
    values: Mapping[str, Any]
    faults: tuple[Melding, ...] = ()


Gelezen = tuple[list[Resultaatrij], tuple[Toets, ...]]
"""The rows of a file, and the definitions of tests that it holds itself."""


def read_csv(path: Path) -> Gelezen:
    """Rows under a heading with names of columns. Raises DocumentOngeldig for a file that cannot be read."""
    rijen = csvtekst.rows(_decoded(path, read_whole(path, BERICHT.bytes)))
    try:
        heading = next(rijen, None)
        if heading is None:
            return [], ()
        columns = [kop.column(name) for name in heading.cells]
        faults = _as_meldingen(heading.regel, [*kop.faults(columns), *kop.missing(columns)])
        if faults:
            raise DocumentOngeldig(f"De kop van {path} (de eerste rij) is niet goed", faults)
        return [_rij(columns, rij) for rij in rijen], ()
    except CsvOngeldig as error:
        raise DocumentOngeldig(f"{path} is geen CSV: {error}.") from error


def _decoded(path: Path, data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so.

    Nothing else is guessed: in another character set the same bytes are other letters, so that a guess could
    send another toetscode than a person sees.
    """
    if data.startswith(ZIP):
        raise DocumentOngeldig(f"{path} is een werkblad en geen CSV. {SAVE_AS}")
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        regel = 1 + data.count(b"\n", 0, error.start)
        raise DocumentOngeldig(f"{path} is geen UTF-8, zie regel {regel}. {SAVE_AS}") from error
    if "\0" in text:
        raise DocumentOngeldig(f"{path} is geen tekst in UTF-8. {SAVE_AS}")
    return text


def _rij(columns: Sequence[str], rij: Csvrij) -> Resultaatrij:
    """A row by the names of its columns. Empty cells may be missing at its end, and may be too many there."""
    named = zip(columns, rij.cells, strict=False)
    values = {name: value for name, value in named if name and value}
    faults = tuple(Melding(tekst=fault, regel=rij.regel) for fault in _faults_of_cells(columns, rij.cells))
    return Resultaatrij(rij.regel, values, faults)


def _faults_of_cells(columns: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    if any(cells[len(columns) :]):
        yield f"de rij heeft meer cellen dan de kop: {len(cells)}, en in de kop zijn het er {len(columns)}"
    for number, (name, value) in enumerate(zip(columns, cells, strict=False), start=1):
        if value and not name:
            yield f"cel {number} staat onder een lege naam in de kop"


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
    rijen = [_of_json(number, row) for number, row in enumerate(rows, start=1)]
    return rijen, _toetsen(path, toetsen)


def _of_json(number: int, row: Mapping[str, Any]) -> Resultaatrij:
    """A row by the same rule as one of CSV."""
    names = [kop.column(name) for name in row]
    cells = {name: _bare(value) for name, value in zip(names, row.values(), strict=True)}
    values = {name: value for name, value in cells.items() if value not in (None, "")}
    return Resultaatrij(number, values, _as_meldingen(number, kop.faults(names)))


def _bare(value: Any) -> Any:
    return bare(value) if isinstance(value, str) else value


def _toetsen(path: Path, toetsen: Any) -> tuple[Toets, ...]:
    if not isinstance(toetsen, list):
        raise DocumentOngeldig(f"'toetsen' in {path} is geen lijst.")
    return tuple(_toets(path, number, toets) for number, toets in enumerate(toetsen, start=1))


def _toets(path: Path, number: int, toets: Any) -> Toets:
    try:
        return as_json.read_toets(toets)
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        raise DocumentOngeldig(
            f"Toets {number} in {path} heeft niet de juiste vorm; verwacht: een object met"
            " toetscode en andere namen van de standaard."
        ) from error


def _as_meldingen(regel: int, faults: Iterable[tuple[str, str]]) -> tuple[Melding, ...]:
    return tuple(Melding(tekst=fault, regel=regel, verwacht=verwacht) for fault, verwacht in faults)
