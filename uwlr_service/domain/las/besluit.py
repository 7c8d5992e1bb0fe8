"""What somebody of a school decided in the screens of a LAS, before it is judged."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


class Voorstelkeuze(enum.StrEnum):
    """What can be decided about a proposal."""

    ACCEPTEREN = "accepteren"
    AFWIJZEN = "afwijzen"


class Koppelingkeuze(enum.StrEnum):
    """What can be decided about a link in which the school takes part."""

    VERSMALLEN = "versmallen"
    PAUZEREN = "pauzeren"
    HERVATTEN = "hervatten"
    HOUDEN = "houden"
    """The school still wants what nobody used for long."""
    INTREKKEN = "intrekken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Groepskeuze:
    """Which pupils, by keys of the school; None leaves a way to choose as it is, an empty set ends it."""

    vestigingen: frozenset[str] | None = None
    jaargroepen: frozenset[str] | None = None
    groepen: frozenset[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of pupils."""
        return self == Groepskeuze()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beslisser:
    """Who decided, and what they had before them.

    ``getoond`` is the digest of what was shown. ``bewezen`` is when the person last proved a second factor in
    the LAS.
    """

    namens: str
    getoond: str
    bewezen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstelbesluit:
    """A decision about a proposal; ``bestuur`` is what the person declared about the board's agreement."""

    besluit: Voorstelkeuze
    beslisser: Beslisser
    velden: Mapping[str, bool] = field(default_factory=dict)
    leerlingen: Groepskeuze = field(default_factory=Groepskeuze)
    bestuur: str | None = None
    reden: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelingbesluit:
    """A decision about a link; ``uit`` are the fields that go out no more."""

    besluit: Koppelingkeuze
    beslisser: Beslisser
    uit: frozenset[str] = frozenset()
    leerlingen: Groepskeuze = field(default_factory=Groepskeuze)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorbeeldvraag:
    """Somebody who decides asks for the data of the school beside a proposal.

    ``leerling`` is the key of the pupil who serves as the example, ``velden`` are those of the asked fields
    that are on; None for the first pupil, and for all fields.
    """

    namens: str
    leerling: str | None = None
    velden: frozenset[str] | None = None
    leerlingen: Groepskeuze = field(default_factory=Groepskeuze)
