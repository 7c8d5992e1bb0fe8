"""Who hears what about a product: the users of its partner, and the schools that are linked with it."""

from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis, Toelatingstand
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde, Parameter
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.uitwisseling.toezicht.berichten import tell

STANDEN = {
    Toelatingstand.SANDBOX: "proeftuin",
    Toelatingstand.KWALIFICATIE: "gekwalificeerd",
    Toelatingstand.OVEREENKOMST: "overeenkomst getekend",
    Toelatingstand.ACTIEF: "actief",
    Toelatingstand.OPGESCHORT: "stilgezet",
    Toelatingstand.BEEINDIGD: "beëindigd",
}
"""The states in words for people."""
SOORTEN = {
    Toelatinggebeurtenis.SUSPEND: Berichtsoort.TOELATING_OPGESCHORT,
    Toelatinggebeurtenis.RESUME: Berichtsoort.TOELATING_HERVAT,
    Toelatinggebeurtenis.END: Berichtsoort.TOELATING_BEEINDIGD,
}


def tell_partner(connection: Transaction, product: Product, stand: Toelatingstand) -> None:
    """Tell the users of a partner how far their product is."""
    bericht = Bericht(
        soort=Berichtsoort.TOELATING_VERDER,
        aan=Geadresseerde.partnerbeheerders(product.koppelpartner),
        parameters={"product": product.naam, "stand": STANDEN[stand]},
        pad=_page(product),
    )
    tell(connection, bericht)


def tell_partner_and_schools(
    connection: Transaction, product: Product, gebeurtenis: Toelatinggebeurtenis, reden: str
) -> None:
    """Tell the users of a partner, and the administrators of each school that takes part, of a stop."""
    soort = SOORTEN[gebeurtenis]
    parameters: dict[str, Parameter] = {"product": product.naam}
    if gebeurtenis is Toelatinggebeurtenis.SUSPEND:
        parameters["reden"] = reden
    berichten = [
        Bericht(
            soort=soort,
            aan=Geadresseerde.partnerbeheerders(product.koppelpartner),
            parameters=parameters,
            pad=_page(product),
        )
    ]
    for school_id in ToelatingRepository(connection).scholen(product.id):
        berichten.append(
            Bericht(soort=soort, aan=Geadresseerde.schoolbeheerders(school_id), parameters=parameters)
        )
    tell(connection, *berichten)


def _page(product: Product) -> str:
    return f"/partners/{product.koppelpartner}"
