"""Registering LASes, with the schools that each of them has."""

from collections.abc import Iterable, Sequence

from uwlr_service.domain.account import mensnaam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.las.las import Las, Lasregistratie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.las.lassen import LasRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.las.besluiten import record_end, record_scholen
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
            restored = BesluitRepository(connection).newest(Besluitsoort.HERSTELD)
            beyond = 0 if restored is None else restored.inhoud.get("las", 0)
            las = repository.add(naam, alle_scholen=alle_scholen, beyond=beyond)
            school_ids = _ensured(connection, scholen)
            repository.give(las.id, school_ids.values())
            registered = Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat="las-geregistreerd",
                door=door,
                inhoud={"las": las.id, "alle_scholen": alle_scholen},
            )
            record(connection, registered, *_of_schools("las-school-erbij", las, school_ids.values(), door))
            return Lasregistratie(las, tuple(repository.school_ids(las.id)))

    def give(self, las_id: int, scholen: Iterable[Schoolcode], *, door: Handelende) -> Lasregistratie:
        """Give a LAS schools that it did not have. Raises NietToegestaan, LasOnbekend, Geweigerd."""
        door.require_no_person()
        with self._database.write() as connection:
            repository = LasRepository(connection)
            las = _require_some(repository.locked(las_id))
            school_ids = _ensured(connection, scholen)
            present = repository.school_ids(las_id)
            new = {code: number for code, number in school_ids.items() if code not in present}
            if not new:
                raise Geweigerd(f"LAS {las_id} heeft deze scholen al.")
            repository.give(las_id, new.values())
            record(connection, *_of_schools("las-school-erbij", las, new.values(), door))
            record_scholen(connection, las, new, erbij=True)
            return Lasregistratie(las, tuple(repository.school_ids(las_id)))

    def take(self, las_id: int, scholen: Iterable[Schoolcode], *, door: Handelende) -> Lasregistratie:
        """Take schools away from a LAS, at once. Raises NietToegestaan, LasOnbekend, Geweigerd."""
        door.require_no_person()
        wanted = set(scholen)
        with self._database.write() as connection:
            repository = LasRepository(connection)
            las = _require_some(repository.locked(las_id))
            present = repository.school_ids(las_id)
            missing = sorted(str(code) for code in wanted if code not in present)
            if missing:
                raise Geweigerd(f"LAS {las_id} heeft niet: {', '.join(missing)}.")
            leaving = {code: present[code] for code in present if code in wanted}
            repository.take(las_id, leaving.values())
            record(connection, *_of_schools("las-school-eraf", las, leaving.values(), door))
            record_scholen(connection, las, leaving, erbij=False)
            return Lasregistratie(las, tuple(code for code in present if code not in wanted))

    def revoke(self, las_id: int, *, door: Handelende) -> None:
        """Shut a LAS out for good, at once; its keys and tokens open nothing any more.

        Raises NietToegestaan, LasOnbekend, Geweigerd.
        """
        door.require_no_person()
        with self._database.write() as connection:
            repository = LasRepository(connection)
            las = repository.locked(las_id)
            if not repository.revoke(las_id):
                raise Geweigerd(f"LAS {las_id} was al ingetrokken.")
            revoked = Gebeurtenis(
                soort=Logsoort.BESLUIT, wat="las-ingetrokken", door=door, inhoud={"las": las_id}
            )
            leaving = repository.school_ids(las_id).values()
            record(connection, revoked, *_of_schools("las-school-eraf", las, leaving, door))
            record_end(connection, las)

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


def _require_some(las: Las) -> Las:
    """Raise Geweigerd for a LAS of which the schools cannot change."""
    if las.ingetrokken is not None:
        raise Geweigerd(f"LAS {las.id} is ingetrokken.")
    if las.alle_scholen:
        raise Geweigerd(f"LAS {las.id} heeft alle scholen, en houdt die.")
    return las


def _of_schools(wat: str, las: Las, school_ids: Iterable[int], door: Handelende) -> list[Gebeurtenis]:
    """A line for each school, which the people of that school can read."""
    return [
        Gebeurtenis(soort=Logsoort.BESLUIT, wat=wat, door=door, school_id=school_id, inhoud={"las": las.id})
        for school_id in school_ids
    ]
