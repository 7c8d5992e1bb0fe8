"""The applications that somebody may open from here (OpenID Connect Core 1.0, section 4)."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.toegang import SsotoegangRepository
from uwlr_service.uitwisseling.sso import toegang


@dataclass(frozen=True, slots=True)
class Begin:
    """An application, and where somebody begins there: it then sends them here to sign in."""

    toepassing: str
    adres: str


class Startplaatsen:
    """Lists them; ``issuer`` is what the provider calls itself, None where there is none."""

    def __init__(self, database: Database, issuer: str | None) -> None:
        self._database = database
        self._issuer = issuer

    def of_person(self, *, door: Handelende) -> list[Begin]:
        """Those that let in an account of the one who asks, by name; it is asked as for a sign-in there."""
        if self._issuer is None:
            return []
        now = tijd.now()
        accounts = [account.id for account in door.accounts]
        with self._database.read() as connection:
            places = SsotoegangRepository(connection).places_to_begin(accounts, now)
        open_now = {
            place.client: Begin(place.toepassing, _told(place.uri, self._issuer))
            for place in places
            if toegang.judge(place.toegang, now) is not None
        }
        return sorted(open_now.values(), key=lambda begin: (begin.toepassing.casefold(), begin.adres))


def _told(uri: str, issuer: str) -> str:
    """The address with the name of the provider, by which the application knows where to send people."""
    separator = "&" if urlsplit(uri).query else "?"
    return f"{uri}{separator}{urlencode({'iss': issuer})}"
