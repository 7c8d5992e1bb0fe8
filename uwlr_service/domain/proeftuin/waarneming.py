"""What was seen of a client at the watched addresses of a proeftuin, and what is done to it on purpose.

Nothing of a pupil is kept, and no key: of results a short digest of each, to know one again.
"""

import enum
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.uwlr.resultaat import Leerresultaten

MOST = 2_000
"""Calls of its own client that are kept of a proeftuin."""
MOST_VREEMD = 100
"""The same of callers whose key is not one of the proeftuin."""
LONGEST = timedelta(days=90)
MOST_RESULTATEN = 100
"""Results of one message that can be known again."""
MOST_GROEPEN = 100
"""Groups of one call that can be known again; no school of a proeftuin has as many."""
LONGEST_TEXT = 128
"""Signs that are kept of a header."""
DIGITS = 16
GOED = "goed"
DEEL = "deel"
"""The rest of a package, behind what a partner has of it."""
GIVEN = frozenset({GOED, DEEL})
"""What comes of a call of GKV that gets a package."""
STAMGROEP = "groep:"
SAMENGESTELD = "samengesteld:"


class Ingreep(enum.StrEnum):
    """What the server does on purpose instead of answering as it should."""

    HTTP_500 = "http-500"
    """A page with status 500, as a proxy gives one."""
    FOUT = "fout"
    """The fault of a service that is not available for a moment."""
    TRAAG = "traag"
    """The right answer, some seconds late."""
    VERBROKEN = "verbroken"
    """The connection ends before the answer does; what was brought is stored."""
    GZIP = "gzip"
    """The right answer, compressed."""
    GEEN_PLAATS = "geen-plaats"
    """The answer was to be slow, and no thread could be spared for it."""
    BEZET = "bezet"
    """Status 503, with the seconds after which to ask again."""
    BYTE = "byte"
    """The newest package of GKV has another byte than the one that was listed."""
    VREEMDE_SLEUTEL = "vreemde-sleutel"
    """The newest package of GKV is signed by a key that is not published."""
    GAT = "gat"
    """The newest package of GKV is listed without the one before it."""
    NIEUWE_SLEUTEL = "nieuwe-sleutel"
    """Packages of GKV are signed by a new key, which is published from then on."""

    @property
    def is_lost(self) -> bool:
        """Whether the client got no answer that it can use."""
        return self in LOST

    @property
    def is_storing(self) -> bool:
        """Whether it is done once, to the next call for the package of the step."""
        return self in STORINGEN

    @property
    def is_of_pakket(self) -> bool:
        """Whether a partner has to refuse the newest package for it."""
        return self in WRONG_PAKKET


FOUTEN = ("Client", "Server", "VersionMismatch", "MustUnderstand")
"""How the codes of faults begin (SOAP 1.1, 4.4.1)."""
GEWEIGERD = ("Client", "VersionMismatch", "MustUnderstand", "4")
"""How those begin that blame the message, and of GKV the status that does (RFC 9110, 15.5)."""
LOST = frozenset({Ingreep.HTTP_500, Ingreep.BEZET, Ingreep.FOUT, Ingreep.VERBROKEN})
STORINGEN = frozenset({Ingreep.HTTP_500, Ingreep.BEZET, Ingreep.TRAAG, Ingreep.VERBROKEN})
"""What can happen to a call for a package of GKV."""
WRONG_PAKKET = frozenset({Ingreep.BYTE, Ingreep.VREEMDE_SLEUTEL, Ingreep.GAT})


class Richting(enum.StrEnum):
    """Which calls something is done to."""

    HALEN = "halen"
    BRENGEN = "brengen"
    PAKKET = "pakket"
    """Those of GKV: what is wrong with a package as long as the step is at hand, anything else once."""


class Herkenning(NamedTuple):
    """A result as it can be known again: a digest of what it says, and one of its key."""

    inhoud: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarneming:
    """One call.

    ``sleutel`` is the number of the key, None if it is not one of this proeftuin; ``school`` is the number
    of the school within it. ``aanmaakdatum`` is what was handed out, ``laatstontvangen`` what was sent.
    ``plek`` is the element that the first finding of a fault is about. ``groepen`` are those that were asked
    for, or that the structure of the school gave, as ``groepskenmerken`` writes them.

    Of a call of GKV ``bericht`` is the last part of its address, ``sleutel`` the number of the link, ``plek``
    the number of the delivery that it is about, or behind which it asks, and ``uitkomst`` what was answered:
    ``GOED``, ``DEEL``, what was confirmed, or the status.
    """

    moment: datetime
    stap: str | None
    bericht: str | None
    xsdversie: str | None
    school: str | None
    soapactie: str
    mediatype: str
    accept_encoding: str
    laatstontvangen: datetime | None
    aanmaakdatum: datetime | None
    sleutel: int | None
    bytes_in: int
    uitkomst: str
    plek: str | None = None
    ingreep: Ingreep | None = None
    resultaten: tuple[Herkenning, ...] = ()
    schooljaar: str | None = None
    gegevensset: str | None = None
    groepen: tuple[str, ...] = ()

    @property
    def richting(self) -> Richting:
        """Whether results were brought, or something was pulled; only of UWLR."""
        return Richting.BRENGEN if self.bericht == "leerresultaten" else Richting.HALEN

    @property
    def is_fout(self) -> bool:
        """Whether the answer was a fault by itself, before anything was done to it."""
        return self.uitkomst.startswith(FOUTEN)

    @property
    def is_geweigerd(self) -> bool:
        """Whether the answer by itself blames the call: a fault of the client, or a status that does."""
        return self.uitkomst.startswith(GEWEIGERD)

    @property
    def gekregen(self) -> frozenset[str]:
        """What the client got: the outcome, unless that was lost on purpose, and what was done."""
        if self.ingreep is None:
            return frozenset({self.uitkomst})
        if self.ingreep.is_lost:
            return frozenset({self.ingreep.value})
        return frozenset({self.uitkomst, self.ingreep.value})


def herkenningen(bericht: Leerresultaten) -> Iterator[Herkenning]:
    """The results of a message, to be known again, as many as are kept."""
    left = MOST_RESULTATEN
    for toetsafname in bericht.toetsafnames:
        for resultaat in toetsafname.resultaten:
            if not left:
                return
            left -= 1
            said = (
                toetsafname.leerlingid or toetsafname.eckid,
                resultaat.toetscode,
                resultaat.toetsonderdeelcode,
                resultaat.afnamedatum,
                resultaat.uitslag,
            )
            yield Herkenning(_digest(repr(said)), _digest(resultaat.key))


def groepskenmerken(keuzes: Iterable[Groepskeuze]) -> tuple[str, ...]:
    """Groups to be known again, each once and as many as are kept: its kind, and a digest of its key.

    One without a key, for whoever is in no group of this kind, has no digest.
    """
    kenmerken = (
        f"{SAMENGESTELD if keuze.samengesteld else STAMGROEP}{_digest(keuze.key) if keuze.key else ''}"
        for keuze in keuzes
    )
    return tuple(dict.fromkeys(kenmerken))[:MOST_GROEPEN]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
