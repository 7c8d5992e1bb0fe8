"""A school's data go in as EDEXML and come back out (EDEXML 2.0 and 2.1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import BinaryIO

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import DocumentOngeldig, ImportAangehouden, SchoolOnbekend, VerkeerdeSchool
from uwlr_service.domain.fouten.inzending import AnderSchooljaar
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.domain.school.rem import NOTHING_ALLOWED, Bezwaar, Vrijstelling, aangehouden
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.invoer import InvoerRepository, Weging
from uwlr_service.repository.school.revisies import Revisie
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.school.terugzetten import TerugzetRepository
from uwlr_service.uitwisseling.school.accountvolger import Accountvolger, GeenAccounts
from uwlr_service.uitwisseling.school.proefbereik import require_no_proeftuin, require_real_brin
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
    stand: Revisie | None = None
    """The state of the school year afterwards; None for a trial."""

    @property
    def fout(self) -> ImportAangehouden | None:
        """What an import gets where this trial has reasons to wait."""
        return aangehouden(self.school, self.schooljaar, self.bezwaren) if self.bezwaren else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terugzetverslag(Verslag):
    """The report of an undo: since when the state held that was put back, and when its file was made."""

    stand_van: datetime
    aanmaakdatum: datetime | None


Bezien = Callable[[Weging], Weging]
"""Looks at what a file would change while the school is locked, takes away the objections that are allowed,
and raises if it must not go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestemming:
    """The school year that a file was sent for, if the sender named one."""

    school: Schoolcode | None = None
    schooljaar: Schooljaar | None = None

    def require(self, school: School) -> None:
        """Raise VerkeerdeSchool or AnderSchooljaar unless a file is for this."""
        if self.school is not None and school.code != self.school:
            raise VerkeerdeSchool
        if self.schooljaar is not None and school.schooljaar != self.schooljaar:
            raise AnderSchooljaar.of(school.schooljaar, self.schooljaar)


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
        NietToegestaan, DocumentOngeldig with every fault of the file, VerkeerdeSchool, Proeftuinschool, or
        ImportAangehouden; the database is then as it was. With ``proef`` nothing is stored, and the report
        tells of the reasons to wait instead.
        """
        gelezen = _read(source, Bestemming(school=school), door, progress)
        return self._replace(gelezen, _allowing(vrijstelling), door, proef=proef)

    def receive(
        self, source: BinaryIO, bestemming: Bestemming, bezien: Bezien, *, door: Handelende, proef: bool
    ) -> Importverslag:
        """The same for a sender who says what has to hold once the school is locked.

        Raises what ``read_in`` and ``bezien`` raise, and AnderSchooljaar.
        """
        return self._replace(_read(source, bestemming, door), bezien, door, proef=proef)

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
        if allow_shrink:
            vrijstelling = replace(vrijstelling, allow_shrink=True)
        return self._replace(
            _checked(gegevens),
            _allowing(vrijstelling),
            Handelende.opdrachtregel(),
            require=require_no_proeftuin,
        )

    def store_within(
        self,
        connection: Transaction,
        gegevens: Schoolgegevens,
        vrijstelling: Vrijstelling = NOTHING_ALLOWED,
        *,
        door: Handelende,
    ) -> Importverslag:
        """The same as a part of a transaction, where a state has to come together with something else."""
        gelezen = _checked(gegevens)
        weging = _allowing(vrijstelling)(InvoerRepository(connection).weigh(gegevens))
        stand, back = self._keep(connection, gelezen, weging, door)
        return _verslag(gelezen, weging, stand, back)

    def _replace(
        self,
        gelezen: edexml.Gelezen,
        bezien: Bezien,
        door: Handelende,
        *,
        proef: bool = False,
        require: Callable[[Transaction, Schoolcode], None] = require_real_brin,
    ) -> Importverslag:
        gegevens = gelezen.gegevens
        back = 0
        stand: Revisie | None = None
        with self._database.write() as connection:
            require(connection, gegevens.school.code)
            repository = InvoerRepository(connection)
            weging = bezien(repository.weigh(gegevens, keep_eckids=not gelezen.has_eckids))
            if proef:
                came = _who_came(weging)
                if came:
                    back = self._vergeetboek.returning(connection, gegevens.school.code, came)
                # Weighing makes the row of a new school, in order to lock it.
                connection.rollback()
            else:
                stand, back = self._keep(connection, gelezen, weging, door)
        return _verslag(gelezen, weging, stand, back)

    def _keep(
        self, connection: Transaction, gelezen: edexml.Gelezen, weging: Weging, door: Handelende
    ) -> tuple[Revisie, int]:
        """Store what was weighed; returns the state, and how many pupils it brings back."""
        code = gelezen.gegevens.school.code
        came = _who_came(weging)
        back = 0
        stand = InvoerRepository(connection).keep(replace(weging, opmerkingen=_opmerkingen(gelezen)))
        if came:
            back = self._vergeetboek.notice(connection, code, came, door)
        school_id = weging.slot.stand.school_id
        inhoud = {"schooljaar": gelezen.gegevens.school.schooljaar, **asdict(weging.totaal)}
        if weging.slot.has_accounts:
            inhoud |= asdict(self._accounts.follow(connection, code, school_id, weging.gegevens))
        record(connection, _gebeurtenis("edexml-ingelezen", door, school_id, inhoud))
        return stand, back

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
            require_no_proeftuin(connection, school)
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


def _checked(gegevens: Schoolgegevens) -> edexml.Gelezen:
    """Data of a program on this machine, as if they were read. Raises DocumentOngeldig."""
    meldingen = regels.violations(gegevens)
    if meldingen:
        raise DocumentOngeldig("De gegevens voldoen niet aan EDEXML 2.1", meldingen)
    return edexml.Gelezen(gegevens=gegevens, versie=LATEST)


def _read(
    source: BinaryIO,
    bestemming: Bestemming,
    door: Handelende,
    progress: Callable[[int], None] | None = None,
) -> edexml.Gelezen:
    # Before a large file is read for somebody who may do nothing with it.
    door.require(Actie.GEGEVENS_INLEZEN, school=bestemming.school)
    gelezen = edexml.read(source, progress)
    bestemming.require(gelezen.gegevens.school)
    door.require(Actie.GEGEVENS_INLEZEN, school=gelezen.gegevens.school.code)
    return gelezen


def _allowing(vrijstelling: Vrijstelling) -> Bezien:
    """Takes away what a person has allowed beforehand."""

    def look(weging: Weging) -> Weging:
        return replace(weging, bezwaren=vrijstelling.uncovered(weging.bezwaren))

    return look


def _gebeurtenis(wat: str, door: Handelende, school_id: int, inhoud: Mapping[str, object]) -> Gebeurtenis:
    return Gebeurtenis(soort=Logsoort.UITWISSELING, wat=wat, door=door, school_id=school_id, inhoud=inhoud)


def _who_came(weging: Weging) -> list[str]:
    """The keys of the pupils who were not in the school year before."""
    leerlingen = weging.changes["leerlingen"]
    return [leerling.key for leerling in leerlingen.begun if leerling.key not in leerlingen.replaced]


def _opmerkingen(gelezen: edexml.Gelezen) -> dict[str, object]:
    """What of a file was left out or cleaned."""
    return {
        "terzijde": dict(gelezen.terzijde),
        "ingekort": gelezen.ingekort,
        "opgeschoond": gelezen.opgeschoond,
    }


def _verslag(
    gelezen: edexml.Gelezen, weging: Weging, stand: Revisie | None, vergeten_terug: int
) -> Importverslag:
    school = weging.gegevens.school
    return Importverslag(
        school=school.code,
        schooljaar=school.schooljaar,
        tellingen=weging.tellingen,
        ingekort=gelezen.ingekort,
        terzijde=gelezen.terzijde,
        opgeschoond=gelezen.opgeschoond,
        vergeten_terug=vergeten_terug,
        bezwaren=weging.bezwaren,
        stand=stand,
    )
