"""A pupil signs in by a badge: at school by the badge alone, elsewhere with the pin that belongs to it."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.klas.codes import read_badge, read_pin
from uwlr_service.domain.account.klas.middel import Badge
from uwlr_service.domain.account.rem import Tellersoort, netwerk_of
from uwlr_service.domain.account.zekerheid import BADGE, BADGE_MET_PIN
from uwlr_service.domain.fouten.klas import BadgeOngeldig, BadgeWacht, KlasWacht, PinOnjuist
from uwlr_service.repository.account.klas.middelen import MiddelRepository
from uwlr_service.repository.account.tellers import TellerRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.uitwisseling.account import bewijzen, wachtwoorden
from uwlr_service.uitwisseling.account.klas.beginnen import begin
from uwlr_service.uitwisseling.account.klas.klasscherm import living_device
from uwlr_service.uitwisseling.account.pogingen import Bezoeker, Pogingen


@dataclass(frozen=True, slots=True)
class Gescand:
    """A badge that works. ``sessie`` is the new value of the cookie, None where the pin is asked first."""

    code: str
    sessie: str | None


class Badgeaanmelding:
    """Lets pupils in by their badges."""

    def __init__(self, database: Database, pogingen: Pogingen) -> None:
        self._database = database
        self._pogingen = pogingen

    def scan(self, bezoeker: Bezoeker, apparaat: str | None, given: str) -> Gescand:
        """A badge was scanned or typed. Raises BadgeOngeldig, and KlasWacht after too many that were wrong.

        Only a device of the pupil's own school lets the pin go.
        """
        now = tijd.now()
        code = read_badge(given)
        with self._database.write() as connection:
            network = self._pogingen.sleutel(Tellersoort.KLASNETWERK, netwerk_of(bezoeker.adres))
            poging = self._pogingen.begin_at(connection, (network,), now)
            badge = None if poging.is_held else _badge(connection, code, now)
            if badge is not None and code is not None:
                self._pogingen.take_back(connection, poging)
                device = living_device(connection, apparaat, now)
                if device is None or device.school_id != badge.school_id:
                    return Gescand(code, None)
                return Gescand(code, begin(connection, bezoeker, badge.inlog, BADGE, now, apparaat=device.id))
        # Outside of the transaction, for what was counted has to stay.
        raise KlasWacht if poging.is_held else BadgeOngeldig

    def confirm_pin(self, bezoeker: Bezoeker, code: str, typed: str) -> str:
        """The pin of a badge that was scanned just now; returns the new value of the cookie.

        Raises PinOnjuist, BadgeWacht after too many that were wrong, and BadgeOngeldig.
        """
        now = tijd.now()
        pin = read_pin(typed)
        with self._database.write() as connection:
            badge = _badge(connection, code, now)
            if badge is None:
                raise BadgeOngeldig
            # Counted before it is looked at, for that is done outside of the transaction and takes long.
            sleutel = self._pogingen.sleutel(Tellersoort.BADGEPIN, str(badge.id))
            poging = self._pogingen.begin_at(connection, (sleutel,), now)
        if poging.is_held:
            raise BadgeWacht
        if not wachtwoorden.is_right(pin or "", badge.pin or None):
            raise PinOnjuist
        with self._database.write() as connection:
            if _badge(connection, code, now) is None:  # it was voided while the pin was looked at
                raise BadgeOngeldig
            TellerRepository(connection).clear([sleutel])
            return begin(connection, bezoeker, badge.inlog, BADGE_MET_PIN, now)


def _badge(connection: Transaction, code: str | None, now: datetime) -> Badge | None:
    if code is None:
        return None
    return MiddelRepository(connection).badge(bewijzen.digest(code), now)
