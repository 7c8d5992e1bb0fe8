"""Who is calling: klant and key, in the order of the standard's fault codes (UWLR 2.2.1, autorisatie)."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import AutorisatieOngeldig, OngeldigeKlantIdentificatie
from uwlr_service.domain.koppeling.klant import Sleutelhouder
from uwlr_service.domain.uwlr.verzoek import Autorisatie, Schoolvraag, Tolerantie
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.toegang import Schoolingang, ToegangRepository
from uwlr_service.uitwisseling.koppeling.sleuteloverlap import Sleuteloverlap

STRENG = "soap"
"""The prefix for a caller that is not recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toegang:
    """A klant that identified itself; ``houder`` is None when its key opens nothing.

    That is not said at once: the body is judged first, so that a stranger learns nothing from the order.
    """

    klantnaam: str
    houder: Sleutelhouder | None
    toleranties: tuple[Tolerantie, ...] = ()
    """What was passed over in the header."""
    vraag: Schoolvraag | None = None
    """The school and year that the database was asked about together with the key."""
    ingang: Schoolingang | None = None
    """What the key opens of these."""

    @property
    def tolerant(self) -> bool:
        """Whether mistakes are mended for this key."""
        return self.houder is not None and self.houder.tolerant

    @property
    def gegevenssetid_streng(self) -> bool:
        """Whether an unknown gegevenssetid is refused; for a caller that is not recognised it is."""
        if self.houder is None:
            return True
        return self.houder.gegevenssetid_streng and not self.houder.tolerant

    @property
    def prefix(self) -> str:
        """The envelope prefix that the holder of this key can read."""
        return self.houder.prefix if self.houder else STRENG


class Toegangscontrole:
    """Finds out whose header this is."""

    def __init__(self, database: Database, secret: bytes, old_secret: bytes | None = None) -> None:
        self._repository = ToegangRepository(database)
        self._overlap = Sleuteloverlap(database, secret, old_secret)

    def identify(self, autorisatie: Autorisatie, vraag: Schoolvraag | None = None) -> Toegang:
        """The klant behind a header.

        ``vraag`` is what the body seems to ask for: then one question to the database also finds what the
        key opens of that school. Raises OngeldigeKlantIdentificatie when klantnaam and klantcode are not
        known as a pair, and AutorisatieOngeldig for a header in the wrong order, unless its key is tolerant.
        """
        # A tolerant key is also recognised between spaces; a strict one is not.
        sleutel = autorisatie.sleutel.strip()
        houder, ingang = self._opened(self._overlap.digest(sleutel), autorisatie, vraag)
        if houder is None:
            old_digest = self._overlap.old_digest(sleutel)
            if old_digest is not None:
                houder, ingang = self._opened(old_digest, autorisatie, vraag)
                if houder is not None:
                    self._overlap.renew(houder, sleutel)
        if houder is None and not self._repository.is_klant(autorisatie.klantnaam, autorisatie.klantcode):
            raise OngeldigeKlantIdentificatie
        if houder is not None and houder.tolerant:
            return Toegang(
                klantnaam=houder.klantnaam,
                houder=houder,
                toleranties=tuple(_mistakes(autorisatie)),
                vraag=vraag,
                ingang=ingang,
            )
        if not autorisatie.in_volgorde:
            raise AutorisatieOngeldig(
                "De elementen van de header 'autorisatie' staan niet in de volgorde"
                " autorisatiesleutel, klantcode, klantnaam."
            )
        if houder is None:
            return Toegang(klantnaam=autorisatie.klantnaam, houder=None)
        return Toegang(klantnaam=autorisatie.klantnaam, houder=houder, vraag=vraag, ingang=ingang)

    def _opened(
        self, digest: str, autorisatie: Autorisatie, vraag: Schoolvraag | None
    ) -> tuple[Sleutelhouder | None, Schoolingang | None]:
        """The holder of the key with this hash, unless the header is not good for it."""
        houder, ingang = self._ask(digest, vraag)
        if houder is not None and not _opens(houder, digest, autorisatie):
            houder = None
        return houder, ingang

    def _ask(
        self, digest: str, vraag: Schoolvraag | None
    ) -> tuple[Sleutelhouder | None, Schoolingang | None]:
        if vraag is None:
            return self._repository.sleutelhouder(digest), None
        toegang = self._repository.sleuteltoegang(digest, vraag)
        return (None, None) if toegang is None else toegang


def _opens(houder: Sleutelhouder, digest: str, autorisatie: Autorisatie) -> bool:
    """Whether a key that was found is good, and belongs to the klant that the header names."""
    sleutel = autorisatie.sleutel
    klantnaam = autorisatie.klantnaam
    klantcode = autorisatie.klantcode
    if houder.tolerant:
        sleutel = sleutel.strip()
        klantnaam = klantnaam.strip()
        klantcode = klantcode.strip()
    return (
        # The database found the hash by an index, whose time teaches a stranger nothing: without our
        # secret nobody can choose the hash of a key. Comparing again in constant time costs nothing, and also
        # covers a collation or a driver that matches similar values.
        hmac.compare_digest(houder.hash, digest)
        and sleutel == sleutel.strip()
        # Names are no secret: which klanten there are follows from the fault code anyway.
        and (klantnaam, klantcode) == (houder.klantnaam, houder.klantcode)
        and houder.is_valid(tijd.now())
    )


def _mistakes(autorisatie: Autorisatie) -> Iterator[Tolerantie]:
    given = (autorisatie.sleutel, autorisatie.klantcode, autorisatie.klantnaam)
    if any(value != value.strip() for value in given):
        yield Tolerantie.SPATIES
    if not autorisatie.in_volgorde:
        yield Tolerantie.VOLGORDE
