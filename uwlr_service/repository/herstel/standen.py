"""Every count and moment of the database at once: how far it came, and how it goes on after a restore."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, literal, or_, select, update

from uwlr_service.repository.koppeling.besluiten import is_same
from uwlr_service.repository.koppeling.koppelingen import opens
from uwlr_service.repository.schema.dossier import dossierrevisie
from uwlr_service.repository.schema.gkv import ophaling
from uwlr_service.repository.schema.herstel import besluit
from uwlr_service.repository.schema.koppeling import autorisatiesleutel, koppeling, verstrekking
from uwlr_service.repository.schema.school import revisie, school, schooljaar
from uwlr_service.repository.schema.uwlr import resultatenbericht, resultatenstand
from uwlr_service.repository.school.scholen import NOTHING_YET

TRACES: tuple[ColumnElement[datetime | None], ...] = (
    besluit.c.moment,
    resultatenbericht.c.ontvangen,
    verstrekking.c.laatste,
    ophaling.c.laatste,
    autorisatiesleutel.c.laatst_gebruikt,
    autorisatiesleutel.c.aangemaakt,
)
"""Where the clock of the machine leaves its mark; moments of schools can run ahead of it."""
BATCH = 500


class StandRepository:
    """The counts and moments of every school, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest_trace(self) -> datetime | None:
        """When the database was last written to, as far as it shows: it was put back to this or later."""
        moments = [self._connection.execute(select(func.max(column))).scalar() for column in TRACES]
        return max((moment for moment in moments if moment is not None), default=None)

    def newest_klok(self) -> datetime | None:
        """The last moment that any school gave out."""
        return self._connection.execute(select(func.max(school.c.klok))).scalar()

    def move_on(self, moment: datetime, jump: int) -> int:
        """Let every school year be of a moment, as a revision so much higher; returns how many there are.

        The data stay as they are. Results and dossiers go on from a higher revision too.
        """
        has_data = schooljaar.c.revisie > NOTHING_YET
        self._connection.execute(update(school).values(klok=moment))
        given = literal(moment, revisie.c.moment.type)
        is_present = and_(
            revisie.c.schooljaar_id == schooljaar.c.id, revisie.c.revisie == schooljaar.c.revisie
        )
        # The same state, so from the same file: a next one is compared with it, and it can be taken back.
        years = (
            select(
                schooljaar.c.id,
                schooljaar.c.revisie + jump,
                given,
                revisie.c.peildatum,
                revisie.c.aanmaakdatum,
                revisie.c.bereikt,
                func.coalesce(revisie.c.terug_naar, revisie.c.revisie),
            )
            .join(revisie, is_present)
            .where(has_data)
        )
        columns = ["schooljaar_id", "revisie", "moment", "peildatum", "aanmaakdatum", "bereikt", "terug_naar"]
        self._connection.execute(insert(revisie).from_select(columns, years))
        moved = self._connection.execute(
            update(schooljaar).where(has_data).values(revisie=schooljaar.c.revisie + jump, moment=moment)
        )
        self._connection.execute(update(resultatenstand).values(revisie=resultatenstand.c.revisie + jump))
        c = dossierrevisie.c
        dossiers = select(c.school_id, func.max(c.revisie) + jump, given).group_by(c.school_id)
        self._connection.execute(
            insert(dossierrevisie).from_select(["school_id", "revisie", "moment"], dossiers)
        )
        return moved.rowcount

    def end_sleutels(self, koppeling_id: int, sleutels: Mapping[int, str], moment: datetime) -> bool:
        """Let keys open until a moment; False where that was so already, or they are other keys now.

        ``sleutels`` has for each number when the key was made, as decisions hold it.
        """
        c = autorisatiesleutel.c
        rows = self._connection.execute(
            select(c.id, c.aangemaakt).where(
                c.koppeling_id == koppeling_id, c.id.in_(sleutels), c.ingetrokken.is_(None)
            )
        )
        ending = [row.id for row in rows if is_same(row.aangemaakt, sleutels[row.id])]
        done = self._connection.execute(
            update(autorisatiesleutel)
            .where(c.id.in_(ending), or_(c.geldig_tot.is_(None), c.geldig_tot > moment))
            .values(geldig_tot=moment)
        )
        return done.rowcount > 0

    def shut(self, moment: datetime) -> list[int]:
        """The links that were not withdrawn and that no key opens: whoever has one needs a new key."""
        is_alive = exists().where(
            autorisatiesleutel.c.koppeling_id == koppeling.c.id, autorisatiesleutel.c.ingetrokken.is_(None)
        )
        rows = self._connection.execute(
            select(koppeling.c.id).where(is_alive, ~opens(moment)).order_by(koppeling.c.id)
        )
        return list(rows.scalars())

    def known_messages(self, digests: Collection[str]) -> set[str]:
        """Those of some messages with results that are in the database, by their digests."""
        wanted = sorted(digests)
        c = resultatenbericht.c
        known: set[str] = set()
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            known.update(self._connection.execute(select(c.digest).where(c.digest.in_(batch))).scalars())
        return known

    def newest_message(self) -> datetime | None:
        """When the last message with results was taken that is in the database."""
        return self._connection.execute(select(func.max(resultatenbericht.c.ontvangen))).scalar()
