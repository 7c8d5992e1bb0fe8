"""How what SSO or a client of it lost stays lost in a database that was put back to before that."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.sso.toepassing import Ruimte, Toepassing
from uwlr_service.formats.oauth import jwks
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.besluiten import is_same
from uwlr_service.repository.sso import beeindiging
from uwlr_service.repository.sso.adressen import AdresRepository
from uwlr_service.repository.sso.beheer import BeheerRepository
from uwlr_service.repository.sso.sleutels import SsosleutelRepository

HERSTELD = "hersteld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toepassingtafel:
    """The clients, in one transaction."""

    connection: Transaction

    def client(self, koppeling: Koppeling, named: dict[str, Any]) -> Toepassing | None:
        """The client that a decision is about, unless it ended or another one has its number now."""
        toepassing = BeheerRepository(self.connection).of_link(koppeling.id, tijd.now())
        if toepassing is None or toepassing.id != named["id"]:
            return None
        return toepassing if is_same(toepassing.aangemaakt, named["gemaakt"]) else None


def remove_keys(connection: Transaction, besluit: Besluit) -> bool:
    """Take away signing keys of the provider that leaked; others are made when they are needed."""
    return SsosleutelRepository(connection).remove(besluit.inhoud["kids"])


def end(tafel: Toepassingtafel, koppeling: Koppeling, besluit: Besluit) -> bool:
    """End a client once more; False if the database has it no more."""
    toepassing = tafel.client(koppeling, besluit.inhoud["toepassing"])
    if toepassing is None:
        return False
    beeindiging.end_client(tafel.connection, toepassing.id, besluit.moment, HERSTELD)
    return True


def end_secrets(tafel: Toepassingtafel, koppeling: Koppeling, besluit: Besluit) -> bool:
    """Let secrets prove something until a moment and no longer; False if none of them did."""
    toepassing = tafel.client(koppeling, besluit.inhoud["toepassing"])
    if toepassing is None:
        return False
    until = datetime.fromisoformat(besluit.inhoud["geldig_tot"])
    named = {geheim["id"]: geheim["gemaakt"] for geheim in besluit.inhoud["geheimen"]}
    present = [
        geheim.id
        for geheim in toepassing.geheimen
        if geheim.id in named and is_same(geheim.aangemaakt, named[geheim.id])
        if geheim.geldig_tot is None or geheim.geldig_tot > until
    ]
    BeheerRepository(tafel.connection).limit_geheimen(present, until)
    return bool(present)


def take_addresses(tafel: Toepassingtafel, koppeling: Koppeling, besluit: Besluit) -> bool:
    """Take addresses away once more; False if none of them is there."""
    toepassing = tafel.client(koppeling, besluit.inhoud["toepassing"])
    if toepassing is None:
        return False
    named = {adres["id"]: adres["gemaakt"] for adres in besluit.inhoud["adressen"]}
    present = [
        adres.id
        for adres in toepassing.adressen
        if adres.id in named and is_same(adres.aangemaakt, named[adres.id])
    ]
    AdresRepository(tafel.connection).expire(present, besluit.moment)
    return bool(present)


def take_keys(tafel: Toepassingtafel, koppeling: Koppeling, besluit: Besluit) -> bool:
    """Take keys out of the JWK Set once more; False if none of them is there.

    What is left may be nothing: then the client proves itself by nothing until its partner sets other keys.
    """
    toepassing = tafel.client(koppeling, besluit.inhoud["toepassing"])
    if toepassing is None or toepassing.jwks is None:
        return False
    present = json.loads(toepassing.jwks)["keys"]
    kept = [key for key in present if jwks.thumbprint(key) not in besluit.inhoud["sleutels"]]
    if len(kept) == len(present):
        return False
    BeheerRepository(tafel.connection).change(toepassing.id, jwks=json.dumps({"keys": kept}))
    return True


def take_room(tafel: Toepassingtafel, koppeling: Koppeling, besluit: Besluit) -> bool:
    """Let a client do no more what an operator had allowed it; False if it may not."""
    toepassing = tafel.client(koppeling, besluit.inhoud["toepassing"])
    if toepassing is None:
        return False
    is_allowed = {Ruimte.ZONDER_PKCE: toepassing.pkce_vrij, Ruimte.OFFLINE: toepassing.offline}
    ruimte = Ruimte(besluit.inhoud["ruimte"])
    if not is_allowed[ruimte]:
        return False
    BeheerRepository(tafel.connection).change(toepassing.id, **{ruimte.value: False})
    return True
