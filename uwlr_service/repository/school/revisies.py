"""The revisions of a school year: where each came from, and a new one that begins."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.repository.schema import school as tables
from uwlr_service.repository.school.clock import next_moment
from uwlr_service.repository.school.slot import Slot
from uwlr_service.repository.school.vergelijking import Change, Changes, omslagdagen, rows_of
from uwlr_service.repository.school.versietabellen import VERSIETABELLEN, Versietabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Herkomst:
    """The file that a state came from; ``bereikt`` is the newest aanmaakdatum on the way to it.

    ``terug_naar`` is the revision of the import whose state it has again; None for an import. ``ontvangen``
    is when the file came, ``stempel`` stands for its bytes where a LAS sent them, and ``opmerkingen`` counts
    what of it was left out or cleaned.
    """

    peildatum: date | None
    aanmaakdatum: datetime | None
    bereikt: datetime | None
    terug_naar: int | None = None
    ontvangen: datetime | None = None
    stempel: str | None = None
    opmerkingen: Mapping[str, Any] | None = None

    def taken_back(self, bron: int) -> "Herkomst":
        """That of a state that is put together from an earlier one, of the import ``bron``.

        The bytes of its file may say more than is in it, so they have to be read again.
        """
        return replace(self, terug_naar=bron, stempel=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisie:
    """One state of a school year, since when it held, and where it came from."""

    revisie: int
    moment: datetime
    herkomst: Herkomst

    @property
    def bron(self) -> int:
        """The revision of the import that this state is from."""
        return self.herkomst.terug_naar or self.revisie


HERKOMST = tuple(Herkomst.__dataclass_fields__)


class RevisieRepository:
    """The revisions within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, slot: Slot) -> dict[int, Revisie]:
        """Every revision of a school year, by its number."""
        c = tables.revisie.c
        rows = self._connection.execute(
            select(c.revisie, c.moment, *(c[naam] for naam in HERKOMST)).where(
                c.schooljaar_id == slot.stand.schooljaar_id
            )
        )
        return {
            row.revisie: Revisie(
                revisie=row.revisie,
                moment=row.moment,
                herkomst=Herkomst(**{naam: row._mapping[naam] for naam in HERKOMST}),
            )
            for row in rows
        }

    def add(
        self, slot: Slot, changes: Changes, herkomst: Herkomst, leerlingen: Iterable[Leerling]
    ) -> Revisie:
        """Begin a new revision with these changes; ``leerlingen`` are those of the new state."""
        stand = slot.stand
        moment = next_moment(self._connection, stand.school_id)
        revisie = stand.revisie + 1
        for tabel in VERSIETABELLEN:
            self._write(tabel, changes[tabel.naam], stand.schooljaar_id, revisie, moment)
        self._connection.execute(
            insert(tables.revisie).values(
                schooljaar_id=stand.schooljaar_id, revisie=revisie, moment=moment, **asdict(herkomst)
            )
        )
        self._set(
            slot,
            herkomst,
            {"revisie": revisie, "moment": moment, "omslagdagen": omslagdagen(leerlingen)},
        )
        return Revisie(revisie=revisie, moment=moment, herkomst=herkomst)

    def confirm(self, slot: Slot, herkomst: Herkomst) -> Revisie:
        """Keep the present state, which a later file has as well."""
        self._connection.execute(
            update(tables.revisie)
            .where(
                tables.revisie.c.schooljaar_id == slot.stand.schooljaar_id,
                tables.revisie.c.revisie == slot.stand.revisie,
            )
            .values(
                peildatum=herkomst.peildatum,
                aanmaakdatum=herkomst.aanmaakdatum,
                bereikt=herkomst.bereikt,
                ontvangen=herkomst.ontvangen,
                stempel=herkomst.stempel,
                opmerkingen=herkomst.opmerkingen,
            )
        )
        self._set(slot, herkomst, {})
        return Revisie(revisie=slot.stand.revisie, moment=slot.stand.moment, herkomst=herkomst)

    def _set(self, slot: Slot, herkomst: Herkomst, values: dict[str, Any]) -> None:
        self._connection.execute(
            update(tables.schooljaar)
            .where(tables.schooljaar.c.id == slot.stand.schooljaar_id)
            .values(peildatum=herkomst.peildatum, aanmaakdatum=herkomst.aanmaakdatum, **values)
        )

    def _write(
        self, tabel: Versietabel, change: Change, schooljaar_id: int, revisie: int, moment: datetime
    ) -> None:
        table = tabel.table
        if change.ended:
            self._connection.execute(
                update(table)
                .where(
                    table.c.schooljaar_id == schooljaar_id,
                    table.c.key == bindparam("ended"),
                    table.c.tot_revisie.is_(None),
                )
                .values(tot_revisie=revisie),
                [{"ended": key} for key in change.ended],
            )
        if change.begun:
            place = {"schooljaar_id": schooljaar_id, "van_revisie": revisie}
            self._connection.execute(insert(table), [row | place for row in rows_of(tabel, change, moment)])
