"""Telling applications that somebody signed out, right after it happened and then again (docs/sso.rst)."""

import logging
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from urllib.parse import urlencode

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Fout, NietBezorgd
from uwlr_service.domain.sso.afmelding import KEPT, Afmelding, Afmelduitkomst, next_attempt
from uwlr_service.formats.oauth import logouttoken
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.afmeldingen import AfmeldingRepository
from uwlr_service.uitwisseling import bezorging
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels

log = logging.getLogger(__name__)

AT_ONCE = 8
"""How many applications may keep us waiting at the same time."""
SPARE = timedelta(seconds=15)
"""How much longer than an attempt may take a logout is one worker's own."""
TAKEN = frozenset({200, 204})
REFUSED = 400
"""The application judged the token and will judge it so again (Back-Channel Logout 1.0, section 2.8)."""
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


class Afmeldingen:
    """Sends the logouts that wait; ``hosts`` are those of the own network that may be called."""

    def __init__(
        self, database: Database, sleutels: Ssosleutels, issuer: str, hosts: Collection[str] = ()
    ) -> None:
        self._database = database
        self._sleutels = sleutels
        self._issuer = issuer
        self._hosts = hosts

    def deliver(
        self,
        moment: datetime | None = None,
        *,
        seconds: float = bezorging.ATTEMPT_SECONDS,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Counter[Afmelduitkomst]:
        """Send every logout that is due, once, a few at a time; returns what became of them.

        ``seconds`` is how long one attempt may take. After one that failed, the others of that application
        wait too: an application that keeps us waiting must not do so for each person of a school.
        """
        ronde = _Ronde(moment or tijd.now(), seconds)
        if not self._is_due(ronde.due):
            return ronde.counts
        with ThreadPoolExecutor(AT_ONCE, "afmelding") as posters:
            while True:
                # No more are taken than can be sent: the lease of a logout begins when it is taken.
                while len(ronde.under_way) < AT_ONCE and not stopped():
                    afmelding = self._take(ronde)
                    if afmelding is None:
                        break
                    self._begin(ronde, afmelding, posters)
                if not ronde.under_way:
                    return ronde.counts
                ended, _ = wait(ronde.under_way, return_when=FIRST_COMPLETED)
                for future in ended:
                    self._settle(ronde, future)

    def purge(self, moment: datetime) -> int:
        """Forget what became of the logouts of long ago; returns how many."""
        with self._database.write() as connection:
            return AfmeldingRepository(connection).purge(moment - KEPT)

    def _is_due(self, moment: datetime) -> bool:
        with self._database.read() as connection:
            return AfmeldingRepository(connection).is_due(moment)

    def _take(self, ronde: "_Ronde") -> Afmelding | None:
        until = ronde.now + timedelta(seconds=ronde.seconds) + SPARE
        with self._database.write() as connection:
            return AfmeldingRepository(connection).take(ronde.due, until)

    def _begin(self, ronde: "_Ronde", afmelding: Afmelding, posters: ThreadPoolExecutor) -> None:
        """Send a logout in a thread of its own, unless it is settled without."""
        if afmelding.url is None:
            self._finish(ronde, afmelding, Afmelduitkomst.OPGEGEVEN)
        elif afmelding.client in ronde.failing:
            self._retry(ronde, afmelding)
        else:
            try:
                body = self._body(afmelding)
            except Fout:  # the key cannot be read, which is in the log already
                self._retry(ronde, afmelding)
                return
            # The threads see no database: they may wait for an application as long as an attempt takes.
            future = posters.submit(bezorging.send, afmelding.url, body, HEADERS, self._hosts, ronde.seconds)
            ronde.under_way[future] = afmelding

    def _body(self, afmelding: Afmelding) -> bytes:
        token = logouttoken.write(
            afmelding.sub,
            afmelding.sid,
            self._sleutels.key(afmelding.algoritme),
            issuer=self._issuer,
            client_id=afmelding.client_id,
            moment=tijd.now(),
        )
        return urlencode({"logout_token": token}).encode()

    def _settle(self, ronde: "_Ronde", future: Future[int]) -> None:
        afmelding = ronde.under_way.pop(future)
        try:
            status = future.result()
        except NietBezorgd as error:
            reason = error.reason
        else:
            if status in TAKEN:
                self._finish(ronde, afmelding, Afmelduitkomst.BEZORGD)
                return
            if status == REFUSED:
                log.warning("logout at %s: refused", afmelding.client_id)
                self._finish(ronde, afmelding, Afmelduitkomst.GEWEIGERD)
                return
            reason = f"HTTP {status}"
        log.warning("logout at %s: %s", afmelding.client_id, reason)
        ronde.failing.add(afmelding.client)
        self._retry(ronde, afmelding)

    def _retry(self, ronde: "_Ronde", afmelding: Afmelding) -> None:
        volgende = next_attempt(afmelding.pogingen, ronde.now)
        if volgende is None:
            self._finish(ronde, afmelding, Afmelduitkomst.OPGEGEVEN)
            return
        with self._database.write() as connection:
            AfmeldingRepository(connection).retry(afmelding.id, volgende)
        ronde.counts[Afmelduitkomst.UITGESTELD] += 1

    def _finish(self, ronde: "_Ronde", afmelding: Afmelding, uitkomst: Afmelduitkomst) -> None:
        with self._database.write() as connection:
            AfmeldingRepository(connection).finish(afmelding.id, uitkomst, ronde.now)
        ronde.counts[uitkomst] += 1


class _Ronde:
    """What one round of logouts has done so far, and what it has in hand."""

    def __init__(self, due: datetime, seconds: float) -> None:
        self.due = due
        self.seconds = seconds
        self.counts: Counter[Afmelduitkomst] = Counter()
        self.failing: set[int] = set()
        """The applications that did not take one in this round."""
        self.under_way: dict[Future[int], Afmelding] = {}

    @property
    def now(self) -> datetime:
        """The moment, or that of the round if it was set ahead."""
        return max(self.due, tijd.now())
