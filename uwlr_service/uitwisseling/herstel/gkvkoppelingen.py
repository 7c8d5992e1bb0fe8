"""How what a partner of GKV lost stays lost in a database that was put back to before that."""

from dataclasses import dataclass

from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.repository.gkv.generiek import GkvGeneriekRepository
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.besluiten import is_same
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository


@dataclass(frozen=True, slots=True)
class Gkvtafel:
    """What links of GKV have beside their schools, in one transaction."""

    partnersleutels: PartnersleutelRepository
    generiek: GkvGeneriekRepository
    webhooks: WebhookRepository


def remove_key(tafel: Gkvtafel, koppeling: Koppeling, besluit: Besluit) -> bool | None:
    """Take a key away once more; None if the link has no such key."""
    number = besluit.inhoud["sleutel"]["id"]
    gemaakt = besluit.inhoud["sleutel"]["gemaakt"]
    known = tafel.partnersleutels.of_koppeling(koppeling.id)
    if not any(sleutel.id == number and is_same(sleutel.aangemaakt, gemaakt) for sleutel in known):
        return None
    return tafel.partnersleutels.remove(koppeling.id, number)


def switch_off(tafel: Gkvtafel, koppeling: Koppeling, _besluit: Besluit) -> bool:
    """Turn the drop-in service off."""
    if not tafel.generiek.get(koppeling.id).aan:
        return False
    tafel.generiek.switch(koppeling.id, aan=False)
    return True


def bind(tafel: Gkvtafel, koppeling: Koppeling, besluit: Besluit) -> bool:
    """Let the drop-in service answer calls from these addresses alone."""
    adressen = tuple(parse_netwerk(text) for text in besluit.inhoud["adressen"])
    if tafel.generiek.get(koppeling.id).adressen == adressen:
        return False
    tafel.generiek.limit(koppeling.id, adressen)
    return True


def end_webhook(tafel: Gkvtafel, koppeling: Koppeling, besluit: Besluit) -> bool:
    """Tell nothing any more at the address of before; one that was set after the restore stays."""
    return tafel.webhooks.off(koppeling.id, before=besluit.moment)
