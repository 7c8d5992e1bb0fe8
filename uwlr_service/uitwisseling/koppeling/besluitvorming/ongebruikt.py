"""What the clock does about links that nobody uses: it asks the school, and pauses them without an answer."""

from datetime import datetime, timedelta

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.gkv.webhook import Wijziging
from uwlr_service.domain.koppeling.besluitvorming.termijn import CENTURY, Termijnen, days_before
from uwlr_service.domain.koppeling.deelname import OVERGANGEN, Deelnamegebeurtenis, Deelnamestand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.gebruik import Gebruik, GebruikRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_pause
from uwlr_service.uitwisseling.koppeling.deelnames import require_part
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


class Ongebruiktwacht:
    """Watches over the links that nobody uses; ``termijnen`` are the operator's."""

    def __init__(self, database: Database, termijnen: Termijnen) -> None:
        self._database = database
        self._termijnen = termijnen

    def watch(self, now: datetime, *, door: Handelende) -> int:
        """Ask schools about links that lay unused for long, and pause those that nobody confirmed.

        Each in a transaction of its own; returns how many schools were asked or paused. Raises NietToegestaan
        for a person.
        """
        door.require_no_person()
        with self._database.read() as connection:
            running = GebruikRepository(connection).running()
        done = 0
        for gebruik in running:
            if gebruik.navraag is not None:
                done += self._settle(gebruik, now, door)
            elif gebruik.is_quiet_since(days_before(now, self._termijnen.ongebruikt)):
                done += self._ask(gebruik, now, door)
        return done

    def confirm(self, koppeling_id: int, school: Schoolcode, *, door: Handelende) -> None:
        """The school still wants a link that nobody used for long.

        Raises NietToegestaan, and OvergangOngeldig for a school that was not asked.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.write() as connection:
            require_part(connection, koppeling_id, school, door)
            verandering = Verandering.begin(connection, koppeling_id, door)
            deelname = verandering.deelname(school)
            follow(OVERGANGEN, deelname.stand, Deelnamegebeurtenis.CONFIRM)
            if deelname.navraag is None:
                raise OvergangOngeldig("Over deze koppeling is niet gevraagd of de school die nog wil.")
            verandering.deelnames.note(koppeling_id, deelname.school_id, navraag=None)
            verandering.log("deelname-bevestigd", [deelname])

    def _ask(self, gebruik: Gebruik, now: datetime, door: Handelende) -> bool:
        """Ask the school whether it still wants a link, and tell both by when it has to say so."""
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, gebruik.koppeling_id, door)
            deelname = verandering.deelname(gebruik.school)
            if deelname.stand is not Deelnamestand.ACTIEF or deelname.navraag is not None:
                return False
            verandering.deelnames.note(gebruik.koppeling_id, deelname.school_id, navraag=now)
            verandering.log("deelname-ongebruikt", [deelname])
            until = tijd.today(now + timedelta(days=min(self._termijnen.bevestigen, CENTURY)))
            verandering.tell_both(Berichtsoort.DEELNAME_ONGEBRUIKT, [deelname], datum=datum.shown(until))
        return True

    def _settle(self, gebruik: Gebruik, now: datetime, door: Handelende) -> bool:
        """Pause a link that a school did not confirm; one that was used since needs no confirming."""
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, gebruik.koppeling_id, door)
            deelname = verandering.deelname(gebruik.school)
            navraag = deelname.navraag
            if deelname.stand is not Deelnamestand.ACTIEF or navraag is None:
                return False
            deelnames = verandering.deelnames
            if gebruik.laatste is not None and gebruik.laatste >= navraag:
                deelnames.note(gebruik.koppeling_id, deelname.school_id, navraag=None)
                return False
            if navraag > days_before(now, self._termijnen.bevestigen):
                return False
            overgang = follow(OVERGANGEN, deelname.stand, Deelnamegebeurtenis.LAPSE)
            deelnames.change(
                gebruik.koppeling_id, deelname.school_id, overgang.naar, tijd.now(), navraag=None
            )
            verandering.log("deelname-gepauzeerd", [deelname], reden="ongebruikt")
            verandering.tell_both(Berichtsoort.DEELNAME_GEPAUZEERD, [deelname])
            verandering.report(Wijziging.GEPAUZEERD, deelname)
            record_pause(BesluitRepository(connection), verandering.koppeling, gebruik.school)
        return True
