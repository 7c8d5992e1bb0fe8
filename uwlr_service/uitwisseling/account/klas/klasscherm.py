"""The screen of a class: whose names it shows, and a pupil who signs in by three pictures.

The value in the cookie of the device is what keeps strangers out. The pictures only keep classmates apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.klas.codes import read_klascode
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.account.klas.tegels import Klasleerling, Tegel, tiles_of
from uwlr_service.domain.account.rem import Tellersoort, netwerk_of
from uwlr_service.domain.account.zekerheid import PLAATJES
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.fouten.klas import KlascodeOngeldig, KlasWacht, LeerlingWacht, PlaatjesOnjuist
from uwlr_service.repository.account.klas.apparaten import ApparaatRepository, Klasapparaat
from uwlr_service.repository.account.klas.klasfouten import KlasfoutRepository
from uwlr_service.repository.account.klas.leerlingen import KlasleerlingRepository
from uwlr_service.repository.account.tellers import Sleutel
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.klas.beginnen import as_actor, begin
from uwlr_service.uitwisseling.account.klas.hashes import Klashashes
from uwlr_service.uitwisseling.account.klas.melden import log_waiting
from uwlr_service.uitwisseling.account.pogingen import Bezoeker, Pogingen

MOST = 5
"""Wrong rows of a pupil on one device, after which they wait there for their teacher."""
MOST_DEVICES = 100
"""Browsers that show a class by one code; a class that needs more is opened anew."""
MOST_TOGETHER = 25
"""On all devices of the class together: a code can be typed in many browsers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scherm:
    """What a device shows: the name of a group and its tiles, and the accounts that wait on it."""

    groep: str
    tegels: tuple[Tegel, ...]
    wachten: frozenset[int]

    def tegel(self, account: int) -> Tegel | None:
        """The tile of an account."""
        return next((tegel for tegel in self.tegels if tegel.account == account), None)


def waits(most: int, total: int) -> bool:
    """Whether somebody with so many mistakes, on one device and on all, waits for their teacher."""
    return most >= MOST or total >= MOST_TOGETHER


class Klasscherm:
    """What pupils see and do on a device of their class."""

    def __init__(self, database: Database, hashes: Klashashes, pogingen: Pogingen) -> None:
        self._database = database
        self._hashes = hashes
        self._pogingen = pogingen

    def of_device(self, apparaat: str | None) -> Scherm | None:
        """What a device shows, by the value in its cookie; None for one that shows no class."""
        now = tijd.now()
        with self._database.read() as connection:
            device = living_device(connection, apparaat, now)
            if device is None:
                return None
            repository = KlasleerlingRepository(connection, device.school_id)
            groep = repository.groepen().get(device.groep)
            if groep is None:  # the newest year has no such group
                return None
            tegels = tiles_of(repository.of_groep(device.groep, now))
            fouten = KlasfoutRepository(connection)
            on_device = fouten.on_device(device.id)
            together = fouten.worst([tegel.account for tegel in tegels])
        wachten = {
            account for account, (_, total) in together.items() if waits(on_device.get(account, 0), total)
        }
        return Scherm(groep=groep[0], tegels=tuple(tegels), wachten=frozenset(wachten))

    def is_shown_on(self, apparaat: str | None) -> bool:
        """Whether a device shows a class, by the value in its cookie."""
        if apparaat is None:
            return False
        with self._database.read() as connection:
            return living_device(connection, apparaat, tijd.now()) is not None

    def enter_class(self, bezoeker: Bezoeker, typed: str) -> str:
        """Show an opened class on this device, by its code; returns the value of the cookie.

        Raises KlascodeOngeldig, and KlasWacht where too many codes were wrong.
        """
        now = tijd.now()
        code = read_klascode(typed)
        with self._database.write() as connection:
            poging = self._pogingen.begin_at(connection, (self._of_network(bezoeker),), now)
            repository = ApparaatRepository(connection)
            opening = None
            if code is not None and not poging.is_held:
                opening = repository.opening(self._hashes.of_code(code), now)
            if opening is not None and repository.devices_of(opening.id) < MOST_DEVICES:
                self._pogingen.take_back(connection, poging)
                apparaat = bewijzen.new()
                repository.add(bewijzen.digest(apparaat), opening, now)
                return apparaat
        # Outside of the transaction, for what was counted has to stay.
        raise KlasWacht if poging.is_held else KlascodeOngeldig

    def sign_in(
        self, bezoeker: Bezoeker, apparaat: str | None, account: int, plaatjes: Sequence[Plaatje]
    ) -> str:
        """A pupil of the class signs in; returns the new value of the cookie of the session.

        Raises PlaatjesOnjuist, LeerlingWacht, KlasWacht, and NietToegestaan for somebody of another class or
        a device that shows none.
        """
        now = tijd.now()
        with self._database.write() as connection:
            device = living_device(connection, apparaat, now)
            if device is None:
                raise NietToegestaan
            leerling = _leerling_of(connection, device, account, now)
            sleutels = (
                self._pogingen.sleutel(Tellersoort.KLASAPPARAAT, str(device.id)),
                self._of_network(bezoeker),
            )
            poging = self._pogingen.begin_at(connection, sleutels, now)
            fouten = KlasfoutRepository(connection)
            number = 0
            total = 0
            if not poging.is_held:
                # First counted, and then looked at: attempts at the same time wait for each other here.
                number = fouten.count(account, device.id)
                total = fouten.total(account)
            may_try = 0 < number <= MOST and total <= MOST_TOGETHER
            if may_try and self._hashes.are_right(account, plaatjes, leerling.plaatjes):
                self._pogingen.take_back(connection, poging)
                fouten.forgive(account, device.id)
                return begin(connection, bezoeker, leerling.inlog, PLAATJES, now, apparaat=device.id)
            if number == MOST:
                log_waiting(connection, device.school_id, as_actor(leerling.inlog))
        if waits(number, total):
            raise LeerlingWacht
        raise KlasWacht if poging.is_held else PlaatjesOnjuist

    def _of_network(self, bezoeker: Bezoeker) -> Sleutel:
        return self._pogingen.sleutel(Tellersoort.KLASNETWERK, netwerk_of(bezoeker.adres))


def living_device(connection: Transaction, apparaat: str | None, now: datetime) -> Klasapparaat | None:
    """The device behind the value of a cookie, as long as it shows a class."""
    if apparaat is None:
        return None
    return ApparaatRepository(connection).living(bewijzen.digest(apparaat), now)


def _leerling_of(connection: Transaction, device: Klasapparaat, account: int, now: datetime) -> Klasleerling:
    """The pupil of an account who is in the class of a device. Raises NietToegestaan."""
    repository = KlasleerlingRepository(connection, device.school_id)
    for leerling in repository.of_groep(device.groep, now):
        if leerling.account == account:
            return leerling
    raise NietToegestaan
