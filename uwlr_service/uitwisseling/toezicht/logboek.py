"""The log for those who read it: look up, verify, anchor; and forget what is no longer kept."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bewaartermijn import Bewaartermijnen
from uwlr_service.domain.toezicht.keten import Anker, Keuring, forgotten, verify
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel, Logvraag
from uwlr_service.domain.toezicht.zegel import Zegel
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.toezicht.keten import KetenRepository
from uwlr_service.repository.toezicht.logboek import LogRepository
from uwlr_service.repository.toezicht.logvragen import LogvraagRepository
from uwlr_service.uitwisseling.toezicht import ankers
from uwlr_service.uitwisseling.toezicht.ankers import Ondertekenaar
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

VERGETEN = "log-vergeten"
"""What the line says that tells which lines were forgotten."""


class Logboek:
    """The log of this service; its anchors are signed by ``ondertekenaar``."""

    def __init__(self, database: Database, ondertekenaar: Ondertekenaar, termijnen: Bewaartermijnen) -> None:
        self._database = database
        self._ondertekenaar = ondertekenaar
        self._termijnen = termijnen

    def find(self, vraag: Logvraag, *, door: Handelende) -> list[Getoonderegel]:
        """The lines that an operator looks for, the newest first. Raises NietToegestaan."""
        door.require(Actie.LOG_ZIEN)
        return self._find(vraag)

    def of_school(self, school: Schoolcode, vraag: Logvraag, *, door: Handelende) -> list[Getoonderegel]:
        """The lines about a school. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.SCHOOLLOG, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            return LogvraagRepository(connection).find(replace(vraag, school=school_id))

    def own(self, vraag: Logvraag, *, door: Handelende) -> list[Getoonderegel]:
        """The lines of what a person did themselves; none for whoever is not a person."""
        door.require(Actie.EIGEN_ACCOUNT)
        if door.inlog is None:
            return []
        return self._find(replace(vraag, inlog=door.inlog))

    def _find(self, vraag: Logvraag) -> list[Getoonderegel]:
        with self._database.read() as connection:
            return LogvraagRepository(connection).find(vraag)

    def last_seal(self, *, door: Handelende) -> Zegel | None:
        """The newest seal; None as long as nothing was sealed."""
        door.require(Actie.EIGEN_ACCOUNT)
        with self._database.read() as connection:
            return KetenRepository(connection).laatste()

    def anchor(self, *, door: Handelende) -> Mapping[str, Any] | None:
        """The newest seal, signed, for somebody else to keep; None as long as nothing was sealed."""
        zegel = self.last_seal(door=door)
        if zegel is None:
            return None
        anker = Anker(zegel=zegel.nummer, hash=zegel.hash, moment=tijd.whole_second(zegel.moment))
        return ankers.dump(anker, self._ondertekenaar.key())

    def verify(self, anker: str | None = None, *, door: Handelende) -> Keuring:
        """Look at every line and every seal, and at an anchor that somebody kept.

        Raises NietToegestaan, and AnkerOngeldig when that anchor was not signed by this service.
        """
        door.require(Actie.LOG_ZIEN)
        kept = None if anker is None else ankers.load(anker, self._ondertekenaar.ever_public())
        with self._database.snapshot() as connection:
            keten = KetenRepository(connection)
            kop = keten.kop()
            before = forgotten(keten.contents(VERGETEN))
            with closing(keten.verzegeld(kop.zegel)) as verzegeld:
                return verify(verzegeld, kop, before, kept)

    def seal_waiting(self) -> None:
        """Seal the lines that wait for others, if there are any; the worker sees that none waits for long."""
        with self._database.read() as connection:
            if not LogRepository(connection).has_waiting():
                return
        with self._database.write() as connection:
            LogRepository(connection).seal_waiting()

    def forget(self, now: datetime, *, door: Handelende) -> Mapping[Logsoort, int]:
        """Forget the content of lines whose retention has ended, and say so in the log; returns how many."""
        door.require(Actie.LOG_ZIEN)
        ends = self._termijnen.ends(now)
        with self._database.write() as connection:
            keten = KetenRepository(connection)
            counts = {soort: keten.forget(soort, before) for soort, before in ends.items()}
            gone = {soort: count for soort, count in counts.items() if count}
            if gone:
                record(
                    connection,
                    Gebeurtenis(
                        soort=Logsoort.BESLUIT,
                        wat=VERGETEN,
                        door=door,
                        inhoud={
                            "voor": {soort.value: ends[soort].isoformat() for soort in gone},
                            "aantal": {soort.value: count for soort, count in gone.items()},
                        },
                    ),
                )
        return counts
