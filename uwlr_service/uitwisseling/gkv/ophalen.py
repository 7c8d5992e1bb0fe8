"""Behind the pull API: a partner lists, collects and confirms its own deliveries (docs/gkv-api.rst)."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from os import SEEK_END
from typing import IO

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import (
    AfspraakGewijzigd,
    Gepauzeerd,
    KoppelingOnbekend,
    LeveringOnbekend,
    PakketOnleesbaar,
    PakketVervallen,
    SchoolOnbekend,
    ScopeOntbreekt,
)
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.gkv.nacht import Nachttaak
from uwlr_service.domain.gkv.ontvangst import Ontvangstbevestiging
from uwlr_service.domain.koppeling.besluit import takes_away
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.partner import Tokenhouder
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.tekst import fault
from uwlr_service.formats.gkv import pakket
from uwlr_service.formats.gkv.bevestiging import read_bevestiging
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.deelnames import Deelnameplaats, DeelnameRepository

log = logging.getLogger(__name__)

PAGE = 100
VIA = "api"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolstand:
    """A school that a link may collect for: its agreement, the last delivery, and how the last night went."""

    school: Schoolcode
    stand: Deelnamestand
    afspraakversie: int
    laatste: Levering | None
    nacht: Nachttaak | None


@dataclass(frozen=True, slots=True)
class Plaats:
    """What the path of a call names: one link and one school of it; whether they fit is checked here."""

    koppeling: int
    school: Schoolcode


class Ophaalloket:
    """What partners do with deliveries; every call names whose it is, and reaches no further."""

    def __init__(self, database: Database, opslag: Opslag) -> None:
        self._database = database
        self._opslag = opslag

    def scholen(self, houder: Tokenhouder) -> list[Schoolstand]:
        """The schools of the link that the token reaches, by code; those that paused too.

        In three statements, for a link can have thousands.
        """
        with self._database.read() as connection:
            plaatsen = DeelnameRepository(connection).plaatsen(houder.koppeling)
            laatste = LeveringRepository(connection).last_of(houder.koppeling)
            nachten = NachttaakRepository(connection).last_of(houder.koppeling)
        return [
            Schoolstand(
                school=code,
                stand=plaats.stand,
                afspraakversie=plaats.afspraakversie,
                laatste=laatste.get(code),
                nacht=nachten.get(code),
            )
            for code, plaats in sorted(plaatsen.items(), key=lambda school: str(school[0]))
            if houder.reaches(plaats.soort)
        ]

    def leveringen(self, houder: Tokenhouder, plaats: Plaats, na: int) -> tuple[list[Levering], bool]:
        """The deliveries behind a number, and whether there are still more.

        Raises KoppelingOnbekend, SchoolOnbekend, Gepauzeerd.
        """
        with self._database.read() as connection:
            school_id = _open(connection, houder, plaats).school_id
            # One more than a page holds shows whether there are still more.
            leveringen = LeveringRepository(connection).after(houder.koppeling, school_id, na, PAGE + 1)
        return leveringen[:PAGE], len(leveringen) > PAGE

    def levering(self, houder: Tokenhouder, plaats: Plaats, levering_id: str) -> Levering:
        """One delivery that may be collected.

        Raises KoppelingOnbekend, SchoolOnbekend, Gepauzeerd, LeveringOnbekend, ScopeOntbreekt,
        PakketVervallen, and AfspraakGewijzigd for a package with more than the agreement in force lets out.
        """
        # First whether it exists for this partner: a stranger learns nothing from what is said after that.
        levering, ingang = self._get(houder, plaats, levering_id)
        if not houder.may_collect:
            raise ScopeOntbreekt
        if levering.pad is None:
            raise PakketVervallen
        if levering.afspraakversie != ingang.afspraakversie:
            self._require_within(levering, ingang)
        return levering

    def _require_within(self, levering: Levering, ingang: Deelnameplaats) -> None:
        """Raise AfspraakGewijzigd for a package with a field or a pupil outside the agreement in force."""
        with self._database.read() as connection:
            afspraken = AfspraakRepository(connection)
            made, in_force = (
                afspraken.of_version(levering.koppeling, ingang.school_id, versie)
                for versie in (levering.afspraakversie, ingang.afspraakversie)
            )
        if takes_away(made, in_force):
            raise AfspraakGewijzigd

    @contextmanager
    def opened(self, levering: Levering) -> Iterator[IO[bytes]]:
        """The package, to read from. Raises PakketOnleesbaar when it is not in the storage, or not whole."""
        with ExitStack() as closing:
            try:
                file = closing.enter_context(self._opslag.opened(str(levering.pad)))
                present = file.seek(0, SEEK_END)
                file.seek(0)
            except OSError as error:
                raise self._lost(levering, type(error).__name__) from error
            if present != levering.bytes:
                raise self._lost(levering, f"{present} bytes instead of {levering.bytes}")
            yield file

    def _lost(self, levering: Levering, reason: str) -> PakketOnleesbaar:
        log.error("package %s of koppeling %s: %s", levering.id, levering.koppeling, reason)
        return PakketOnleesbaar()

    def manifest(self, levering: Levering) -> tuple[bytes, str]:
        """The manifest by itself, and its signature."""
        with self.opened(levering) as file:
            return pakket.read_manifest(file)

    def record(self, levering: Levering, count: int) -> None:
        """Note that so many bytes of a package went out."""
        with self._database.write() as connection:
            OphalingRepository(connection).record(levering.id, VIA, count, tijd.now())

    def confirm(
        self, houder: Tokenhouder, plaats: Plaats, levering_id: str, document: object
    ) -> Ontvangstbevestiging:
        """Keep what the partner says of a delivery; returns what is kept.

        Raises KoppelingOnbekend, SchoolOnbekend, Gepauzeerd, LeveringOnbekend, OntvangstOngeldig.
        """
        levering, _ = self._get(houder, plaats, levering_id)
        new = read_bevestiging(document, tijd.whole_second(tijd.now()))
        with self._database.write() as connection:
            return OphalingRepository(connection).confirm(levering.id, new)

    def ask_volledig(self, houder: Tokenhouder, plaats: Plaats) -> None:
        """Let the next delivery be a full one. Raises KoppelingOnbekend, SchoolOnbekend, Gepauzeerd."""
        with self._database.write() as connection:
            school_id = _open(connection, houder, plaats).school_id
            OphalingRepository(connection).ask_volledig(houder.koppeling, school_id, tijd.now())

    def _get(self, houder: Tokenhouder, plaats: Plaats, levering_id: str) -> tuple[Levering, Deelnameplaats]:
        if fault(levering_id) is not None:  # PostgreSQL takes no question with a NUL in it
            raise LeveringOnbekend
        with self._database.read() as connection:
            ingang = _open(connection, houder, plaats)
            levering = LeveringRepository(connection).get(levering_id, houder.koppeling, ingang.school_id)
        if levering is None:
            raise LeveringOnbekend
        return levering, ingang


def _open(connection: Transaction, houder: Tokenhouder, plaats: Plaats) -> Deelnameplaats:
    """The school, as far as it takes part in the holder's own link at this moment.

    A foreign link and a foreign school are as unknown as those that do not exist, and so is a real one to a
    key for test schools. Raises KoppelingOnbekend, SchoolOnbekend, and Gepauzeerd.
    """
    if plaats.koppeling != houder.koppeling:
        raise KoppelingOnbekend
    ingang = DeelnameRepository(connection).plaats(houder.koppeling, plaats.school)
    if ingang is None or not houder.reaches(ingang.soort):
        raise SchoolOnbekend
    if ingang.stand is not Deelnamestand.ACTIEF:
        raise Gepauzeerd
    return ingang
