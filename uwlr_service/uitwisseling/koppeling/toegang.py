"""Who is calling: klant and key, in the order of the standard's fault codes (UWLR 2.2.1, autorisatie)."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import AutorisatieOngeldig, OngeldigeKlantIdentificatie
from uwlr_service.domain.koppeling.klant import hash_sleutel
from uwlr_service.domain.uwlr.verzoek import Autorisatie, Tolerantie
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.toegang import Sleutelhouder, ToegangRepository

STRENG = "soap"
"""The prefix for whoever is not recognised."""


@dataclass(frozen=True, slots=True)
class Toegang:
    """A klant that identified itself; ``houder`` is None when its key opens nothing.

    That is not said at once: the body is judged first, so that a stranger learns nothing from the order.
    """

    klantnaam: str
    houder: Sleutelhouder | None
    toleranties: tuple[Tolerantie, ...] = ()
    """What was passed over in the header."""

    @property
    def tolerant(self) -> bool:
        """Whether mistakes are mended for this key."""
        return self.houder is not None and self.houder.tolerant

    @property
    def prefix(self) -> str:
        """The envelope prefix that the holder of this key can read."""
        return self.houder.prefix if self.houder else STRENG


class Toegangscontrole:
    """Finds out whose header this is."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self._repository, self._secret = ToegangRepository(database), secret

    def identify(self, autorisatie: Autorisatie) -> Toegang:
        """The klant behind a header.

        Raises OngeldigeKlantIdentificatie when klantnaam and klantcode are not known as a pair, and
        AutorisatieOngeldig for a header in the wrong order, unless its key is a tolerant one.
        """
        # A tolerant key is also recognised between spaces; a strict one is not.
        digest = hash_sleutel(self._secret, autorisatie.sleutel.strip())
        houder = self._repository.sleutelhouder(digest)
        if houder is not None and not self._opens(houder, digest, autorisatie):
            houder = None
        if houder is None and not self._repository.is_klant(autorisatie.klantnaam, autorisatie.klantcode):
            raise OngeldigeKlantIdentificatie
        if houder is not None and houder.tolerant:
            return Toegang(houder.klantnaam, houder, tuple(_mistakes(autorisatie)))
        if not autorisatie.in_volgorde:
            raise AutorisatieOngeldig(
                "De elementen van de header 'autorisatie' staan niet in de volgorde"
                " autorisatiesleutel, klantcode, klantnaam."
            )
        return Toegang(autorisatie.klantnaam, houder)

    @staticmethod
    def _opens(houder: Sleutelhouder, digest: str, autorisatie: Autorisatie) -> bool:
        given = (autorisatie.sleutel, autorisatie.klantnaam, autorisatie.klantcode)
        if houder.tolerant:
            given = (given[0].strip(), given[1].strip(), given[2].strip())
        sleutel, klantnaam, klantcode = given
        return (
            hmac.compare_digest(houder.hash, digest)
            and sleutel == sleutel.strip()
            and (klantnaam, klantcode) == (houder.klantnaam, houder.klantcode)
            and houder.ingetrokken is None
            and (houder.geldig_tot is None or tijd.now() < houder.geldig_tot)
        )


def _mistakes(autorisatie: Autorisatie) -> Iterator[Tolerantie]:
    given = (autorisatie.sleutel, autorisatie.klantcode, autorisatie.klantnaam)
    if any(value != value.strip() for value in given):
        yield Tolerantie.SPATIES
    if not autorisatie.in_volgorde:
        yield Tolerantie.VOLGORDE
