"""The arithmetic of signing in: what a core does, beside the peer, and what is said when one is missing."""

import pytest

from bench.databases import POSTGRESQL, SQLITE
from bench.report import NotMeasured
from bench.sso import PEER, Cost, _beside_peer, _of_tokens

COSTS = {
    SQLITE: Cost(processor=0.005, wall=0.01),
    POSTGRESQL: Cost(processor=0.01, wall=0.01),
    PEER: Cost(processor=0.008, wall=0.01),
}


@pytest.mark.parametrize(
    ("name", "measured", "met"),
    [(SQLITE, "200 a second", True), (POSTGRESQL, "100 a second", False)],
)
def test_a_core_does_so_many_in_a_second(name: str, measured: str, met: bool) -> None:
    result = _of_tokens(name, COSTS, {})
    assert (result.measured, result.met) == (measured, met)


def test_the_ratio_is_of_the_same_database() -> None:
    result = _beside_peer(COSTS, {})
    assert (result.measured, result.met) == ("0.80 times", False)


def test_what_is_missing_says_why() -> None:
    reason = NotMeasured("node not found")
    result = _beside_peer(COSTS, {PEER: reason})
    assert (result.measured, result.met) == ("not measured: node not found", None)
    assert _of_tokens(SQLITE, {}, {SQLITE: reason}).met is None
