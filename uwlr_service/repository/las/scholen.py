"""The schools of a LAS, a page at a time, with the newest states of each."""

from collections.abc import Collection

from sqlalchemy import Connection, Select, select

from uwlr_service.domain.las.inzending import Invoerstand
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.las.schoolstand import Jaarstand, Schoolstand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.las.invoerstanden import InvoerstandRepository, newest_gegevens, stand_in
from uwlr_service.repository.schema.las import las_school
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.school.scholen import is_school
from uwlr_service.repository.school.schoollijst import SchoollijstRepository, Schoolregel


class LasscholenRepository:
    """The schools of one LAS, within one connection; in a fixed number of statements."""

    def __init__(self, connection: Connection, las: Las) -> None:
        self._connection = connection
        self._las = las

    def find(self, code: Schoolcode) -> int | None:
        """A school of this LAS; None for any other one."""
        return self._connection.execute(self._own().where(is_school(code))).scalar()

    def ids(self, after: int, most: int) -> list[int]:
        """The numbers of its schools behind a number, in order."""
        statement = self._own().where(school.c.id > after).order_by(school.c.id).limit(most)
        return list(self._connection.execute(statement).scalars())

    def standen(self, school_ids: Collection[int]) -> list[Schoolstand]:
        """These schools in the order of their numbers."""
        regels = SchoollijstRepository(self._connection).read(school_ids)
        leerlingen = {regel.school_id: regel.leerlingen for regel in regels}
        rows = self._connection.execute(
            newest_gegevens(schooljaar.c.school_id, schooljaar.c.schooljaar)
            .where(schooljaar.c.school_id.in_(school_ids))
            .order_by(schooljaar.c.schooljaar)
        )
        jaren: dict[int, list[Jaarstand]] = {}
        for row in rows:
            jaar = Schooljaar(row.schooljaar)
            stand = Jaarstand(jaar, stand_in(row), leerlingen[row.school_id].get(jaar, 0))
            jaren.setdefault(row.school_id, []).append(stand)
        dossiers = InvoerstandRepository(self._connection).dossiers(school_ids)
        in_order = sorted(regels, key=lambda regel: regel.school_id)
        return [_stand(regel, jaren.get(regel.school_id, []), dossiers) for regel in in_order]

    def _own(self) -> Select[int]:
        if self._las.alle_scholen:
            return select(school.c.id)
        return select(school.c.id).join_from(las_school, school).where(las_school.c.las_id == self._las.id)


def _stand(regel: Schoolregel, jaren: Collection[Jaarstand], dossiers: dict[int, Invoerstand]) -> Schoolstand:
    return Schoolstand(
        school=regel.school, naam=regel.naam, jaren=tuple(jaren), dossier=dossiers.get(regel.school_id)
    )
