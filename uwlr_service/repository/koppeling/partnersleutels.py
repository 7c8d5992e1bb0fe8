"""What partners prove themselves with at the pull API."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.partner import Client, Partnersleutel, Sleutelsoort
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.koppeling.koppelingen import opens
from uwlr_service.repository.schema.koppeling import klant, koppeling, partnersleutel

OF_KOPPELING = FixedQuery(
    select(
        partnersleutel.c.id,
        partnersleutel.c.soort,
        partnersleutel.c.waarde,
        partnersleutel.c.aangemaakt,
        partnersleutel.c.ingetrokken,
        partnersleutel.c.proeftuin,
    )
    .where(partnersleutel.c.koppeling_id == bindparam("koppeling_id"))
    .order_by(partnersleutel.c.id)
)
CLIENT = FixedQuery(
    select(koppeling.c.gegevensset, klant.c.toelating, opens(bindparam("moment")).label("is_open"))
    .join_from(koppeling, klant)
    .where(koppeling.c.id == bindparam("koppeling_id"), koppeling.c.richting == Richting.LEVEREN.value)
)
"""Every call of the pull API asks these, and so they are built once."""


class PartnersleutelRepository:
    """The keys of partners, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, koppeling_id: int, soort: Sleutelsoort, waarde: str, *, proeftuin: bool = False) -> int:
        """Register a key; returns its number. One of the ``proeftuin`` opens test schools alone."""
        statement = insert(partnersleutel).values(
            koppeling_id=koppeling_id,
            soort=soort.value,
            waarde=waarde,
            aangemaakt=tijd.now(),
            proeftuin=proeftuin,
        )
        return int(self._connection.execute(statement.returning(partnersleutel.c.id)).scalar_one())

    def of_koppeling(self, koppeling_id: int) -> list[Partnersleutel]:
        """Every key of a link, newest last, those that were removed included."""
        return [
            Partnersleutel(
                id=row.id,
                soort=Sleutelsoort(row.soort),
                waarde=row.waarde,
                aangemaakt=row.aangemaakt,
                ingetrokken=row.ingetrokken,
                proeftuin=row.proeftuin,
            )
            for row in OF_KOPPELING.all(self._connection, koppeling_id=koppeling_id)
        ]

    def remove(self, koppeling_id: int, sleutel_id: int) -> bool:
        """Let a key prove nothing any more; False when the link has no such key in force."""
        c = partnersleutel.c
        done = self._connection.execute(
            update(partnersleutel)
            .where(c.koppeling_id == koppeling_id, c.id == sleutel_id, c.ingetrokken.is_(None))
            .values(ingetrokken=tijd.now())
        )
        return done.rowcount == 1

    def client(self, koppeling_id: int, moment: datetime) -> Client | None:
        """A link of GKV as it is now; None when there is no such link."""
        # Without the schools of the link: every call of the pull API asks this, and none of them here.
        link = CLIENT.first(self._connection, koppeling_id=koppeling_id, moment=moment)
        # Asked in any case: a caller must not learn from the time whether there is such a link.
        sleutels = [sleutel for sleutel in self.of_koppeling(koppeling_id) if sleutel.ingetrokken is None]
        if link is None:
            return None
        return Client(
            koppeling=koppeling_id,
            gegevensset=link.gegevensset,
            is_open=bool(link.is_open),
            toelating=Toelatingstand(link.toelating),
            sleutels=tuple(sleutels),
        )
