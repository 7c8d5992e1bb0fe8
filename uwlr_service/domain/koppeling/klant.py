"""The klant that pulls and pushes (the supplier of an EA), its koppeling with schools, and its key."""

import enum
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.toelating import CLOSED, Toelatingstand
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort

SLEUTEL_BYTES = 32
"""43 characters once encoded: the header takes 64 at most (UWLR 2.2, autorisatie/autorisatiesleutel)."""
PREFIXES = ("soap", "s")
"""The prefixes that an envelope can have; the first unless a key asks for the other."""


class Richting(enum.StrEnum):
    """The use of a koppeling: pull pupil data, push results, or both; or GKV."""

    OPHALEN = "ophalen"
    BRENGEN = "brengen"
    BEIDE = "beide"
    LEVEREN = "leveren"
    """GKV: the LAS makes packages, and nothing goes over UWLR."""
    INLOGGEN = "inloggen"
    """SSO: people sign in at the partner with the account of their school, and nothing else goes over it."""

    def allows(self, richting: "Richting") -> bool:
        """Whether a koppeling of this direction may act in the given one."""
        return self in (richting, Richting.BEIDE)

    @property
    def alike(self) -> "frozenset[Richting]":
        """The directions of links of the same kind: those of UWLR, that of GKV, or that of SSO."""
        return UWLR_RICHTINGEN if self in UWLR_RICHTINGEN else frozenset({self})


UWLR_RICHTINGEN = frozenset({Richting.OPHALEN, Richting.BRENGEN, Richting.BEIDE})
"""The directions of links of UWLR."""


@dataclass(frozen=True, slots=True)
class Klant:
    """The supplier of an educational application (UWLR 2.2, autorisatie/klantnaam and klantcode)."""

    naam: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppeling:
    """The link between a klant and one or more schools, for one set of data.

    ``gegevenssetid_streng``: a request that names a set which there is not is refused (UWLR 2.2,
    gegevenssetid); false for links of before this was judged, until the operator switches them.
    """

    id: int
    klant: Klant
    richting: Richting
    gegevensset: str
    scholen: tuple[Schoolcode, ...]
    aangemaakt: datetime
    gegevenssetid_streng: bool = True
    ingetrokken: datetime | None = None
    """When all of it was withdrawn; None as long as it lives."""
    schoolnamen: Mapping[Schoolcode, str] = field(default_factory=dict)
    """The names of its schools, as far as they are known."""

    @property
    def stand(self) -> str:
        """Whether it lives, in a word for people and programs."""
        return "actief" if self.ingetrokken is None else "ingetrokken"

    def lives_at(self, school: Schoolcode | None) -> bool:
        """Whether data of a school may go over it, or of any school if none is named."""
        return self.ingetrokken is None and (school is None or school in self.scholen)

    @property
    def is_lenient(self) -> bool:
        """Whether a publisher that asks for a set which there is not gets an answer and no word of it."""
        pulls = self.richting.allows(Richting.OPHALEN)
        return pulls and self.ingetrokken is None and not self.gegevenssetid_streng

    def require_gkv(self) -> None:
        """Raise Geweigerd for a link that is not one of GKV."""
        if self.richting is not Richting.LEVEREN:
            raise Geweigerd(f"Koppeling {self.id} is geen GKV-koppeling.")

    def require_sso(self) -> None:
        """Raise Geweigerd for a link that is not one of SSO."""
        if self.richting is not Richting.INLOGGEN:
            raise Geweigerd(f"Koppeling {self.id} is geen SSO-koppeling.")

    def require_keys(self) -> None:
        """Raise Geweigerd for a link of SSO, at which a key opens nothing: its application proves itself."""
        if self.richting is Richting.INLOGGEN:
            raise Geweigerd(
                f"Koppeling {self.id} is een SSO-koppeling. Die heeft een toepassing, en geen sleutel."
            )

    def require_uwlr(self) -> None:
        """Raise Geweigerd for a link that is one of GKV."""
        if self.richting is Richting.LEVEREN:
            raise Geweigerd(f"Koppeling {self.id} is een GKV-koppeling, en geen van UWLR.")
        if self.richting is Richting.INLOGGEN:
            raise Geweigerd(f"Koppeling {self.id} is een SSO-koppeling, en geen van UWLR.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Autorisatiesleutel:
    """A key that was handed out; the key itself is not kept (UWLR 2.2, autorisatiesleutel).

    ``tolerant`` and ``prefix`` (of the SOAP envelope) go with the key, because they describe the client
    that holds it. ``geldig_tot`` is set when a newer key has replaced this one.
    """

    id: int
    tolerant: bool
    prefix: str
    aangemaakt: datetime
    geldig_tot: datetime | None = None
    ingetrokken: datetime | None = None
    laatst_gebruikt: datetime | None = None
    proeftuin: bool = False
    """Whether it was made before the product was admitted; then it opens test schools alone."""
    school: Schoolcode | None = None
    """The school that it opens; None for a key of the partner, which opens every school that takes part."""

    def is_valid(self, moment: datetime) -> bool:
        """Whether the key opens anything at a moment."""
        return _still_opens(self.ingetrokken, self.geldig_tot, moment)


class Sleutelhouder(NamedTuple):
    """A key that was found by its hash, with the klant and the link that it belongs to.

    ``toelating`` is how far the product of the klant was admitted; ``proeftuin`` is whether the key was made
    before it was, and opens test schools alone. ``school_id`` is set for a key of one school, which opens
    that school alone. A tuple and not a dataclass, because every call makes one.
    """

    sleutel_id: int
    koppeling_id: int
    hash: str
    tolerant: bool
    prefix: str
    geldig_tot: datetime | None
    ingetrokken: datetime | None
    richting: str
    gegevenssetid_streng: bool
    klantnaam: str
    klantcode: str
    klant_id: int
    toelating: str
    proeftuin: bool
    school_id: int | None

    def is_valid(self, moment: datetime) -> bool:
        """Whether the key opens anything at a moment."""
        return self.toelating not in CLOSED and _still_opens(self.ingetrokken, self.geldig_tot, moment)

    def reaches(self, school_id: int, soort: str) -> bool:
        """Whether the key may open a school of this kind, if that takes part in the link."""
        if self.school_id not in (None, school_id):
            return False
        if soort == Schoolsoort.TEST:
            return self.toelating not in CLOSED
        return self.toelating == Toelatingstand.ACTIEF and not self.proeftuin


def _still_opens(ingetrokken: datetime | None, geldig_tot: datetime | None, moment: datetime) -> bool:
    if ingetrokken is not None:
        return False
    return geldig_tot is None or moment < geldig_tot


def new_sleutel() -> str:
    """A fresh random autorisatiesleutel."""
    return secrets.token_urlsafe(SLEUTEL_BYTES)


def hash_sleutel(secret: bytes, sleutel: str) -> str:
    """The keyed hash under which a key is stored: HMAC-SHA-256, in hexadecimal.

    The key is random, so no slow hash is needed; the secret keeps a stolen database useless.
    """
    return hmac.new(secret, sleutel.encode(), hashlib.sha256).hexdigest()
