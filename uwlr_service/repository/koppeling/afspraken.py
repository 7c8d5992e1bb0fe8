"""The agreements between school and partner, each version of which is kept."""

from typing import Any

from sqlalchemy import Connection, insert, select, update

from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.school.leerling import Status
from uwlr_service.repository.schema.koppeling import gegevensafspraak, koppeling_school
from uwlr_service.repository.school.clock import next_moment

COLUMNS = (
    gegevensafspraak.c.gegevensset,
    gegevensafspraak.c.versie,
    gegevensafspraak.c.moment,
    gegevensafspraak.c.schakelaars,
    gegevensafspraak.c.selectie,
)


def _dump(selectie: Leerlingselectie) -> dict[str, list[str]]:
    return {
        "vestigingen": sorted(selectie.vestigingen),
        "jaargroepen": sorted(selectie.jaargroepen),
        "groepen": sorted(selectie.groepen),
        "statussen": sorted(selectie.statussen),
    }


def _load(selectie: dict[str, list[str]]) -> Leerlingselectie:
    return Leerlingselectie(
        vestigingen=frozenset(selectie["vestigingen"]),
        jaargroepen=frozenset(selectie["jaargroepen"]),
        groepen=frozenset(selectie["groepen"]),
        statussen=frozenset(map(Status, selectie["statussen"])),
    )


def _afspraak(row: Any) -> Gegevensafspraak:
    gegevensset, versie, moment, schakelaars, selectie = row
    return Gegevensafspraak(
        gegevensset=gegevensset,
        versie=versie,
        moment=moment,
        schakelaars=schakelaars,
        selectie=_load(selectie),
    )


class AfspraakRepository:
    """The agreements of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, afspraak_id: int) -> Gegevensafspraak:
        """One version of an agreement."""
        row = self._connection.execute(select(*COLUMNS).where(gegevensafspraak.c.id == afspraak_id)).one()
        return _afspraak(row)

    def current(self, koppeling_id: int, school_id: int) -> Gegevensafspraak:
        """The version that is in force."""
        return self.in_force(koppeling_id, school_id)[1]

    def in_force(self, koppeling_id: int, school_id: int) -> tuple[int, Gegevensafspraak]:
        """The version that is in force, and the number of its row."""
        afspraak_id, *row = self._connection.execute(
            select(gegevensafspraak.c.id, *COLUMNS)
            .join(koppeling_school, koppeling_school.c.afspraak_id == gegevensafspraak.c.id)
            .where(koppeling_school.c.koppeling_id == koppeling_id, koppeling_school.c.school_id == school_id)
        ).one()
        return afspraak_id, _afspraak(row)

    def version(self, koppeling_id: int, school_id: int, versie: int) -> Gegevensafspraak:
        """An earlier version, or the present one, by its number."""
        row = self._connection.execute(
            select(*COLUMNS).where(
                gegevensafspraak.c.koppeling_id == koppeling_id,
                gegevensafspraak.c.school_id == school_id,
                gegevensafspraak.c.versie == versie,
            )
        ).one()
        return _afspraak(row)

    def conclude(self, koppeling_id: int, school_id: int, afspraak: Gegevensafspraak) -> None:
        """Put an agreement in force as the next version, from a moment that this school never gave out."""
        moment = next_moment(self._connection, school_id)
        versions = select(gegevensafspraak.c.versie).where(
            gegevensafspraak.c.koppeling_id == koppeling_id, gegevensafspraak.c.school_id == school_id
        )
        versie = max(self._connection.execute(versions).scalars(), default=0) + 1
        afspraak_id = self._connection.execute(
            insert(gegevensafspraak)
            .values(
                koppeling_id=koppeling_id,
                school_id=school_id,
                versie=versie,
                moment=moment,
                gegevensset=afspraak.gegevensset,
                schakelaars=dict(afspraak.schakelaars),
                selectie=_dump(afspraak.selectie),
            )
            .returning(gegevensafspraak.c.id)
        ).scalar_one()
        link = {"koppeling_id": koppeling_id, "school_id": school_id}
        if versie == 1:
            self._connection.execute(insert(koppeling_school).values(afspraak_id=afspraak_id, **link))
        else:
            self._connection.execute(
                update(koppeling_school)
                .where(
                    koppeling_school.c.koppeling_id == koppeling_id, koppeling_school.c.school_id == school_id
                )
                .values(afspraak_id=afspraak_id)
            )
