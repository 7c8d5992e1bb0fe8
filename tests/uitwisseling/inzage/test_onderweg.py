"""Results that are on their way while their pupil is forgotten bring nothing of them back."""

import pytest

from tests.support.interposing import interposed
from tests.support.inzage.stage import KEY, OTHERS, WIE, Stage, left_in
from tests.support.messages.results import resultaat, toetsafname
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import LeerlingOngeldig


@pytest.fixture
def stage(diensten: Diensten) -> Stage:
    made = Stage(diensten)
    made.everything()
    made.remove_from_file()
    return made


def forget(stage: Stage) -> None:
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, door=WIE)


def nothing_is_left(stage: Stage) -> None:
    stage.make(1)  # until then it is kept what the partner has to hear
    assert left_in(stage.dump()) == []


def test_a_pupil_who_is_forgotten_before_their_results_are_stored_stays_so(stage: Stage) -> None:
    begin = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "INTO resultatenstand"}[stage.database.dialect]
    with interposed(lambda: forget(stage), begin) as begun, pytest.raises(LeerlingOngeldig):
        stage.bring(toetsafname(KEY, resultaat("Zlater", 6)))
    begun[0].result()
    nothing_is_left(stage)
    assert "Zlater" not in stage.dump()


def test_results_that_come_while_a_pupil_is_forgotten_are_refused_as_a_whole(stage: Stage) -> None:
    afnamen = toetsafname(OTHERS[0], resultaat("Rander", 7)), toetsafname(KEY, resultaat("Zlater", 6))
    with interposed(lambda: stage.bring(*afnamen), "DELETE FROM leerling") as begun:
        forget(stage)
    assert isinstance(begun[0].exception(), LeerlingOngeldig)
    nothing_is_left(stage)
    assert "Rander" not in stage.dump()
    stage.bring(afnamen[0])
    assert "Rander" in stage.dump()


def test_it_takes_one_statement_to_ask_again(stage: Stage) -> None:
    with recorded() as for_one:
        stage.bring(toetsafname(OTHERS[0], resultaat("Reen", 7)))
    with recorded() as for_many:
        stage.bring(*(toetsafname(OTHERS[0], resultaat(f"Rveel{number}", 7)) for number in range(20)))
    assert len(for_many) == len(for_one)
