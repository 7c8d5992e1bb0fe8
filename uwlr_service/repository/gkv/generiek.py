"""Which links may use the drop-in service, from where, and for which locations; one without a row may not."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.generiek import Generiektoegang
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.netwerk import Netwerk, parse_netwerk
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.koppeling.standen import delivers
from uwlr_service.repository.schema.gkv import gkv_generiek
from uwlr_service.repository.schema.koppeling import deelname, klant, koppeling
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.upsert import insert


class GkvGeneriekRepository:
    """The switches and addresses, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, koppeling_id: int) -> Generiektoegang:
        """What a link of GKV may do."""
        c = gkv_generiek.c
        row = self._connection.execute(
            select(c.aan, c.adressen).where(c.koppeling_id == koppeling_id)
        ).one_or_none()
        if row is None:
            return Generiektoegang()
        adressen = (row.adressen or "").split(",")
        return Generiektoegang(row.aan, tuple(parse_netwerk(adres) for adres in adressen if adres))

    def of(self, koppeling: Koppeling) -> Generiektoegang:
        """The same of a link that may have been withdrawn: then the switch is of no use any more."""
        toegang = self.get(koppeling.id)
        return toegang if koppeling.ingetrokken is None else replace(toegang, aan=False)

    def vestigingen(self, koppeling_id: int, brincode: str) -> list[Schoolcode]:
        """The locations of a BRIN of which a link may have data at this moment."""
        rows = self._connection.execute(
            select(school.c.dependancecode)
            .join(deelname, deelname.c.school_id == school.c.id)
            .join(koppeling, koppeling.c.id == deelname.c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .where(deelname.c.koppeling_id == koppeling_id, school.c.brincode == brincode, delivers())
            .order_by(school.c.dependancecode)
        )
        return [Schoolcode(brincode, dependancecode) for dependancecode in rows.scalars()]

    def switch(self, koppeling_id: int, *, aan: bool) -> None:
        """Put the switch of a link; ``sinds`` is the moment of the last real change."""
        statement = insert(self._connection, gkv_generiek).values(
            koppeling_id=koppeling_id, aan=aan, sinds=tijd.now()
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[gkv_generiek.c.koppeling_id],
                set_={"aan": statement.excluded.aan, "sinds": statement.excluded.sinds},
                where=gkv_generiek.c.aan != statement.excluded.aan,
            )
        )

    def limit(self, koppeling_id: int, adressen: Iterable[Netwerk]) -> None:
        """Put the addresses of a link in the place of those it had; the switch stays as it is."""
        statement = insert(self._connection, gkv_generiek).values(
            koppeling_id=koppeling_id, aan=False, sinds=tijd.now(), adressen=",".join(map(str, adressen))
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[gkv_generiek.c.koppeling_id], set_={"adressen": statement.excluded.adressen}
            )
        )
