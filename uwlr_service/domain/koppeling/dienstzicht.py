"""What an operator sees of links, keys, schools and what waits: states and moments, and nobody's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from uwlr_service.domain.school.school import Schoolcode


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtijd:
    """A school that left a link, of which the partner did not confirm in time that all is destroyed."""

    koppeling: int
    klantnaam: str
    school: Schoolcode
    verwijderen_voor: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Wachtend:
    """What waits for an operator; ``toelatingen`` counts the products in each state."""

    toelatingen: Mapping[str, int]
    zonder_beheerder: tuple[Schoolcode, ...]
    """The schools with an open proposal and no administrator."""
    overtijd: tuple[Overtijd, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooldeelname:
    """A school in a link; ``naam`` is None where nobody gave it.

    ``roosterdeel`` is the part of its pupils that rosters may leave out, where that is one of its own.
    """

    koppeling: int
    klantnaam: str
    gegevensset: str
    school: Schoolcode
    naam: str | None
    stand: str
    sinds: datetime
    roosterdeel: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutelregel:
    """A key of a link, of whatever kind; ``laatst_gebruikt`` is not known of public keys."""

    koppeling: int
    soort: str
    school: Schoolcode | None
    aangemaakt: datetime
    eindigt: datetime | None
    laatst_gebruikt: datetime | None
    opent: bool
    """Whether it is in force now."""
    proeftuin: bool
    """Whether it opens test schools alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importregel:
    """A state that a school year came into by an import, or by undoing one."""

    schooljaar: str
    revisie: int
    moment: datetime
    peildatum: date | None
    terug_naar: int | None
    """The state that came back, where it was undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolzicht:
    """A school as an operator sees it."""

    school: Schoolcode
    naam: str | None
    imports: tuple[Importregel, ...]
    deelnames: tuple[Schooldeelname, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolregel:
    """A school in a list: when it last imported, how many links live there, and who can decide."""

    school: Schoolcode
    naam: str | None
    laatste_import: datetime | None
    koppelingen: int
    beheerders: int
