"""What partners of packages have to hear of a pupil who was forgotten, until a delivery says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from uwlr_service.repository.schema.inzage import vergeten, vergeten_verwijzing
from uwlr_service.repository.schema.school import school

Naam = tuple[str, str]
"""An object by its kind and key."""


@dataclass(frozen=True, slots=True)
class Vergetelheid:
    """The objects to remove at one partner, and how often pupils of the school were forgotten until then."""

    verwijzingen: tuple[Naam, ...] = ()
    stand: int = 0


NOBODY = Vergetelheid()


class VergeetVerwijzingRepository:
    """The objects to remove, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, koppeling_id: int, school_id: int) -> Vergetelheid:
        """What a link has to say at a school, in the order in which the objects refer to each other."""
        c = vergeten_verwijzing.c
        rows = self._connection.execute(
            select(c.entiteit, c.key)
            .where(c.koppeling_id == koppeling_id, c.school_id == school_id)
            .order_by(c.plaats)
        )
        verwijzingen = tuple((row.entiteit, row.key) for row in rows)
        return Vergetelheid(verwijzingen, self._stand(school_id))

    def add(self, koppeling_id: int, school_id: int, names: Sequence[Naam], moment: datetime) -> None:
        """Let the next delivery of a link say that these objects are gone."""
        self.drop(koppeling_id, school_id, names)
        if names:
            self._connection.execute(
                insert(vergeten_verwijzing),
                [
                    {
                        "koppeling_id": koppeling_id,
                        "school_id": school_id,
                        "entiteit": entiteit,
                        "key": key,
                        "plaats": plaats,
                        "moment": moment,
                    }
                    for plaats, (entiteit, key) in enumerate(names)
                ],
            )

    def drop(self, koppeling_id: int, school_id: int, names: Sequence[Naam]) -> None:
        """Note that a delivery said so, or that a later word takes its place."""
        c = vergeten_verwijzing.c
        if names:
            entiteiten = {entiteit for entiteit, _ in names}
            keys = {key for _, key in names}
            self._connection.execute(
                delete(vergeten_verwijzing).where(
                    c.koppeling_id == koppeling_id,
                    c.school_id == school_id,
                    c.entiteit.in_(entiteiten),
                    c.key.in_(keys),
                )
            )

    def is_still(self, school_id: int, vergetelheid: Vergetelheid) -> bool:
        """Whether nobody was forgotten since; holds whoever wants to forget until the transaction ends."""
        self._connection.execute(
            select(school.c.id).where(school.c.id == school_id).with_for_update(read=True)
        )
        return self._stand(school_id) == vergetelheid.stand

    def purge(self, before: datetime) -> None:
        """Forget what no delivery took along in time: the next one is a full one, without these objects."""
        self._connection.execute(delete(vergeten_verwijzing).where(vergeten_verwijzing.c.moment < before))

    def _stand(self, school_id: int) -> int:
        count = select(func.count()).select_from(vergeten).where(vergeten.c.school_id == school_id)
        return self._connection.execute(count).scalar_one()
