"""How the stop of a product is made to hold again in a database that was put back to before it."""

from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.koppeling.koppelpartner import Toelatingstap
from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis, Toelatingstand
from uwlr_service.repository.koppeling.besluiten import is_same
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository

REPLAYED_BY = "uwlr db restored"
EVENTS = {
    Toelatingstand.OPGESCHORT: Toelatinggebeurtenis.SUSPEND,
    Toelatingstand.ACTIEF: Toelatinggebeurtenis.RESUME,
    Toelatingstand.BEEINDIGD: Toelatinggebeurtenis.END,
}
"""What was decided, by the state that it led to."""


def put_in_state(toelatingen: ToelatingRepository, besluit: Besluit) -> bool | None:
    """Bring a product into the state that was decided; False if it is so already, None without that product.

    A product may go on only if it is stopped: what is still in the sandbox was not admitted yet.
    """
    product_id = besluit.inhoud["product"]
    stand = Toelatingstand(besluit.inhoud["stand"])
    products = toelatingen.locked([product_id])
    if not products or not is_same(products[0].aangemaakt, besluit.inhoud["gemaakt"]):
        return None
    present = products[0].stand
    is_open = stand is Toelatingstand.ACTIEF
    if present in (stand, Toelatingstand.BEEINDIGD):
        return False
    if is_open and present is not Toelatingstand.OPGESCHORT:
        return False
    stap = Toelatingstap(
        moment=besluit.moment,
        van=present,
        gebeurtenis=EVENTS[stand],
        naar=stand,
        door=REPLAYED_BY,
        reden=besluit.inhoud.get("reden", ""),
    )
    shown = None if is_open else stap.reden or None
    toelatingen.take(product_id, stap, opgeschort_reden=shown)
    return True
