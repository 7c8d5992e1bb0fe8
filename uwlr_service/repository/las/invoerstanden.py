"""The newest states of a school as its LAS sees them, each with a mark of its own."""

from collections.abc import Collection
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from uwlr_service.domain.las.inzending import Invoerstand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.dossier import dossierrevisie
from uwlr_service.repository.schema.school import revisie, school, schooljaar
from uwlr_service.repository.school.dossiers import Dossierherkomst, Dossierstand
from uwlr_service.repository.school.revisies import HERKOMST, Herkomst, Revisie
from uwlr_service.repository.school.scholen import NOTHING_YET, AnyRow, Schooljaarstand, is_school

MARK_BYTES = 9
GEGEVENS = (revisie.c.revisie, revisie.c.moment, *(revisie.c[naam] for naam in HERKOMST))
DOSSIERHERKOMST = tuple(Dossierherkomst.__dataclass_fields__)


class InvoerstandRepository:
    """The states within one connection; each in one statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def gegevens(self, code: Schoolcode, jaar: Schooljaar) -> Invoerstand | None:
        """That of a school year; None as long as nothing was stored."""
        own = newest_gegevens().where(is_school(code), schooljaar.c.schooljaar == jaar)
        row = self._connection.execute(own).first()
        return None if row is None else stand_in(row)

    def dossier(self, code: Schoolcode) -> Invoerstand | None:
        """That of a dossier; None as long as there is none."""
        c = dossierrevisie.c
        row = self._connection.execute(
            select(c.revisie, c.moment, *(c[naam] for naam in DOSSIERHERKOMST))
            .join_from(school, dossierrevisie)
            .where(is_school(code))
            .order_by(c.revisie.desc())
            .limit(1)
        ).first()
        return None if row is None else _dossier_in(row)

    def dossiers(self, school_ids: Collection[int]) -> dict[int, Invoerstand]:
        """Those of some schools, by number, of the schools that have one."""
        c = dossierrevisie.c
        newest = (
            select(c.school_id, func.max(c.revisie).label("revisie"))
            .where(c.school_id.in_(school_ids))
            .group_by(c.school_id)
            .subquery()
        )
        rows = self._connection.execute(
            select(c.school_id, c.revisie, c.moment, *(c[naam] for naam in DOSSIERHERKOMST)).join_from(
                newest,
                dossierrevisie,
                and_(c.school_id == newest.c.school_id, c.revisie == newest.c.revisie),
            )
        )
        standen = {row.school_id: _dossier_in(row) for row in rows}
        return {school_id: stand for school_id, stand in standen.items() if stand is not None}


def _dossier_in(row: AnyRow) -> Invoerstand | None:
    herkomst = Dossierherkomst(**{naam: row._mapping[naam] for naam in DOSSIERHERKOMST})
    return stand_of_dossier(Dossierstand(row.revisie, row.moment), herkomst)


def newest_gegevens(*columns: Any) -> Select[Any]:
    """The newest state of school years, with other columns beside it."""
    c = schooljaar.c
    is_newest = and_(revisie.c.schooljaar_id == c.id, revisie.c.revisie == c.revisie)
    return (
        select(*GEGEVENS, *columns)
        .join_from(school, schooljaar)
        .join(revisie, is_newest)
        .where(c.revisie > NOTHING_YET)
    )


def stand_in(row: AnyRow) -> Invoerstand:
    """The state in a row of ``newest_gegevens``."""
    herkomst = Herkomst(**{naam: row._mapping[naam] for naam in HERKOMST})
    return stand_of_gegevens(Revisie(revisie=row.revisie, moment=row.moment, herkomst=herkomst))


def stand_of_gegevens(revisie: Revisie) -> Invoerstand:
    """The state of a school year by its revision."""
    herkomst = revisie.herkomst
    return Invoerstand(
        kenmerk=_mark(revisie.revisie, revisie.moment, herkomst.peildatum, herkomst.aanmaakdatum),
        revisie=revisie.revisie,
        moment=revisie.moment,
        peildatum=herkomst.peildatum,
        aanmaakdatum=herkomst.aanmaakdatum,
        ontvangen=herkomst.ontvangen,
        stempel=herkomst.stempel,
        opmerkingen=herkomst.opmerkingen,
    )


def stand_of_dossier(stand: Dossierstand, herkomst: Dossierherkomst) -> Invoerstand | None:
    """The state of a dossier; None as long as there is none."""
    kenmerk = mark_of_dossier(stand)
    if kenmerk is None or stand.moment is None:
        return None
    return Invoerstand(
        kenmerk=kenmerk,
        revisie=stand.revisie,
        moment=stand.moment,
        ontvangen=herkomst.ontvangen,
        stempel=herkomst.stempel,
        opmerkingen=herkomst.opmerkingen,
    )


def mark_of_gegevens(stand: Schooljaarstand) -> str | None:
    """The mark of a school year that is locked; None as long as nothing was stored."""
    if stand.revisie == NOTHING_YET:
        return None
    return _mark(stand.revisie, stand.moment, stand.peildatum, stand.aanmaakdatum)


def mark_of_dossier(stand: Dossierstand) -> str | None:
    """The same of a dossier."""
    if stand.moment is None:
        return None
    return _mark(stand.revisie, stand.moment)


def _mark(*parts: int | datetime | date | None) -> str:
    """A mark for everything that a file can change without a new revision, and for a database put back.

    Revisions are counted on from a backup, and could come to a number that a LAS knows; a moment never does.
    """
    text = "|".join(str(part) for part in parts)
    return blake2b(text.encode(), digest_size=MARK_BYTES).hexdigest()
