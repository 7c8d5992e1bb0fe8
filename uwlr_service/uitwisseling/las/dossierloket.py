"""A LAS sends the dossier of a school, whole and as often as it likes (docs/las.rst)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.las.inzending import Invoerplaats, Invoerstand, Inzending, Voorwaarden
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.dossier import write_dossier
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.invoerstanden import (
    InvoerstandRepository,
    mark_of_dossier,
    stand_of_dossier,
)
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.las.beoordeling import Beoordeling, Leeftijden, stempel
from uwlr_service.uitwisseling.las.vrijbrieven import Vrijbrieven
from uwlr_service.uitwisseling.school.dossier import Dossiers, Dossierverslag, Dossierweging

WITHOUT_AGE = Leeftijden()
"""A dossier does not say when it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossieruitkomst:
    """What became of a dossier, as ``Gegevensuitkomst`` says it of a school year."""

    stand: Invoerstand | None
    verslag: Dossierverslag | None = None
    vrijbrief: str | None = None
    is_first: bool = False
    """Whether there was no state before."""


class Dossierloket:
    """Takes dossiers from LASes, by the rules of every import.

    A school has one dossier: under whichever school year it is sent, it is the newest one of all.
    """

    def __init__(self, database: Database, dossiers: Dossiers, vrijbrieven: Vrijbrieven) -> None:
        self._database = database
        self._dossiers = dossiers
        self._vrijbrieven = vrijbrieven

    def stand(self, plaats: Invoerplaats) -> Invoerstand | None:
        """The newest state of the dossier of a school; None as long as there is none."""
        with self._database.read() as connection:
            return InvoerstandRepository(connection).dossier(plaats.school)

    def document(self, plaats: Invoerplaats) -> tuple[str, Iterator[bytes]]:
        """The mark of the newest state, and that state as a dossier. Raises SchoolOnbekend without one."""
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(plaats.school)
            stand = DossierRepository(connection).stand(school_id)
        kenmerk = mark_of_dossier(stand)
        if kenmerk is None:
            raise SchoolOnbekend
        return kenmerk, self._written(plaats.school, school_id, stand.revisie)

    def _written(self, school: Schoolcode, school_id: int, revisie: int) -> Iterator[bytes]:
        """The document, piece by piece: the objects of a large school are never all in memory."""
        with self._database.snapshot() as connection:
            repository = DossierRepository(connection)
            yield from write_dossier(
                Dossier(
                    school=school,
                    objecten=repository.objecten(school_id, DOSSIER_LIJSTEN, revisie),
                    berekenden=repository.berekenden(school_id),
                    naam=repository.naam(school_id),
                )
            )

    def put(
        self, las: Las, plaats: Invoerplaats, inzending: Inzending, voorwaarden: Voorwaarden
    ) -> Dossieruitkomst:
        """Make a file the dossier of its school, in one transaction; the school is one of this LAS.

        Raises StandVeranderd, DocumentOngeldig with every fault, VerkeerdeSchool, SchoolOnbekend,
        LeerlingenOnbekend and InzendingAangehouden; nothing is changed then.
        """
        beoordeling = Beoordeling(self._vrijbrieven, las, plaats, inzending, voorwaarden)
        present = self.stand(plaats)
        beoordeling.require_stand(None if present is None else present.kenmerk)
        if present is not None and present.stempel == stempel(inzending):
            return Dossieruitkomst(stand=present)

        def look(weging: Dossierweging) -> Dossierweging:
            left = beoordeling.weigh(mark_of_dossier(weging.voor), weging.bezwaren, WITHOUT_AGE)
            return replace(weging, bezwaren=left, stempel=stempel(inzending))

        verslag = self._dossiers.receive(
            inzending.source,
            plaats.school,
            look,
            door=Handelende.las(las.naam),
            proef=voorwaarden.proef,
        )
        stand = present
        if verslag.stand is not None and verslag.herkomst is not None:
            stand = stand_of_dossier(verslag.stand, verslag.herkomst)
        return Dossieruitkomst(
            stand=stand,
            verslag=verslag,
            vrijbrief=beoordeling.vrijbrief,
            is_first=beoordeling.is_first and stand is not None,
        )
