"""The results that a LAS takes over, one after the other, in the order in which they were stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from uwlr_service.domain.school.school import Schoolcode


class Punt(NamedTuple):
    """A place in the feed: every message before ``volgnummer`` lies behind it.

    So does the message of that number itself: without ``key`` all of it, with one the results up to there.
    """

    volgnummer: int
    key: str | None = None


BEGIN = Punt(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedbericht:
    """The message that results came in."""

    volgnummer: int
    school: Schoolcode
    klantcode: str
    klantnaam: str
    koppeling: int
    schooljaar: str
    xsdversie: str
    aanmaakdatum: datetime
    ontvangen: datetime
    auteur: str | None
    aantal: int


class Feedresultaat(NamedTuple):
    """A result as it was received.

    ``uitslag`` is the JSON of an outcome that is not a score. ``digest`` names its definition. ``vervangt``
    are the keys of the results that it took the place of: its own, where it says something else than before.
    One that is not ``geldig`` came later than a newer one, and never held.
    """

    bericht: Feedbericht
    key: str
    leerling: str
    afnamedatum: date
    toetscode: str
    versie: str | None
    toetsonderdeelcode: str | None
    score: int | None
    uitslag: str | None
    infourl: str | None
    resultaatverwerkerid: str | None
    digest: str
    geldig: bool
    vervangt: Sequence[str]


@dataclass(frozen=True, slots=True)
class Feeddeel:
    """A part of the feed: results, the place behind the last of them, and whether more is there already."""

    resultaten: Sequence[Feedresultaat]
    tot: Punt
    meer: bool
