"""The states of an application: what can happen in each, and who may cause it."""

from itertools import product

import pytest

from uwlr_service.domain.account.overgang import events_in, follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.koppeling.aanvraag.stand import (
    OPEN,
    OVERGANGEN,
    Aanvraaggebeurtenis,
    Aanvraagstand,
)

ALLOWED = {
    None: {"beginnen"},
    "concept": {"indienen", "intrekken", "verlopen"},
    "ingediend": {"oppakken", "intrekken"},
    "in_beoordeling": {"navragen", "eerste-akkoord", "toelaten", "afwijzen", "intrekken"},
    "aanvullen": {"aanvullen", "intrekken"},
    "toegelaten": set(),
    "afgewezen": set(),
    "ingetrokken": set(),
    "verlopen": set(),
}


@pytest.mark.parametrize(
    ("stand", "gebeurtenis"), list(product([None, *Aanvraagstand], Aanvraaggebeurtenis)), ids=str
)
def test_every_pair_of_state_and_event(stand: Aanvraagstand | None, gebeurtenis: Aanvraaggebeurtenis) -> None:
    if gebeurtenis.value in ALLOWED[stand]:
        assert follow(OVERGANGEN, stand, gebeurtenis).van == stand
    else:
        with pytest.raises(OvergangOngeldig):
            follow(OVERGANGEN, stand, gebeurtenis)


def test_an_application_ends_in_the_states_that_are_not_open() -> None:
    ended = {stand for stand in Aanvraagstand if not events_in(OVERGANGEN, stand)}
    assert ended == set(Aanvraagstand) - set(OPEN)


def test_only_operators_judge_and_only_the_clock_forgets() -> None:
    actions = {overgang.gebeurtenis: overgang.actie for overgang in OVERGANGEN}
    of_applicant = {gebeurtenis for gebeurtenis, actie in actions.items() if actie is Actie.AANVRAGEN}
    assert of_applicant == {
        Aanvraaggebeurtenis.BEGIN,
        Aanvraaggebeurtenis.SEND,
        Aanvraaggebeurtenis.SUPPLEMENT,
        Aanvraaggebeurtenis.WITHDRAW,
    }
    assert [gebeurtenis for gebeurtenis, actie in actions.items() if actie is None] == [
        Aanvraaggebeurtenis.EXPIRE
    ]
