"""A school's dossier goes in as a file of its own (``xsd/dossier-1``), whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import BinaryIO

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import (
    DossierKrimpt,
    Geweigerd,
    LeerlingenOnbekend,
    SchoolOnbekend,
    VerkeerdeSchool,
)
from uwlr_service.domain.school.deel import exceeds, in_words
from uwlr_service.domain.school.dossier import LEERLINGDETAIL, MEDEWERKER, RELATIE, VERZORGER, Dossier
from uwlr_service.domain.school.regels import is_name
from uwlr_service.domain.school.rem import Bezwaar, Optie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.tekst import trim
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.dossier import mentions, read_dossier
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school import slot as slots
from uwlr_service.repository.school.dossiers import Dossierherkomst, DossierRepository, Dossierstand
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.school.proefbereik import require_no_proeftuin
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
    bezwaren: tuple[Bezwaar, ...] = ()
    """The reasons why a trial would have to wait for a person; an import that was kept has none."""
    stand: Dossierstand | None = None
    """The state afterwards; None for a trial."""
    herkomst: Dossierherkomst | None = None
    """What was kept of the file with it."""

    @property
    def totaal(self) -> Importtelling:
        """All kinds of objects together."""
        return sum(self.tellingen.values(), Importtelling())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossierweging:
    """A dossier that is about to be kept: the state before it, and why a person has to look first.

    ``stempel`` stands for the bytes of the file, where a LAS sent them.
    """

    school: Schoolcode
    voor: Dossierstand
    deel: Fraction
    bezwaren: tuple[Bezwaar, ...]
    stempel: str | None = None


Bezien = Callable[[Dossierweging], Dossierweging]
"""Looks at what a dossier would change while the school is locked, takes away the objections that are
allowed, and raises if it must not go on."""


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
        return self._replace(self._read(source, None, door), _allowing(allow_shrink=allow_shrink), door)

    def receive(
        self, source: BinaryIO, school: Schoolcode, bezien: Bezien, *, door: Handelende, proef: bool
    ) -> Dossierverslag:
        """The same for a sender who says what has to hold once the school is locked.

        Raises what ``read_in`` and ``bezien`` raise, and VerkeerdeSchool. With ``proef`` nothing is stored,
        and the report tells of the reasons to wait.
        """
        return self._replace(self._read(source, school, door), bezien, door, proef=proef)

    def _read(self, source: BinaryIO, school: Schoolcode | None, door: Handelende) -> Dossier:
        # Before a large file is read for somebody who may do nothing with it.
        door.require(Actie.GEGEVENS_INLEZEN, school=school)
        dossier = read_dossier(source)
        # By what it is called: one without BRIN may have a dependancecode too, which says nothing.
        if school is not None and str(dossier.school) != str(school):
            raise VerkeerdeSchool
        door.require(Actie.GEGEVENS_INLEZEN, school=dossier.school)
        unknown = self._unknown(dossier)
        if unknown:
            raise LeerlingenOnbekend(
                f"Het dossier gaat over {_leerlingen(len(unknown))} die school {dossier.school} niet kent. Er"
                " is niets gewijzigd; importeer eerst het nieuwste EDEXML, of zet wie daar niet in staat bij"
                " de leerlingdetails.",
                mentions(source, unknown),
            )
        return dossier

    def _unknown(self, dossier: Dossier) -> frozenset[str]:
        with self._database.read() as connection:
            school_id = _school_id(SchoolRepository(connection), dossier.school)
            inschrijvingen = LeerlingzoekerRepository(connection).find(school_id, dossier.elders)
        return dossier.elders - {inschrijving.leerling.key for inschrijving in inschrijvingen}

    def store(self, dossier: Dossier, *, allow_shrink: bool = False) -> Dossierverslag:
        """The same from domain objects, which the schema is known to allow, for programs on this machine."""
        return self._replace(dossier, _allowing(allow_shrink=allow_shrink), Handelende.opdrachtregel())

    def store_within(self, connection: Transaction, dossier: Dossier, *, door: Handelende) -> Dossierverslag:
        """The same as a part of a transaction, where a dossier has to come together with something else."""
        return self._put(connection, dossier, _allowing(allow_shrink=True), door, proef=False)

    def _replace(
        self, dossier: Dossier, bezien: Bezien, door: Handelende, *, proef: bool = False
    ) -> Dossierverslag:
        with self._database.write() as connection:
            require_no_proeftuin(connection, dossier.school)
            verslag = self._put(connection, dossier, bezien, door, proef=proef)
            if proef:
                connection.rollback()
        return verslag

    def _put(
        self, connection: Transaction, dossier: Dossier, bezien: Bezien, door: Handelende, *, proef: bool
    ) -> Dossierverslag:
        scholen = SchoolRepository(connection)
        school_id = _school_id(scholen, dossier.school)
        slots.lock_school(connection, school_id)
        repository = DossierRepository(connection)
        voor = repository.stand(school_id)
        tellingen = repository.replace(school_id, dossier)
        # Judged after storing, because storing counts the objects of before; raising takes it all back.
        deel = scholen.rem(school_id)
        bezwaren = _bezwaren(tellingen, deel)
        weging = bezien(Dossierweging(school=dossier.school, voor=voor, deel=deel, bezwaren=bezwaren))
        back = 0
        if any(telling.toegevoegd for telling in tellingen.values()):
            back = self._came_back(connection, school_id, dossier.school, door, proef=proef)
        verslag = Dossierverslag(
            school=dossier.school,
            tellingen=tellingen,
            opgeschoond=dossier.opgeschoond,
            vergeten_terug=back,
            bezwaren=weging.bezwaren,
        )
        if proef:
            return verslag
        herkomst = Dossierherkomst(
            ontvangen=tijd.now(),
            stempel=weging.stempel,
            opmerkingen={"opgeschoond": dossier.opgeschoond},
        )
        stand = repository.keep_herkomst(school_id, herkomst)
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
        return replace(verslag, stand=stand, herkomst=herkomst)

    def _came_back(
        self, connection: Transaction, school_id: int, school: Schoolcode, door: Handelende, *, proef: bool
    ) -> int:
        """How many pupils the dossier tells of again who were forgotten; says so to their school."""
        came = DossierRepository(connection).newly_told_of(school_id)
        if proef:
            return self._vergeetboek.returning(connection, school, came)
        return self._vergeetboek.notice(connection, school, came, door)

    def rename(self, school: Schoolcode, naam: str, *, door: Handelende) -> None:
        """Give a school the name that partners read.

        Raises NietToegestaan, SchoolOnbekend, and Geweigerd if it is not a name.
        """
        door.require(Actie.GEGEVENS_INLEZEN, school=school)
        naam = trim(naam)
        if not is_name(naam, MAX_NAAM):
            raise Geweigerd(f"De naam van een school telt 1 tot {MAX_NAAM} leesbare tekens.")
        with self._database.write() as connection:
            require_no_proeftuin(connection, school)
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


def _bezwaren(tellingen: Mapping[str, Importtelling], deel: Fraction) -> tuple[Bezwaar, ...]:
    """The kinds of which a file lacks many objects: more likely it is half a file than half a school.

    Objects are counted by their keys: as many others in their place make up for nothing.
    """
    return tuple(
        Bezwaar(
            soort=f"{entiteit}_weg",
            tekst=f"{telling.verdwenen} van de {telling.before} van {entiteit}",
            optie=Optie.SHRINK,
            aantal=telling.verdwenen,
            van=telling.before,
        )
        for entiteit, telling in tellingen.items()
        if (entiteit in PERSONEN or telling.before >= SMALLEST_COUNT)
        and exceeds(telling.verdwenen, telling.before, deel)
    )


def _allowing(*, allow_shrink: bool) -> Bezien:
    """Raises DossierKrimpt unless a person has allowed that objects disappear."""

    def look(weging: Dossierweging) -> Dossierweging:
        if weging.bezwaren and not allow_shrink:
            redenen = ", ".join(bezwaar.tekst for bezwaar in weging.bezwaren)
            raise DossierKrimpt(
                f"Uit het dossier van school {weging.school} zou meer dan {in_words(weging.deel)}"
                f" verdwijnen: {redenen}. Er is niets gewijzigd; herhaal de opdracht met --allow-shrink als"
                " dit klopt."
            )
        return replace(weging, bezwaren=())

    return look


def _leerlingen(aantal: int) -> str:
    return "1 leerling" if aantal == 1 else f"{aantal} leerlingen"


def _school_id(repository: SchoolRepository, school: Schoolcode) -> int:
    school_id = repository.find(school)
    if school_id is None:
        raise SchoolOnbekend.before_import([school])
    return school_id
