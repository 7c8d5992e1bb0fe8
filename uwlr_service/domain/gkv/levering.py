"""A GKV delivery: what its manifest says, and when it is a full one (docs/gkv-1.rst)."""

import enum
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from uwlr_service.domain.koppeling.gkvsets import ROOSTERS
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

FULL_EVERY = timedelta(days=7)
"""A partner that missed something, or doubts its copy, need not wait longer than this for everything."""
KEPT = timedelta(days=30)
"""How long a package can be collected."""

Keten = tuple[int, int]
"""A chain of deliveries: the numbers of a link and of a school, as the database has them."""


class Leveringsoort(enum.StrEnum):
    """Whether a delivery is everything, or what changed since the one before."""

    VOLLEDIG = "volledig"
    MUTATIE = "mutatie"


class Setstatus(enum.StrEnum):
    """What a package holds of one set."""

    VOLLEDIG = "volledig"
    MUTATIE = "mutatie"
    GEENWIJZIGINGEN = "geenwijzigingen"
    UIT = "uit"
    LEEG = "leeg"
    """There is nothing in it, and the format cannot say so: EDEXML has no school without pupils."""


class Reden(enum.StrEnum):
    """Why a partner has to remove an object; the values are those of the schema (docs/gkv-1.rst)."""

    VERWIJDERD = "verwijderd"
    UITGESCHREVEN = "uitgeschreven"
    BUITEN_BEREIK = "buiten_bereik"
    SAMENGEVOEGD = "samengevoegd"
    """With ``nieuwe_key``. This service gives neither this reason nor the next one; a client reads both."""
    BEWAARTERMIJN = "bewaartermijn"


class Grond(enum.StrEnum):
    """Why a field of the set is not delivered."""

    SCHOOL_NIET_AKKOORD = "school_niet_akkoord"
    NIET_AFGESPROKEN = "niet_afgesproken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijzing:
    """An object that is gone for this partner."""

    entiteit: str
    key: str
    reden: Reden
    tijdstip: datetime
    nieuwe_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pakketbestand:
    """A file of a package, or the reason why its set has none; ``sha256`` is in hexadecimal."""

    set: str
    status: Setstatus
    naam: str | None = None
    records: int = 0
    bytes: int = 0
    sha256: str | None = None

    @property
    def is_document(self) -> bool:
        """Whether it is XML; a roster is a ZIP for programs that read no GKV, and passed over."""
        return self.set not in ROOSTERS


@dataclass(frozen=True, slots=True)
class VeldUit:
    """A field that is not in this package: a partner can tell "not delivered" from "not known"."""

    pad: str
    grond: Grond


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package says of itself; the numbers are the link's own at this school.

    ``volgnummer`` goes up with every delivery, ``basisvolgnummer`` is the last full one. ``vorigvolgnummer``
    and ``vorigsha256`` name the delivery before, by its number and by the SHA-256 of its package; a partner
    notices a gap by the first, and another history of the service by the second. Both are None for the first
    delivery, and the second also in packages of schema 1.0.
    """

    id: str
    soort: Leveringsoort
    volgnummer: int
    basisvolgnummer: int
    koppeling: str
    leverancier: str
    variant: str
    afspraakversie: int
    school: Schoolcode
    schooljaar: Schooljaar
    gegenereerd: datetime
    peilmoment: datetime
    geldig_tot: datetime
    bestanden: tuple[Pakketbestand, ...]
    versie: str
    velden_uit: tuple[VeldUit, ...] = ()
    vorigvolgnummer: int | None = None
    vorigsha256: str | None = None

    @property
    def has_digests(self) -> bool:
        """Whether its schema knows ``vorigsha256``, so that a delta behind it has to carry one."""
        return self.versie != "1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Levering:
    """A delivery that was published: its numbers, and exactly what it was made from.

    ``pad`` is where the package lies in the storage; None when it is no longer kept. ``leerlingen`` is how
    many pupils a partner has once it is applied, ``schoolnaam`` what the school was called in it.
    ``vorigvolgnummer`` and ``vorigsha256`` are those of its manifest. ``edex`` is whether it holds everybody
    once more, as EDEXML or as a roster, also those who did not change; None where that was not written down.
    ``let_op`` is what whoever makes it has to know, in sentences; the report of its night keeps it.
    """

    id: str
    koppeling: int
    school: Schoolcode
    schooljaar: Schooljaar
    volgnummer: int
    basisvolgnummer: int
    soort: Leveringsoort
    revisie: int
    dossierrevisie: int
    afspraakversie: int
    peildag: date
    gemaakt: datetime
    geldig_tot: datetime
    pad: str | None
    bytes: int
    sha256: str
    gewijzigd: int
    verwijderd: int
    leerlingen: int
    schoolnaam: str | None = None
    vorigvolgnummer: int | None = None
    vorigsha256: str | None = None
    edex: bool | None = None
    let_op: tuple[str, ...] = field(default=(), compare=False)
