"""A LAS sends the data of a school year, whole and as often as it likes (docs/las.rst)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.las.inzending import Invoerplaats, Invoerstand, Inzending, Voorwaarden
from uwlr_service.domain.las.las import Las
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.invoerstanden import (
    InvoerstandRepository,
    mark_of_gegevens,
    stand_of_gegevens,
)
from uwlr_service.repository.school.invoer import Weging
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.las.beoordeling import Beoordeling, Leeftijden, stempel
from uwlr_service.uitwisseling.las.vrijbrieven import Vrijbrieven
from uwlr_service.uitwisseling.school.edexml import Bestemming, EdexmlUitwisseling, Importverslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevensuitkomst:
    """What became of a file.

    ``stand`` is the newest state; None after a trial at a school year without data. ``verslag`` is None
    where the bytes were those of that state already, and nothing was looked at.
    """

    stand: Invoerstand | None
    verslag: Importverslag | None = None
    vrijbrief: str | None = None
    is_first: bool = False
    """Whether there was no state before."""


class Gegevensloket:
    """Takes EDEXML from LASes, by the rules of every import."""

    def __init__(self, database: Database, edexml: EdexmlUitwisseling, vrijbrieven: Vrijbrieven) -> None:
        self._database = database
        self._edexml = edexml
        self._vrijbrieven = vrijbrieven

    def stand(self, plaats: Invoerplaats) -> Invoerstand | None:
        """The newest state of a school year; None as long as nothing was stored."""
        with self._database.read() as connection:
            return InvoerstandRepository(connection).gegevens(plaats.school, plaats.schooljaar)

    def document(self, plaats: Invoerplaats, versie: str) -> tuple[str, Iterator[bytes]]:
        """The mark of the newest state, and that state as EDEXML.

        Raises SchoolOnbekend without one, and DocumentOngeldig for one that the version cannot hold.
        """
        with self._database.read() as connection:
            stand = SchoolRepository(connection).stand(plaats.school, plaats.schooljaar)
            kenmerk = None if stand is None else mark_of_gegevens(stand)
            if stand is None or kenmerk is None:
                raise SchoolOnbekend.without_gegevens(plaats.school, plaats.schooljaar)
            gegevens = SchoolgegevensRepository(connection).read(plaats.school, plaats.schooljaar, stand)
        pieces = edexml.write(gegevens, versie)
        # What cannot be written is refused with the first piece, while that can still be said.
        first = next(pieces)
        return kenmerk, chain((first,), pieces)

    def put(
        self, las: Las, plaats: Invoerplaats, inzending: Inzending, voorwaarden: Voorwaarden
    ) -> Gegevensuitkomst:
        """Make a file the newest state of its school year, in one transaction; the school is one of this LAS.

        Raises StandVeranderd, DocumentOngeldig with every fault, VerkeerdeSchool, AnderSchooljaar,
        InzendingOuder and InzendingAangehouden; nothing is changed then.
        """
        beoordeling = Beoordeling(self._vrijbrieven, las, plaats, inzending, voorwaarden)
        present = self.stand(plaats)
        beoordeling.require_stand(None if present is None else present.kenmerk)
        if present is not None and present.stempel == stempel(inzending):
            return Gegevensuitkomst(stand=present)

        def look(weging: Weging) -> Weging:
            slot = weging.slot
            leeftijden = Leeftijden(gemaakt=weging.gegevens.school.aanmaakdatum, bereikt=slot.bereikt)
            left = beoordeling.weigh(mark_of_gegevens(slot.stand), weging.bezwaren, leeftijden)
            return replace(weging, bezwaren=left, stempel=stempel(inzending))

        verslag = self._edexml.receive(
            inzending.source,
            Bestemming(school=plaats.school, schooljaar=plaats.schooljaar),
            look,
            door=Handelende.las(las.naam),
            proef=voorwaarden.proef,
        )
        stand = present if verslag.stand is None else stand_of_gegevens(verslag.stand)
        return Gegevensuitkomst(
            stand=stand,
            verslag=verslag,
            vrijbrief=beoordeling.vrijbrief,
            is_first=beoordeling.is_first and stand is not None,
        )
