"""The users of a school."""

from werkzeug import Response

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import gebruikers
from uwlr_service.paginas.gebruikers import Kring


def show(school: Schoolcode) -> str:
    """Everybody here, and whoever was invited."""
    return gebruikers.show(_kring(school))


def invite(school: Schoolcode) -> Response | str:
    """Invite somebody."""
    return gebruikers.invite(_kring(school))


def link(school: Schoolcode) -> str:
    """The link of an invitation that was just made."""
    return gebruikers.link(_kring(school))


def recover(school: Schoolcode, inlog: int) -> Response:
    """Let somebody who lost a factor in again."""
    return gebruikers.recover(_kring(school), inlog)


def withdraw(school: Schoolcode, uitnodiging: int) -> Response:
    """Let the link of an invitation work no more."""
    return gebruikers.withdraw(_kring(school), uitnodiging)


def end(school: Schoolcode, account: int) -> Response:
    """Let somebody have a role no more."""
    return gebruikers.end(_kring(school), account)


def _kring(school: Schoolcode) -> Kring:
    return Kring(
        endpoint="school.gebruikers",
        rollen=(Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER),
        school=school,
        waarden={"school": school},
    )
