"""Everybody who can sign in, as operators see them."""

from werkzeug import Response

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas import gebruikers
from uwlr_service.paginas.gebruikers import Kring


def show() -> str:
    """Everybody here, and whoever was invited."""
    return gebruikers.show(_kring())


def invite() -> Response | str:
    """Invite somebody."""
    return gebruikers.invite(_kring())


def link() -> str:
    """The link of an invitation that was just made."""
    return gebruikers.link(_kring())


def recover(inlog: int) -> Response:
    """Let somebody who lost a factor in again."""
    return gebruikers.recover(_kring(), inlog)


def withdraw(uitnodiging: int) -> Response:
    """Let the link of an invitation work no more."""
    return gebruikers.withdraw(_kring(), uitnodiging)


def end(account: int) -> Response:
    """Let somebody have a role no more."""
    return gebruikers.end(_kring(), account)


def disable(inlog: int) -> Response:
    """Let somebody in nowhere any more."""
    return gebruikers.disable(_kring(), inlog)


def _kring() -> Kring:
    return Kring(endpoint="beheer.gebruikers", rollen=(Rol.OPERATOR,), may_disable=True)
