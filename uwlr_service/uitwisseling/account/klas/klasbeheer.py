"""What a leerkracht does for the own groups, and a schoolbeheerder for all: open, enrol, help."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.klas.codes import KLASCODE_LENGTH, KLASCODE_SIGNS
from uwlr_service.domain.account.klas.tegels import Klasleerling, Tegel, tiles_of
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import LeerlingOnbekend, NietToegestaan
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.account.klas.apparaten import ApparaatRepository, Klasapparaat
from uwlr_service.repository.account.klas.klasfouten import KlasfoutRepository
from uwlr_service.repository.account.klas.leerlingen import KlasleerlingRepository
from uwlr_service.repository.account.sessiebronnen import SessiebronRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.klas.bereik import Bereik, groep_of, reach
from uwlr_service.uitwisseling.account.klas.hashes import Klashashes
from uwlr_service.uitwisseling.account.klas.klasscherm import waits
from uwlr_service.uitwisseling.account.klas.melden import log_decision

OPEN = timedelta(minutes=60)
"""How long an opened class stays open."""
NOTHING = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Klas:
    """A group in a list: its number, its name, and how many pupils have an account."""

    nummer: int
    naam: str
    leerlingen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """A pupil on the page of their class; ``wacht`` is whether they wait for their teacher."""

    leerling: Klasleerling
    tegel: Tegel
    wacht: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Klasblad:
    """A class as its teacher sees it; ``open_tot`` is until when it is open, None when it is not."""

    nummer: int
    naam: str
    regels: tuple[Regel, ...]
    open_tot: datetime | None
    apparaten: tuple[Klasapparaat, ...]
    """The devices that were enrolled; those in an opened class end with it."""


class Klasbeheer:
    """Opens classes, enrols devices, and lets pupils go on who wait."""

    def __init__(self, database: Database, hashes: Klashashes) -> None:
        self._database = database
        self._hashes = hashes

    def klassen(self, school: Schoolcode, *, door: Handelende) -> list[Klas]:
        """The groups that somebody helps. Raises NietToegestaan, SchoolOnbekend."""
        with self._database.read() as connection:
            bereik = reach(connection, school, door)
            counts = KlasleerlingRepository(connection, bereik.school_id).counts(tijd.now())
        numbers = GkvNummers(self._database).ensure(
            bereik.school_id, [bereik.sleutel(groep) for groep in bereik.groepen]
        )
        return [
            Klas(
                nummer=numbers[bereik.sleutel(groep)],
                naam=bereik.naam(groep),
                leerlingen=counts.get(groep, 0),
            )
            for groep in bereik.groepen
        ]

    def of_groep(self, school: Schoolcode, nummer: int, *, door: Handelende) -> Klasblad:
        """A class with its pupils. Raises NietToegestaan, SchoolOnbekend, GroepOnbekend."""
        now = tijd.now()
        with self._database.read() as connection:
            bereik = reach(connection, school, door)
            groep = groep_of(connection, bereik, nummer)
            leerlingen = KlasleerlingRepository(connection, bereik.school_id).of_groep(groep, now)
            mistakes = KlasfoutRepository(connection).worst([leerling.account for leerling in leerlingen])
            repository = ApparaatRepository(connection)
            openings = repository.openings(bereik.school_id, groep, now)
            devices = repository.of_groep(bereik.school_id, groep, now)
        per_account = {leerling.account: leerling for leerling in leerlingen}
        regels = [
            Regel(
                leerling=per_account[tegel.account],
                tegel=tegel,
                wacht=waits(*mistakes.get(tegel.account, NOTHING)),
            )
            for tegel in tiles_of(leerlingen)
        ]
        return Klasblad(
            nummer=nummer,
            naam=bereik.naam(groep),
            regels=tuple(regels),
            open_tot=max((opening.geldig_tot for opening in openings), default=None),
            apparaten=tuple(device for device in devices if device.opening is None),
        )

    def open(self, school: Schoolcode, nummer: int, *, door: Handelende) -> str:
        """Open a class for an hour; returns the code that pupils type. One of before works no more.

        Raises NietToegestaan, SchoolOnbekend, GroepOnbekend.
        """
        now = tijd.now()
        code = "".join(secrets.choice(KLASCODE_SIGNS) for _ in range(KLASCODE_LENGTH))
        with self._database.write() as connection:
            bereik = reach(connection, school, door)
            groep = groep_of(connection, bereik, nummer)
            repository = ApparaatRepository(connection)
            repository.close(bereik.school_id, groep, now)
            repository.open(
                self._hashes.of_code(code)[0],
                now,
                school_id=bereik.school_id,
                groep=groep,
                opener=door.inlog or 0,
                geldig_tot=now + OPEN,
            )
            log_decision(connection, "klas-geopend", bereik.school_id, door)
        return code

    def close(self, school: Schoolcode, nummer: int, *, door: Handelende) -> None:
        """Close a class: its devices show it no more, and whoever came in there is signed out.

        Raises the same.
        """
        now = tijd.now()
        with self._database.write() as connection:
            bereik = reach(connection, school, door)
            groep = groep_of(connection, bereik, nummer)
            repository = ApparaatRepository(connection)
            devices = repository.of_groep(bereik.school_id, groep, now)
            if repository.close(bereik.school_id, groep, now):
                _sign_out(connection, [device for device in devices if device.opening is not None], now)
                log_decision(connection, "klas-gesloten", bereik.school_id, door)

    def enrol(self, school: Schoolcode, nummer: int, *, door: Handelende) -> tuple[str, datetime]:
        """Tie this device to a group until the school year ends; returns the value of its cookie, and when.

        Raises the same, and VersBewijsNodig: whoever holds the device is then one of the class for a year.
        """
        now = tijd.now()
        apparaat = bewijzen.new()
        until = end_of_year()
        with self._database.write() as connection:
            bereik = reach(connection, school, door)
            door.require_fresh()
            ApparaatRepository(connection).add(
                bewijzen.digest(apparaat),
                None,
                now,
                school_id=bereik.school_id,
                groep=groep_of(connection, bereik, nummer),
                maker=door.inlog or 0,
                geldig_tot=until,
            )
            log_decision(connection, "klasapparaat-gekoppeld", bereik.school_id, door)
        return apparaat, until

    def end_device(self, school: Schoolcode, nummer: int, apparaat: int, *, door: Handelende) -> None:
        """Let a device show its class no more, and sign out whoever came in there.

        Raises the same, and NietToegestaan for one of elsewhere.
        """
        now = tijd.now()
        with self._database.write() as connection:
            bereik = reach(connection, school, door)
            groep = groep_of(connection, bereik, nummer)
            repository = ApparaatRepository(connection)
            devices = repository.of_groep(bereik.school_id, groep, now)
            ended = [device for device in devices if device.id == apparaat]
            if not ended:
                raise NietToegestaan
            repository.end(apparaat, now)
            _sign_out(connection, ended, now)
            log_decision(connection, "klasapparaat-beeindigd", bereik.school_id, door)

    def release(self, school: Schoolcode, nummer: int, account: int, *, door: Handelende) -> None:
        """Let a pupil who waits try again, on every device. Raises the same, and LeerlingOnbekend."""
        with self._database.write() as connection:
            bereik = reach(connection, school, door)
            leerling = pupil_of(connection, bereik, groep_of(connection, bereik, nummer), account)
            if KlasfoutRepository(connection).forgive(leerling.account):
                log_decision(connection, "leerling-vrijgegeven", bereik.school_id, door, inlog=leerling.inlog)


def _sign_out(connection: Transaction, devices: Sequence[Klasapparaat], now: datetime) -> None:
    """End the sessions of pupils that began on devices."""
    came_in = SessiebronRepository(connection).of_devices([device.id for device in devices])
    SessieRepository(connection).end_some(came_in, Einde.FACTOR_GEWIJZIGD, now)


def pupil_of(connection: Transaction, bereik: Bereik, groep: str, account: int) -> Klasleerling:
    """A pupil of a group by the number of their account. Raises LeerlingOnbekend."""
    for leerling in pupils_of(connection, bereik, groep):
        if leerling.account == account:
            return leerling
    raise LeerlingOnbekend


def pupils_of(connection: Transaction, bereik: Bereik, groep: str) -> Sequence[Klasleerling]:
    """The pupils of a group."""
    return KlasleerlingRepository(connection, bereik.school_id).of_groep(groep, tijd.now())


def end_of_year() -> datetime:
    """When the school year of today ends: the first moment of the next one."""
    first_year = int(Schooljaar.current()[:4])
    following = Schooljaar(f"{first_year + 1}-{first_year + 2}")
    return datetime.combine(following.first_day, time(), tijd.AMSTERDAM)
