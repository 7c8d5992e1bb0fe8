"""A call of GKV at the watched addresses: only links of the proeftuin, and only its own schools.

A real link, and that of another product, is as unknown there as one that does not exist.
"""

from datetime import timedelta
from typing import Any

from uwlr_service.domain.fouten import ClientOngeldig, SchoolOnbekend, TokenOngeldig, VerwijderverzoekOnbekend
from uwlr_service.domain.gkv.levering import KEPT, Levering
from uwlr_service.domain.koppeling.partner import Client, Tokenhouder
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import Deelnameplaats
from uwlr_service.repository.proeftuin.keuringen import KeuringRepository
from uwlr_service.repository.proeftuin.sleutels import is_of_proeftuin
from uwlr_service.uitwisseling.gkv.ondertekening import AFTERWARDS, Ondertekening
from uwlr_service.uitwisseling.gkv.ophalen import Ophaalloket, Plaats, Schoolstand
from uwlr_service.uitwisseling.gkv.tokens import Tokens
from uwlr_service.uitwisseling.gkv.verwijderverzoeken import Verwijderverzoeken
from uwlr_service.uitwisseling.koppeling.partner.tokenbewijs import UNKNOWN_CLIENT, Tokenadressen
from uwlr_service.uitwisseling.proeftuin.bezoek import current
from uwlr_service.uitwisseling.proeftuin.proefsleutels import NIEUW, Proefsleutels


class Proeftuintokens(Tokens):
    """Tokens for links of the proeftuin that is visited."""

    def check(self, token: str, certificaat: Certificaat | None, adressen: Tokenadressen) -> Tokenhouder:
        """The holder of a token. Raises TokenOngeldig for a link of elsewhere as well."""
        houder = super().check(token, certificaat, adressen)
        if not self._is_ours(houder.koppeling):
            raise TokenOngeldig
        current().sleutel = houder.koppeling
        return houder

    def _client(self, client_id: str) -> Client | None:
        client = super()._client(client_id)
        return client if client is not None and self._is_ours(client.koppeling) else None

    def _is_ours(self, koppeling_id: int) -> bool:
        with self._database.read() as connection:
            return is_of_proeftuin(connection, koppeling_id, current().proeftuin.brincode)


class Geenlas:
    """No LAS is let in at a proeftuin: there is nothing for it."""

    def by_assertion(self, *_: Any) -> Any:
        """Raise ClientOngeldig."""
        raise ClientOngeldig(UNKNOWN_CLIENT)

    by_certificate = by_assertion


class Proeftuinloket(Ophaalloket):
    """Deliveries of the schools of the proeftuin that is visited."""

    def scholen(self, houder: Tokenhouder) -> list[Schoolstand]:
        """The schools of the link that are of the proeftuin."""
        return [stand for stand in super().scholen(houder) if _is_here(stand.school)]

    def leveringen(self, houder: Tokenhouder, plaats: Plaats, na: int) -> tuple[list[Levering], bool]:
        """The deliveries behind a number. Raises SchoolOnbekend for any other school as well."""
        _require_here(plaats)
        leveringen, more = super().leveringen(houder, plaats, na)
        current().pakket = na
        return leveringen, more

    def ask_volledig(self, houder: Tokenhouder, plaats: Plaats) -> None:
        """Let the next delivery be a full one. Raises SchoolOnbekend for any other school as well."""
        _require_here(plaats)
        super().ask_volledig(houder, plaats)

    def _get(self, houder: Tokenhouder, plaats: Plaats, levering_id: str) -> tuple[Levering, Deelnameplaats]:
        _require_here(plaats)
        levering, ingang = super()._get(houder, plaats, levering_id)
        current().pakket = levering.volgnummer
        return levering, ingang


class Proeftuinverwijderverzoeken(Verwijderverzoeken):
    """The withdrawals of schools of the proeftuin that is visited."""

    def of_houder(self, houder: Tokenhouder) -> list[Intrekking]:
        """Those of the link at these schools."""
        return [verzoek for verzoek in super().of_houder(houder) if _is_here(verzoek.school)]

    def confirm(self, houder: Tokenhouder, verzoek_id: int) -> Intrekking:
        """Note that the partner destroyed the data. Raises VerwijderverzoekOnbekend."""
        if verzoek_id not in [verzoek.id for verzoek in self.of_houder(houder)]:
            raise VerwijderverzoekOnbekend
        return super().confirm(houder, verzoek_id)


class Proeftuinondertekening(Ondertekening):
    """The keys that are published at the proeftuin that is visited."""

    def __init__(
        self, database: Database, secret: bytes, old_secret: bytes | None, sleutels: Proefsleutels
    ) -> None:
        super().__init__(database, secret, old_secret)
        self._sleutels = sleutels

    def published(self, kept: timedelta = KEPT + AFTERWARDS) -> list[dict[str, Any]]:
        """Those of the service, and the new one of the proeftuin once it signs with that."""
        keys = super().published(kept)
        proeftuin = current().proeftuin.id
        with self._database.read() as connection:
            stand = KeuringRepository(connection).get(proeftuin)
        if stand is None or NIEUW not in stand.plan.ingrepen:
            return keys
        return [*keys, handtekening.public_part(self._sleutels.key(proeftuin, NIEUW))]


def _is_here(school: Schoolcode) -> bool:
    return school.brincode == current().proeftuin.brincode


def _require_here(plaats: Plaats) -> None:
    if not _is_here(plaats.school):
        raise SchoolOnbekend
