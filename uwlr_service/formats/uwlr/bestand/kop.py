"""The columns of a file with results: their names, and what a heading must hold."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from uwlr_service.formats.uwlr.bestand.csvtekst import bare

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
MANDATORY = ("afnamedatum", "toetscode")
MOGELIJK = f"een of meer van {', '.join(COLUMNS)}"
MOST_UNKNOWN = 10
"""Columns that nobody knows and that are named."""
LONGEST_NAME = 64
"""Characters of their names that are shown."""


def column(name: str) -> str:
    """The name of a column as it is known here: space around it and capitals do not count."""
    return bare(name).casefold()


def faults(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the names of the columns, which ``column`` made, each with what was expected."""
    unknown = [name for name in names if name and name not in COLUMNS]
    for name in unknown[:MOST_UNKNOWN]:
        near = get_close_matches(name[:LONGEST_NAME], COLUMNS, 1)
        bedoeld = f"; bedoeld: {near[0]}?" if near else ""
        yield f"een kolom die hier niets betekent: {name[:LONGEST_NAME]}{bedoeld}", MOGELIJK
    for name in dict.fromkeys(names):
        if name in COLUMNS and names.count(name) > 1:
            yield f"de kolom '{name}' staat er meer dan één keer", "elke kolom één keer"


def missing(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The columns that each row needs and that a heading lacks, as ``faults`` has them."""
    for name in MANDATORY:
        if name not in names:
            yield f"de kolom '{name}' ontbreekt", f"{name} in de kop"
    if "leerling" not in names and "eckid" not in names:
        yield "de kolom 'leerling' of 'eckid' ontbreekt", "leerling of eckid in de kop"
    if "score" not in names:
        yield "de kolom 'score' ontbreekt", "score in de kop"
