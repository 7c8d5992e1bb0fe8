"""Registering LASes, with the schools that each of them has."""

from collections.abc import Iterable, Sequence

from uwlr_service.domain.account import mensnaam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.las.las import Las, Lasregistratie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.las.lassen import LasRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

LONGEST_NAME = 64


class Lasregister:
    """The LASes of this service; whoever runs it registers them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, naam: str, scholen: Sequence[Schoolcode], *, alle_scholen: bool, door: Handelende
    ) -> Lasregistratie:
        """Register a LAS for some schools, or for all. It can call once it has a key.

        A school of which there are no data yet may be named: the LAS is going to send them. Raises
        NietToegestaan, Geweigerd.
        """
        door.require_no_person()
        naam = mensnaam.read(naam)
        if len(naam) > LONGEST_NAME:
            raise Geweigerd(f"De naam van een LAS heeft ten hoogste {LONGEST_NAME} tekens.")
        if alle_scholen == bool(scholen):
            raise Geweigerd("Een LAS heeft alle scholen, of de scholen die u noemt.")
        with self._database.write() as connection:
            repository = LasRepository(connection)
            same = [las.id for las in repository.all() if las.ingetrokken is None and las.naam == naam]
            if same:
                raise Geweigerd(f"LAS {same[0]} heet al zo.")
            las = repository.add(naam, alle_scholen=alle_scholen)
            school_ids = _ensured(connection, scholen)
            repository.give(las.id, school_ids.values())
            registered = Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat="las-geregistreerd",
                door=door,
                inhoud={"las": las.id, "alle_scholen": alle_scholen},
            )
            record(connection, registered, *_given(las, school_ids.values(), door))
            return Lasregistratie(las, tuple(repository.school_ids(las.id)))

    def all(self) -> list[Lasregistratie]:
        """Every LAS with its schools, also those that were revoked; in two statements."""
        with self._database.read() as connection:
            repository = LasRepository(connection)
            scholen = repository.scholen()
            return [Lasregistratie(las, scholen.get(las.id, ())) for las in repository.all()]

    def get(self, las_id: int) -> Lasregistratie:
        """A LAS with its schools. Raises LasOnbekend."""
        with self._database.read() as connection:
            repository = LasRepository(connection)
            return Lasregistratie(repository.get(las_id), tuple(repository.school_ids(las_id)))


def _ensured(connection: Transaction, scholen: Iterable[Schoolcode]) -> dict[Schoolcode, int]:
    """The schools with their numbers; those that are new are made."""
    repository = SchoolRepository(connection)
    wanted = sorted(set(scholen), key=str)
    known = repository.ids(wanted)
    return {code: known.get(code) or repository.ensure(code) for code in wanted}


def _given(las: Las, school_ids: Iterable[int], door: Handelende) -> list[Gebeurtenis]:
    return [
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat="las-school-erbij",
            door=door,
            school_id=school_id,
            inhoud={"las": las.id},
        )
        for school_id in school_ids
    ]
