"""A school's data go in as EDEXML and come back out (EDEXML 2.0 and 2.1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import BinaryIO

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import (
    DocumentOngeldig,
    ImportAangehouden,
    SchoolOnbekend,
    VerkeerdeSchool,
)
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.rem import NOTHING_ALLOWED, Bezwaar, Vrijstelling, aangehouden
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.invoer import InvoerRepository, Weging
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.school.terugzetten import TerugzetRepository
from uwlr_service.uitwisseling.school.accountvolger import Accountvolger, GeenAccounts
from uwlr_service.uitwisseling.school.vergetelheid import LeegVergeetboek, Vergeetboek
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslag:
    """The counts of a change to a school year, by kind of object."""

    school: Schoolcode
    schooljaar: Schooljaar
    tellingen: Mapping[str, Importtelling]

    @property
    def totaal(self) -> Importtelling:
        """All kinds of objects together."""
        return sum(self.tellingen.values(), Importtelling())


@dataclass(frozen=True, slots=True, kw_only=True)
class Importverslag(Verslag):
    """The report of an import; ``ingekort`` counts the numbers of which only four digits were kept.

    ``terzijde`` counts, by type, the toevoegingen of unknown type that were set aside, and ``opgeschoond``
    the texts that misleading signs were taken out of. ``bezwaren`` are the reasons why a trial would have to
    wait for a person; an import that was kept has none. ``vergeten_terug`` counts the pupils who were
    forgotten and whom the file brings back.
    """

    ingekort: int = 0
    terzijde: Mapping[str, int] = field(default_factory=dict)
    opgeschoond: int = 0
    vergeten_terug: int = 0
    bezwaren: tuple[Bezwaar, ...] = ()

    @property
    def fout(self) -> ImportAangehouden | None:
        """What an import gets where this trial has reasons to wait."""
        return aangehouden(self.school, self.schooljaar, self.bezwaren) if self.bezwaren else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terugzetverslag(Verslag):
    """The report of an undo: since when the state held that was put back, and when its file was made."""

    stand_van: datetime
    aanmaakdatum: datetime | None


class EdexmlUitwisseling:
    """Import and export of whole school years."""

    def __init__(
        self,
        database: Database,
        vergeetboek: Vergeetboek | None = None,
        accounts: Accountvolger | None = None,
    ) -> None:
        self._database = database
        self._vergeetboek = vergeetboek or LeegVergeetboek()
        self._accounts = accounts or GeenAccounts()

    def read_in(
        self,
        source: BinaryIO,
        vrijstelling: Vrijstelling = NOTHING_ALLOWED,
        *,
        door: Handelende,
        school: Schoolcode | None = None,
        proef: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> Importverslag:
        """Replace a school's school year by that of a file, in one transaction.

        ``progress`` gets the number of bytes read so far. A file in EDEXML 2.0, which has no place for
        them, leaves the known eckids as they are. With ``school`` the file must be of that school. Raises
        NietToegestaan, DocumentOngeldig with every fault of the file, VerkeerdeSchool, or ImportAangehouden;
        the database is then as it was. With ``proef`` nothing is stored, and the report tells of the reasons
        to wait instead.
        """
        # Before a large file is read for somebody who may do nothing with it.
        door.require(Actie.GEGEVENS_INLEZEN, school=school)
        gelezen = edexml.read(source, progress)
        code = gelezen.gegevens.school.code
        if school is not None and code != school:
            raise VerkeerdeSchool
        door.require(Actie.GEGEVENS_INLEZEN, school=code)
        verslag = self._replace(
            gelezen.gegevens, vrijstelling, door, keep_eckids=not gelezen.has_eckids, proef=proef
        )
        return replace(
            verslag,
            ingekort=gelezen.ingekort,
            terzijde=gelezen.terzijde,
            opgeschoond=gelezen.opgeschoond,
        )

    def compare(
        self,
        source: BinaryIO,
        vrijstelling: Vrijstelling = NOTHING_ALLOWED,
        *,
        school: Schoolcode,
        door: Handelende,
    ) -> Importverslag:
        """What a file would change at its school: new, changed and gone, by kind. Nothing is stored.

        ``bezwaren`` are the reasons why a person has to look first. Raises as ``read_in`` does.
        """
        return self.read_in(source, vrijstelling, door=door, school=school, proef=True)

    def store(
        self,
        gegevens: Schoolgegevens,
        vrijstelling: Vrijstelling = NOTHING_ALLOWED,
        *,
        allow_shrink: bool = False,
    ) -> Importverslag:
        """The same from domain objects, for programs on this machine.

        Raises DocumentOngeldig if they cannot be written back validly, and ImportAangehouden.
        ``allow_shrink`` is short for a vrijstelling that allows that, beside what else it allows.
        """
        meldingen = regels.violations(gegevens)
        if meldingen:
            raise DocumentOngeldig("De gegevens voldoen niet aan EDEXML 2.1", meldingen)
        if allow_shrink:
            vrijstelling = replace(vrijstelling, allow_shrink=True)
        return self._replace(gegevens, vrijstelling, Handelende.opdrachtregel())

    def _replace(
        self,
        gegevens: Schoolgegevens,
        vrijstelling: Vrijstelling,
        door: Handelende,
        *,
        keep_eckids: bool = False,
        proef: bool = False,
    ) -> Importverslag:
        code = gegevens.school.code
        back = 0
        with self._database.write() as connection:
            repository = InvoerRepository(connection)
            weging = repository.weigh(gegevens, vrijstelling, keep_eckids=keep_eckids)
            verslag = _verslag(weging)
            came = _who_came(weging)
            if proef:
                if came:
                    back = self._vergeetboek.returning(connection, code, came)
                # Weighing makes the row of a new school, in order to lock it.
                connection.rollback()
            else:
                repository.keep(weging)
                if came:
                    back = self._vergeetboek.notice(connection, code, came, door)
                school_id = weging.slot.stand.school_id
                inhoud = {"schooljaar": gegevens.school.schooljaar, **asdict(verslag.totaal)}
                if weging.slot.has_accounts:
                    inhoud |= asdict(self._accounts.follow(connection, code, school_id, weging.gegevens))
                record(connection, _gebeurtenis("edexml-ingelezen", door, school_id, inhoud))
        return replace(verslag, vergeten_terug=back)

    def undo(
        self, school: Schoolcode, schooljaar: Schooljaar, retention: timedelta, *, door: Handelende
    ) -> Terugzetverslag:
        """Put the state before the newest import of a school year back, as a new one.

        Imports that changed nothing do not count; once more goes one further back. The dossier stays as it
        is, and nobody comes back who was forgotten. Raises NietToegestaan, SchoolOnbekend, and
        NietTerugTeZetten when no state precedes or its retention has ended.
        """
        door.require(Actie.GEGEVENS_INLEZEN, school=school)
        with self._database.write() as connection:
            repository = TerugzetRepository(connection)
            forgotten = partial(self._vergeetboek.forgotten, connection, school)
            teruggezet = repository.undo(school, schooljaar, tijd.now() - retention, forgotten)
            inhoud: dict[str, object] = {"schooljaar": schooljaar}
            if teruggezet.has_accounts:
                present = SchoolgegevensRepository(connection).present(school, schooljaar)
                if present is not None:
                    done = self._accounts.follow(connection, school, teruggezet.school_id, present)
                    inhoud |= asdict(done)
            record(connection, _gebeurtenis("edexml-teruggezet", door, teruggezet.school_id, inhoud))
        return Terugzetverslag(
            school=school,
            schooljaar=schooljaar,
            tellingen=teruggezet.tellingen,
            stand_van=teruggezet.moment,
            aanmaakdatum=teruggezet.aanmaakdatum,
        )

    def write_out(self, school: Schoolcode, schooljaar: Schooljaar, versie: str = "2.1") -> Iterator[bytes]:
        """A school year as an EDEXML document. Raises SchoolOnbekend when there is none."""
        with self._database.read() as connection:
            gegevens = SchoolgegevensRepository(connection).present(school, schooljaar)
        if gegevens is None:
            raise SchoolOnbekend.without_gegevens(school, schooljaar)
        return edexml.write(gegevens, versie)


def _gebeurtenis(wat: str, door: Handelende, school_id: int, inhoud: Mapping[str, object]) -> Gebeurtenis:
    return Gebeurtenis(soort=Logsoort.UITWISSELING, wat=wat, door=door, school_id=school_id, inhoud=inhoud)


def _who_came(weging: Weging) -> list[str]:
    """The keys of the pupils who were not in the school year before."""
    leerlingen = weging.changes["leerlingen"]
    return [leerling.key for leerling in leerlingen.begun if leerling.key not in leerlingen.replaced]


def _verslag(weging: Weging) -> Importverslag:
    school = weging.gegevens.school
    return Importverslag(
        school=school.code,
        schooljaar=school.schooljaar,
        tellingen=weging.tellingen,
        bezwaren=weging.bezwaren,
    )
