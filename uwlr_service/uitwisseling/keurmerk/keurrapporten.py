"""Takes the reports of the test facility on which the admission of a product can rest."""

from collections.abc import Mapping
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import ProductOnbekend
from uwlr_service.domain.koppeling.toelating import VAN_EEN_PRODUCT, Keurrapport
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats import keurmerk
from uwlr_service.formats.keurmerk import KeurmerkOngeldig, Verklaring
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.uitwisseling.keurmerk.keurmerken import Keurmerken
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Keurrapporten:
    """Only reports that this service signed itself, about the product that they are brought for."""

    def __init__(self, database: Database, keurmerken: Keurmerken) -> None:
        self._database = database
        self._keurmerken = keurmerken

    def take(self, product_id: int, data: bytes, *, door: Handelende) -> Keurrapport:
        """Keep what came of a report: a file in JSON, or the signature by itself. Once more changes nothing.

        A report of a product that does not do what it must is taken too; no agreement can rest on that.
        Raises NietToegestaan, ProductOnbekend, KeurmerkOngeldig when it is about another product or not about
        the program of one, and as ``Keurmerken.read`` does.
        """
        door.require(Actie.TOELATEN)
        verklaring = self._keurmerken.read(data)
        with self._database.write() as connection:
            toelatingen = ToelatingRepository(connection)
            products = toelatingen.locked([product_id])
            if not products:
                raise ProductOnbekend(f"Er is geen product {product_id}.")
            if verklaring.product != product_id:
                raise KeurmerkOngeldig(
                    f"Het rapport is over product {verklaring.product}: {verklaring.productnaam}."
                )
            rapport = _rapport(verklaring)
            if rapport.suite not in VAN_EEN_PRODUCT:
                raise KeurmerkOngeldig(
                    f"Gevallen {rapport.suite} keuren niet wat het programma van een product doet."
                )
            if rapport in toelatingen.rapporten(product_id):
                return rapport
            toelatingen.add_rapport(product_id, rapport, tijd.now(), door.naam)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="keurrapport-vastgelegd",
                    door=door,
                    koppelpartner_id=products[0].koppelpartner,
                    inhoud={"product": product_id, "suite": rapport.suite, "goed": rapport.goed},
                ),
            )
        return rapport


def _rapport(verklaring: Verklaring) -> Keurrapport:
    """What is kept of a report; its fields are ours, since we signed it (docs/keurmerk.rst)."""
    rapport = verklaring.rapport
    return Keurrapport(
        digest=keurmerk.digest(verklaring),
        suite=rapport["suite"],
        versie=rapport["versie"],
        ondertekend=verklaring.moment,
        tot=verklaring.tot,
        goed=rapport["goed"],
        overgeslagen=sum(map(_is_missed, rapport["gevallen"])),
    )


def _is_missed(geval: Mapping[str, Any]) -> bool:
    return geval["gewicht"] == "moet" and geval["stand"] == "overgeslagen"
