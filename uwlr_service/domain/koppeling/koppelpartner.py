"""The companies that schools are linked with, their products, and how far each of those was admitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.domain.koppeling.toelating import Keurrapport, Toelatinggebeurtenis, Toelatingstand


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something that schools use of a company; ``klant`` is its name in messages, once it was admitted."""

    id: int
    koppelpartner: int
    naam: str
    omschrijving: str
    aangemaakt: datetime
    klant: Klant | None = None
    stand: Toelatingstand | None = None
    """How far it was admitted; None as long as it was not."""
    koppelingen: tuple[int, ...] = ()
    """The numbers of its links, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelpartner:
    """A company; ``contact`` has the people that it named on its application, by what they are asked for."""

    id: int
    naam: str
    aangemaakt: datetime
    kvk: str | None = None
    website: str | None = None
    contact: Mapping[str, str] = field(default_factory=dict)
    producten: tuple[Product, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toelatingstap:
    """A step of an admission: who took it, when, and why."""

    moment: datetime
    van: Toelatingstand | None
    gebeurtenis: Toelatinggebeurtenis
    naar: Toelatingstand
    door: str
    reden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toelating:
    """How far a product was admitted, and by what.

    ``kwalificatie_reden`` says what the qualification was given on; ``opgeschort_reden`` is read by schools.
    """

    product: Product
    stand: Toelatingstand
    begonnen: datetime
    kwalificatie_reden: str | None = None
    overeenkomst_nummer: str | None = None
    overeenkomst_datum: date | None = None
    opgeschort_reden: str | None = None
    stappen: tuple[Toelatingstap, ...] = ()
    rapporten: tuple[Keurrapport, ...] = ()
    """What the test facility said of it, the newest first."""
