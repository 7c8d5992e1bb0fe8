"""Every pair of state and event of a school in a link, and what each state lets through."""

import pytest

from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.koppeling.deelname import (
    OVERGANGEN,
    Deelnamegebeurtenis,
    Deelnamestand,
)

G = Deelnamegebeurtenis
S = Deelnamestand

# Written out once more, from the other side: what each event leads to from each state where it can happen.
EXPECTED: dict[G, dict[S | None, S]] = {
    G.PROPOSE: dict.fromkeys([None, S.AFGEWEZEN, S.AFGEROND, S.VERVALLEN], S.VOORGESTELD),
    G.ACCEPT: {S.VOORGESTELD: S.ACTIEF, S.ACTIEF: S.ACTIEF},
    G.DECLINE: {S.VOORGESTELD: S.AFGEWEZEN},
    G.TAKE_BACK: {S.VOORGESTELD: S.VERVALLEN},
    G.EXPIRE: {S.VOORGESTELD: S.VERVALLEN},
    G.ADMIT: dict.fromkeys([None, *(set(S) - {S.ACTIEF, S.GEPAUZEERD})], S.ACTIEF),
    G.NARROW: {S.ACTIEF: S.ACTIEF, S.GEPAUZEERD: S.GEPAUZEERD},
    G.PAUSE: {S.ACTIEF: S.GEPAUZEERD},
    G.LAPSE: {S.ACTIEF: S.GEPAUZEERD},
    G.CONFIRM: {S.ACTIEF: S.ACTIEF},
    G.RESUME: {S.GEPAUZEERD: S.ACTIEF},
    G.WITHDRAW: {S.ACTIEF: S.INGETROKKEN, S.GEPAUZEERD: S.INGETROKKEN},
    G.DESTROY: {S.INGETROKKEN: S.AFGEROND},
    G.REJOIN: {S.INGETROKKEN: S.ACTIEF, S.AFGEROND: S.ACTIEF},
}
BY_ACTIE = {
    Actie.VOORSTELLEN: {G.PROPOSE, G.TAKE_BACK},
    Actie.VERWIJDERING: {G.DESTROY},
    None: {G.EXPIRE, G.LAPSE},
}


def test_every_event_is_expected_of() -> None:
    assert EXPECTED.keys() == set(G)


@pytest.mark.parametrize("gebeurtenis", G)
@pytest.mark.parametrize("van", [None, *S])
def test_each_pair_of_state_and_event(van: S | None, gebeurtenis: G) -> None:
    naar = EXPECTED[gebeurtenis].get(van)
    if naar is None:
        with pytest.raises(OvergangOngeldig):
            follow(OVERGANGEN, van, gebeurtenis)
    else:
        assert follow(OVERGANGEN, van, gebeurtenis).naar is naar


def test_no_pair_is_there_twice() -> None:
    pairs = [(overgang.van, overgang.gebeurtenis) for overgang in OVERGANGEN]
    assert len(set(pairs)) == len(pairs)


def test_a_school_decides_but_for_what_the_partner_and_the_clock_do() -> None:
    for overgang in OVERGANGEN:
        event = overgang.gebeurtenis
        expected = next((who for who, events in BY_ACTIE.items() if event in events), Actie.BESLUITEN)
        assert overgang.actie is expected, overgang


def test_a_school_takes_part_in_two_states() -> None:
    assert {stand for stand in S if stand.takes_part} == {S.ACTIEF, S.GEPAUZEERD}
