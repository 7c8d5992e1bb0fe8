"""The pupils that a school has now with the groups that they are in, and how many results each has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from uwlr_service.repository.schema.school import groep, leerling, samengestelde_groep, schooljaar
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingedeeld:
    """A pupil of the newest year, by key, with the keys of their groups."""

    key: str
    naam: str
    groepen: frozenset[str]
    stamgroep: str | None


@dataclass(frozen=True, slots=True)
class Aantal:
    """How many results of a pupil hold, and when the newest of those came."""

    aantal: int
    nieuwste: datetime


class SchoolresultatenRepository:
    """Groups, pupils and counts of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id
        self._newest = (
            select(schooljaar.c.id)
            .where(schooljaar.c.school_id == school_id, schooljaar.c.revisie > 0)
            .order_by(schooljaar.c.schooljaar.desc())
            .limit(1)
            .scalar_subquery()
        )

    def groepen(self) -> dict[str, tuple[str, bool]]:
        """The groups of the newest year by key: the name, and whether it is a samengestelde groep."""
        groepen: dict[str, tuple[str, bool]] = {}
        for table in (groep, samengestelde_groep):
            rows = self._connection.execute(
                select(table.c.key, table.c.naam)
                .where(table.c.schooljaar_id == self._newest, table.c.tot_revisie.is_(None))
                .order_by(table.c.naam)
            )
            groepen |= {row.key: (row.naam, table is samengestelde_groep) for row in rows}
        return groepen

    def leerlingen(self) -> list[Ingedeeld]:
        """The pupils of the newest year, by name."""
        c = leerling.c
        rows = self._connection.execute(
            select(
                c.key, c.roepnaam, c.voornamen, c.voorvoegsel, c.achternaam, c.groep, c.samengestelde_groepen
            ).where(c.schooljaar_id == self._newest, c.tot_revisie.is_(None))
        )
        leerlingen = [
            Ingedeeld(
                key=row.key,
                naam=" ".join(
                    part for part in (row.roepnaam or row.voornamen, row.voorvoegsel, row.achternaam) if part
                ),
                groepen=frozenset(row.samengestelde_groepen) | {row.groep} - {None},
                stamgroep=row.groep,
            )
            for row in rows
        ]
        return sorted(leerlingen, key=lambda each: (each.naam.casefold(), each.key))

    def counts(self) -> dict[str, Aantal]:
        """The results that hold, by the key of the pupil."""
        c = resultaat.c
        came = and_(
            resultatenbericht.c.school_id == c.school_id, resultatenbericht.c.revisie == c.van_revisie
        )
        rows = self._connection.execute(
            select(
                c.leerling,
                func.count().label("aantal"),
                func.max(resultatenbericht.c.ontvangen).label("nieuwste"),
            )
            .join_from(resultaat, resultatenbericht, came)
            .where(c.school_id == self._school_id, c.tot_revisie.is_(None))
            .group_by(c.leerling)
        )
        return {row.leerling: Aantal(row.aantal, row.nieuwste) for row in rows}
