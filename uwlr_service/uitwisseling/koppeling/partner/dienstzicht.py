"""Shows operators what waits, and the partners and schools of the service; nobody's data are in it."""

from dataclasses import dataclass
from itertools import chain

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.dienstzicht import (
    Schooldeelname,
    Schoolregel,
    Schoolzicht,
    Sleutelregel,
    Wachtend,
)
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner
from uwlr_service.domain.lijstvraag import ALLES, Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.dienstzicht import DienstzichtRepository
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.school.scholen import SchoolRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnerzicht:
    """A koppelpartner with its products, and the schools and keys of all their links."""

    koppelpartner: Koppelpartner
    deelnames: tuple[Schooldeelname, ...]
    sleutels: tuple[Sleutelregel, ...]


class Dienstzicht:
    """What operators look at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waits(self, *, door: Handelende) -> Wachtend:
        """What waits for an operator. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        now = tijd.now()
        with self._database.read() as connection:
            repository = DienstzichtRepository(connection)
            return Wachtend(
                toelatingen=repository.toelatingen(),
                zonder_beheerder=tuple(repository.without_beheerder(now)),
                overtijd=tuple(repository.overtijd(tijd.today(now))),
            )

    def partner(self, koppelpartner_id: int, *, door: Handelende) -> Partnerzicht:
        """One koppelpartner. Raises NietToegestaan, also when there is none."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            koppelpartner = KoppelpartnerRepository(connection).get(koppelpartner_id)
            if koppelpartner is None:
                raise NietToegestaan
            koppelingen = list(chain.from_iterable(made.koppelingen for made in koppelpartner.producten))
            repository = DienstzichtRepository(connection)
            return Partnerzicht(
                koppelpartner=koppelpartner,
                deelnames=tuple(repository.of_koppelingen(koppelingen)),
                sleutels=tuple(repository.sleutels(koppelingen, tijd.now())),
            )

    def scholen(self, vraag: Lijstvraag = ALLES, *, door: Handelende) -> list[Schoolregel]:
        """The schools. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return DienstzichtRepository(connection).scholen(tijd.now(), vraag)

    def school(self, code: Schoolcode, *, door: Handelende) -> Schoolzicht:
        """One school. Raises NietToegestaan, also when there is none."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(code)
            if school_id is None:
                raise NietToegestaan
            repository = DienstzichtRepository(connection)
            return Schoolzicht(
                school=code,
                naam=repository.name(school_id),
                imports=tuple(repository.imports(school_id)),
                deelnames=tuple(repository.of_school(school_id)),
            )
