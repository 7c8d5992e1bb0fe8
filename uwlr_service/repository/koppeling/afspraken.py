"""The agreements between school and partner, each version of which is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, insert, null, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.deelname import LEFT, Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.repository import upsert
from uwlr_service.repository.koppeling.aanmelden import einden as aanmeldeinden
from uwlr_service.repository.koppeling.standen import belongs, stands, takes_part
from uwlr_service.repository.schema.koppeling import deelname, gegevensafspraak, koppeling
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.clock import next_moments
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of

AFSPRAAK = (
    gegevensafspraak.c.gegevensset,
    gegevensafspraak.c.versie,
    gegevensafspraak.c.moment,
    gegevensafspraak.c.schakelaars,
    gegevensafspraak.c.selectie,
)
"""The columns that ``afspraak_of`` reads."""

# The link says nothing new. But by it PostgreSQL finds the agreements of one link along an index, where it
# would read those of all links to find a thousand by their numbers.
OF_DEELNAME = and_(
    gegevensafspraak.c.id == deelname.c.afspraak_id,
    gegevensafspraak.c.koppeling_id == deelname.c.koppeling_id,
)
"""The condition that an agreement is the one in force, or the last one that was, of a school in a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LopendeAfspraak:
    """A school in a link, with the agreement that is in force between them."""

    school: Schoolcode
    school_id: int
    soort: Schoolsoort
    stand: Deelnamestand
    afspraak: Gegevensafspraak


def dump_selectie(selectie: Leerlingselectie) -> dict[str, list[str]]:
    """A choice of pupils as a column holds it."""
    return {
        "vestigingen": sorted(selectie.vestigingen),
        "jaargroepen": sorted(selectie.jaargroepen),
        "groepen": sorted(selectie.groepen),
        "statussen": sorted(selectie.statussen),
    }


def load_selectie(selectie: dict[str, list[str]]) -> Leerlingselectie:
    """The choice of pupils in such a column."""
    return Leerlingselectie(
        vestigingen=frozenset(selectie["vestigingen"]),
        jaargroepen=frozenset(selectie["jaargroepen"]),
        groepen=frozenset(selectie["groepen"]),
        statussen=frozenset(map(Status, selectie["statussen"])),
    )


class Gesloten(NamedTuple):
    """An agreement that was put in force, and the number of its row."""

    id: int
    afspraak: Gegevensafspraak


def afspraak_of(row: AnyRow) -> Gegevensafspraak:
    """The agreement in a row that has the columns of AFSPRAAK."""
    return Gegevensafspraak(
        gegevensset=row.gegevensset,
        versie=row.versie,
        moment=row.moment,
        schakelaars=row.schakelaars,
        selectie=load_selectie(row.selectie),
    )


