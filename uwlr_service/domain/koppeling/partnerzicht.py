"""What a koppelpartner sees of its own links: states, counts and names of fields, and nothing of a pupil."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.klant import Autorisatiesleutel, Koppeling
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner, Product
from uwlr_service.domain.koppeling.partner import Partnersleutel
from uwlr_service.domain.school.school import Schoolcode


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelingregel:
    """One link of a partner, in numbers.

    ``scholen`` counts its schools by state, ``nacht`` the packages of the last night by outcome, ``fouten``
    the calls of the last days that went wrong, ``te_verwijderen`` the schools whose data have to be gone.
    """

    id: int
    product: int
    gegevensset: str
    ingetrokken: datetime | None
    scholen: Mapping[Deelnamestand, int] = field(default_factory=dict)
    nacht: Mapping[str, int] = field(default_factory=dict)
    fouten: int = 0
    te_verwijderen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnerstart:
    """All links of a partner; ``nacht`` is the last night in which packages were made for any of them."""

    koppelpartner: Koppelpartner
    koppelingen: tuple[Koppelingregel, ...]
    nacht: date | None

    def of_product(self, product: Product) -> list[Koppelingregel]:
        """The links of one product."""
        return [koppeling for koppeling in self.koppelingen if koppeling.product == product.id]

    @property
    def te_verwijderen(self) -> int:
        """How many schools wait for a word that their data are gone."""
        return sum(koppeling.te_verwijderen for koppeling in self.koppelingen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolregel:
    """A school in a link; ``gegeven`` are the fields that it chose to give, ``versie`` that of its agreement.

    ``voorstel`` is where the last proposal stands, and ``reden`` what the school said when it decided.
    """

    school: Schoolcode
    naam: str
    stand: Deelnamestand
    sinds: datetime
    versie: int | None
    gegeven: tuple[str, ...]
    voorstel: Voorstelstand | None = None
    voorstel_id: int | None = None
    reden: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelingzicht:
    """One link with its schools, its keys and its webhook."""

    koppeling: Koppeling
    product: str
    scholen: tuple[Schoolregel, ...]
    sleutels: tuple[Autorisatiesleutel, ...]
    partnersleutels: tuple[Partnersleutel, ...]
    webhook: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijdertaak:
    """A school whose data a partner has to destroy, and by when."""

    koppeling: int
    product: str
    school: Schoolcode
    naam: str
    ingetrokken: datetime
    voor: date

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return today > self.voor


@dataclass(frozen=True, slots=True, kw_only=True)
class Testschool:
    """A test school, and in which links of a partner it takes part.

    ``product`` is the number of the product in whose proeftuin it is; None for one that every product can
    try with.
    """

    school: Schoolcode
    naam: str
    koppelingen: tuple[int, ...]
    product: int | None = None
