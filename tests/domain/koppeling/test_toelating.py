"""Every pair of state and event of the admission of a product, and which schools each state opens."""

import pytest

from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.koppeling.klant import Sleutelhouder
from uwlr_service.domain.koppeling.partner import Tokenhouder
from uwlr_service.domain.koppeling.toelating import OVERGANGEN, Toelatinggebeurtenis, Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort

G = Toelatinggebeurtenis
S = Toelatingstand
CHAIN = {
    (None, G.ADMIT): S.SANDBOX,
    (None, G.TAKE_OVER): S.ACTIEF,
    (S.SANDBOX, G.QUALIFY): S.KWALIFICATIE,
    (S.KWALIFICATIE, G.AGREE): S.OVEREENKOMST,
    (S.OVEREENKOMST, G.ACTIVATE): S.ACTIEF,
    (S.ACTIEF, G.SUSPEND): S.OPGESCHORT,
    (S.OPGESCHORT, G.RESUME): S.ACTIEF,
    (S.OPGESCHORT, G.END): S.BEEINDIGD,
    (S.SANDBOX, G.END): S.BEEINDIGD,
    (S.KWALIFICATIE, G.END): S.BEEINDIGD,
    (S.OVEREENKOMST, G.END): S.BEEINDIGD,
}
ONLY_TEST = {S.SANDBOX, S.KWALIFICATIE, S.OVEREENKOMST}


@pytest.mark.parametrize("gebeurtenis", G)
@pytest.mark.parametrize("van", [None, *S])
def test_each_pair_of_state_and_event(van: S | None, gebeurtenis: G) -> None:
    if (van, gebeurtenis) not in CHAIN:
        with pytest.raises(OvergangOngeldig):
            follow(OVERGANGEN, van, gebeurtenis)
    else:
        assert follow(OVERGANGEN, van, gebeurtenis).naar is CHAIN[van, gebeurtenis]


@pytest.mark.parametrize("stand", S)
@pytest.mark.parametrize("soort", Schoolsoort)
@pytest.mark.parametrize("proeftuin", [False, True])
@pytest.mark.parametrize("school_id", [None, 1, 2])
def test_what_a_key_and_a_token_reach(
    stand: S, soort: Schoolsoort, proeftuin: bool, school_id: int | None
) -> None:
    is_test = soort is Schoolsoort.TEST
    reached = stand in {S.ACTIEF, *ONLY_TEST} if is_test else stand is S.ACTIEF and not proeftuin
    houder = Sleutelhouder(
        sleutel_id=1,
        koppeling_id=1,
        hash="",
        tolerant=False,
        prefix="soap",
        geldig_tot=None,
        ingetrokken=None,
        richting="beide",
        gegevenssetid_streng=True,
        klantnaam="",
        klantcode="",
        klant_id=1,
        toelating=stand,
        proeftuin=proeftuin,
        school_id=school_id,
    )
    assert houder.reaches(1, soort) is (reached and school_id != 2)
    token = Tokenhouder(
        koppeling=1, gegevensset="gkv-basis", scopes=frozenset(), toelating=stand, proeftuin=proeftuin
    )
    assert token.reaches(soort) is reached
