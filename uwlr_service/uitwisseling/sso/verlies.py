"""What a client lost, numbered as a decision: a restore from backup does not bring it back."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.sso.toepassing import Clientadres, Clientgeheim, Ruimte, Toepassing
from uwlr_service.formats.oauth import jwks
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


def record_end(verandering: Verandering, toepassing: Toepassing) -> None:
    """A client ended; as all of these last in its transaction."""
    _record(verandering, Besluitsoort.TOEPASSING, toepassing)


def record_secrets(
    verandering: Verandering, toepassing: Toepassing, geheimen: Collection[Clientgeheim], until: datetime
) -> None:
    """Secrets prove something until a moment, and no longer."""
    if geheimen:
        _record(
            verandering,
            Besluitsoort.TOEPASSINGSGEHEIMEN,
            toepassing,
            geheimen=[_named(geheim) for geheim in geheimen],
            geldig_tot=written(until),
        )


def record_addresses(verandering: Verandering, before: Toepassing, after: Toepassing) -> None:
    """The addresses that a client has no more after a change."""
    kept = {adres.id for adres in after.adressen}
    adressen = [adres for adres in before.adressen if adres.id not in kept]
    if adressen:
        _record(
            verandering,
            Besluitsoort.TOEPASSINGSADRESSEN,
            before,
            adressen=[_named(adres) for adres in adressen],
        )


def record_keys(verandering: Verandering, before: Toepassing, after: Toepassing) -> None:
    """The keys of its JWK Set that prove nothing any more after a change."""
    gone = _thumbprints(before.jwks) - _thumbprints(after.jwks)
    if gone:
        _record(verandering, Besluitsoort.TOEPASSINGSSLEUTELS, before, sleutels=sorted(gone))


def record_room(verandering: Verandering, toepassing: Toepassing, ruimte: Ruimte) -> None:
    """What an operator had allowed, and allows no more."""
    _record(verandering, Besluitsoort.TOEPASSINGSRUIMTE, toepassing, ruimte=ruimte.value)


def _thumbprints(text: str | None) -> set[str]:
    keys = [] if text is None else json.loads(text)["keys"]
    return {jwks.thumbprint(key) for key in keys}


def _record(verandering: Verandering, soort: Besluitsoort, toepassing: Toepassing, **inhoud: object) -> None:
    besluiten = BesluitRepository(verandering.connection)
    besluiten.record(soort, verandering.koppeling, {"toepassing": _named(toepassing), **inhoud})


def _named(named: Toepassing | Clientgeheim | Clientadres) -> dict[str, Any]:
    """What it is about, in a database that gave the number to something else since."""
    return {"id": named.id, "gemaakt": written(named.aangemaakt)}
