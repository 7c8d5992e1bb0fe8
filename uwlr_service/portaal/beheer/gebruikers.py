"""Everybody who can sign in, as operators see them."""

from werkzeug import Response

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas.gebruikers import einde
from uwlr_service.paginas.gebruikers.kring import Kring


def disable(inlog: int) -> Response:
    """Let somebody in nowhere any more."""
    return einde.disable(kring(), inlog)


def kring() -> Kring:
    """Where operators look after everybody."""
    return Kring(endpoint="beheer.gebruikers", rollen=(Rol.OPERATOR,), may_disable=True)
