"""Dates as people write and read them here; a program writes and reads those of ISO 8601."""

import re
from datetime import date

DATUM = re.compile(r"(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)-(\d\d?)-(\d{4}))", re.ASCII)
VERWACHT = "JJJJ-MM-DD, zoals 2026-11-25, of DD-MM-JJJJ"
"""What ``parse_datum`` takes, in words."""


def parse_datum(text: str) -> date:
    """A date as the standard writes it or as a Dutch spreadsheet does. Raises ValueError."""
    match = DATUM.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is geen datum; verwacht {VERWACHT}")
    jaar, maand, dag = match.group(1, 2, 3)
    if jaar is None:
        dag, maand, jaar = match.group(4, 5, 6)
    try:
        return date(int(jaar), int(maand), int(dag))
    except ValueError:
        raise ValueError(f"'{text}' staat niet op de kalender; verwacht {VERWACHT}") from None


def shown(dag: date) -> str:
    """A date on a screen: the one style of all of them."""
    return f"{dag:%d-%m}-{dag.year:04}"  # %Y leaves out the zeros of the year 26
