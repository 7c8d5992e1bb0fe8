"""A proeftuin: to which product it belongs, where its schools are found, and how far its script has come."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from string import ascii_uppercase

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

FIRST_DAY = 1
LAST_DAY = 5
NEW_YEAR = 4
"""The day of the script on which the new school year is there, beside the old one."""
TESTBEREIK = re.compile(r"98[A-Z]{2}", re.ASCII)
"""The BRINs of proeftuinen: no real school has a number from 98 on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proeftuin:
    """The test schools of one product, under one BRIN; a school is a location of it, by its number.

    ``schooljaar`` is the year of the script; on the fourth day the year after it begins.
    """

    id: int
    product: int
    brincode: str
    dag: int
    schooljaar: Schooljaar

    def school(self, nummer: int) -> Schoolcode:
        """The school with this number."""
        return schoolcode(self.brincode, nummer)

    def at(self, dag: int) -> "Proeftuin":
        """The same on another day."""
        return replace(self, dag=dag)

    def anew(self, schooljaar: Schooljaar) -> "Proeftuin":
        """The same at the beginning of the script, in a school year."""
        return replace(self, dag=FIRST_DAY, schooljaar=schooljaar)

    @property
    def lopend_schooljaar(self) -> Schooljaar:
        """The school year of its day: the clock is not moved there."""
        return self.schooljaar if self.dag < NEW_YEAR else self.schooljaar.following

    @property
    def is_done(self) -> bool:
        """Whether the script is at its last day."""
        return self.dag >= LAST_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Proefschool:
    """A school of the script (Dutch): what it is for, and what a right client makes of it.

    ``dagen`` tells what happens on a day, for the days on which something does.
    """

    nummer: int
    naam: str
    waarvoor: str
    verwacht: str
    dagen: Mapping[int, str] = field(default_factory=dict)


def schoolcode(brincode: str, nummer: int) -> Schoolcode:
    """The school with a number under the BRIN of a proeftuin."""
    return Schoolcode(brincode, f"{nummer:02}")


def in_testbereik(school: Schoolcode) -> bool:
    """Whether a school has a BRIN that only a proeftuin gives out."""
    return school.brincode is not None and TESTBEREIK.fullmatch(school.brincode) is not None


def brincodes() -> Iterator[str]:
    """Every BRIN of the range, in order."""
    return (f"98{first}{second}" for first, second in product(ascii_uppercase, repeat=2))
