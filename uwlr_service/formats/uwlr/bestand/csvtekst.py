"""The cells of a CSV file (RFC 4180), with the white space that people and spreadsheets leave around them.

The ``csv`` module of Python takes a quote that nobody closed for a cell that runs to the end of the file, and
space before a quote for a part of the cell. Both would send something else than the rows that a person sees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uwlr_service.domain.tekst import SPACE

SEPARATOR_LINE = re.compile('"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""With this line a spreadsheet tells itself what separates the cells."""
UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u180e\u00ad\u200e\u200f"
"""Signs without any width: around a value they mean nothing, as a space."""
HIDDEN = re.compile("[\ufeff\u200b\u2060\u180e]")
"""Those that no word is written with; inside a value they make two values that look the same."""
AROUND = SPACE + UNSEEN
BLANK = re.escape("".join(sign for sign in AROUND if sign not in "\t\r\n"))


def _cell(separator: str) -> str:
    """One cell and what ends it. Nothing in it is tried twice, so that it is linear."""
    space = BLANK if separator == "\t" else f"{BLANK}\t"
    quoted = f'"((?:[^"]++|"")*+)"[{space}]*+'
    plain = f'(?!")([^{separator}\r\n]*+)'
    return f"[{space}]*+(?:{quoted}|{plain})({separator}|\r\n|\r|\n|\\Z)"


OF_DUTCH_SPREADSHEET = re.compile(_cell(";"))
OF_OTHERS = re.compile(_cell(","))
OF_CLIPBOARD = re.compile(_cell("\t"))
CELLS = {";": OF_DUTCH_SPREADSHEET, ",": OF_OTHERS, "\t": OF_CLIPBOARD}
"""The cells of a file by what separates them."""
LONGEST_HEADING = 10_000
"""Characters in which the heading is looked for."""


@dataclass(frozen=True, slots=True)
class Csvrij:
    """A row: the line on which it begins, and its cells without the space around them."""

    regel: int
    cells: tuple[str, ...]


class CsvOngeldig(ValueError):
    """A text that is not CSV; ``regel`` is the line."""

    def __init__(self, regel: int) -> None:
        super().__init__(f"de aanhalingstekens op regel {regel} kloppen niet")
        self.regel = regel


def bare(text: str) -> str:
    """A value without the space and the signs of no width around it."""
    return text.strip(AROUND)


def rows(text: str) -> Iterator[Csvrij]:
    """The rows in which there is anything. Raises CsvOngeldig."""
    first = SEPARATOR_LINE.match(text)
    start = 0
    separator = _separator(text)
    if first is not None and first[1] in CELLS:
        start = first.end()
        separator = first[1]
    cell = CELLS[separator]
    regel = 1 + _lines(text[:start])
    cells: list[str] = []
    begin = regel
    while start < len(text):
        match = cell.match(text, start)
        if match is None:
            raise CsvOngeldig(regel)
        quoted, plain, end = match.groups()
        cells.append(bare(plain if quoted is None else quoted.replace('""', '"')))
        regel += _lines(match[0])
        start = match.end()
        if end == separator and start < len(text):
            continue
        if any(cells):
            yield Csvrij(begin, tuple(cells))
        cells = []
        begin = regel


def _lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _separator(text: str) -> str:
    """The sign that the heading has most of: no name of a column holds one."""
    heading = next((line for line in text[:LONGEST_HEADING].splitlines() if bare(line)), "")
    outside_quotes = "".join(heading.split('"')[::2])
    return max(CELLS, key=outside_quotes.count)
