"""What was shown when a school decided, beside the agreement; and the yes of the first of two persons."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluitvorming.getoond import Bewijs, Getoond
from uwlr_service.domain.koppeling.besluitvorming.tweede import EersteJa
from uwlr_service.repository.koppeling.afspraken import dump_selectie, load_selectie
from uwlr_service.repository.schema.koppeling import gegevensafspraak
from uwlr_service.repository.schema.voorstel import getoond, wacht_op_tweede
from uwlr_service.repository.school.scholen import AnyRow


class GetoondRepository:
    """What was shown and said, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(
        self, shown: Getoond, afspraak_id: int, *, door: str, eerste: str | None, bestuur: str | None
    ) -> None:
        """Keep what the decider saw beside the agreement that it led to."""
        self._connection.execute(
            insert(getoond).values(
                voorstel_id=shown.voorstel,
                afspraak_id=afspraak_id,
                digest=shown.digest,
                taal=shown.taal,
                tekstversie=shown.tekstversie,
                inhoud=shown.canonical,
                eerste=eerste,
                door=door,
                bestuur=bestuur,
                moment=tijd.now(),
            )
        )

    def of_koppeling(self, koppeling_id: int, school_id: int) -> list[Bewijs]:
        """What was shown for each agreement of a school in a link, oldest first."""
        c = getoond.c
        rows = self._connection.execute(
            select(gegevensafspraak.c.versie, *c)
            .join_from(getoond, gegevensafspraak, gegevensafspraak.c.id == c.afspraak_id)
            .where(gegevensafspraak.c.koppeling_id == koppeling_id, gegevensafspraak.c.school_id == school_id)
            .order_by(c.id)
        )
        return [bewijs_of(row) for row in rows]

    def wait(self, voorstel_id: int, eerste: EersteJa) -> None:
        """Keep the yes of the first person, until the second says so too."""
        self._connection.execute(
            insert(wacht_op_tweede).values(
                voorstel_id=voorstel_id,
                digest=eerste.digest,
                velden=dict(eerste.velden),
                selectie=dump_selectie(eerste.selectie),
                door=eerste.door,
                inlog_id=eerste.inlog,
                bestuur=eerste.bestuur,
                moment=eerste.moment,
            )
        )

    def eerste(self, voorstel_id: int) -> EersteJa | None:
        """The yes that waits for a second person."""
        row = self._connection.execute(
            select(wacht_op_tweede).where(wacht_op_tweede.c.voorstel_id == voorstel_id)
        ).first()
        if row is None:
            return None
        return EersteJa(
            digest=row.digest,
            velden=row.velden,
            selectie=load_selectie(row.selectie),
            door=row.door,
            inlog=row.inlog_id,
            bestuur=row.bestuur,
            moment=row.moment,
        )

    def stop_waiting(self, voorstel_ids: Collection[int]) -> None:
        """Forget the first yes to each of these, where there is one."""
        self._connection.execute(
            delete(wacht_op_tweede).where(wacht_op_tweede.c.voorstel_id.in_(voorstel_ids))
        )

    def stop_all_waiting(self) -> None:
        """Forget every first yes."""
        self._connection.execute(delete(wacht_op_tweede))

    def waiting_since(self, before: datetime) -> list[int]:
        """The proposals whose first yes came before a moment."""
        c = wacht_op_tweede.c
        return list(self._connection.execute(select(c.voorstel_id).where(c.moment < before)).scalars())


def bewijs_of(row: AnyRow) -> Bewijs:
    """What was shown, from a row that has the columns of ``getoond`` and the version of the agreement."""
    return Bewijs(
        voorstel=row.voorstel_id,
        versie=row.versie,
        digest=row.digest,
        taal=row.taal,
        inhoud=row.inhoud,
        eerste=row.eerste,
        door=row.door,
        bestuur=row.bestuur,
        moment=row.moment,
    )
