"""The means from which every part of a made-up dossier is made."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

LAST_YEAR = 8
JAARGROEPEN = tuple(str(year) for year in range(1, LAST_YEAR + 1))
SCHOOL_DAYS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossiermaker:
    """One school, the chance, and how far back its history goes."""

    gegevens: Schoolgegevens
    rng: Random
    jaren: int
    per_jaar: int

    @property
    def brincode(self) -> str:
        """The school's own BRIN; a school without one gets a number that no school has."""
        return self.gegevens.school.code.brincode or "99ZZ"

    @property
    def first_day(self) -> date:
        """The first day of the present school year."""
        return self.gegevens.school.schooljaar.first_day

    def numbered(self) -> Iterator[tuple[int, Leerling]]:
        """The pupils with their number, which decides about exceptions."""
        return enumerate(self.gegevens.leerlingen)

    def history(self, leerling: Leerling) -> Iterator[tuple[Schooljaar, int]]:
        """The school years of a pupil with their jaargroep in each, oldest first."""
        now = LAST_YEAR
        if leerling.jaargroep in JAARGROEPEN:
            now = int(leerling.jaargroep)
        for back in range(min(self.jaren, now) - 1, -1, -1):
            first = self.first_day.year - back
            yield Schooljaar(f"{first}-{first + 1}"), now - back

    def make(self, entiteit: str, number: object, **waarden: Any) -> Dossierobject:
        """An object with a key as a LAS would have given it, by a number."""
        return self.keyed(entiteit, f"{self.brincode}-{entiteit[:3]}-{number}", **waarden)

    def keyed(self, entiteit: str, key: str, **waarden: Any) -> Dossierobject:
        """An object by its key; what is None is left out; ``at_`` begins an attribute."""
        present = {naam: waarde for naam, waarde in waarden.items() if waarde is not None}
        return Dossierobject(
            entiteit, key, {_name_in_schema(naam): waarde for naam, waarde in present.items()}
        )

    def person(self, soort: str, number: object) -> str:
        """The key of a person who is not in EDEXML."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{self.gegevens.school.code}/{soort}/{number}"))

    def mutatiedatum(self, day: date | None = None) -> str:
        """A moment on a day, or before the school year."""
        day = day or self.first_day - timedelta(days=self.rng.randrange(1, 30))
        return moment(day, time(8 + self.rng.randrange(9), self.rng.randrange(60)))

    def school_day(self, jaar: Schooljaar) -> date:
        """A weekday in a school year."""
        day = jaar.first_day + timedelta(days=30 + self.rng.randrange(SCHOOL_DAYS))
        return day - timedelta(days=max(0, day.weekday() - 4))

    def telefoon(self, mobiel: bool = True) -> str:
        """A number in a range that is not given out."""
        prefix = "088-000"
        if mobiel:
            prefix = "06-0000"
        return f"{prefix}{self.rng.randrange(10_000):04}"


def moment(day: date, clock: time) -> str:
    """A moment by the Dutch clock as it stands in XML."""
    return tijd.format_moment(datetime.combine(day, clock, tijd.AMSTERDAM))


def datum(day: date | None) -> str | None:
    """A day as it stands in XML."""
    if day is None:
        return None
    return day.isoformat()


def janee(value: bool) -> str:
    """A boolean as it stands in XML."""
    return str(value).lower()


def _name_in_schema(naam: str) -> str:
    if naam.startswith("at_"):
        return f"@{naam.removeprefix('at_')}"
    return naam
