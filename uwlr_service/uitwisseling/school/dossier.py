"""A school's dossier goes in as a file of its own (``xsd/dossier-1``), whole or not at all."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import BinaryIO

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import DossierKrimpt, Geweigerd, LeerlingenOnbekend, SchoolOnbekend
from uwlr_service.domain.school.deel import exceeds, in_words
from uwlr_service.domain.school.dossier import LEERLINGDETAIL, MEDEWERKER, RELATIE, VERZORGER, Dossier
from uwlr_service.domain.school.regels import is_name
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.tekst import trim
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.dossier import mentions, read_dossier
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.school.vergetelheid import LeegVergeetboek, Vergeetboek
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

MAX_NAAM = 64
PERSONEN = frozenset({LEERLINGDETAIL, VERZORGER, MEDEWERKER, RELATIE})
SMALLEST_COUNT = 25
"""The fewest objects of another kind than people of which a fall is judged: absences and the like come and
go, and a fifth of less is a handful."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossierverslag:
    """The report of an import, by kind of object.

    ``opgeschoond`` counts texts that lost misleading signs, and ``vergeten_terug`` the pupils who were
    forgotten and whom the file brings back.
    """

    school: Schoolcode
    tellingen: Mapping[str, Importtelling]
    opgeschoond: int = 0
    vergeten_terug: int = 0

    @property
    def totaal(self) -> Importtelling:
        """All kinds of objects together."""
        return sum(self.tellingen.values(), Importtelling())


class Dossiers:
    """Import of dossiers, and the names of schools."""

    def __init__(self, database: Database, vergeetboek: Vergeetboek | None = None) -> None:
        self._database = database
        self._vergeetboek = vergeetboek or LeegVergeetboek()

    def read_in(self, source: BinaryIO, *, allow_shrink: bool = False, door: Handelende) -> Dossierverslag:
        """Replace a school's dossier by that of a file, in one transaction.

        Raises NietToegestaan, DocumentOngeldig, SchoolOnbekend, DossierKrimpt, or LeerlingenOnbekend for a
        pupil who is neither in the school's EDEXML of any year nor described in the file itself; the database
        is then as it was.
        """
        # Before a large file is read for somebody who may do nothing with it.
        door.require(Actie.GEGEVENS_INLEZEN)
        dossier = read_dossier(source)
        door.require(Actie.GEGEVENS_INLEZEN, school=dossier.school)
        unknown = self._unknown(dossier)
        if unknown:
            raise LeerlingenOnbekend(
                f"Het dossier gaat over {_leerlingen(len(unknown))} die school {dossier.school} niet kent. Er"
                " is niets gewijzigd; importeer eerst het nieuwste EDEXML, of zet wie daar niet in staat bij"
                " de leerlingdetails.",
                mentions(source, unknown),
            )
        return self._replace(dossier, door, allow_shrink=allow_shrink)

    def _unknown(self, dossier: Dossier) -> frozenset[str]:
        with self._database.read() as connection:
            school_id = _school_id(SchoolRepository(connection), dossier.school)
            inschrijvingen = LeerlingzoekerRepository(connection).find(school_id, dossier.elders)
        return dossier.elders - {inschrijving.leerling.key for inschrijving in inschrijvingen}

    def store(self, dossier: Dossier, *, allow_shrink: bool = False) -> Dossierverslag:
        """The same from domain objects, which the schema is known to allow, for programs on this machine."""
        return self._replace(dossier, Handelende.opdrachtregel(), allow_shrink=allow_shrink)

    def _replace(self, dossier: Dossier, door: Handelende, *, allow_shrink: bool) -> Dossierverslag:
        with self._database.write() as connection:
            school_id = _school_id(SchoolRepository(connection), dossier.school)
            repository = DossierRepository(connection)
            tellingen = repository.replace(school_id, dossier)
            # Judged after storing, because storing counts the objects of before; raising takes it all back.
            if not allow_shrink:
                deel = SchoolRepository(connection).rem(school_id)
                _brake(dossier.school, tellingen, deel)
            back = 0
            if any(telling.toegevoegd for telling in tellingen.values()):
                came = repository.newly_told_of(school_id)
                back = self._vergeetboek.notice(connection, dossier.school, came, door)
            verslag = Dossierverslag(
                school=dossier.school,
                tellingen=tellingen,
                opgeschoond=dossier.opgeschoond,
                vergeten_terug=back,
            )
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.UITWISSELING,
                    wat="dossier-ingelezen",
                    door=door,
                    school_id=school_id,
                    inhoud=asdict(verslag.totaal),
                ),
            )
        return verslag

    def rename(self, school: Schoolcode, naam: str, *, door: Handelende) -> None:
        """Give a school the name that partners read.

        Raises NietToegestaan, SchoolOnbekend, and Geweigerd if it is not a name.
        """
        door.require(Actie.GEGEVENS_INLEZEN, school=school)
        naam = trim(naam)
        if not is_name(naam, MAX_NAAM):
            raise Geweigerd(f"De naam van een school telt 1 tot {MAX_NAAM} leesbare tekens.")
        with self._database.write() as connection:
            repository = DossierRepository(connection)
            school_id = _school_id(SchoolRepository(connection), school)
            if repository.naam(school_id) != naam:
                repository.rename(school_id, naam)
                record(
                    connection,
                    Gebeurtenis(
                        soort=Logsoort.BESLUIT, wat="school-hernoemd", door=door, school_id=school_id
                    ),
                )


def _brake(school: Schoolcode, tellingen: Mapping[str, Importtelling], deel: Fraction) -> None:
    """Refuse a file that lacks many objects of a kind: more likely it is half a file than half a school.

    Objects are counted by their keys: as many others in their place make up for nothing.
    """
    redenen = [
        f"{telling.verdwenen} van de {telling.before} van {entiteit}"
        for entiteit, telling in tellingen.items()
        if (entiteit in PERSONEN or telling.before >= SMALLEST_COUNT)
        and exceeds(telling.verdwenen, telling.before, deel)
    ]
    if redenen:
        raise DossierKrimpt(
            f"Uit het dossier van school {school} zou meer dan {in_words(deel)} verdwijnen:"
            f" {', '.join(redenen)}. Er is niets gewijzigd; herhaal de opdracht met --allow-shrink als dit"
            " klopt."
        )


def _leerlingen(aantal: int) -> str:
    return "1 leerling" if aantal == 1 else f"{aantal} leerlingen"


def _school_id(repository: SchoolRepository, school: Schoolcode) -> int:
    school_id = repository.find(school)
    if school_id is None:
        raise SchoolOnbekend.before_import([school])
    return school_id
