"""The pupils that a school has now with the groups that they are in, and how many results each has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from uwlr_service.repository.schema.school import leerling
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht
from uwlr_service.repository.school.huidig import groepen_in, newest


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
        self._newest = newest(school_id)

    def groepen(self) -> dict[str, tuple[str, bool]]:
        """The groups of the newest year by key: the name, and whether it is a samengestelde groep."""
        return groepen_in(self._connection, self._newest)

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
