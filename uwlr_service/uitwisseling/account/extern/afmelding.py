"""The provider of a school tells that somebody signed out there (OpenID Connect Back-Channel Logout 1.0)."""

from collections.abc import Sequence

from uwlr_service.domain import tijd
from uwlr_service.domain.account.schoolprovider import Schoolprovider
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.fouten.extern import ExternMislukt
from uwlr_service.formats.oauth import ontvangenjwt
from uwlr_service.formats.oauth.ontvangenjwt import OLDEST, Afmelding, Verwachting
from uwlr_service.formats.oauth.providerdocument import ALGORITHMS
from uwlr_service.repository.account.extern import ProviderRepository
from uwlr_service.repository.account.sessiebronnen import SessiebronRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.bewijzen import BewijsRepository, Uitgever
from uwlr_service.uitwisseling.account.extern.bron import Providerbron


class Externeafmelding:
    """Ends sessions here of whoever signed out at the provider that they came in by."""

    def __init__(self, database: Database, bron: Providerbron) -> None:
        self._database = database
        self._bron = bron

    def receive(self, logout_token: str) -> int:
        """Judge a logout token, and end what it is about; returns how many sessions that were.

        One provider can be that of several schools of a board. Raises ExternMislukt for a token that counts
        for nothing, and ProviderOnbruikbaar when the keys cannot be read.
        """
        try:
            issuer, client_id = ontvangenjwt.parties_of(logout_token)
            with self._database.read() as connection:
                providers = ProviderRepository(connection).that_are(issuer, client_id)
            if not providers:
                raise ExternMislukt("no_provider")
            afmelding = self._judged(logout_token, providers[0])
        except DocumentOngeldig as error:
            raise ExternMislukt("logout_token") from error
        return self._end(afmelding, providers)

    def _judged(self, logout_token: str, provider: Schoolprovider) -> Afmelding:
        algoritme = ontvangenjwt.algorithm_of(logout_token)
        if algoritme not in ALGORITHMS:
            raise ExternMislukt("algorithm")
        verwachting = Verwachting(
            issuer=provider.issuer,
            client_id=provider.client_id,
            algoritme=algoritme,
            moment=tijd.now(),
        )
        keys = self._bron.keys(self._bron.document(provider.issuer), ontvangenjwt.kid_of(logout_token))
        return ontvangenjwt.read_logout_token(logout_token, keys, verwachting, is_typed=False)

    def _end(self, afmelding: Afmelding, providers: Sequence[Schoolprovider]) -> int:
        now = tijd.now()
        with self._database.write() as connection:
            used = BewijsRepository(connection)
            name = str(providers[0].id)
            # A second time it could end a session that began after the first.
            if not used.use_once(Uitgever.EXTERN, name, afmelding.jti, now + 2 * OLDEST, now):
                raise ExternMislukt("used_before")
            bronnen = SessiebronRepository(connection)
            sessies = SessieRepository(connection)
            ended = 0
            for provider in providers:
                named = bronnen.at_provider(provider.id, onderwerp=afmelding.sub, sid=afmelding.sid)
                for number in named:
                    ended += sessies.end(number, Einde.BIJ_SCHOOL_AFGEMELD, now)
        return ended
