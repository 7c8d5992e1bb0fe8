"""People who manage a client: the administrator of its partner, and an operator."""

from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanbieders import AanbiederRepository


def partner_of(database: Database, koppeling: int) -> int:
    """The number of the koppelpartner of a link."""
    with database.read() as connection:
        aanbieder = AanbiederRepository(connection).of(koppeling)
    assert aanbieder is not None
    assert aanbieder.koppelpartner_id is not None
    return aanbieder.koppelpartner_id


def partnerbeheerder(database: Database, koppeling: int, *, fresh: bool = True) -> Handelende:
    """An administrator of the company behind a link."""
    return _person(Rol.PARTNERBEHEERDER, partner_of(database, koppeling), fresh=fresh)


def operator(*, fresh: bool = True) -> Handelende:
    """An operator who signed in."""
    return _person(Rol.OPERATOR, None, fresh=fresh)


def _person(rol: Rol, koppelpartner: int | None, *, fresh: bool) -> Handelende:
    return Handelende(
        herkomst=Herkomst.PORTAAL,
        naam="Eva",
        accounts=(Account(id=1, rol=rol, koppelpartner=koppelpartner),),
        bewezen=tijd.now() if fresh else tijd.now() - timedelta(hours=1),
    )
