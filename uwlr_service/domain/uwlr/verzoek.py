"""A request for pupil data, and when its answer is that nothing changed."""

import enum
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

MOST_GROEPEN = 5_000
"""Groups that one request may name; a large secondary school has two thousand, all of them clusters."""


class Bericht(enum.StrEnum):
    """The pull operations, by the name that their elements begin with (UWLR 2.2, WSDL)."""

    LEERLINGGEGEVENS = "leerlinggegevens"
    STRUCTUUR = "structuur"
    LEERLINGEN = "leerlingen"
    LEERKRACHTEN = "leerkrachten"

    @property
    def is_getrapt(self) -> bool:
        """Whether it belongs to the staged port, whose faults have an element of their own."""
        return self is not Bericht.LEERLINGGEGEVENS


class Tolerantie(enum.StrEnum):
    """The mistakes that are tolerated from a client with a tolerant key; there are no others."""

    VOLGORDE = "volgorde"
    LEEG = "leeg optioneel element"
    SCHOOLJAAR = "leeg schooljaar"
    SCHOOLKEY = "schoolkey naast brincode"
    SPATIES = "spaties rond een waarde"
    GEGEVENSSET = "onbekende gegevensset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Autorisatie:
    """The header of a message (UWLR 2.2, autorisatie)."""

    sleutel: str
    klantcode: str
    klantnaam: str
    in_volgorde: bool = True

    def __repr__(self) -> str:
        """Without the key: a header must never get into a log."""
        return f"Autorisatie(klantcode={self.klantcode!r}, klantnaam={self.klantnaam!r})"


class Schoolvraag(NamedTuple):
    """The school and the year that a request is about, in the words of the request.

    Read before the body was judged, so it may be of no school at all: it serves to ask the database once, and
    whoever uses the answer first compares it with what the valid request asks. A tuple, as every call makes
    two of them.
    """

    brincode: str | None
    dependancecode: str | None
    schoolkey: str | None
    schooljaar: str

    @classmethod
    def of(cls, school: Schoolcode, schooljaar: Schooljaar) -> "Schoolvraag":
        """The same question about a school and a year that are known to be well-formed."""
        if school.brincode is None:
            return cls(None, None, school.schoolkey, schooljaar)
        return cls(school.brincode, school.dependancecode, None, schooljaar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzoek:
    """A request for pupil data (UWLR 2.2, gVerzoekBasis and gVerzoekGroepenRef).

    ``laatstontvangen`` is as it was sent, possibly without a zone.
    """

    bericht: Bericht
    schooljaar: Schooljaar
    school: Schoolcode
    xsdversie: str
    gegevenssetid: str | None = None
    laatstontvangen: datetime | None = None
    groepen: tuple[Groepskeuze, ...] = ()


@dataclass(frozen=True, slots=True)
class Geldigheid:
    """The moment since which an answer is what it is, and the day whose statuses it shows.

    ``moment`` is what partners get as ``school/aanmaakdatum`` and echo as ``laatstontvangengegevens``.
    """

    moment: datetime
    peildatum: date

    @classmethod
    def of(
        cls, revisie: datetime, afspraak: datetime, omslagdagen: tuple[str, ...], now: datetime
    ) -> "Geldigheid":
        """The last of: a change of the data, of the agreement, or a day on which a pupil came or went."""
        moment = max(revisie, afspraak)
        # A clock that ran ahead may already show the next day; then that day's statuses are served.
        today = tijd.today(max(now, moment)).isoformat()
        passed = [dag for dag in omslagdagen if dag <= today]
        if passed:
            moment = max(moment, tijd.midnight(date.fromisoformat(passed[-1])))
        return cls(moment, date.fromisoformat(today))

    def is_known_to(self, laatstontvangen: datetime | None, now: datetime) -> bool:
        """Whether a partner that echoes this moment has the present data (UWLR 2.2, geenwijzigingen).

        In doubt the answer is no, and the partner gets everything once more: for a value in the future, or
        one without a zone in the hour that the autumn clock passes twice.
        """
        if laatstontvangen is None or tijd.is_doubled(laatstontvangen):
            return False
        echoed = tijd.to_utc(laatstontvangen)
        return self.moment <= echoed <= max(now, self.moment)
