"""The users of a koppelpartner."""

from werkzeug import Response

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas import gebruikers
from uwlr_service.paginas.gebruikers import Kring


def show(koppelpartner: int) -> str:
    """Everybody here, and whoever was invited."""
    return gebruikers.show(_kring(koppelpartner))


def invite(koppelpartner: int) -> Response | str:
    """Invite somebody."""
    return gebruikers.invite(_kring(koppelpartner))


def link(koppelpartner: int) -> str:
    """The link of an invitation that was just made."""
    return gebruikers.link(_kring(koppelpartner))


def recover(koppelpartner: int, inlog: int) -> Response:
    """Let somebody who lost a factor in again."""
    return gebruikers.recover(_kring(koppelpartner), inlog)


def withdraw(koppelpartner: int, uitnodiging: int) -> Response:
    """Let the link of an invitation work no more."""
    return gebruikers.withdraw(_kring(koppelpartner), uitnodiging)


def end(koppelpartner: int, account: int) -> Response:
    """Let somebody have a role no more."""
    return gebruikers.end(_kring(koppelpartner), account)


def _kring(koppelpartner: int) -> Kring:
    return Kring(
        endpoint="partner.gebruikers",
        rollen=(Rol.PARTNERBEHEERDER,),
        koppelpartner=koppelpartner,
        waarden={"koppelpartner": koppelpartner},
    )
