"""The schools that are known, with the links that live at each."""

from dataclasses import dataclass

from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.school.schoollijst import SchoollijstRepository, Schoolregel


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooloverzicht:
    """A school: its name, if it is known, the pupils of each of its years, and the links that live there."""

    school: Schoolcode
    naam: str | None
    leerlingen: dict[Schooljaar, int]
    koppelingen: tuple[int, ...]

    @property
    def newest(self) -> int:
        """How many pupils its newest year has."""
        return next(reversed(self.leerlingen.values()), 0)


@dataclass(frozen=True, slots=True)
class Reikwijdte:
    """What a withdrawal would end: the link, and the schools that take part in it."""

    koppeling: Koppeling
    scholen: tuple[Schooloverzicht, ...]

    @property
    def leerlingen(self) -> int:
        """How many pupils these schools have, each in its newest year."""
        return sum(school.newest for school in self.scholen)


class Scholenlijst:
    """Lists schools; in a fixed number of statements, however many there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Schooloverzicht]:
        """Every school, in the order of its code."""
        with self._database.read() as connection:
            links = KoppelingRepository(connection).living_by_school()
            regels = SchoollijstRepository(connection).read()
        return [_overzicht(regel, links.get(regel.school_id, ())) for regel in regels]

    def reach(self, koppeling_id: int, school: Schoolcode | None = None) -> Reikwijdte:
        """What would end if one school were withdrawn from a link, or all of it: nothing if it has ended.

        Raises KoppelingOnbekend; a school that takes no part is not in it.
        """
        with self._database.read() as connection:
            koppelingen = KoppelingRepository(connection)
            koppeling = koppelingen.get(koppeling_id)
            school_ids = [
                school_id
                for code, school_id in koppelingen.school_ids(koppeling_id).items()
                if koppeling.lives_at(code) and school in (None, code)
            ]
            regels = SchoollijstRepository(connection).read(school_ids)
        return Reikwijdte(koppeling, tuple(_overzicht(regel, (koppeling_id,)) for regel in regels))


def _overzicht(regel: Schoolregel, koppelingen: tuple[int, ...]) -> Schooloverzicht:
    return Schooloverzicht(
        school=regel.school, naam=regel.naam, leerlingen=regel.leerlingen, koppelingen=koppelingen
    )
