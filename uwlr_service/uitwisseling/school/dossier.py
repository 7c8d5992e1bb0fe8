"""A school's dossier goes in as a file of its own (``xsd/dossier-1``), whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from uwlr_service.domain.fouten import DossierKrimpt, Geweigerd, LeerlingenOnbekend, SchoolOnbekend
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.regels import is_name
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.dossier import mentions, read_dossier
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.school.scholen import SchoolRepository

MAX_NAAM = 64
LARGEST_FALL = 0.2
SMALLEST_COUNT = 25


@dataclass(frozen=True, slots=True)
class Dossierverslag:
    """What an import did, by kind of object."""

    school: Schoolcode
    tellingen: Mapping[str, Importtelling]

    @property
    def totaal(self) -> Importtelling:
        """All kinds of objects together."""
        return sum(self.tellingen.values(), Importtelling())


class Dossiers:
    """Import of dossiers, and the names of schools."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read_in(self, source: BinaryIO, *, allow_shrink: bool = False) -> Dossierverslag:
        """Replace a school's dossier by what a file holds, in one transaction.

        Raises DocumentOngeldig, SchoolOnbekend, DossierKrimpt, or LeerlingenOnbekend for a pupil of whom
        neither the EDEXML of the school, of any year, nor the file itself knows more; the database is then
        as it was.
        """
        dossier = read_dossier(source)
        unknown = self._unknown(dossier)
        if unknown:
            raise LeerlingenOnbekend(
                f"Het dossier gaat over {_leerlingen(len(unknown))} die school {dossier.school} niet kent. Er"
                " is niets gewijzigd; importeer eerst het nieuwste EDEXML, of zet wie daar niet in staat bij"
                " de leerlingdetails.",
                mentions(source, unknown),
            )
        return self.store(dossier, allow_shrink=allow_shrink)

    def _unknown(self, dossier: Dossier) -> frozenset[str]:
        with self._database.read() as connection:
            school_id = _school_id(SchoolRepository(connection), dossier.school)
            found = LeerlingzoekerRepository(connection).find(school_id, dossier.elders)
        return dossier.elders - {one.leerling.key for one in found}

    def store(self, dossier: Dossier, *, allow_shrink: bool = False) -> Dossierverslag:
        """The same from domain objects, which the schema is known to allow."""
        with self._database.write() as connection:
            school_id = _school_id(SchoolRepository(connection), dossier.school)
            tellingen = DossierRepository(connection).replace(school_id, dossier)
            for entiteit, telling in tellingen.items():
                before = telling.gewijzigd + telling.ongewijzigd + telling.verdwenen
                gone = before - telling.toegevoegd - telling.gewijzigd - telling.ongewijzigd
                if not allow_shrink and before >= SMALLEST_COUNT and gone > before * LARGEST_FALL:
                    raise DossierKrimpt(
                        f"Van {entiteit} zijn er nu {before} en in het bestand {before - gone}: meer dan een"
                        " vijfde minder. Er is niets gewijzigd; herhaal de opdracht met --allow-shrink als"
                        " dit klopt."
                    )
        return Dossierverslag(dossier.school, tellingen)

    def rename(self, school: Schoolcode, naam: str) -> None:
        """Give a school the name that partners read; SchoolOnbekend, or Geweigerd for what is no name."""
        if not is_name(naam.strip(), MAX_NAAM):
            raise Geweigerd(f"De naam van een school telt 1 tot {MAX_NAAM} leesbare tekens.")
        with self._database.write() as connection:
            repository = DossierRepository(connection)
            school_id = _school_id(SchoolRepository(connection), school)
            if repository.naam(school_id) != naam.strip():
                repository.rename(school_id, naam.strip())


def _leerlingen(aantal: int) -> str:
    return "1 leerling" if aantal == 1 else f"{aantal} leerlingen"


def _school_id(repository: SchoolRepository, school: Schoolcode) -> int:
    found = repository.ids([school]).get(school)
    if found is None:
        raise SchoolOnbekend(f"School {school} is niet bekend. Importeer eerst haar EDEXML.")
    return found
