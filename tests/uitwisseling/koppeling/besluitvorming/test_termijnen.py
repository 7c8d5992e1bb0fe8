"""What the clock does about proposals, and about links that nobody uses."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.uitwisseling.koppeling.besluitvorming.conftest import (
    GESLACHT,
    REDEN,
    ROEPNAAM,
    Zitting,
    beheerder,
)
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan, OvergangOngeldig
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.besluitvorming.termijn import Termijnen
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.schema.toezicht import bericht
from uwlr_service.uitwisseling.koppeling.besluitvorming.ongebruikt import Ongebruiktwacht
from uwlr_service.uitwisseling.koppeling.besluitvorming.termijnen import Termijnwacht
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

KLOK = Handelende.klok()
DAG = timedelta(days=1)


def watch(zitting: Zitting, now: datetime) -> int:
    """What lapses at a moment."""
    return Termijnwacht(zitting.database, Termijnen()).watch(now, door=KLOK)


def watch_unused(zitting: Zitting, now: datetime) -> int:
    """How many schools are asked or paused at a moment."""
    return Ongebruiktwacht(zitting.database, Termijnen()).watch(now, door=KLOK)


def told(zitting: Zitting) -> list[str]:
    """The kinds of messages that people got, in order."""
    with zitting.database.read() as connection:
        return list(connection.execute(select(bericht.c.soort).order_by(bericht.c.id)).scalars())


def only_this_school(zitting: Zitting) -> None:
    """Let the other school of the link have joined just now, however late it gets."""
    with zitting.database.write() as connection:
        later = tijd.now() + 1000 * DAG
        connection.execute(update(deelname).where(deelname.c.stand == "actief").values(sinds=later))


def test_a_proposal_lapses_after_ninety_days(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    assert watch(zitting, tijd.now() + 89 * DAG) == 0
    assert watch(zitting, tijd.now() + 91 * DAG) == 1
    assert zitting.stand() == "vervallen"
    with pytest.raises(OvergangOngeldig):
        zitting.agree(voorstel, {})
    assert told(zitting).count(Berichtsoort.DEELNAME_VERVALLEN.value) == 2
    again = zitting.ask(ROEPNAAM)
    assert zitting.agree(again, {ROEPNAAM: True}).afspraak is not None


def test_a_proposal_for_more_lapses_and_the_link_runs_on(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    zitting.ask(ROEPNAAM, GESLACHT)
    before = zitting.afspraak()
    assert watch(zitting, tijd.now() + 91 * DAG) == 1
    assert (zitting.stand(), zitting.afspraak()) == ("actief", before)
    assert Berichtsoort.VOORSTEL_VERVALLEN.value in told(zitting)


def test_a_school_that_leaves_has_no_proposal_left_that_could_lapse(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    more = zitting.ask(ROEPNAAM, REDEN)
    assert zitting.agree(more, {REDEN: True}).waits
    Intrekkingen(zitting.database).withdraw(zitting.koppeling, zitting.school, door=beheerder())
    (asked,) = [
        voorstel
        for voorstel in zitting.voorstellen.of_koppeling(zitting.koppeling, door=KLOK)
        if voorstel.id == more.id
    ]
    assert (asked.stand, asked.eerste) == (Voorstelstand.VERVALLEN, None)
    assert watch(zitting, tijd.now() + 91 * DAG) == 0


def test_a_first_yes_waits_two_weeks_for_a_second(zitting: Zitting) -> None:
    voorstel = zitting.ask(REDEN)
    zitting.agree(voorstel, {REDEN: True})
    assert watch(zitting, tijd.now() + 13 * DAG) == 0
    assert watch(zitting, tijd.now() + 15 * DAG) == 1
    assert zitting.besluiten.show(voorstel.id, door=beheerder()).voorstel.stand is Voorstelstand.OPEN
    assert zitting.agree(voorstel, {REDEN: True}, beheerder("Bram")).waits


def test_a_link_that_nobody_uses_is_asked_about_and_then_paused(zitting: Zitting) -> None:
    only_this_school(zitting)
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    now = tijd.now()
    assert watch_unused(zitting, now + 180 * DAG) == 0
    assert watch_unused(zitting, now + 184 * DAG) == 1
    assert watch_unused(zitting, now + 185 * DAG) == 0
    assert told(zitting).count(Berichtsoort.DEELNAME_ONGEBRUIKT.value) == 2
    assert watch_unused(zitting, now + 243 * DAG) == 0
    assert zitting.stand() == "actief"
    assert watch_unused(zitting, now + 245 * DAG) == 1
    assert zitting.stand() == "gepauzeerd"
    assert told(zitting).count(Berichtsoort.DEELNAME_GEPAUZEERD.value) == 2


def test_a_link_that_the_school_still_wants_goes_on(zitting: Zitting) -> None:
    only_this_school(zitting)
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    wacht = Ongebruiktwacht(zitting.database, Termijnen())
    with pytest.raises(OvergangOngeldig):
        wacht.confirm(zitting.koppeling, zitting.school, door=beheerder())
    now = tijd.now()
    assert watch_unused(zitting, now + 184 * DAG) == 1
    with pytest.raises(NietToegestaan):
        wacht.confirm(zitting.koppeling, zitting.school, door=zitting.partnerbeheerder)
    wacht.confirm(zitting.koppeling, zitting.school, door=beheerder())
    assert watch_unused(zitting, now + 245 * DAG) == 1, "asked anew, as it is still unused"
    assert zitting.stand() == "actief"
