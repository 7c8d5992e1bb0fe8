"""Counts attempts to sign in, so that guessing becomes slow for whoever guesses and for nobody else."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.rem import REMMEN, Teller, Tellersoort, netwerk_of
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.tellers import Sleutel, TellerRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.uitwisseling.account import bewijzen


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezoeker:
    """What comes along with a step of signing in: two cookies, and the address that it came from."""

    sessie: str | None = None
    apparaat: str | None = None
    adres: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poging:
    """An attempt that was counted as a failure before anybody looked whether it is one."""

    sleutels: tuple[Sleutel, ...]
    is_held: bool
    """Whether it came too soon, so that a right password proves nothing either."""
    reached: tuple[Tellersoort, ...]
    """The counts that began to hold back with this attempt, or ended passwords."""


class Pogingen:
    """The counts; ``secret`` keys the hashes of what they are about."""

    def __init__(self, secret: bytes) -> None:
        self._key = hashlib.sha256(b"aanmeldteller\0" + secret).digest()

    def begin(
        self, connection: Transaction, bezoeker: Bezoeker, inlognaam: str, inlog: Inlog | None, now: datetime
    ) -> Poging:
        """Count an attempt. One that is not a failure is taken back later.

        If failures were counted afterwards, as many guesses as there are processes would share one count.
        """
        return self.begin_at(connection, self._sleutels(connection, bezoeker, inlognaam, inlog, now), now)

    def begin_at(self, connection: Transaction, sleutels: tuple[Sleutel, ...], now: datetime) -> Poging:
        """The same for an attempt that is counted elsewhere: on a device of a class, or for a badge."""
        repository = TellerRepository(connection)
        tellers = {
            sleutel: teller.at(sleutel[0], now) for sleutel, teller in repository.hold(sleutels, now).items()
        }
        if any(teller.holds_back(soort, now) for (soort, _), teller in tellers.items()):
            return Poging(sleutels=sleutels, is_held=True, reached=())
        counted = {
            sleutel: Teller(teller.fouten + 1, teller.eerste, now) for sleutel, teller in tellers.items()
        }
        repository.write(counted)
        return Poging(sleutels=sleutels, is_held=False, reached=_reached(counted))

    def take_back(self, connection: Transaction, poging: Poging) -> None:
        """An attempt was no failure."""
        TellerRepository(connection).lower(poging.sleutels)

    def count(
        self, connection: Transaction, bezoeker: Bezoeker, inlog: Inlog, now: datetime
    ) -> tuple[Tellersoort, ...]:
        """Count a failure that is one already: a wrong second factor. Returns which counts it reached."""
        sleutels = self._sleutels(connection, bezoeker, inlog.inlognaam, inlog, now)
        repository = TellerRepository(connection)
        counted = {}
        for sleutel, teller in repository.hold(sleutels, now).items():
            current = teller.at(sleutel[0], now)
            counted[sleutel] = Teller(current.fouten + 1, current.eerste, now)
        repository.write(counted)
        return _reached(counted)

    def had_failures(self, connection: Transaction, bezoeker: Bezoeker, inlog: Inlog, now: datetime) -> bool:
        """Somebody signed in: begin their count here anew. Whether strangers had failed at it."""
        own = self._own(connection, bezoeker, inlog.inlognaam, inlog)
        unknown = (Tellersoort.ONBEKEND, self._hash(inlog.inlognaam))
        repository = TellerRepository(connection)
        before = repository.hold([unknown], now)[unknown].at(Tellersoort.ONBEKEND, now)
        repository.clear([own])
        return before.fouten > 0

    def sleutel(self, soort: Tellersoort, subject: str) -> Sleutel:
        """What a count of this kind is kept under."""
        return (soort, self._hash(subject))

    def _sleutels(
        self, connection: Transaction, bezoeker: Bezoeker, inlognaam: str, inlog: Inlog | None, now: datetime
    ) -> tuple[Sleutel, ...]:
        own = self._own(connection, bezoeker, inlognaam, inlog)
        if own[0] is Tellersoort.APPARAAT:
            return (own,)
        # Looked up for a name that nobody has as well, and without a school there is a count of one all the
        # same: the work tells nobody who can sign in.
        scholen: Sequence[int | str] = AccountRepository(connection).school_ids(_number(inlog), now)
        scholen = scholen or [f"van {inlognaam}"]
        netwerk = (Tellersoort.NETWERK, self._hash(netwerk_of(bezoeker.adres)))
        return (own, netwerk, *((Tellersoort.SCHOOL, self._hash(str(school))) for school in scholen))

    def _own(
        self, connection: Transaction, bezoeker: Bezoeker, inlognaam: str, inlog: Inlog | None
    ) -> Sleutel:
        """The count of a person: on this device if they signed in on it before, and else on all others."""
        if bezoeker.apparaat is not None:
            device = bewijzen.digest(bezoeker.apparaat)
            if FactorRepository(connection).knows(_number(inlog), device):
                return (Tellersoort.APPARAAT, self._hash(f"{_number(inlog)}\0{device}"))
        return (Tellersoort.ONBEKEND, self._hash(inlognaam))

    def _hash(self, subject: str) -> str:
        return hmac.new(self._key, subject.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def _number(inlog: Inlog | None) -> int:
    """The number of somebody; one that nobody has for a name that nobody has."""
    return 0 if inlog is None else inlog.id


def _reached(counted: Mapping[Sleutel, Teller]) -> tuple[Tellersoort, ...]:
    """The counts that began to hold back just now, or after which a password proves nothing any more."""
    return tuple(
        soort
        for (soort, _), teller in counted.items()
        if teller.fouten in (REMMEN[soort].vrij + 1, REMMEN[soort].genoeg)
    )
