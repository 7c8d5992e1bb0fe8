"""A service with schools and links, workers in processes of their own, and what is true after a night."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select, update

from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.schools.builders import school, schoolgegevens
from tests.support.servers import forking
from tests.support.servers.forking import Forked
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Nachttaak, Uitkomst
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.gkv.pakket import open_pakket
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.repository.schema.gkv import nachttaak
from uwlr_service.taken.work import Work
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.nacht import Nacht
from uwlr_service.uitwisseling.gkv.nachtverslagen import Nachtverslagen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

CLOCKED = "tests.support.gkv.clocked"
PATIENCE = 30
POLL = 0.02
"""Seconds: a worker takes longer over a package, and has the core that who asks without end would take."""
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
Process = subprocess.Popen[bytes] | Forked


class Service:
    """A database with schools and GKV links, and the settings that workers get.

    Its workers are forks of a process that imported everything, unless they are to begin ``from_nothing``.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        schools: int,
        links: int,
        from_nothing: bool = False,
    ) -> None:
        self.settings = settings
        self._start = _begin if from_nothing else forking.run
        self.database = database
        self.scholen = [Schoolcode("99XX", f"{at:02}") for at in range(schools)]
        for year in {Schooljaar.at(tijd.today()), Schooljaar("2025-2026"), Schooljaar("2026-2027")}:
            for code in self.scholen:
                EdexmlUitwisseling(database).store(replace(schoolgegevens(), school=school(code, year)))
        self.beheer = Koppelingbeheer(database, settings.secret)
        self.koppelingen = [
            self.beheer.add(
                klantnaam=f"Partner {at}",
                klantcode=f"P{at}",
                scholen=self.scholen,
                gegevensset="gkv-basis",
                door=DOOR,
            ).koppeling.id
            for at in range(links)
        ]
        self.leveringen = Leveringen(
            database, Ondertekening(database, settings.secret), Opslag(settings.opslag)
        )
        self.nacht = Nacht(database, self.leveringen, settings.nachtvenster)

    def work(self, clock: Callable[[], datetime]) -> Work:
        """The tasks in this process, by a clock of one's own."""
        return Work(Diensten(self.settings, self.database), clock)

    def taken(self, nacht: date) -> tuple[Nachttaak, ...]:
        """The ledger of a night."""
        return Nachtverslagen(self.database).report(nacht).taken

    def made(self, nacht: date) -> int:
        """How many packages of a night are made: one statement, for tests that ask it until it is so."""
        made = (nachttaak.c.nacht == nacht, nachttaak.c.uitkomst == Uitkomst.GEMAAKT.value)
        with self.database.read() as connection:
            return int(connection.execute(select(func.count()).where(*made)).scalar_one())

    def expire_leases(self) -> None:
        """As if a quarter of an hour went by: a worker that has a package in hand counts as silent."""
        with self.database.write() as connection:
            connection.execute(
                update(nachttaak).where(nachttaak.c.lease_tot.is_not(None)).values(lease_tot=LONG_AGO)
            )

    def check(self, *nachten: date) -> None:
        """Each package of these nights was made exactly once: ledger, rows, files and chain agree."""
        keys = Ondertekening(self.database, self.settings.secret).published()
        listed = set()
        named = []
        for koppeling in self.koppelingen:
            chains: dict[Schoolcode, list[int]] = {}
            for levering in self.leveringen.of_koppeling(koppeling):
                chains.setdefault(levering.school, []).append(levering.volgnummer)
                path = Path(self.settings.opslag) / str(levering.pad)
                listed.add(path)
                named.append(levering.id)
                manifest = open_pakket(path, keys).manifest
                assert (manifest.id, manifest.volgnummer) == (levering.id, levering.volgnummer)
            assert chains == {code: list(range(1, len(nachten) + 1)) for code in self.scholen}
        assert {path for path in Path(self.settings.opslag).rglob("*") if path.is_file()} == listed
        taken = [taak for nacht in nachten for taak in self.taken(nacht)]
        assert {taak.uitkomst for taak in taken} == {Uitkomst.GEMAAKT}
        assert sorted(str(taak.levering) for taak in taken) == sorted(named)
        assert len(taken) == len(nachten) * len(self.koppelingen) * len(self.scholen)

    @contextmanager
    def worker(self, *arguments: str) -> Iterator[Process]:
        """``uwlr worker`` with these arguments; killed at the end of the block."""
        with self._running("worker", *arguments) as process:
            yield process

    @contextmanager
    def clocked(self, moment: datetime) -> Iterator[Process]:
        """``uwlr worker`` whose clock begins at a moment; killed at the end of the block."""
        with self._running(moment.isoformat(), program=CLOCKED) as process:
            yield process

    @contextmanager
    def _running(self, *arguments: str, program: str = forking.PROGRAM) -> Iterator[Process]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
        ours = {
            "UWLR_DATABASE_URL": self.settings.database_url,
            "UWLR_DATABASE_PREPARE": "on" if self.settings.database_prepare else "off",
            "UWLR_DATABASE_DIRECT_URL": self.settings.database_direct_url or "",
            "UWLR_VAR": str(self.settings.var),
            "UWLR_OPSLAG": self.settings.opslag,
            "UWLR_WEBHOOK_HOSTS": ",".join(self.settings.webhook_hosts),
            "PYTHONPATH": str(ROOT),
        }
        with (self.settings.var / "log").open("ab") as log:
            process = self._start(
                *arguments, environ=inherited | ours, folder=self.settings.var, log=log, program=program
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait(PATIENCE)

    @property
    def log(self) -> str:
        """What the workers wrote."""
        return (self.settings.var / "log").read_text(encoding="utf-8")

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; fail with the log of the workers when it never does."""
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                raise AssertionError(f"the workers did not get there:\n{self.log}")
            time.sleep(POLL)


def _begin(*args: str, environ: Mapping[str, str], folder: Path, log: IO[bytes], program: str) -> Process:
    command = [sys.executable, "-m", program, *args]
    return subprocess.Popen(command, env=environ, cwd=folder, stdout=log, stderr=log)
