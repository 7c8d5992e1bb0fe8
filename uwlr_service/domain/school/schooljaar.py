"""The school year, written YYYY-YYYY, which turns on 1 August."""

import re
from datetime import date

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import WaardeOngeldig

FORM = re.compile(r"([0-9]{4})-([0-9]{4})", re.ASCII)
FIRST_MONTH = 8


class Schooljaar(str):
    """A school year such as ``2026-2027`` (EDEXML 2.1, school/schooljaar).

    Raises ValueError unless it is two consecutive years in ASCII digits; the schemas accept more.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "Schooljaar":
        match = FORM.fullmatch(text)
        if not match or int(match[2]) != int(match[1]) + 1:
            raise WaardeOngeldig(
                f"'{text}' is geen schooljaar", "twee opeenvolgende jaren als JJJJ-JJJJ, zoals 2026-2027"
            )
        return super().__new__(cls, text)

    @classmethod
    def at(cls, day: date) -> "Schooljaar":
        """The school year that a day falls in."""
        first = day.year
        if day.month < FIRST_MONTH:  # before 1 August the year that began last summer still runs
            first -= 1
        return cls(f"{first}-{first + 1}")

    @classmethod
    def current(cls) -> "Schooljaar":
        """The school year of today in the Netherlands."""
        return cls.at(tijd.today())

    @property
    def following(self) -> "Schooljaar":
        """The school year after it."""
        first = int(self[:4]) + 1
        return Schooljaar(f"{first}-{first + 1}")

    @property
    def first_day(self) -> date:
        """1 August of the first year."""
        return date(int(self[:4]), FIRST_MONTH, 1)
