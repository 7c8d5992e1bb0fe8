"""What the clock does about links that nobody uses: it asks the school, and pauses them without an answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan, OvergangOngeldig
from uwlr_service.domain.koppeling.besluitvorming.termijn import CENTURY, Termijnen, days_before
from uwlr_service.domain.koppeling.deelname import OVERGANGEN, Deelnamegebeurtenis, Deelnamestand
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.aanbieders import AanbiederRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.gebruik import Gebruik, GebruikRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Ongebruiktwacht:
    """Watches over the links that nobody uses; ``termijnen`` are the operator's."""

    def __init__(self, database: Database, termijnen: Termijnen) -> None:
        self._database = database
        self._termijnen = termijnen

    def watch(self, now: datetime, *, door: Handelende) -> int:
        """Ask schools about links that lay unused for long, and pause those that nobody confirmed.

        Each in a transaction of its own; returns how many schools were asked or paused.
        """
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
            deelname = DeelnameRepository(connection).get(koppeling_id, school)
            if deelname is None:
                raise NietToegestaan
            follow(OVERGANGEN, deelname.stand, Deelnamegebeurtenis.CONFIRM)
            if deelname.navraag is None:
                raise OvergangOngeldig
            school_id = SchoolRepository(connection).ids([school])[school]
            DeelnameRepository(connection).note(koppeling_id, school_id, navraag=None)
            _log(connection, door, koppeling_id, school_id, "deelname-bevestigd")

    def _ask(self, gebruik: Gebruik, now: datetime, door: Handelende) -> bool:
        """Ask the school whether it still wants a link, and tell both by when it has to say so."""
        with self._database.write() as connection:
            deelnames = DeelnameRepository(connection)
            deelname = deelnames.locked(gebruik.koppeling_id, gebruik.school_id)
            if deelname is None or deelname.stand is not Deelnamestand.ACTIEF or deelname.navraag:
                return False
            deelnames.note(gebruik.koppeling_id, gebruik.school_id, navraag=now)
            _log(connection, door, gebruik.koppeling_id, gebruik.school_id, "deelname-ongebruikt")
            until = tijd.today(now + timedelta(days=min(self._termijnen.bevestigen, CENTURY)))
            datum = {"datum": f"{until:%d-%m-%Y}"}
            _tell_both(connection, gebruik, Berichtsoort.DEELNAME_ONGEBRUIKT, datum)
        return True

    def _settle(self, gebruik: Gebruik, now: datetime, door: Handelende) -> bool:
        """Pause a link that a school did not confirm; one that was used since needs no confirming."""
        with self._database.write() as connection:
            deelnames = DeelnameRepository(connection)
            deelname = deelnames.locked(gebruik.koppeling_id, gebruik.school_id)
            if deelname is None or deelname.stand is not Deelnamestand.ACTIEF or not deelname.navraag:
                return False
            if gebruik.laatste is not None and gebruik.laatste >= deelname.navraag:
                deelnames.note(gebruik.koppeling_id, gebruik.school_id, navraag=None)
                return False
            if deelname.navraag > days_before(now, self._termijnen.bevestigen):
                return False
            overgang = follow(OVERGANGEN, deelname.stand, Deelnamegebeurtenis.LAPSE)
            deelnames.change(gebruik.koppeling_id, gebruik.school_id, overgang.naar, tijd.now(), navraag=None)
            _log(connection, door, gebruik.koppeling_id, gebruik.school_id, "deelname-gepauzeerd")
            _tell_both(connection, gebruik, Berichtsoort.DEELNAME_GEPAUZEERD, {})
        return True


def _log(connection: Transaction, door: Handelende, koppeling_id: int, school_id: int, wat: str) -> None:
    aanbieder = AanbiederRepository(connection).of(koppeling_id)
    record(
        connection,
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat=wat,
            door=door,
            school_id=school_id,
            koppelpartner_id=None if aanbieder is None else aanbieder.koppelpartner_id,
            inhoud={"koppeling": koppeling_id},
        ),
    )


def _tell_both(
    connection: Transaction, gebruik: Gebruik, soort: Berichtsoort, more: Mapping[str, str]
) -> None:
    """Tell the school and the partner."""
    aanbieder = AanbiederRepository(connection).of(gebruik.koppeling_id)
    if aanbieder is None:
        return
    parameters = {"product": aanbieder.product, "school": gebruik.schoolnaam, **more}
    told = [
        Bericht(
            soort=soort,
            aan=Geadresseerde.schoolbeheerders(gebruik.school_id),
            parameters=parameters,
            pad=f"/scholen/{schoolpad.write(gebruik.school)}/koppelingen/{gebruik.koppeling_id}",
        )
    ]
    if aanbieder.koppelpartner_id is not None:
        told.append(
            Bericht(
                soort=soort,
                aan=Geadresseerde.partnerbeheerders(aanbieder.koppelpartner_id),
                parameters=parameters,
                pad=f"/partners/{aanbieder.koppelpartner_id}/koppelingen/{gebruik.koppeling_id}",
            )
        )
    tell(connection, *told)
