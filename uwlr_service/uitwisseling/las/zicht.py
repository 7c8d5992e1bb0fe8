"""Shows people the LASes: operators all of them, a school those that may call for it."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.las.zicht import Laszicht, Schoollas
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logvraag import Logvraag
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.ontvangst import OntvangstRepository
from uwlr_service.repository.las.zicht import LaszichtRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.toezicht.logvragen import LogvraagRepository


class Lassenzicht:
    """What people look at; nothing about a pupil is in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, door: Handelende) -> list[Laszicht]:
        """Every LAS, also those that were revoked. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return LaszichtRepository(connection).all()

    def of_school(self, school: Schoolcode, *, door: Handelende) -> list[Schoollas]:
        """The LASes that may call for a school, for who decides there and for operators.

        Raises NietToegestaan, also when there is no such school.
        """
        if not door.may(Actie.DIENST_ZIEN):
            door.require(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
            if school_id is None:
                raise NietToegestaan
            toegelaten = LaszichtRepository(connection).of_school(school_id)
            numbers = frozenset(each.regel for each in toegelaten if each.regel is not None)
            found = LogvraagRepository(connection).find(Logvraag(regels=numbers)) if numbers else []
            overnames = OntvangstRepository(connection).overnames([school_id]) if toegelaten else {}
        regels = {regel.id: regel for regel in found}
        bevestigd = {overname.las: overname.bevestigd for overname in overnames.get(school_id, [])}
        return [
            Schoollas(
                las=each.las.id,
                naam=each.las.naam,
                sinds=each.sinds,
                laatste=None if each.regel is None else regels.get(each.regel),
                bevestigd=bevestigd.get(each.las.id),
            )
            for each in toegelaten
        ]
