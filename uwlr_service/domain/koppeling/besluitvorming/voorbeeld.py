"""A school's own data beside a proposal: an example of each field, and how many people it is about."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from uwlr_service.domain.school.leerling import Leerling


@dataclass(frozen=True, slots=True, kw_only=True)
class Veldvoorbeeld:
    """A field as one pupil has it, in words, and how many objects of the kind have it filled.

    ``waarden`` is empty where this pupil, or what hangs on the pupil, has nothing there. Of a field that only
    unlocks others they are what would go out by it, and ``gevuld`` counts the objects with such a thing.
    """

    veld: str
    waarden: tuple[str, ...]
    gevuld: int
    objecten: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingkeuze:
    """A pupil whose values can be shown, with the name of the group."""

    key: str
    naam: str
    groep: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorbeeldblad:
    """The examples of every field that was asked for, by its name, as one pupil has them.

    ``leerling`` is None for a school without a pupil within the proposal.
    """

    leerling: Leerling | None
    velden: Mapping[str, Veldvoorbeeld]


class Reden(enum.StrEnum):
    """Why a pupil of the school is not within a proposal; the first that holds is the one that is told."""

    UITGESCHREVEN = "uitgeschreven"
    TOEKOMSTIG = "toekomstig"
    INGESCHREVEN = "ingeschreven"
    """The partner gets other pupils only."""
    VESTIGING = "vestiging"
    JAARGROEP = "jaargroep"
    GROEP = "groep"
    ONVOLLEDIG = "onvolledig"
    """Without something that the set cannot do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How many people a choice is about; ``ouders`` is None where the set knows no guardians."""

    leerlingen: int
    van: int
    leerkrachten: int
    ouders: int | None = None
    niet_mee: Mapping[Reden, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One field of an object, in words."""

    veld: str
    waarden: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectbeeld:
    """One object that would leave, with its fields in the order in which they are sent."""

    entiteit: str
    regels: tuple[Regel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingbeeld:
    """Everything that would leave about one pupil, in order; ``document`` is how it is sent.

    That is XML for UWLR and GKV, and JSON for SSO.
    """

    leerling: Leerling
    objecten: tuple[Objectbeeld, ...]
    document: str
