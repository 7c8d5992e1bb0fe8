"""The tasks themselves, the same under every engine."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import structlog

from uwlr_service import __version__, tracing
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.gkv.nacht import Rij
from uwlr_service.domain.gkv.nachtverslag import Nachtverslag
from uwlr_service.taken import report

CENTURY = 36525
"""Days; a longer retention would fall before the calendar begins."""
log = structlog.get_logger()


class Work:
    """The tasks of one worker; ``clock`` gives the time."""

    def __init__(self, diensten: Diensten, clock: Callable[[], datetime] = tijd.now) -> None:
        self._settings = diensten.settings
        self._clock = clock
        self._leveringen = diensten.leveringen
        self._bewaring = diensten.bewaring
        self._clientkeuring = diensten.clientkeuring
        self._webhooks = diensten.webhooks
        self._laswebhooks = diensten.laswebhooks
        self._afmeldingen = diensten.afmeldingen
        self._verslagen = diensten.nachtverslagen
        self._nacht = diensten.nacht
        self._logboek = diensten.logboek
        self._termijnwacht = diensten.termijnwacht
        self._ongebruiktwacht = diensten.ongebruiktwacht
        self._vernietigwacht = diensten.vernietigwacht
        self._inzageverzoeken = diensten.inzageverzoeken
        self._aanvraagtermijnen = diensten.aanvraagbalie.termijnen
        self._aanvraaglinks = diensten.aanvraagbalie.links
        self._berichten = diensten.berichten
        self._postbus = diensten.postbus
        self._verkeer = diensten.verkeer
        self._mensen = diensten.mensen
        self._sso = diensten.ssoopruiming
        self._inlogaccounts = diensten.inlogaccounts
        self._levenstekens = diensten.levenstekens
        self._teken = self._levenstekens.begin(__version__, clock())

    @property
    def queue(self) -> Path:
        """The file for an engine that keeps its queue in one."""
        return self._settings.var / "taken.sqlite"

    def tick(self) -> tuple[date, list[Rij]] | None:
        """What has to be made now: tonight's packages whose time has come, and those that lost their worker.

        Outside the window there is nothing; the first time after it, the report is made and what is
        no longer kept is cleared up.
        """
        with tracing.task("tick"):
            return self._tick()

    def _tick(self) -> tuple[date, list[Rij]] | None:
        now = self._clock()
        venster = self._nacht.venster
        nacht = venster.nacht(now)
        if nacht is not None:
            self._nacht.give_back(now)
            self._nacht.plan(nacht, now)
            return nacht, self._nacht.due(nacht, now)
        nacht = venster.last(now)
        # Machines with a folder of their own make a report each: better twice than not at all.
        if not report.path(self._settings.var, nacht).exists() and self.report(nacht):
            self._verslagen.tell_failures(nacht)
            self.watch()
            self.clear_up()
        return None

    def tell(self, stopped: Callable[[], bool]) -> None:
        """Send partners the webhooks that are due, until somebody asks to stop; they may come at any hour."""
        done = self._webhooks.notify(stopped=stopped)
        if done.bezorgd or done.opgegeven:
            log.info("told", delivered=done.bezorgd, postponed=done.uitgesteld, given_up=done.opgegeven)

    def tell_lassen(self, stopped: Callable[[], bool]) -> None:
        """Tell LASes of results likewise, apart: a LAS that dawdles keeps no partner waiting."""
        done = self._laswebhooks.notify(stopped=stopped)
        if done.bezorgd or done.opgegeven:
            log.info("told_las", delivered=done.bezorgd, postponed=done.uitgesteld, given_up=done.opgegeven)

    def live(self, stopped: Callable[[], bool]) -> None:
        """Say that this worker is there, unless somebody asked it to stop."""
        if not stopped():
            self._levenstekens.give(self._teken, self._clock())

    def log_out(self, stopped: Callable[[], bool]) -> None:
        """Tell applications of the logouts that are due, until somebody asks to stop."""
        done = self._afmeldingen.deliver(stopped=stopped)
        if done:
            log.info("logged_out", counts={uitkomst.value: count for uitkomst, count in done.items()})

    def post(self, stopped: Callable[[], bool]) -> None:
        """Make mail of what people were told or asked for, and hand over what is due, until asked to stop.

        What waits for a seal in the log gets one, so that none waits for long.
        """
        self._logboek.seal_waiting()
        self._berichten.post()
        self._aanvraaglinks.answer(door=Handelende.klok())
        sent = self._postbus.deliver(stopped=stopped)
        if sent:
            log.info("mailed", counts={"mails": sent})

    def make(self, nacht: date, rij: Rij) -> None:
        """Make one package, unless its night is over, it is done, or another worker has it in hand."""
        now = self._clock()
        # A task may lie in the queue until the next night, and its row belongs to the night before.
        if self._nacht.venster.nacht(now) == nacht:
            with tracing.task("pakket"):
                self._nacht.make(nacht, now, rij)

    def report(self, nacht: date) -> bool:
        """Write the report of a night; False as long as a worker is at one of its packages."""
        verslag = self._verslagen.report(nacht, self._clock())
        if verslag.is_settled:
            report.write(self._settings.var, verslag, self._logboek.anchor(door=Handelende.klok()))
        return verslag.is_settled

    def watch(self) -> None:
        """Once a day: let proposals and drafts lapse, remind of what waits, and follow who left a school."""
        now = self._clock()
        done = {
            "voorstellen": self._termijnwacht.watch(now, door=Handelende.klok()),
            "ongebruikt": self._ongebruiktwacht.watch(now, door=Handelende.klok()),
            "vernietigen": self._vernietigwacht.watch(now, door=Handelende.klok()),
            "inzageverzoeken": self._inzageverzoeken.remind(now, door=Handelende.klok()),
            "accounts": self._inlogaccounts.keep_up(door=Handelende.klok()),
            "concepten": self._aanvraagtermijnen.pass_time(now, door=Handelende.klok()),
        }
        log.info("watched_terms", counts=done)

    def clear_up(self) -> None:
        """Forget what is no longer kept: old packages, replaced pupil data, messages, and old nights."""
        now = self._clock()
        before = now - timedelta(days=min(self._settings.retention_days, CENTURY))
        messages_before = now - timedelta(days=min(self._settings.message_days, CENTURY))
        gone = {
            "pakketten": self._leveringen.purge(now),
            "rijen": self._bewaring.purge(before),
            "berichten": self._bewaring.purge_messages(messages_before),
            "volgorde": self._bewaring.clear_order(before),
            "nachttaken": self._nacht.purge(before),
            "verkeer": self._verkeer.purge(),
            "verkeersdagen": self._verkeer.log_past_days(now),
            "mensen": self._mensen.purge(now),
            "afmeldingen": self._afmeldingen.purge(now),
            "sso": self._sso.purge(now, before),
            "post": self._postbus.purge(now),
            "aan_mensen": self._berichten.purge(now),
            "workers": self._levenstekens.purge(now),
            "waarnemingen": self._clientkeuring.purge(now),
            "logregels": sum(self._logboek.forget(now, door=Handelende.klok()).values()),
        }
        log.info("cleared_up", counts=gone)

    def once(self, nacht: date | None, stopped: Callable[[], bool]) -> Nachtverslag | None:
        """Make now what there is to make, in this process alone, and return the report of that night.

        A night that is named is worked through at any hour, and what was refused or failed in it is
        tried anew. Without one it is tonight, for as long as its window is open; None outside the window.
        """
        with tracing.task("nacht"):
            return self._once(nacht, stopped)

    def _once(self, nacht: date | None, stopped: Callable[[], bool]) -> Nachtverslag | None:
        if nacht is not None:
            self._nacht.reopen(nacht)
            self._nacht.work(nacht, self._clock, lambda: not stopped())
            return self._finished(nacht, stopped)
        venster = self._nacht.venster
        tonight = venster.nacht(self._clock())
        if tonight is None:
            return None
        self._nacht.work(
            tonight, self._clock, lambda: not stopped() and venster.nacht(self._clock()) == tonight
        )
        return self._finished(tonight, stopped)

    def _finished(self, nacht: date, stopped: Callable[[], bool]) -> Nachtverslag:
        self.report(nacht)
        self.tell(stopped)
        self.tell_lassen(stopped)
        return self._verslagen.report(nacht, self._clock())
