"""Where a request to sign in leads next: to a page of ours, or back to the application with an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from uwlr_service.domain.sso.aanmeldverzoek import Antwoordwijze
from uwlr_service.repository.sso.schoolbewijzen import Bewijsplek
from uwlr_service.uitwisseling.sso.toegang import Ingang


@dataclass(frozen=True, slots=True, kw_only=True)
class Terugkeer:
    """The answer to the application: a code or an error, with ``state`` and ``iss`` (RFC 9207)."""

    terugadres: str
    antwoordwijze: Antwoordwijze
    waarden: Mapping[str, str]

    def __repr__(self) -> str:
        """Without the code, which must not get into a log."""
        return f"Terugkeer({self.terugadres!r})"


@dataclass(frozen=True, slots=True)
class Aanmelden:
    """Somebody has to sign in, or to do so again."""

    toepassing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiezen:
    """The person has several accounts that may go on, or is asked to choose."""

    toepassing: str
    ingangen: tuple[Ingang, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Melden:
    """The person has not been told yet what this application hears of them.

    ``doel`` is what for, in the words that the partner proposed it with to the school; None where nobody
    proposed it.
    """

    toepassing: str
    ingang: Ingang
    doel: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijzen:
    """The person says which school they prove to this application, of a company."""

    toepassing: str
    partner: str
    plekken: tuple[Bewijsplek, ...]


@dataclass(frozen=True, slots=True)
class GeenToegang:
    """No account of the person may sign in at this application, or prove a school to it (``is_bewijs``)."""

    toepassing: str
    is_bewijs: bool = False


Stap = Terugkeer | Aanmelden | Kiezen | Melden | Bewijzen | GeenToegang
