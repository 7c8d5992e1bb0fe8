"""The states of a proposal: what can happen in each, and that nothing else can."""

from itertools import product

import pytest

from uwlr_service.domain.account.overgang import events_in, follow
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Rol
from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.koppeling.besluitvorming.stand import (
    VOORSTELOVERGANGEN,
    Voorstelgebeurtenis,
    Voorstelstand,
)

S = Voorstelstand
G = Voorstelgebeurtenis
TABLE = {
    (None, G.PROPOSE): S.OPEN,
    (S.OPEN, G.ACCEPT): S.GEACCEPTEERD,
    (S.OPEN, G.FIRST_YES): S.WACHT_OP_TWEEDE,
    (S.OPEN, G.DECLINE): S.AFGEWEZEN,
    (S.OPEN, G.REPLACE): S.VERVANGEN,
    (S.OPEN, G.TAKE_BACK): S.VERVALLEN,
    (S.OPEN, G.EXPIRE): S.VERVALLEN,
    (S.OPEN, G.LEAVE): S.VERVALLEN,
    (S.WACHT_OP_TWEEDE, G.ACCEPT): S.GEACCEPTEERD,
    (S.WACHT_OP_TWEEDE, G.SECOND_YES): S.GEACCEPTEERD,
    (S.WACHT_OP_TWEEDE, G.RECONSIDER): S.OPEN,
    (S.WACHT_OP_TWEEDE, G.SECOND_TOO_LATE): S.OPEN,
    (S.WACHT_OP_TWEEDE, G.DECLINE): S.AFGEWEZEN,
    (S.WACHT_OP_TWEEDE, G.REPLACE): S.VERVANGEN,
    (S.WACHT_OP_TWEEDE, G.TAKE_BACK): S.VERVALLEN,
    (S.WACHT_OP_TWEEDE, G.EXPIRE): S.VERVALLEN,
    (S.WACHT_OP_TWEEDE, G.LEAVE): S.VERVALLEN,
}


@pytest.mark.parametrize(("van", "gebeurtenis"), list(product([None, *S], G)))
def test_every_event_in_every_state(van: Voorstelstand | None, gebeurtenis: Voorstelgebeurtenis) -> None:
    naar = TABLE.get((van, gebeurtenis))
    if naar is None:
        with pytest.raises(OvergangOngeldig):
            follow(VOORSTELOVERGANGEN, van, gebeurtenis)
    else:
        assert follow(VOORSTELOVERGANGEN, van, gebeurtenis).naar is naar


def test_a_state_has_each_event_once() -> None:
    rows = [(overgang.van, overgang.gebeurtenis) for overgang in VOORSTELOVERGANGEN]
    assert len(rows) == len(set(rows)) == len(TABLE)


@pytest.mark.parametrize("stand", S)
def test_what_was_decided_stays(stand: Voorstelstand) -> None:
    assert bool(events_in(VOORSTELOVERGANGEN, stand)) is stand.is_undecided


def test_a_partner_decides_nothing_and_a_school_proposes_nothing() -> None:
    for overgang in VOORSTELOVERGANGEN:
        if overgang.naar in (S.GEACCEPTEERD, S.AFGEWEZEN, S.WACHT_OP_TWEEDE):
            assert overgang.actie is not None
            assert ROLLEN_VAN[overgang.actie] == {Rol.SCHOOLBEHEERDER}
        if overgang.naar is S.VERVANGEN or overgang.van is None:
            assert overgang.actie is not None
            assert ROLLEN_VAN[overgang.actie] == {Rol.PARTNERBEHEERDER}
