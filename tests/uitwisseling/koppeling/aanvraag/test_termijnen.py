"""Drafts lapse after thirty days, and nothing of them is kept; their applicants hear it a week before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.aanvragen.filled import draft, judging, operator, person, sent, stand_of
from tests.support.databases import database_of
from tests.support.partners.products import add_product
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.repository.schema.aanvraag import aanvraag
from uwlr_service.repository.schema.toezicht import bericht

KLOK = Handelende.klok()
DAY = timedelta(days=1)


def test_a_draft_lapses_after_thirty_days(diensten: Diensten) -> None:
    nummer = draft(diensten)
    kept = sent(diensten)
    termijnen = diensten.aanvraagbalie.termijnen
    assert termijnen.pass_time(tijd.now() + 30 * DAY - timedelta(minutes=1), door=KLOK) == 0
    assert termijnen.pass_time(tijd.now() + 30 * DAY, door=KLOK) == 1
    assert termijnen.pass_time(tijd.now() + 31 * DAY, door=KLOK) == 0
    assert stand_of(diensten, nummer) is Aanvraagstand.VERLOPEN
    assert stand_of(diensten, kept) is Aanvraagstand.INGEDIEND
    with database_of(diensten).read() as connection:
        row = connection.execute(select(aanvraag).where(aanvraag.c.id == nummer)).one()
    assert (row.mail, row.antwoorden, row.gegevens) == ("", {}, {})


def kept(diensten: Diensten, nummer: int) -> bool:
    """Whether anything is kept of an application but its steps; none or all of it is."""
    with database_of(diensten).read() as connection:
        row = connection.execute(select(aanvraag).where(aanvraag.c.id == nummer)).one()
    has = {bool(row.antwoorden), bool(row.gegevens)}
    assert len(has) == 1
    return True in has


def test_a_draft_that_is_taken_back_is_forgotten_once_it_no_longer_counts(diensten: Diensten) -> None:
    aanvragen = diensten.aanvraagbalie.aanvragen
    made = add_product(database_of(diensten), "L1")
    own = person(Rol.PARTNERBEHEERDER, koppelpartner=made.koppelpartner)
    nummers = (draft(diensten), draft(diensten, koppelpartner=made.koppelpartner, door=own))
    aanvragen.withdraw(nummers[0], door=Handelende.aanvrager(nummers[0]))
    aanvragen.withdraw(nummers[1], door=own)
    other = draft(diensten)
    for minutes, is_kept in ((59, True), (61, False)):
        diensten.aanvraagbalie.termijnen.pass_time(tijd.now() + timedelta(minutes=minutes), door=KLOK)
        assert [kept(diensten, nummer) for nummer in nummers] == [is_kept, is_kept]
    assert kept(diensten, other)
    assert [stap.naar for stap in aanvragen.dossier(nummers[1], door=own).stappen] == [
        "concept",
        "ingetrokken",
    ]


def test_what_came_to_nothing_is_forgotten_after_a_year(diensten: Diensten) -> None:
    waiting = sent(diensten)
    rejected = judging(diensten)
    diensten.aanvraagbalie.beoordeling.reject(rejected, "Het doel past niet.", door=operator())
    withdrawn = sent(diensten)
    diensten.aanvraagbalie.aanvragen.withdraw(withdrawn, door=Handelende.aanvrager(withdrawn))
    for days, is_kept in ((364, True), (366, False)):
        diensten.aanvraagbalie.termijnen.pass_time(tijd.now() + days * DAY, door=KLOK)
        assert [kept(diensten, nummer) for nummer in (rejected, withdrawn)] == [is_kept, is_kept]
    assert kept(diensten, waiting)
    dossier = diensten.aanvraagbalie.beoordeling.dossier(rejected, door=operator())
    assert dossier.stappen[-1].reden == "Het doel past niet."


def test_users_of_a_partner_hear_it_a_week_before_and_once(diensten: Diensten) -> None:
    made = add_product(database_of(diensten), "L1")
    own = person(Rol.PARTNERBEHEERDER, koppelpartner=made.koppelpartner)
    draft(diensten, koppelpartner=made.koppelpartner, door=own)
    termijnen = diensten.aanvraagbalie.termijnen
    for days in (22, 23, 24, 29):
        termijnen.pass_time(tijd.now() + days * DAY, door=KLOK)
    with database_of(diensten).read() as connection:
        told = connection.execute(select(bericht.c.soort, bericht.c.parameters)).all()
    assert [row.soort for row in told] == ["aanvraag-verloopt"]
    assert told[0].parameters["product"] == "Leeslijst"
    termijnen.pass_time(tijd.now() + 30 * DAY, door=KLOK)
    with database_of(diensten).read() as connection:
        *_, last = connection.execute(select(bericht.c.soort).order_by(bericht.c.id)).scalars()
    assert last == "aanvraag-verlopen"


def test_only_the_service_itself_lets_time_pass(diensten: Diensten) -> None:
    with pytest.raises(NietToegestaan):
        diensten.aanvraagbalie.termijnen.pass_time(
            tijd.now(), door=person(Rol.PARTNERBEHEERDER, koppelpartner=1)
        )
