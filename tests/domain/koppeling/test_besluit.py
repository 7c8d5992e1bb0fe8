"""Which agreement takes something away, and what two of them let out together."""

from typing import Any

import pytest

from uwlr_service.domain.koppeling.besluit import narrowest, takes_away
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE


def afspraak(gegevensset: str = "volledig", **selectie: Any) -> Gegevensafspraak:
    narrowed = {name: frozenset(value) for name, value in selectie.items()}
    return Gegevensafspraak(gegevensset=gegevensset, selectie=Leerlingselectie(**narrowed))


def test_a_set_that_a_version_lacks_takes_away_all_of_it() -> None:
    assert takes_away(afspraak(), afspraak(GKV_BASIS))
    assert not takes_away(afspraak(), afspraak())


def test_where_a_version_lacks_the_other_set_none_of_its_fields_come_out() -> None:
    kept = narrowest(afspraak(GKV_BASIS), afspraak())
    let_out = afspraak(GKV_BASIS).veldenlijst(GKV_VERSIE).velden
    assert kept.gegevensset == GKV_BASIS
    assert kept.veldenlijst(GKV_VERSIE).velden < let_out


@pytest.mark.parametrize(
    ("present", "other", "kept"),
    [("45", "56", "5"), ("", "56", "56"), ("45", "", "45"), ("4", "5", "4")],
    ids=["both", "other only", "present only", "nothing in common"],
)
def test_of_two_choices_what_both_let_out_is_kept(present: str, other: str, kept: str) -> None:
    together = narrowest(afspraak(jaargroepen=present), afspraak(jaargroepen=other))
    assert together.selectie.jaargroepen == frozenset(kept)
