"""A GKV delivery: what its manifest says, and when it is a full one (docs/gkv-1.rst)."""

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

FULL_EVERY = timedelta(days=7)
KEPT = timedelta(days=30)
BRAKE = 0.2
"""The part of the pupils that a delta may take away without a person looking at it: 1 August is near."""


class Soort(enum.StrEnum):
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
    """Nothing to say, in a format that cannot say so: EDEXML has no school without pupils."""


class Reden(enum.StrEnum):
    """Why a partner has to remove an object."""

    VERWIJDERD = "verwijderd"
    UITGESCHREVEN = "uitgeschreven"
    BUITEN_BEREIK = "buiten_bereik"
    SAMENGEVOEGD = "samengevoegd"
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
class Bestand:
    """A file of a package, or the reason why its set has none; ``sha256`` is in hexadecimal."""

    set: str
    status: Setstatus
    naam: str | None = None
    records: int = 0
    bytes: int = 0
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class VeldUit:
    """A field of the set that is not in this package, so that absent can be told from unknown."""

    pad: str
    grond: Grond


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package says of itself; the numbers are the link's own at this school.

    ``volgnummer`` goes up by one with every delivery, ``basisvolgnummer`` is the last full one.
    """

    id: str
    soort: Soort
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
    bestanden: tuple[Bestand, ...]
    velden_uit: tuple[VeldUit, ...] = ()

    @property
    def vorigvolgnummer(self) -> int | None:
        """The number before this one, by which a partner notices a gap; None for the first."""
        return self.volgnummer - 1 or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Levering:
    """A delivery that was published: its numbers, and exactly what it was made from.

    ``pad`` is where the package lies in the storage; None when it is no longer kept. ``leerlingen`` is how
    many pupils a partner has once it is applied, ``schoolnaam`` what the school was called in it.
    """

    id: str
    koppeling: int
    school: Schoolcode
    schooljaar: Schooljaar
    volgnummer: int
    basisvolgnummer: int
    soort: Soort
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
