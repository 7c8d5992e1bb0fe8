"""A school looks after its own OpenID provider: fills it in, tries it, and turns it on and off."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.account.schoolprovider import Providergegevens, Schoolprovider, check
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.extern import ExternRepository, ProviderRepository
from uwlr_service.repository.account.sessiebronnen import SessiebronRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import vermelden
from uwlr_service.uitwisseling.account.extern.bron import Providerbron
from uwlr_service.uitwisseling.kluis import Kluis


@dataclass(frozen=True, slots=True)
class Stand:
    """The provider of a school, and how many people tied an account there."""

    provider: Schoolprovider
    gekoppeld: int


class Schoolproviders:
    """The providers as schools manage them."""

    def __init__(self, database: Database, bron: Providerbron, kluis: Kluis) -> None:
        self._database = database
        self._bron = bron
        self._kluis = kluis

    def get(self, school: Schoolcode, *, door: Handelende) -> Stand | None:
        """The provider of a school. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        with self._database.read() as connection:
            provider = ProviderRepository(connection).of_school(SchoolRepository(connection).get(school))
            if provider is None:
                return None
            return Stand(provider, ExternRepository(connection).count(provider.issuer))

    def put(self, school: Schoolcode, gegevens: Providergegevens, *, door: Handelende) -> None:
        """Keep what a school fills in; it is off until somebody turns it on.

        Raises NietToegestaan, VersBewijsNodig, SchoolOnbekend, Geweigerd.
        """
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        door.require_fresh()
        checked = check(gegevens, hosts=self._bron.hosts)
        with self._database.write() as connection:
            school_id = SchoolRepository(connection).get(school)
            repository = ProviderRepository(connection)
            had = repository.of_school(school_id)
            if checked.geheim is not None:
                geheim = self._kluis.wrap(checked.geheim)
            elif had is not None and had.issuer == checked.issuer:
                geheim = had.geheim
            else:  # a secret is for whom it was given to, and never goes to another provider
                raise Geweigerd("Vul het geheim in dat de provider u gaf.")
            now = tijd.now()
            repository.put(school_id, checked, geheim, now)
            vermelden.log_decision(
                connection, "schoolprovider-ingevuld", door, school_id=school_id, issuer=checked.issuer
            )
            if had is not None and had.is_aan:
                _let_nobody_in(connection, had, now)

    def try_out(self, school: Schoolcode, *, door: Handelende) -> None:
        """Read what the provider says of itself, and its keys.

        Raises NietToegestaan, SchoolOnbekend, and ProviderOnbruikbaar, which says what is wrong and where.
        """
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        with self._database.read() as connection:
            provider = _provider(connection, school)
        document = self._bron.document(provider.issuer, is_fresh=True)
        if not self._bron.keys(document):
            raise Geweigerd(f"Op {document.sleuteladres} staat geen sleutel die hier te gebruiken is.")

    def turn_on(self, school: Schoolcode, *, door: Handelende) -> None:
        """Let people come in by it, once it answers. Raises as ``put`` and ``try_out`` do."""
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        door.require_fresh()
        self.try_out(school, door=door)
        with self._database.write() as connection:
            provider = _provider(connection, school)
            ProviderRepository(connection).turn(provider.id, tijd.now(), is_aan=True)
            vermelden.log_decision(
                connection, "schoolprovider-aan", door, school_id=provider.school_id, issuer=provider.issuer
            )

    def turn_off(self, school: Schoolcode, *, door: Handelende) -> None:
        """Let nobody come in by it any more; what people tied stays. Raises as ``put`` does."""
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        door.require_fresh()
        with self._database.write() as connection:
            provider = _provider(connection, school)
            now = tijd.now()
            ProviderRepository(connection).turn(provider.id, now, is_aan=False)
            vermelden.log_decision(
                connection, "schoolprovider-uit", door, school_id=provider.school_id, issuer=provider.issuer
            )
            if provider.is_aan:
                _let_nobody_in(connection, provider, now)


def _let_nobody_in(connection: Transaction, provider: Schoolprovider, moment: datetime) -> None:
    """The provider of a school was turned off or replaced: whoever came in by it is signed out.

    Numbered as the last thing of its transaction: a restore does not bring it back.
    """
    came_in = SessiebronRepository(connection).of_provider(provider.id)
    SessieRepository(connection).end_some(came_in, Einde.FACTOR_GEWIJZIGD, moment)
    off = {"school": str(provider.school), "tot": written(moment)}
    BesluitRepository(connection).record_general(Besluitsoort.SCHOOLPROVIDER, off)


def _provider(connection: Transaction, school: Schoolcode) -> Schoolprovider:
    """The provider of a school. Raises NietToegestaan without one, SchoolOnbekend."""
    provider = ProviderRepository(connection).of_school(SchoolRepository(connection).get(school))
    if provider is None:
        raise NietToegestaan
    return provider
