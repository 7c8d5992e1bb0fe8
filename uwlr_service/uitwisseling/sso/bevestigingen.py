"""What an operator decides about clients: addresses on other servers, PKCE, and longer access."""

from collections.abc import Collection

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.reden import read_reden
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.domain.sso.toepassing import Clientadres, Ruimte, Toepassing, Wachtend
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.sso.adressen import AdresRepository
from uwlr_service.repository.sso.beheer import BeheerRepository
from uwlr_service.uitwisseling.koppeling.verandering import Verandering
from uwlr_service.uitwisseling.sso import adreswissel, verlies
from uwlr_service.uitwisseling.sso.vertellen import tell_partner

WHY_NOT = "Schrijf waarom niet. De partner leest dit."
WHY = "Schrijf waarom. Dit komt in het logboek."


class Bevestigingen:
    """Decisions of operators; what changes something raises NietToegestaan, VersBewijsNodig and Geweigerd."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, *, door: Handelende) -> list[Wachtend]:
        """The clients with addresses that wait for an operator. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return BeheerRepository(connection).waiting()

    def confirm(self, koppeling_id: int, adressen: Collection[int], *, door: Handelende) -> int:
        """Let addresses be used that waited; returns how many."""
        with self._database.write() as connection:
            verandering, toepassing = _begin(connection, koppeling_id, door)
            chosen = _chosen(toepassing, adressen)
            now = tijd.now()
            repository = AdresRepository(connection)
            repository.confirm([adres.id for adres in chosen], now)
            repository.expire(adreswissel.replaced(toepassing, chosen), now)
            if any(adres.soort is Adressoort.SLEUTELS for adres in chosen):
                BeheerRepository(connection).change(toepassing.id, jwks=None)
            verandering.log_link(
                "toepassing-adres-bevestigd", client=toepassing.id, adres=[adres.id for adres in chosen]
            )
            tell_partner(verandering, Berichtsoort.TOEPASSING_BEVESTIGD, aantal=len(chosen))
            after = _current(connection, koppeling_id)
            verlies.record_addresses(verandering, toepassing, after)
            verlies.record_keys(verandering, toepassing, after)
            return len(chosen)

    def refuse(self, koppeling_id: int, adressen: Collection[int], reden: str, *, door: Handelende) -> int:
        """Take away addresses that waited, with a reason for the partner; returns how many."""
        with self._database.write() as connection:
            verandering, toepassing = _begin(connection, koppeling_id, door)
            reden = read_reden(reden, WHY_NOT)
            chosen = _chosen(toepassing, adressen)
            numbers = [adres.id for adres in chosen]
            AdresRepository(connection).expire(numbers, tijd.now())
            verandering.log_link(
                "toepassing-adres-geweigerd", client=toepassing.id, adres=numbers, reden=reden
            )
            tell_partner(verandering, Berichtsoort.TOEPASSING_GEWEIGERD, aantal=len(chosen), reden=reden)
            verlies.record_addresses(verandering, toepassing, _current(connection, koppeling_id))
            return len(chosen)

    def exempt_from_pkce(self, koppeling_id: int, reden: str, *, vrij: bool, door: Handelende) -> None:
        """Let a client go without PKCE, because it cannot do that; or ask it again."""
        with self._database.write() as connection:
            verandering, toepassing = _begin(connection, koppeling_id, door)
            reden = read_reden(reden, WHY)
            if toepassing.pkce_vrij is vrij:
                raise Geweigerd("Dat stond al zo. Er is niets veranderd.")
            BeheerRepository(connection).change(toepassing.id, pkce_vrij=vrij)
            verandering.log_link("toepassing-pkce", client=toepassing.id, vrij=vrij, reden=reden)
            tell_partner(verandering, Berichtsoort.TOEPASSING_GEWIJZIGD)
            if not vrij:
                verlies.record_room(verandering, toepassing, Ruimte.ZONDER_PKCE)

    def allow_offline(self, koppeling_id: int, reden: str, *, aan: bool, door: Handelende) -> None:
        """Let a client ask for access that goes on after a session, or no more."""
        with self._database.write() as connection:
            verandering, toepassing = _begin(connection, koppeling_id, door)
            reden = read_reden(reden, WHY)
            if toepassing.offline is aan:
                raise Geweigerd("Dat stond al zo. Er is niets veranderd.")
            BeheerRepository(connection).change(toepassing.id, offline=aan)
            verandering.log_link("toepassing-offline", client=toepassing.id, aan=aan, reden=reden)
            tell_partner(verandering, Berichtsoort.TOEPASSING_GEWIJZIGD)
            if not aan:
                verlies.record_room(verandering, toepassing, Ruimte.OFFLINE)


def _begin(connection: Transaction, koppeling_id: int, door: Handelende) -> tuple[Verandering, Toepassing]:
    door.require(Actie.TOELATEN)
    door.require_fresh()
    verandering = Verandering.begin(connection, koppeling_id, door)
    verandering.koppeling.require_sso()
    return verandering, _current(connection, koppeling_id)


def _current(connection: Transaction, koppeling_id: int) -> Toepassing:
    toepassing = BeheerRepository(connection).of_link(koppeling_id, tijd.now())
    if toepassing is None:
        raise Geweigerd(f"Koppeling {koppeling_id} heeft geen toepassing.")
    return toepassing


def _chosen(toepassing: Toepassing, numbers: Collection[int]) -> list[Clientadres]:
    """The addresses of these numbers, which all have to wait still: a partner may have changed them."""
    chosen = [adres for adres in toepassing.wachtend if adres.id in numbers]
    if not chosen or len(chosen) != len(set(numbers)):
        raise Geweigerd("Deze adressen wachten niet meer. Kijk opnieuw wat er nu wacht.")
    return chosen
