"""Signs what this service watched or ran itself, and publishes the keys to prove that with."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, ProductOnbekend
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats import keurmerk
from uwlr_service.formats.keurmerk import KeurmerkOngeldig, Verklaring
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.uitwisseling.gkv.ondertekening import AFTERWARDS, Ondertekening
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

GEEN_ADRES = (
    "Zet UWLR_BASE_URL: dat adres staat in de handtekening, en wie die controleert haalt daar de sleutels."
)


class Keurmerken:
    """Signs reports with the key that packages are signed with; each counts for ``geldig``.

    ``uitgever`` is the address of this service; without one nothing is signed.
    """

    def __init__(
        self, database: Database, ondertekening: Ondertekening, uitgever: str | None, geldig: timedelta
    ) -> None:
        self._database = database
        self._ondertekening = ondertekening
        self._uitgever = uitgever
        self._geldig = geldig

    @property
    def uitgever(self) -> str:
        """The address of this service, which is in each signature. Raises Geweigerd without one."""
        if self._uitgever is None:
            raise Geweigerd(GEEN_ADRES)
        return self._uitgever

    def sign(self, rapport: Mapping[str, Any], product_id: int, *, door: Handelende) -> str:
        """The signature under a report about a product, which holds the report itself.

        Only for a run that this service watched or did itself: whoever calls this vouches for that, and never
        takes the report from who asks. Operators may ask, and the company for its own product. Raises
        NietToegestaan, ProductOnbekend, SleutelOnleesbaar, and Geweigerd without an address.
        """
        self.require(product_id, door=door)
        uitgever = self.uitgever
        key = self._ondertekening.key()
        moment = tijd.whole_second(tijd.now())
        with self._database.write() as connection:
            product = KoppelpartnerRepository(connection).product(product_id)
            if product is None:
                raise ProductOnbekend(f"Er is geen product {product_id}.")
            verklaring = Verklaring(
                uitgever=uitgever,
                moment=moment,
                tot=moment + self._geldig,
                product=product.id,
                productnaam=product.naam,
                rapport=rapport,
            )
            signed = keurmerk.sign(verklaring, key)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="keurrapport-ondertekend",
                    door=door,
                    koppelpartner_id=product.koppelpartner,
                    inhoud={
                        "product": product.id,
                        "suite": rapport["suite"],
                        "goed": rapport["goed"],
                    },
                ),
            )
        return signed

    def require(self, product_id: int, *, door: Handelende) -> None:
        """Raise what ``sign`` would raise about a product, before a run that takes a while."""
        with self._database.read() as connection:
            product = KoppelpartnerRepository(connection).product(product_id)
        if not door.may(Actie.TOELATEN):
            if product is None:
                raise NietToegestaan
            door.require(Actie.VOORSTELLEN, koppelpartner=product.koppelpartner)
        if product is None:
            raise ProductOnbekend(f"Er is geen product {product_id}.")
        if self._uitgever is None:
            raise Geweigerd(GEEN_ADRES)

    def read(self, data: bytes) -> Verklaring:
        """What a file says that this service signed itself, and that counts by what is set now.

        Raises KeurmerkOngeldig, and Geweigerd without an address.
        """
        now = tijd.now()
        verklaring = keurmerk.proven(data, self.published(), now)
        if verklaring.uitgever != self.uitgever:
            raise KeurmerkOngeldig(f"Het rapport is van {verklaring.uitgever}, en niet van deze dienst.")
        if verklaring.moment + self._geldig <= now:
            raise KeurmerkOngeldig(f"Het rapport is meer dan {self._geldig.days} dagen oud.")
        return verklaring

    def published(self) -> list[dict[str, Any]]:
        """The public keys as they belong in a JWK set: the present one, and those of reports that count."""
        return self._ondertekening.published(self._geldig + AFTERWARDS)
