"""Requests of parents and pupils: written down, answered in time, and remembered by the clock."""

from collections.abc import Mapping
from datetime import datetime

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import InzageverzoekOnbekend
from uwlr_service.domain.inzage.verzoek import (
    OVERGANGEN,
    REMIND_AFTER,
    Inzageverzoek,
    Verzoekgebeurtenis,
    Verzoekvraag,
)
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.inzage.verzoeken import VerzoekRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Inzageverzoeken:
    """The requests of schools."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_school(self, school: Schoolcode, *, door: Handelende) -> list[Inzageverzoek]:
        """The requests of a school: open ones first, due soonest on top.

        Raises NietToegestaan, SchoolOnbekend.
        """
        door.require(Actie.INZAGE, school=school)
        with self._database.read() as connection:
            return VerzoekRepository(connection).of_school(SchoolRepository(connection).get(school))

    def receive(self, school: Schoolcode, vraag: Verzoekvraag, *, door: Handelende) -> int:
        """Write a request down; returns its number. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.INZAGE, school=school)
        follow(OVERGANGEN, None, Verzoekgebeurtenis.RECEIVE)
        with self._database.write() as connection:
            school_id = SchoolRepository(connection).get(school)
            nummer = VerzoekRepository(connection).add(school_id, vraag, door.naam)
            inhoud = {
                "verzoek": nummer,
                "soort": vraag.soort.value,
                "uiterlijk": vraag.uiterlijk.isoformat(),
            }
            record(connection, _gebeurtenis("inzageverzoek-ontvangen", door, school_id, inhoud))
        return nummer

    def answer(self, school: Schoolcode, nummer: int, *, door: Handelende) -> None:
        """Note that a request was answered.

        Raises NietToegestaan, SchoolOnbekend, InzageverzoekOnbekend, and OvergangOngeldig for one that was
        answered before.
        """
        door.require(Actie.INZAGE, school=school)
        with self._database.write() as connection:
            school_id = SchoolRepository(connection).get(school)
            verzoeken = VerzoekRepository(connection)
            verzoek = verzoeken.locked(school_id, nummer)
            if verzoek is None:
                raise InzageverzoekOnbekend
            follow(OVERGANGEN, verzoek.stand, Verzoekgebeurtenis.ANSWER)
            verzoeken.answer(nummer, tijd.now(), door.naam)
            record(connection, _gebeurtenis("inzageverzoek-beantwoord", door, school_id, {"verzoek": nummer}))

    def remind(self, moment: datetime, *, door: Handelende) -> int:
        """Tell schools of requests that wait for three weeks, each once; returns how many.

        Raises NietToegestaan for a person.
        """
        door.require_no_person()
        day = tijd.today(moment) - REMIND_AFTER
        with self._database.write() as connection:
            verzoeken = VerzoekRepository(connection)
            waiting = verzoeken.waiting(day)
            for wachtend in waiting:
                tell(
                    connection,
                    Bericht(
                        soort=Berichtsoort.INZAGE_HERINNERING,
                        aan=Geadresseerde.schoolbeheerders(wachtend.school_id),
                        parameters={
                            "school": str(wachtend.school),
                            "nummer": wachtend.verzoek.id,
                            "datum": datum.shown(wachtend.verzoek.uiterlijk),
                        },
                    ),
                )
                inhoud = {"verzoek": wachtend.verzoek.id}
                record(connection, _gebeurtenis("inzageverzoek-herinnerd", door, wachtend.school_id, inhoud))
            if waiting:
                verzoeken.remind([wachtend.verzoek.id for wachtend in waiting], moment)
        return len(waiting)


def _gebeurtenis(wat: str, door: Handelende, school_id: int, inhoud: Mapping[str, object]) -> Gebeurtenis:
    return Gebeurtenis(soort=Logsoort.INZAGE, wat=wat, door=door, school_id=school_id, inhoud=inhoud)
