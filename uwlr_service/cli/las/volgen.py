"""Results taken over in their order: out first, then remembered, then confirmed."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from uwlr_service.cli.las.stand import Stand
from uwlr_service.cli.las.stopsein import Stopsein
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.las import CURSOR, Bladzijde, LasClient

CONFIRMED = "bevestigd"
LIMIET = 500
WAIT = 30
"""Seconds that the service may keep a question for which there is no answer yet."""
SHORTEST = 1.0
"""Seconds between two questions to a service that had nothing."""
LONGEST = 60.0
"""Seconds between two questions to a service that is not there."""


class Volger:
    """Takes results over, one by one: ``out`` gets each, and returns when it is out.

    A cursor is remembered after its result went out, and confirmed after that. A process that dies in between
    gives that one result again; its cursor tells that it is the same.
    """

    def __init__(
        self,
        client: LasClient,
        stand: Stand,
        stopsein: Stopsein,
        out: Callable[[Mapping[str, Any]], None],
        say: Callable[[str], None],
    ) -> None:
        self._client = client
        self._stand = stand
        self._stopsein = stopsein
        self._out = out
        self._say = say

    def run(self) -> None:
        """Take over what there is. Raises Onbereikbaar, LasGeweigerd, Gestopt."""
        more = True
        while more:
            page = self._page()
            # A page that leads nowhere would be asked for ever.
            more = page.meer and self._leads_on(page)
            self._take(page)

    def follow(self) -> None:
        """Take over what there is and what comes, for ever.

        Raises Gestopt, LasGeweigerd, and Onbereikbaar if the service is not there from the beginning; when it
        goes away later, it is waited for.
        """
        page = self._page()
        while True:
            self._take_when_there(page)
            page = self._next(page)

    def _next(self, before: Bladzijde) -> Bladzijde:
        """The page behind one, as soon as there is one that leads on."""
        pause = float(before.wacht)
        if not before.resultaten:
            pause = max(pause, SHORTEST)
        is_away = False
        while True:
            self._pause(pause)
            started = time.monotonic()
            try:
                page = self._page(WAIT)
            except Onbereikbaar as fout:
                if not is_away:
                    self._say(f"{fout.tekst} De opdracht blijft het proberen.")
                is_away = True
                pause = min(max(2 * pause, SHORTEST), LONGEST)
                continue
            if is_away:
                self._say("De dienst is er weer.")
                is_away = False
            if self._leads_on(page):
                return page
            # A service that does not keep the question would be asked without end.
            pause = max(float(page.wacht), SHORTEST - (time.monotonic() - started))

    def _leads_on(self, page: Bladzijde) -> bool:
        """Whether there is something in a page, or its cursor is another one."""
        return bool(page.resultaten) or page.cursor != self._stand.inhoud.get(CURSOR, "")

    def _page(self, wait: int = 0) -> Bladzijde:
        with self._stopsein.waiting():
            return self._client.resultaten(self._stand.inhoud.get(CURSOR, ""), LIMIET, wait)

    def _take_when_there(self, page: Bladzijde) -> None:
        try:
            self._take(page)
        except Onbereikbaar:
            # Only the confirmation is missing; that of a later cursor holds for this one too.
            return

    def _take(self, page: Bladzijde) -> None:
        inhoud = self._stand.inhoud
        before = dict(inhoud)
        try:
            self._out_with(page)
        finally:
            if inhoud != before:
                self._stand.store()
        if inhoud.get(CONFIRMED) is False:
            self._client.confirm(inhoud[CURSOR])
            inhoud[CONFIRMED] = True
            self._stand.store()

    def _out_with(self, page: Bladzijde) -> None:
        """Let the results go out, each before its cursor is remembered."""
        inhoud = self._stand.inhoud
        for resultaat in page.resultaten:
            self._out(resultaat)
            inhoud[CURSOR] = resultaat[CURSOR]
            inhoud[CONFIRMED] = False
            self._stand.store(safely=False)
            if self._stopsein.is_given:
                return
        # Also where there was nothing: a cursor that stands still would be past retention one day.
        inhoud[CURSOR] = page.cursor

    def _pause(self, seconds: float) -> None:
        with self._stopsein.waiting():
            if seconds > 0:
                time.sleep(seconds)
