"""Keeps the journal beside the database: what was decided is in both, and neither is older than the other.

The line of a decision is written after its commit and before anybody hears of it. If that fails the decision
holds all the same, and its line is added later: with the next decision, at a start, or by ``/health/ready``.
"""

import logging
import socket
from contextlib import suppress
from pathlib import Path

from uwlr_service.domain.fouten import (
    DatabaseTeruggezet,
    Fout,
    JournaalOnbruikbaar,
    JournaalVerdwenen,
)
from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, Installatie, Journaalplaats
from uwlr_service.repository.koppeling.journaal import Inhoud, Journaalbestand, Kop
from uwlr_service.repository.schijf import try_room, volmelder

log = logging.getLogger(__name__)
ONE_MACHINE = ""


class Journaal:
    """The journal of this machine, and the one who compares it with the database."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        # A file of SQLite is used on one machine, also when that is given another name.
        self._machine = socket.gethostname() if database.dialect == "postgresql" else ONE_MACHINE
        self.bestand = Journaalbestand(path)
        self.achter: str | None = None
        """Why the journal lacks decisions that the database has; None if it has them all."""

    def follow(self) -> None:
        """Write every decision of this database from now on."""
        self._database.after_decision = self.write

    def write(self) -> None:
        """Add the lines that the journal lacks; never raises: ``achter`` and the log say what is wrong."""
        try:
            self._write(self.installatie())
            self.achter = None
        except (OSError, Fout) as error:
            self.achter = _cause(error)
            volmelder.tell(error, f"het journaal {self.bestand.path}")
            log.error("the journal could not be written: %s", self.achter)

    def try_room(self) -> None:
        """Raise OSError if there is no room for the next decision."""
        try:
            try_room(self.bestand.path.parent)
        except OSError as error:
            volmelder.tell(error, f"het journaal {self.bestand.path}")
            raise

    def require_current(self, *, thorough: bool = False) -> None:
        """Compare the journal with the database, and add what it lacks; ``thorough`` reads all of its lines.

        Raises DatabaseTeruggezet when the journal has a decision that the database has not, JournaalVerdwenen
        when it was there before, JournaalBeschadigd, and JournaalOnbruikbaar when it cannot be read or is of
        another installation. What cannot be written is no error, see ``write``.
        """
        installatie = self.installatie()
        try:
            is_whole = self._exists(installatie) and self._is_whole(installatie, thorough=thorough)
        except OSError as error:
            raise JournaalOnbruikbaar(
                f"Het journaal {self.bestand.path} is niet te lezen: {_cause(error)}."
            ) from error
        if not is_whole:
            self.write()

    def miss_no_more(self, besluiten: BesluitRepository) -> None:
        """Note, in the transaction of a caller, that this journal was lost; the next write begins another."""
        for plaats in besluiten.journals(self._machine):
            if plaats.pad == str(self.bestand.path) or not _is_present(Path(plaats.pad)):
                besluiten.forget(self._machine, plaats.pad)

    def missed(self, installatie: Installatie) -> Path | None:
        """Where this machine had a journal, here or last at another path, if it finds none of them.

        A database that was put back at another path would otherwise begin an empty journal there, and let out
        what was withdrawn.
        """
        if installatie.journaal is not None:
            return self.bestand.path
        with self._database.read() as connection:
            journals = BesluitRepository(connection).journals(self._machine)
        if not journals or self.others():
            return None
        return Path(journals[-1].pad)

    def is_there(self) -> bool:
        """Whether there is a file; one that cannot even be looked for is not there."""
        return _is_present(self.bestand.path)

    def was_ever_written(self) -> bool:
        """Whether the database knows of any journal, on this machine or another."""
        with self._database.read() as connection:
            return BesluitRepository(connection).has_journals()

    def others(self) -> list[Path]:
        """The other journals that this machine wrote before, at another path, and that are still there."""
        own = str(self.bestand.path)
        with self._database.read() as connection:
            journals = BesluitRepository(connection).journals(self._machine)
        paths = [Path(plaats.pad) for plaats in journals if plaats.pad != own]
        return [path for path in paths if _is_present(path)]

    def _exists(self, installatie: Installatie) -> bool:
        """Whether there is a journal to compare with. Raises JournaalVerdwenen."""
        if self.bestand.exists():
            return True
        missed = self.missed(installatie)
        if missed is not None:
            raise JournaalVerdwenen.at(missed, self.bestand.path)
        # This one begins where another ended, and the database may be older than that.
        for path in self.others():
            other = Journaalbestand(path).read()
            if other.kop.installatie == installatie.id:
                self._require_known(other)
        return False

    def _is_whole(self, installatie: Installatie, *, thorough: bool) -> bool:
        """Whether the journal has every decision of the database. Raises if it has more than that."""
        stand = self.bestand.stand()
        self._require_own(stand.kop, installatie)
        is_known = stand.kop.id == installatie.journaal
        # The line behind the last one that is only half there was of a decision that the database had.
        if stand.nummer + stand.is_torn > installatie.besluitnummer:
            raise DatabaseTeruggezet
        # A journal that comes back after the service went on without it can lack numbers in between.
        if thorough or not is_known:
            self._require_known(self.bestand.read())
        ends_well = not stand.is_torn and not stand.lacks_end
        return is_known and ends_well and stand.nummer == installatie.besluitnummer

    def _require_known(self, content: Inhoud) -> None:
        """Raise DatabaseTeruggezet when a journal has a decision that the database has not."""
        nummers = {besluit.nummer for besluit in content.besluiten}
        with self._database.read() as connection:
            if not nummers <= BesluitRepository(connection).numbers():
                raise DatabaseTeruggezet

    def _require_own(self, kop: Kop, installatie: Installatie) -> None:
        if kop.installatie != installatie.id:
            raise JournaalOnbruikbaar(
                f"Het journaal {self.bestand.path} hoort bij een andere database. Noem met UWLR_JOURNAL een"
                " ander bestand; is deze database teruggezet van voor dit journaal, voer dan uit:"
                f" uwlr db restored --journal {self.bestand.path}"
            )

    def _write(self, installatie: Installatie) -> None:
        if not self._exists(installatie):
            self.bestand.begin(installatie.id)
        kop = self.bestand.stand().kop
        self._require_own(kop, installatie)
        if kop.id != installatie.journaal:
            plaats = Journaalplaats(id=kop.id, machine=self._machine, pad=str(self.bestand.path))
            with self._database.write() as connection:
                BesluitRepository(connection).register(plaats)
        self.bestand.add_after(self._decided_after)

    def _decided_after(self, nummer: int) -> list[Besluit]:
        with self._database.read() as connection:
            return BesluitRepository(connection).after(nummer)

    def installatie(self) -> Installatie:
        """This installation, as the database has it."""
        with self._database.read() as connection:
            return BesluitRepository(connection).installatie(self._machine, str(self.bestand.path))


def _is_present(path: Path) -> bool:
    with suppress(OSError):
        return path.exists()
    return False


def _cause(error: BaseException) -> str:
    if isinstance(error, Fout):
        return error.tekst.rstrip(".")
    return oorzaak(error) or type(error).__name__
