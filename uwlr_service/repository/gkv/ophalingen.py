"""What partners did with deliveries: collected, confirmed, and asked to have everything anew."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, case, delete, exists, func, select

from uwlr_service.domain.gkv.levering import Levering, Leveringsoort
from uwlr_service.domain.gkv.ontvangst import Ontvangst, Ontvangstbevestiging, Ophaling, Slapend
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository import upsert
from uwlr_service.repository.koppeling.koppelingen import opens
from uwlr_service.repository.koppeling.standen import delivers
from uwlr_service.repository.schema.gkv import levering, ontvangstbevestiging, ophaling, volledigverzoek
from uwlr_service.repository.schema.koppeling import deelname, klant, koppeling, verstrekking
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of


class Volledigverzoek(NamedTuple):
    """Somebody waits for a full delivery; ``vanaf`` is the lowest number that it may have, or None."""

    vanaf: int | None


class OphalingRepository:
    """The partners' side of deliveries, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, levering_id: str, via: str, count: int, moment: datetime) -> None:
        """Note that bytes of a package went out."""
        statement = upsert.insert(self._connection, ophaling).values(
            levering_id=levering_id, via=via, eerste=moment, laatste=moment, aantal=1, bytes=count
        )
        c = ophaling.c
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[c.levering_id, c.via],
                set_={"laatste": moment, "aantal": c.aantal + 1, "bytes": c.bytes + count},
            )
        )

    def of_koppeling(self, koppeling_id: int) -> dict[str, Ophaling]:
        """When each package of a link was collected, whatever the way."""
        return self._collected(levering.c.koppeling_id == koppeling_id)

    def of_leveringen(self, levering_ids: Collection[str]) -> dict[str, Ophaling]:
        """The same of some packages."""
        return self._collected(levering.c.id.in_(levering_ids))

    def _collected(self, condition: ColumnElement[bool]) -> dict[str, Ophaling]:
        c = ophaling.c
        rows = self._connection.execute(
            select(
                c.levering_id,
                func.min(c.eerste).label("eerste"),
                func.max(c.laatste).label("laatste"),
                func.sum(c.aantal).label("aantal"),
                func.sum(c.bytes).label("bytes"),
            )
            .join_from(ophaling, levering)
            .where(condition)
            .group_by(c.levering_id)
        )
        return {
            row.levering_id: Ophaling(
                eerste=row.eerste, laatste=row.laatste, aantal=int(row.aantal), bytes=int(row.bytes)
            )
            for row in rows
        }

    def confirm(self, levering_id: str, new: Ontvangstbevestiging) -> Ontvangstbevestiging:
        """Keep what a partner says; saying the same once more changes nothing. Returns what is kept."""
        values = {"moment": new.moment, "status": new.status.value, "fouten": [*map(dict, new.fouten)]}
        c = ontvangstbevestiging.c
        present = self._connection.execute(
            select(c.moment, c.status, c.fouten).where(c.levering_id == levering_id).with_for_update()
        ).first()
        if present is not None and [present.status, present.fouten] == [values["status"], values["fouten"]]:
            return _bevestiging(present)
        self._connection.execute(
            upsert.insert(self._connection, ontvangstbevestiging)
            .values(levering_id=levering_id, **values)
            .on_conflict_do_update(index_elements=[c.levering_id], set_=values)
        )
        return new

    def bevestigingen(self, koppeling_id: int) -> dict[str, Ontvangstbevestiging]:
        """What the partner of a link said of its deliveries."""
        return self._confirmed(levering.c.koppeling_id == koppeling_id)

    def bevestigingen_of(self, levering_ids: Collection[str]) -> dict[str, Ontvangstbevestiging]:
        """What partners said of some deliveries."""
        return self._confirmed(levering.c.id.in_(levering_ids))

    def _confirmed(self, condition: ColumnElement[bool]) -> dict[str, Ontvangstbevestiging]:
        c = ontvangstbevestiging.c
        rows = self._connection.execute(
            select(c.levering_id, c.moment, c.status, c.fouten)
            .join_from(ontvangstbevestiging, levering)
            .where(condition)
        )
        return {row.levering_id: _bevestiging(row) for row in rows}

    def ask_volledig(self, koppeling_id: int, school_id: int, moment: datetime) -> None:
        """Let the next delivery be a full one."""
        self._connection.execute(
            upsert.insert(self._connection, volledigverzoek)
            .values(koppeling_id=koppeling_id, school_id=school_id, moment=moment)
            .on_conflict_do_nothing()
        )

    def volledig_asked(self, koppeling_id: int, school_id: int) -> Volledigverzoek | None:
        """The full delivery that somebody waits for, if anybody does."""
        c = volledigverzoek.c
        asked = select(c.vanaf).where(c.koppeling_id == koppeling_id, c.school_id == school_id)
        row = self._connection.execute(asked).first()
        return None if row is None else Volledigverzoek(row.vanaf)

    def fulfil(self, new: Levering, school_id: int) -> None:
        """Note that nobody waits for a full delivery any more, when this is one."""
        c = volledigverzoek.c
        if new.soort is Leveringsoort.VOLLEDIG:
            self._connection.execute(
                delete(volledigverzoek).where(c.koppeling_id == new.koppeling, c.school_id == school_id)
            )

    def slapend(self, since: datetime, moment: datetime) -> list[Slapend]:
        """Links that are open at a moment, at schools where they had deliveries and asked nothing ``since``.

        To ask over GeneriekeService counts too: then the packages are what nobody needs, not the link. A
        test school never counts.
        """
        newest = func.max(levering.c.volgnummer)
        collected = func.max(case((ophaling.c.levering_id.is_not(None), levering.c.volgnummer), else_=0))
        asked = exists().where(
            verstrekking.c.koppeling_id == koppeling.c.id,
            verstrekking.c.schooljaar_id == schooljaar.c.id,
            schooljaar.c.school_id == school.c.id,
            verstrekking.c.laatste >= since,
        )
        last = func.max(ophaling.c.laatste)
        first = func.min(levering.c.gemaakt)
        rows = self._connection.execute(
            select(
                koppeling.c.id,
                klant.c.naam,
                *CODE,
                first.label("eerste_levering"),
                last.label("laatst_opgehaald"),
                (newest - collected).label("niet_opgehaald"),
            )
            .join_from(levering, koppeling)
            .join(klant)
            .join(school, levering.c.school_id == school.c.id)
            .join(
                deelname,
                (deelname.c.koppeling_id == koppeling.c.id) & (deelname.c.school_id == school.c.id),
            )
            .outerjoin(ophaling, ophaling.c.levering_id == levering.c.id)
            .group_by(koppeling.c.id, klant.c.naam, school.c.id)
            .where(~asked, opens(moment), delivers(), school.c.soort == Schoolsoort.ECHT.value)
            .having(first < since, (last.is_(None)) | (last < since), newest > collected)
            .order_by(koppeling.c.id, school.c.id)
        )
        return [
            Slapend(
                koppeling=row.id,
                klantnaam=row.naam,
                school=code_of(row),
                eerste_levering=row.eerste_levering,
                laatst_opgehaald=row.laatst_opgehaald,
                niet_opgehaald=row.niet_opgehaald,
            )
            for row in rows
        ]


def _bevestiging(row: AnyRow) -> Ontvangstbevestiging:
    return Ontvangstbevestiging(row.moment, Ontvangst(row.status), tuple(row.fouten))
