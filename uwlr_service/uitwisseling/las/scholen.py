"""A LAS looks at its schools: what there is of each, since when, and what is lacking."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from uwlr_service.domain.fouten import SchoolOnbekend, VerzoekOngeldig
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.las.schoolstand import Schoolstand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.scholen import LasscholenRepository
from uwlr_service.uitwisseling.koppeling.todo import Todolijst

BEFORE_ALL = 0


class Lasscholen:
    """The schools of LASes."""

    def __init__(self, database: Database, todolijst: Todolijst) -> None:
        self._database = database
        self._todolijst = todolijst

    def page(self, las: Las, na: Schoolcode | None, limiet: int) -> tuple[list[Schoolstand], bool]:
        """Schools behind ``na``, in the order in which they came, and whether there are more.

        Raises VerzoekOngeldig if ``na`` is not a school of this LAS.
        """
        with self._database.read() as connection:
            repository = LasscholenRepository(connection, las)
            after: int | None = BEFORE_ALL
            if na is not None:
                after = repository.find(na)
            if after is None:
                raise VerzoekOngeldig("De parameter 'na' noemt geen school van dit LAS.")
            school_ids = repository.ids(after, limiet + 1)
            shown = school_ids[:limiet]
            standen = repository.standen(shown)
        return self._with_todo(shown, standen), len(school_ids) > limiet

    def get(self, las: Las, school: Schoolcode) -> Schoolstand:
        """One of its schools. Raises SchoolOnbekend."""
        with self._database.read() as connection:
            repository = LasscholenRepository(connection, las)
            school_id = repository.find(school)
            if school_id is None:
                raise SchoolOnbekend
            standen = repository.standen([school_id])
        (stand,) = self._with_todo([school_id], standen)
        return stand

    def _with_todo(self, school_ids: Collection[int], standen: Iterable[Schoolstand]) -> list[Schoolstand]:
        left_out = self._todolijst.left_out_of(school_ids)
        return [replace(stand, weggelaten=left_out.get(stand.school, 0)) for stand in standen]
