"""A table of states says where an event leads, and refuses it everywhere else."""

import pytest

from uwlr_service.domain.account.overgang import Overgang, events_in, follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import OvergangOngeldig

TABLE = (
    Overgang(van=None, gebeurtenis="begin", naar="open", actie=Actie.AANVRAGEN),
    Overgang(van="open", gebeurtenis="sluit", naar="dicht", actie=None),
)


def test_an_event_leads_on() -> None:
    assert follow(TABLE, None, "begin").naar == "open"
    assert follow(TABLE, "open", "sluit").naar == "dicht"


@pytest.mark.parametrize(("van", "gebeurtenis"), [("dicht", "sluit"), (None, "sluit"), ("open", "begin")])
def test_an_event_in_another_state_is_refused(van: str | None, gebeurtenis: str) -> None:
    with pytest.raises(OvergangOngeldig):
        follow(TABLE, van, gebeurtenis)


def test_what_can_happen_in_a_state() -> None:
    assert events_in(TABLE, "open") == {"sluit"}
    assert events_in(TABLE, "dicht") == frozenset()
