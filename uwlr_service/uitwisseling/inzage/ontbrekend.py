"""What a school has to complete, a page of pupils at a time, for a program of the school."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.gkv.generiek import Nummersoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.todo import Todo, Todolijst


@dataclass(frozen=True, slots=True, kw_only=True)
class Onvolledig:
    """A pupil whom some partner cannot have, by key and by the number that stands for it in an address."""

    nummer: int
    leerling: str
    ontbreekt: Sequence[Todo]


class Ontbrekend:
    """The to-do list of schools by pupil.

    The pages go by the numbers of pupils: those stay the same, and an address that holds one tells nobody
    who it is.
    """

    def __init__(self, database: Database, todolijst: Todolijst) -> None:
        self._database = database
        self._todolijst = todolijst

    def page(
        self, school: Schoolcode, na: int, limiet: int, *, door: Handelende
    ) -> tuple[list[Onvolledig], bool]:
        """The pupils behind a number, and whether there are still more. Raises NietToegestaan."""
        door.require(Actie.TODO_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
        if school_id is None:
            raise NietToegestaan
        by_leerling: dict[str, list[Todo]] = defaultdict(list)
        for todo in self._todolijst.of_school(school):
            by_leerling[todo.leerling].append(todo)
        sleutels = [(Nummersoort.LEERLING, key) for key in sorted(by_leerling)]
        numbers = GkvNummers(self._database).ensure(school_id, sleutels)
        pupils = [
            Onvolledig(nummer=nummer, leerling=key, ontbreekt=by_leerling[key])
            for (_, key), nummer in numbers.items()
            if nummer > na
        ]
        pupils.sort(key=lambda pupil: pupil.nummer)
        return pupils[:limiet], len(pupils) > limiet
