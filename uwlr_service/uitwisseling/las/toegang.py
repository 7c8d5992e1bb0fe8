"""The way in of a LAS: tokens for ``/las/v1``, and the schools that are behind them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import (
    ClientOngeldig,
    SchoolOnbekend,
    ScopeOngeldig,
    ScopeOntbreekt,
    Toegangsfout,
    TokenOngeldig,
)
from uwlr_service.domain.koppeling.partner import Partnersleutel
from uwlr_service.domain.las import las as lassen
from uwlr_service.domain.las.las import Las, Lasscope
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.oauth import toegangstoken
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.formats.oauth.toegangstoken import Toegangstoken
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.lassen import LasRepository
from uwlr_service.repository.las.lassleutels import LassleutelRepository
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.partner import tokenbewijs
from uwlr_service.uitwisseling.koppeling.partner.tokenbewijs import UNKNOWN_CLIENT, Tokenadressen


@dataclass(frozen=True, slots=True, kw_only=True)
class Lastoken:
    """A token that was just made for a LAS."""

    token: str
    scopes: tuple[Lasscope, ...]
    las: int

    @property
    def client(self) -> str:
        """The client_id of that LAS."""
        return lassen.client_id(self.las)

    def __repr__(self) -> str:
        """Without the token, which must not get into a log."""
        return f"Lastoken(las={self.las})"


@dataclass(frozen=True, slots=True)
class _Client:
    """A LAS as the token endpoint sees it, with the keys that are in force."""

    las: Las
    sleutels: Sequence[Partnersleutel]


class Lastoegang:
    """Issues tokens to LASes, and judges those that come back."""

    def __init__(self, database: Database, ondertekening: Ondertekening) -> None:
        self._database = database
        self._ondertekening = ondertekening

    def by_assertion(self, assertion: str, name: str, scope: str, adressen: Tokenadressen) -> Lastoken:
        """A token for the LAS that signed an assertion. Raises ClientOngeldig, ScopeOngeldig."""
        now = tijd.now()
        client = self._client(name)
        with _of(client):
            # A LAS that is not there has no keys, and looking for one among none takes as long.
            sleutels = () if client is None else client.sleutels
            sleutel, bewijs = tokenbewijs.proven(sleutels, name, assertion, adressen, now)
            client = _required(client)
            # Last of all: only an assertion that is right may use up its jti.
            tokenbewijs.use(self._database, name, bewijs, now)
            return self._issue(client.las, sleutel, scope, adressen)

    def by_certificate(
        self, name: str, certificaat: Certificaat, scope: str, adressen: Tokenadressen
    ) -> Lastoken:
        """A token for the LAS that showed a certificate, and bound to it (RFC 8705).

        Raises ClientOngeldig, ScopeOngeldig.
        """
        client = _required(self._client(name))
        with _of(client):
            sleutel = tokenbewijs.key_of_certificate(client.sleutels, certificaat)
            if not certificaat.is_valid(tijd.now()):
                raise ClientOngeldig("certificate_not_valid_now")
            return self._issue(client.las, sleutel, scope, adressen, certificaat.thumbprint)

    def check(
        self, token: str, certificaat: Certificaat | None, scope: Lasscope, adressen: Tokenadressen
    ) -> Las:
        """The LAS of a token, if its scopes reach this far.

        A key that was removed ends its tokens at once, and so does the end of the LAS. Raises TokenOngeldig,
        ScopeOntbreekt.
        """
        content = toegangstoken.read(
            token,
            self._ondertekening.published(),
            issuer=adressen.issuer,
            audience=adressen.las,
            moment=tijd.now(),
        )
        if content.certificaat is not None:
            tokenbewijs.require_certificate(content.certificaat, certificaat)
        client = self._find(content.client)
        if client is None or all(sleutel.id != content.sleutel for sleutel in client.sleutels):
            raise TokenOngeldig
        if scope not in content.scopes:
            raise ScopeOntbreekt
        return client.las

    def school(self, las: Las, pad: str) -> Schoolcode:
        """The school that a path names, if it is one of this LAS.

        Raises SchoolOnbekend, whether there is no such school or another LAS has it. A LAS that has all
        schools has those too of which nothing was stored yet.
        """
        code = schoolpad.read(pad)
        if code is None:
            raise SchoolOnbekend
        if las.alle_scholen:
            return code
        with self._database.read() as connection:
            if not LasRepository(connection).has(las.id, code):
                raise SchoolOnbekend
        return code

    def _client(self, name: str) -> _Client | None:
        """The LAS that a client_id claims. Raises ClientOngeldig if it can be of none."""
        if lassen.las_of(name) is None:
            raise ClientOngeldig(UNKNOWN_CLIENT)
        return self._find(name)

    def _find(self, name: str) -> _Client | None:
        """A LAS that lives, with the keys that are in force."""
        las_id = lassen.las_of(name)
        if las_id is None:
            return None
        with self._database.read() as connection:
            present = LassleutelRepository(connection).in_force(las_id)
        return None if present is None else _Client(*present)

    def _issue(
        self,
        las: Las,
        sleutel: Partnersleutel,
        scope: str,
        adressen: Tokenadressen,
        certificaat: str | None = None,
    ) -> Lastoken:
        scopes = lassen.granted(scope.split())
        if scopes is None:
            raise ScopeOngeldig
        token = toegangstoken.write(
            Toegangstoken(
                client=lassen.client_id(las.id), scopes=scopes, sleutel=sleutel.id, certificaat=certificaat
            ),
            self._ondertekening.key(),
            issuer=adressen.issuer,
            audience=adressen.las,
            moment=tijd.now(),
        )
        return Lastoken(token=token, scopes=scopes, las=las.id)


@contextmanager
def _of(client: _Client | None) -> Iterator[None]:
    """Let the log say which LAS a refusal is of; the caller must not hear whether there is one."""
    try:
        yield
    except Toegangsfout as fout:
        if client is None:
            raise ClientOngeldig(UNKNOWN_CLIENT) from fout
        fout.las = client.las.id
        raise


def _required(client: _Client | None) -> _Client:
    if client is None:
        raise ClientOngeldig(UNKNOWN_CLIENT)
    return client
