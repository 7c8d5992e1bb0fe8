"""Operators judge applications: they take one up, ask, say no; and nobody else does."""

import pytest
from sqlalchemy import select

from tests.support.aanvragen.filled import (
    OPDRACHTREGEL,
    in_each_state,
    judging,
    operator,
    person,
    sent,
    stand_of,
)
from tests.support.databases import database_of
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.repository.schema.toezicht import logregel

S = Aanvraagstand


def test_only_operators_judge(diensten: Diensten) -> None:
    nummer = sent(diensten)
    balie = diensten.aanvraagbalie
    beoordeling = balie.beoordeling
    for door in (Handelende.aanvrager(nummer), person(Rol.PARTNERBEHEERDER, koppelpartner=1)):
        with pytest.raises(NietToegestaan):
            beoordeling.waiting(door=door)
        with pytest.raises(NietToegestaan):
            beoordeling.all(door=door)
        with pytest.raises(NietToegestaan):
            beoordeling.dossier(nummer, door=door)
        with pytest.raises(NietToegestaan):
            beoordeling.take_up(nummer, door=door)
        with pytest.raises(NietToegestaan):
            beoordeling.ask_more(nummer, {"organisatie/kvk": "?"}, door=door)
        with pytest.raises(NietToegestaan):
            beoordeling.reject(nummer, "Nee.", door=door)
        with pytest.raises(NietToegestaan):
            balie.toelater.admit(nummer, None, "Ja.", door=door)
        with pytest.raises(NietToegestaan):
            balie.links.hand_over(nummer, door=door)
    assert stand_of(diensten, nummer) is S.INGEDIEND


def test_an_application_that_is_not_there(diensten: Diensten) -> None:
    beoordeling = diensten.aanvraagbalie.beoordeling
    with pytest.raises(NietToegestaan):
        beoordeling.dossier(404, door=operator())
    with pytest.raises(NietToegestaan):
        beoordeling.take_up(404, door=operator())


def test_each_step_is_taken_in_its_own_state_only(diensten: Diensten) -> None:
    beoordeling = diensten.aanvraagbalie.beoordeling
    for stand, nummer in in_each_state(diensten):
        if stand is not S.INGEDIEND:
            with pytest.raises(OvergangOngeldig):
                beoordeling.take_up(nummer, door=operator())
        if stand is not S.IN_BEOORDELING:
            with pytest.raises(OvergangOngeldig):
                beoordeling.ask_more(nummer, {"organisatie/kvk": "?"}, door=operator())
            with pytest.raises(OvergangOngeldig):
                beoordeling.reject(nummer, "Nee.", door=operator())
        assert stand_of(diensten, nummer) is stand


def test_what_waits_for_an_operator(diensten: Diensten) -> None:
    made = dict(in_each_state(diensten))
    beoordeling = diensten.aanvraagbalie.beoordeling
    waiting = [aanvraag.id for aanvraag in beoordeling.waiting(door=operator())]
    assert waiting == [made[S.INGEDIEND], made[S.IN_BEOORDELING]]
    assert [aanvraag.id for aanvraag in beoordeling.all(door=operator())] == sorted(made.values())


def test_a_question_is_about_an_answer(diensten: Diensten) -> None:
    nummer = judging(diensten)
    for vragen in (
        {},
        {"organisatie/kvk": " "},
        {"organisatie/bsn": "?"},
        {"organisatie/kvk": "x" * 1001},
    ):
        with pytest.raises(Geweigerd):
            diensten.aanvraagbalie.beoordeling.ask_more(nummer, vragen, door=operator())
    assert stand_of(diensten, nummer) is S.IN_BEOORDELING


def test_a_rejection_has_a_reason_that_stays(diensten: Diensten) -> None:
    nummer = judging(diensten)
    beoordeling = diensten.aanvraagbalie.beoordeling
    with pytest.raises(Geweigerd, match="waarom"):
        beoordeling.reject(nummer, "  ", door=operator())
    beoordeling.reject(nummer, "Het doel past niet.", door=operator(naam="Omar"))
    last = beoordeling.dossier(nummer, door=OPDRACHTREGEL).stappen[-1]
    assert (last.naar, last.reden, last.door) == (S.AFGEWEZEN, "Het doel past niet.", "Omar")
    with database_of(diensten).read() as connection:
        logged = connection.execute(select(logregel.c.wat).order_by(logregel.c.id)).scalars().all()
    assert logged[-2:] == ["aanvraag-oppakken", "aanvraag-afwijzen"]
