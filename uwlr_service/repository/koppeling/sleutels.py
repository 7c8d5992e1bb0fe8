"""The keys that open links over SOAP: of partners, and of schools."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.klant import Autorisatiesleutel
from uwlr_service.repository.schema.koppeling import autorisatiesleutel
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of

SLEUTEL = (
    autorisatiesleutel.c.id,
    autorisatiesleutel.c.tolerant,
    autorisatiesleutel.c.prefix,
    autorisatiesleutel.c.aangemaakt,
    autorisatiesleutel.c.geldig_tot,
    autorisatiesleutel.c.ingetrokken,
    autorisatiesleutel.c.laatst_gebruikt,
    autorisatiesleutel.c.proeftuin,
)


class SleutelRepository:
    """The keys, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        koppeling_id: int,
        digest: str,
        *,
        tolerant: bool,
        prefix: str,
        proeftuin: bool = False,
        school_id: int | None = None,
    ) -> None:
        """Keep the hash of a new key: of the partner, or of one school."""
        self._connection.execute(
            insert(autorisatiesleutel).values(
                koppeling_id=koppeling_id,
                hash=digest,
                tolerant=tolerant,
                prefix=prefix,
                proeftuin=proeftuin,
                school_id=school_id,
                aangemaakt=tijd.now(),
            )
        )

    def rehash(self, sleutel_id: int, before: str, digest: str) -> None:
        """Keep another hash of the same key; nothing changes if somebody did so first."""
        same = (autorisatiesleutel.c.id == sleutel_id, autorisatiesleutel.c.hash == before)
        self._connection.execute(update(autorisatiesleutel).where(*same).values(hash=digest))

    def of_koppeling(self, koppeling_id: int) -> list[Autorisatiesleutel]:
        """The keys of a link, newest last."""
        c = autorisatiesleutel.c
        rows = self._connection.execute(
            select(*SLEUTEL, c.school_id, *CODE)
            .outerjoin_from(autorisatiesleutel, school, school.c.id == c.school_id)
            .where(c.koppeling_id == koppeling_id)
            .order_by(c.id)
        )
        return [_sleutel(row) for row in rows]

    def end(self, sleutel_id: int, moment: datetime) -> None:
        """Let one key open until a moment, unless it ends sooner."""
        c = autorisatiesleutel.c
        self._connection.execute(
            update(autorisatiesleutel)
            .where(c.id == sleutel_id, or_(c.geldig_tot.is_(None), c.geldig_tot > moment))
            .values(geldig_tot=moment)
        )

    def expire(self, koppeling_id: int, moment: datetime) -> None:
        """Let the present keys of the partner open until a moment, unless they end sooner."""
        c = autorisatiesleutel.c
        self._connection.execute(
            update(autorisatiesleutel)
            .where(c.koppeling_id == koppeling_id, c.school_id.is_(None))
            .where(or_(c.geldig_tot.is_(None), c.geldig_tot > moment))
            .values(geldig_tot=moment)
        )

    def touch(self, last_use: Mapping[int, datetime]) -> None:
        """Note when keys were last used."""
        if not last_use:
            return
        c = autorisatiesleutel.c
        moment = bindparam("moment", type_=c.laatst_gebruikt.type)
        # Several processes write down what they saw, each in its own time: an earlier use never wins.
        self._connection.execute(
            update(autorisatiesleutel)
            .where(c.id == bindparam("sleutel_id"))
            .where(or_(c.laatst_gebruikt.is_(None), c.laatst_gebruikt < moment))
            .values(laatst_gebruikt=moment),
            [{"sleutel_id": sleutel_id, "moment": used} for sleutel_id, used in last_use.items()],
        )


def _sleutel(row: AnyRow) -> Autorisatiesleutel:
    return Autorisatiesleutel(
        **{column.name: row._mapping[column.name] for column in SLEUTEL},
        school=None if row.school_id is None else code_of(row),
    )
