"""The versions of an agreement, one after the other: what a school left off, and what nobody asked for."""

from collections import defaultdict

from sqlalchemy import Connection, select

from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik
from uwlr_service.repository.schema.koppeling import afspraakvoorstel, gegevensafspraak
from uwlr_service.repository.schema.voorstel import getoond, voorstelveld


class AfspraakverloopRepository:
    """The course of agreements, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def left_off(self, koppeling_id: int, school_id: int) -> frozenset[str]:
        """The fields that a school does not want to go out.

        A decision about a proposal writes every field, on or off, so off alone does not tell. The school left
        a field off if it was asked for and not given, or if it was switched off apart from a proposal.
        """
        asked = self._asked(koppeling_id, school_id)
        c = gegevensafspraak.c
        rows = self._connection.execute(
            select(c.versie, c.schakelaars)
            .where(c.koppeling_id == koppeling_id, c.school_id == school_id)
            .order_by(c.versie)
        )
        left_off: set[str] = set()
        before: dict[str, bool] = {}
        for versie, schakelaars in rows:
            off = {veld for veld, aan in schakelaars.items() if not aan}
            if versie in asked:
                left_off |= off & asked[versie]
            else:
                left_off |= {veld for veld in off if before.get(veld, True)}
            left_off &= off
            before = schakelaars
        return frozenset(left_off)

    def _asked(self, koppeling_id: int, school_id: int) -> dict[int, set[str]]:
        """The fields that were asked for, by each version that a decision made."""
        c = gegevensafspraak.c
        rows = self._connection.execute(
            select(c.versie, voorstelveld.c.veld)
            .join_from(getoond, gegevensafspraak, c.id == getoond.c.afspraak_id)
            .join(afspraakvoorstel, afspraakvoorstel.c.id == getoond.c.voorstel_id)
            .outerjoin(voorstelveld, voorstelveld.c.inhoud_id == afspraakvoorstel.c.inhoud_id)
            .where(c.koppeling_id == koppeling_id, c.school_id == school_id)
            .where(voorstelveld.c.gebruik.is_distinct_from(Veldgebruik.NEE.value))
        )
        asked: dict[int, set[str]] = defaultdict(set)
        for versie, veld in rows:
            if veld is not None:
                asked[versie].add(veld)
        return asked
