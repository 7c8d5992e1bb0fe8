"""What came of going to the provider of a school, and of coming back."""

from dataclasses import dataclass, field

from uwlr_service.domain.account.schoolprovider import Schoolprovider
from uwlr_service.repository.account.extern import Gekoppeld
from uwlr_service.uitwisseling.account.aanmelden import Aangemeld


@dataclass(frozen=True, slots=True)
class Begonnen:
    """Where the browser goes, and what its session keeps until it comes back."""

    adres: str = field(repr=False)
    bewaard: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Binnen:
    """Somebody signed in, and goes on to a page of ours."""

    aangemeld: Aangemeld
    verder: str


@dataclass(frozen=True, slots=True)
class Verbonden:
    """Somebody tied an account: the new value of their cookie."""

    sessie: str
    verder: str


@dataclass(frozen=True, slots=True)
class Bevestigd:
    """Somebody proved anew who they are: the new value of their cookie."""

    sessie: str
    verder: str


@dataclass(frozen=True, slots=True)
class Eigen:
    """What somebody can tie, and what they tied."""

    provider: Schoolprovider | None
    gekoppeld: Gekoppeld | None
