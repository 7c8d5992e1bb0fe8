"""The identity of made-up objects: opaque, and the same each time that the same school is made."""

import hashlib
import string
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

ECKID = "https://ketenid.nl/201703/"
LETTERS = string.ascii_uppercase
BRINS_PER_NUMBER = len(LETTERS) ** 2
FIRST_NUMBER = 99
"""By custom the number of schools that do not exist."""
LOCATIONS = ("01", "02", "16")


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """The means from which every part of a school is made."""

    seed: int
    index: int
    schooljaar: Schooljaar
    rng: Random

    @property
    def code(self) -> Schoolcode:
        """99AA, 99AB and so on; every fourth is a location of its own."""
        number, pair = divmod(self.index, BRINS_PER_NUMBER)
        first, second = divmod(pair, len(LETTERS))
        brincode = f"{FIRST_NUMBER - number:02}{LETTERS[first]}{LETTERS[second]}"
        if self.index % 4 == 3:
            return Schoolcode(brincode, LOCATIONS[self.index // 4 % len(LOCATIONS)])
        return Schoolcode(brincode)

    @property
    def domain(self) -> str:
        """The reserved domain of the school's addresses."""
        return f"school-{(self.code.brincode or '').lower()}.example"

    def key(self, soort: str, number: int) -> str:
        """A key as a LAS would give it."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, self._name(soort, number)))

    def eckid(self, soort: str, number: int) -> str:
        """An ECK-iD in its form of 2017."""
        return ECKID + hashlib.sha512(self._name(soort, number).encode()).hexdigest()

    def mutatiedatum(self) -> datetime:
        """A moment in the weeks before the school year, when a school fills its administration."""
        moment = datetime.combine(self.schooljaar.first_day, time(8), UTC)
        return moment - timedelta(days=self.rng.randrange(1, 30), seconds=self.rng.randrange(36_000))

    def _name(self, soort: str, number: int) -> str:
        return f"demo:{self.seed}/{self.code}/{soort}/{number}"
