"""What was seen of a client, with what a call says only beside the calls before it."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from uwlr_service.conformiteit.uitgever.getrapt import Getrapt, Getraptverloop
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Waarneming

ACTIES = {
    "leerlinggegevens": "HaalLeerlinggegevens",
    "structuur": "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/structuur_verzoek",
    "leerlingen": "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerlingen_verzoek",
    "leerkrachten": "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerkrachten_verzoek",
    "leerresultaten": "BrengLeerresultaten",
}
"""The soapAction of each message (UWLR 2.2, WSDL)."""
NEVER = float("inf")


class Sinds(enum.StrEnum):
    """How what a call says that its sender has, stands to what was handed out."""

    GEEN = "geen"
    GELIJK = "gelijk"
    ANDERS = "anders"
    EERDER = "eerder"
    LATER = "later"


class Sleutelgebruik(enum.StrEnum):
    """Which key a call has, by the order in which they were seen."""

    EERSTE = "eerste"
    VOLGENDE = "volgende"
    """One that came after another."""
    EERDERE = "eerdere"
    """One that was replaced."""
    ONBEKEND = "onbekend"
    """Not one of the proeftuin."""


class Herhaling(enum.StrEnum):
    """Whether what a call is about came before."""

    NIEUW = "nieuw"
    ZELFDE = "zelfde"
    ANDERE_KEYS = "andere-keys"
    """The same results, under other keys."""
    GELEZEN = "gelezen"
    """A confirmation of a package that was collected."""
    ONGELEZEN = "ongelezen"


class Actie(enum.StrEnum):
    """How the SOAPAction stands to that of the WSDL."""

    GOED = "goed"
    LEEG = "leeg"
    ANDERS = "anders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beeld:
    """A call beside those before it.

    ``sinds`` is how its laatstontvangengegevens stands to what was handed out, ``herhaling`` says of results
    whether they came before. ``eerder`` is what earlier calls of the step got. ``ervoor`` what
    the call directly before got, and ``seconds`` is since that.
    """

    waarneming: Waarneming
    sinds: Sinds
    sleutel: Sleutelgebruik
    herhaling: Herhaling | None
    actie: Actie | None
    eerder: frozenset[str]
    ervoor: frozenset[str]
    seconds: float
    getrapt: frozenset[Getrapt] = frozenset()

    @property
    def wants_gzip(self) -> bool:
        """Whether the client takes answers in gzip."""
        return "gzip" in self.waarneming.accept_encoding.lower()


def beelden(waarnemingen: Sequence[Waarneming]) -> Iterator[Beeld]:
    """Every call in its order."""
    verloop = _Verloop()
    for waarneming in waarnemingen:
        yield verloop.follow(waarneming)


class _Verloop:
    """What has to be remembered from call to call."""

    def __init__(self) -> None:
        self._moments: dict[str | None, list[datetime]] = {}
        """Of each school what the client may have as its last: more than one after a slow answer."""
        self._sleutels: list[int] = []
        self._keys: dict[str, set[str]] = {}
        """Under which keys each result was brought last: a message may hold two that say the same."""
        self._eerder: dict[str | None, set[str]] = {}
        self._tussenpoos = Tussenpoos()
        self._getrapt = Getraptverloop()

    def follow(self, waarneming: Waarneming) -> Beeld:
        """The next call."""
        eerder = self._eerder.setdefault(waarneming.stap, set())
        ervoor = self._tussenpoos.before(waarneming)
        beeld = Beeld(
            waarneming=waarneming,
            sinds=self._sinds(waarneming),
            sleutel=self._sleutel(waarneming),
            herhaling=self._herhaling(waarneming),
            actie=_actie(waarneming),
            eerder=frozenset(eerder),
            ervoor=ervoor.gekregen,
            seconds=ervoor.seconds,
            getrapt=self._getrapt.follow(waarneming),
        )
        if waarneming.sleutel is not None:
            eerder |= waarneming.gekregen
            self._hand_out(waarneming)
        return beeld

    def _sinds(self, waarneming: Waarneming) -> Sinds:
        if waarneming.laatstontvangen is None:
            return Sinds.GEEN
        held = self._moments.get(waarneming.school, [])
        return Sinds.GELIJK if waarneming.laatstontvangen in held else Sinds.ANDERS

    def _hand_out(self, waarneming: Waarneming) -> None:
        moment = waarneming.aanmaakdatum
        if moment is None or (waarneming.ingreep is not None and waarneming.ingreep.is_lost):
            return
        held = self._moments.setdefault(waarneming.school, [])
        if waarneming.ingreep is not Ingreep.TRAAG:
            held.clear()
        held.append(moment)

    def _sleutel(self, waarneming: Waarneming) -> Sleutelgebruik:
        if waarneming.sleutel is None:
            return Sleutelgebruik.ONBEKEND
        if waarneming.sleutel not in self._sleutels:
            self._sleutels.append(waarneming.sleutel)
        number = self._sleutels.index(waarneming.sleutel)
        if number != len(self._sleutels) - 1:
            return Sleutelgebruik.EERDERE
        return Sleutelgebruik.VOLGENDE if number else Sleutelgebruik.EERSTE

    def _herhaling(self, waarneming: Waarneming) -> Herhaling | None:
        if not waarneming.resultaten:
            return None
        now: dict[str, set[str]] = {}
        for inhoud, key in waarneming.resultaten:
            now.setdefault(inhoud, set()).add(key)
        before = {inhoud: self._keys[inhoud] for inhoud in now if inhoud in self._keys}
        self._keys |= now
        if not before:
            return Herhaling.NIEUW
        is_same = all(now[inhoud] <= keys for inhoud, keys in before.items())
        return Herhaling.ZELFDE if is_same else Herhaling.ANDERE_KEYS


class Ervoor(NamedTuple):
    """The call directly before, with a key that is known: how long ago, and what it got in the same step."""

    seconds: float
    gekregen: frozenset[str]


class Tussenpoos:
    """What was asked last with a key that is known."""

    def __init__(self) -> None:
        self._last: Waarneming | None = None

    def before(self, waarneming: Waarneming) -> Ervoor:
        """What came before this call; NEVER ago if there was none."""
        last = self._last
        if waarneming.sleutel is not None:
            self._last = waarneming
        if last is None:
            return Ervoor(NEVER, frozenset())
        gekregen = last.gekregen if last.stap == waarneming.stap else frozenset()
        return Ervoor((waarneming.moment - last.moment).total_seconds(), gekregen)


def _actie(waarneming: Waarneming) -> Actie:
    given = waarneming.soapactie.strip().strip('"')
    if not given:
        return Actie.LEEG
    return Actie.GOED if given == ACTIES.get(waarneming.bericht or "") else Actie.ANDERS
