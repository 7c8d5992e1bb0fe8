"""What a suite is made of: cases in groups, each with steps, and what is expected of the answer to a step."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class Gewicht(enum.StrEnum):
    """How heavily a case weighs."""

    MOET = "moet"
    """A clause of the standard demands it."""
    HOORT = "hoort"
    """The standard advises it, or clients in use rely on it."""
    WEET = "weet"
    """Neither right nor wrong; whoever connects wants to know it."""


class Dienst(enum.StrEnum):
    """Which address a step goes to: the ports of the national WSDLs, or a WSDL itself.

    A step of HTTP names its own address, and one about packages of GKV asks nobody.
    """

    LEERLINGGEGEVENS = "leerlinggegevens"
    GETRAPT = "getrapt"
    LEERRESULTATEN = "leerresultaten"
    WSDL = "wsdl"
    WSDL_RESULTATEN = "wsdl-resultaten"
    GENERIEK = "generiek"
    """``getLeerlingen`` and ``getMedewerkers`` (docs/gkv-soap.rst)."""
    HTTP = "http"
    PAKKETTEN = "pakketten"


class Behoefte(enum.StrEnum):
    """What a case needs besides an address, a key and a school; without it the case is passed over."""

    ANDERE_SCHOOL = "andere-school"
    """A school that exists at this LAS and that the key does not open."""
    BRINCODE = "brincode"
    """A school that has a BRIN."""
    BRENGEN = "brengen"
    """Leave to bring results, which stay behind."""
    LEERRESULTATEN = "url-resultaten"
    """A service for results."""
    TWEEDE_SLEUTEL = "tweede-sleutel"
    TWEEDE_KLANT = "tweede-klantcode"
    """The second key is of another klant."""
    TWEEDE_SCHOOL = "tweede-school"
    """The second key opens another school, and not this one."""
    PULL = "pull-api"
    """The address of a pull API of GKV, and the key of a partner."""
    LEVERING = "levering"
    """A delivery whose package can be collected."""
    SCHRIJVEN = "schrijven"
    """Leave to change something on the other side."""
    PAKKETTEN = "pakketten"
    SLEUTELS = "sleutels"
    """The public keys that packages are signed with."""
    KETEN = "keten"
    """More than one package of a school."""
    GENERIEK = "drop-in"
    """The address of a server of ``getLeerlingen``, and a key."""


class Inpakking(enum.StrEnum):
    """How the bytes of a message travel, if not as they are."""

    GZIP = "gzip"
    DELEN = "delen"
    """Chunked, so without a length in advance (RFC 9112, 7.1)."""
    BOM = "bom"
    """Behind a byte order mark in UTF-8."""
    UTF_16 = "utf-16"


class Toegang(enum.StrEnum):
    """Which token a call carries."""

    GOED = "goed"
    GEEN = "geen"
    FOUT = "fout"
    """One that was never handed out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vraag:
    """One call of HTTP; every text may hold names of values, as ``{{leveringen}}``.

    ``pad`` goes behind the address of the service, unless it is an address itself. With ``formulier`` the
    body is a form, with ``tekst`` that text.
    """

    methode: str
    pad: str
    toegang: Toegang
    formulier: Mapping[str, str]
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """One message and what is expected of its answer.

    ``bericht`` names a file in ``berichten/``; a step without one fetches a WSDL, makes the call ``vraag``,
    or is about packages. ``zet``, ``weg`` and
    ``erna`` change the message, by the paths of elements: another text, no such element, XML right behind it.
    ``onthoud`` keeps values of the answer for later steps, by XPath.
    """

    dienst: Dienst
    bericht: str | None
    vraag: Vraag | None = None
    versie: str
    zet: Mapping[str, str]
    weg: tuple[str, ...]
    erna: Mapping[str, str]
    koppen: Mapping[str, str]
    """Headers of HTTP in place of the usual ones; one without a text is left out."""
    inpakking: Inpakking | None
    verwacht: Mapping[str, Any]
    """By the kind of expectation (``verwachtingen.py``)."""
    onthoud: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geval:
    """One thing that a LAS, a client or a partner does or does not do."""

    id: str
    titel: str
    gewicht: Gewicht
    clausule: str
    """Where the standard says so, or who relies on it."""
    herstel: str
    """What the maker of the other side can do about it."""
    nodig: frozenset[Behoefte]
    niet_aangeboden: frozenset[str]
    """Fault codes by which the other side says that it does not offer this, which is no deviation."""
    niet_te_zien: str | None
    """What this case is about and cannot be decided from outside; None if all of it can."""
    stappen: tuple[Stap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """Cases about one subject; what the steps of ``vooraf`` remember is there for all of them."""

    naam: str
    titel: str
    uitleg: str
    vooraf: tuple[Stap, ...]
    nodig: frozenset[Behoefte] = frozenset()
    """What all of its cases need; without it the group is left out of the run."""
    gevallen: tuple[Geval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """All cases for one kind of party, with the messages that they send by name."""

    naam: str
    titel: str
    versie: str
    groepen: tuple[Groep, ...]
    berichten: Mapping[str, bytes]
    toegangsvraag: str | None = None
    """The message that a right address, key and school open; without one nothing is tried beforehand."""

    @property
    def gevallen(self) -> list[Geval]:
        """The cases of all groups, in their order."""
        return [geval for groep in self.groepen for geval in groep.gevallen]