class AfspraakRepository:
    """The agreements of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, afspraak_id: int) -> Gegevensafspraak:
        """One version of an agreement."""
        row = self._connection.execute(select(*AFSPRAAK).where(gegevensafspraak.c.id == afspraak_id)).one()
        return afspraak_of(row)

    def of_version(self, koppeling_id: int, school_id: int, versie: int) -> Gegevensafspraak:
        """The agreement of a link with a school that has this number."""
        c = gegevensafspraak.c
        own = (c.koppeling_id == koppeling_id, c.school_id == school_id, c.versie == versie)
        return afspraak_of(self._connection.execute(select(*AFSPRAAK).where(*own)).one())

    def current(self, koppeling_id: int, school_id: int) -> Gegevensafspraak:
        """The version that is in force."""
        return self.in_force(koppeling_id, school_id)[1]

    def in_force(self, koppeling_id: int, school_id: int) -> tuple[int, Gegevensafspraak]:
        """The version that is in force, and the number of its row."""
        row = self._connection.execute(
            select(gegevensafspraak.c.id, *AFSPRAAK)
            .join(deelname, deelname.c.afspraak_id == gegevensafspraak.c.id)
            .where(deelname.c.koppeling_id == koppeling_id, deelname.c.school_id == school_id)
        ).one()
        return row.id, afspraak_of(row)

    def current_of(self, koppeling_id: int) -> list[LopendeAfspraak]:
        """The version that is in force for each school of a link, in the order of their numbers.

        Of a link that has ended, the last ones that were.
        """
        return self._last_of(koppeling_id, belongs())

    def last_of(self, koppeling_id: int) -> list[LopendeAfspraak]:
        """The same, with the last version of each school that left; in order to show it."""
        return self._last_of(koppeling_id)

    def _last_of(self, koppeling_id: int, *conditions: ColumnElement[bool]) -> list[LopendeAfspraak]:
        member = deelname.c
        rows = self._connection.execute(
            select(member.school_id, *CODE, school.c.soort, member.stand, *AFSPRAAK)
            .join_from(deelname, gegevensafspraak, OF_DEELNAME)
            .join(koppeling, koppeling.c.id == member.koppeling_id)
            .join(school, school.c.id == member.school_id)
            .where(member.koppeling_id == koppeling_id, *conditions)
            .order_by(member.school_id)
        )
        return [
            LopendeAfspraak(
                school=code_of(row),
                school_id=row.school_id,
                soort=Schoolsoort(row.soort),
                stand=Deelnamestand(row.stand),
                afspraak=afspraak_of(row),
            )
            for row in rows
        ]

    def conclude(self, koppeling_id: int, afspraken: Mapping[int, Gegevensafspraak]) -> dict[int, Gesloten]:
        """Put agreements in force as the next version, each from a moment that its school never gave out.

        They come by the number of the school, and are returned so; every thousand of them cost five
        statements at most. A school that left the link in the meantime stays out, see ``admit``.
        """
        gesloten = self._add(koppeling_id, afspraken)
        if gesloten:
            self._follow(koppeling_id, gesloten)
            self._end_grants(koppeling_id, gesloten)
        return gesloten

    def admit(
        self, koppeling_id: int, afspraken: Mapping[int, Gegevensafspraak], door: str
    ) -> dict[int, Gesloten]:
        """Let schools take part in a link under agreements, also those that took part before and left.

        ``door`` is who decided so.
        """
        gesloten = self._add(koppeling_id, afspraken)
        if gesloten:
            self._join(koppeling_id, gesloten, door)
            self._end_grants(koppeling_id, gesloten)
        return gesloten

    def first_set(self, koppeling_id: int) -> str:
        """The set that a link was made with; that of the link itself grows when some school accepts more."""
        c = gegevensafspraak.c
        first = self._connection.execute(
            select(c.gegevensset).where(c.koppeling_id == koppeling_id).order_by(c.id).limit(1)
        ).scalar()
        own = select(koppeling.c.gegevensset).where(koppeling.c.id == koppeling_id)
        return str(first or self._connection.execute(own).scalar_one())

    def _add(self, koppeling_id: int, afspraken: Mapping[int, Gegevensafspraak]) -> dict[int, Gesloten]:
        """Write the next versions down."""
        if not afspraken:
            return {}
        # The clock first: it locks the schools. A version that is read before the lock, or in the same
        # statement, may be one that another change has just taken.
        moments = next_moments(self._connection, afspraken.keys())
        versions = self._last_versions(koppeling_id, afspraken)
        c = gegevensafspraak.c
        rows = self._connection.execute(
            insert(gegevensafspraak).returning(c.id, c.school_id, c.versie, c.moment),
            [
                {
                    "koppeling_id": koppeling_id,
                    "school_id": school_id,
                    "versie": versions.get(school_id, 0) + 1,
                    "moment": moments[school_id],
                    "gegevensset": afspraak.gegevensset,
                    "schakelaars": dict(afspraak.schakelaars),
                    "selectie": dump_selectie(afspraak.selectie),
                }
                for school_id, afspraak in afspraken.items()
            ],
        )
        return {
            row.school_id: Gesloten(
                row.id, replace(afspraken[row.school_id], versie=row.versie, moment=row.moment)
            )
            for row in rows
        }

    def _last_versions(self, koppeling_id: int, school_ids: Collection[int]) -> dict[int, int]:
        c = gegevensafspraak.c
        rows = self._connection.execute(
            select(c.school_id, func.max(c.versie).label("versie"))
            .where(c.koppeling_id == koppeling_id, c.school_id.in_(school_ids))
            .group_by(c.school_id)
        )
        return {row.school_id: row.versie for row in rows}

    def _join(self, koppeling_id: int, gesloten: Mapping[int, Gesloten], door: str) -> None:
        """Let schools take part in a link, by these agreements; one that comes back begins another period."""
        c = deelname.c
        statement = upsert.insert(self._connection, deelname)
        new = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=[c.koppeling_id, c.school_id],
            set_={
                "stand": new.stand,
                "sinds": new.sinds,
                "periode": case((stands(*LEFT), c.periode + 1), else_=c.periode),
                "afspraak_id": new.afspraak_id,
                "besloten_door": new.besloten_door,
                "overeenkomst": None,
                "navraag": None,
                # What somebody allowed before a school left was about another agreement.
                "roosterdeel": case((stands(*LEFT), null()), else_=c.roosterdeel),
            },
        )
        now = tijd.now()
        self._connection.execute(
            statement,
            [
                {
                    "koppeling_id": koppeling_id,
                    "school_id": school_id,
                    "stand": Deelnamestand.ACTIEF.value,
                    "sinds": now,
                    "periode": 1,
                    "afspraak_id": afspraak_id,
                    "besloten_door": door,
                }
                for school_id, (afspraak_id, _) in gesloten.items()
            ],
        )

    def _follow(self, koppeling_id: int, gesloten: Mapping[int, Gesloten]) -> None:
        """Let later agreements take the place of those in force.

        A school that left the link in the meantime stays out.
        """
        c = deelname.c
        self._connection.execute(
            update(deelname)
            .where(c.koppeling_id == koppeling_id, c.school_id == bindparam("follower"), takes_part())
            .values(afspraak_id=bindparam("newest")),
            [
                {"follower": school_id, "newest": afspraak_id}
                for school_id, (afspraak_id, _) in gesloten.items()
            ],
        )

    def _end_grants(self, koppeling_id: int, gesloten: Mapping[int, Gesloten]) -> None:
        """End what people were granted at a partner who may not sign in there any more."""
        now = tijd.now()
        for toegekend in aanmeldeinden.granted(self._connection, koppeling_id, gesloten.keys()):
            was = load_selectie(toegekend.selectie)
            afspraak = gesloten[toegekend.school_id].afspraak
            aanmeldeinden.of_agreement(self._connection, toegekend, was, afspraak, now)
