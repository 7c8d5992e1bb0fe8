"""The register of what went out, and the count of what was tolerated."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from uwlr_service.domain.koppeling.verstrekking import Herhaling, Tolerantiegebruik, Uitgegeven, Verstrekking
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.koppeling import gegevensafspraak, tolerantie, verstrekking
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.school.scholen import CODE, code_of
from uwlr_service.repository.upsert import insert


class VerstrekkingRepository:
    """The register, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, used: Mapping[Uitgegeven, Herhaling], groepskeuzes: Mapping[str, list[str]]) -> None:
        """Add counts to the register; ``groepskeuzes`` spells out the selections behind the digests."""
        if not used:
            return
        statement = insert(self._connection, verstrekking)
        statement = statement.on_conflict_do_update(
            index_elements=list(verstrekking.primary_key),
            set_={
                "aantal": verstrekking.c.aantal + statement.excluded.aantal,
                "laatste": statement.excluded.laatste,
            },
        )
        rows = [
            {**given._asdict(), **gebruik._asdict(), "groepskeuze": groepskeuzes.get(given.groepen, [])}
            for given, gebruik in used.items()
        ]
        self._connection.execute(statement, rows)

    def keuzes(self, koppeling_id: int, schooljaar_id: int, revisie: int, most: int) -> set[str]:
        """The digests of at most so many different selections that have a line."""
        c = verstrekking.c
        statement = (
            select(c.groepen)
            .distinct()
            .where(
                c.koppeling_id == koppeling_id,
                c.schooljaar_id == schooljaar_id,
                c.revisie == revisie,
                c.groepen != "",
            )
            .limit(most)
        )
        return set(self._connection.execute(statement).scalars())

    def add_toleranties(self, used: Mapping[tuple[int, int, str], Herhaling]) -> None:
        """Add counts of what was tolerated, by link, school and kind."""
        if not used:
            return
        statement = insert(self._connection, tolerantie)
        statement = statement.on_conflict_do_update(
            index_elements=list(tolerantie.primary_key),
            set_={
                "aantal": tolerantie.c.aantal + statement.excluded.aantal,
                "laatste": statement.excluded.laatste,
            },
        )
        self._connection.execute(
            statement,
            [
                {
                    "koppeling_id": koppeling_id,
                    "school_id": school_id,
                    "soort": soort,
                    "laatste": gebruik.laatste,
                    "aantal": gebruik.aantal,
                }
                for (koppeling_id, school_id, soort), gebruik in used.items()
            ],
        )

    def of_koppeling(self, koppeling_id: int) -> Iterable[Verstrekking]:
        """What went out over a link, oldest first."""
        c = verstrekking.c
        rows = self._connection.execute(
            select(
                *CODE,
                schooljaar.c.schooljaar,
                c.revisie,
                gegevensafspraak.c.versie.label("afspraak_versie"),
                c.aanmaakdatum,
                c.bericht,
                c.xsdversie,
                c.gegevensset,
                c.groepskeuze,
                c.eerste,
                c.laatste,
                c.aantal,
            )
            .join_from(verstrekking, schooljaar, c.schooljaar_id == schooljaar.c.id)
            .join(school, school.c.id == schooljaar.c.school_id)
            .join(gegevensafspraak, c.afspraak_id == gegevensafspraak.c.id)
            .where(c.koppeling_id == koppeling_id)
            .order_by(c.eerste, c.bericht)
        )
        for row in rows:
            yield Verstrekking(
                school=code_of(row),
                schooljaar=Schooljaar(row.schooljaar),
                revisie=row.revisie,
                afspraak_versie=row.afspraak_versie,
                aanmaakdatum=row.aanmaakdatum,
                bericht=row.bericht,
                xsdversie=row.xsdversie,
                gegevensset=row.gegevensset,
                groepskeuze=tuple(row.groepskeuze),
                eerste=row.eerste,
                laatste=row.laatste,
                aantal=row.aantal,
            )

    def toleranties(self, koppeling_id: int) -> list[Tolerantiegebruik]:
        """What was tolerated over a link, by school and kind."""
        rows = self._connection.execute(
            select(*CODE, tolerantie.c.soort, tolerantie.c.laatste, tolerantie.c.aantal)
            .join_from(tolerantie, school)
            .where(tolerantie.c.koppeling_id == koppeling_id)
            .order_by(tolerantie.c.school_id, tolerantie.c.soort)
        )
        return [
            Tolerantiegebruik(school=code_of(row), soort=row.soort, laatste=row.laatste, aantal=row.aantal)
            for row in rows
        ]
