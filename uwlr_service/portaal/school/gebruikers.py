"""The users of a school."""

from werkzeug import Response

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.gebruikers import groepen
from uwlr_service.paginas.gebruikers.kring import Kring


def kring(school: Schoolcode) -> Kring:
    """Where the users of a school are looked after."""
    return Kring(
        endpoint="school.gebruikers",
        rollen=(Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER),
        school=school,
        waarden={"school": school},
    )


def bind(school: Schoolcode, account: int) -> Response | str:
    """Choose the groups of a reader."""
    return groepen.bind(kring(school), account)
