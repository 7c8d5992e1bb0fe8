"""The name of a LAS at the token endpoint, and the scopes that it can have."""

import pytest

from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.las.las import Lasscope, client_id, granted, las_of


def test_a_client_id_is_of_one_las_and_of_no_link() -> None:
    assert las_of(client_id(12)) == 12
    assert partner.koppeling_of(client_id(12)) is None
    assert las_of(partner.client_id(12)) is None


NO_CLIENT_IDS = (
    "",
    "las-",
    "las-0",
    "las-01",
    "las--1",
    "las-1 ",
    " las-1",
    "las-1\n",
    "LAS-1",
    "las-1\u0661",
)


@pytest.mark.parametrize("text", [*NO_CLIENT_IDS, "las-" + "9" * 10])
def test_nothing_else_is_one(text: str) -> None:
    assert las_of(text) is None


def test_whoever_asks_for_no_scope_gets_them_all() -> None:
    assert granted([]) == tuple(Lasscope)


def test_scopes_are_given_as_they_are_asked_and_once() -> None:
    assert granted(["las.resultaten", "las.gegevens", "las.resultaten"]) == (
        Lasscope.RESULTATEN,
        Lasscope.GEGEVENS,
    )


@pytest.mark.parametrize("asked", [["gkv.basis"], ["las.gegevens", "las"], ["LAS.GEGEVENS"], [""]])
def test_a_scope_that_no_las_can_have_gives_none(asked: list[str]) -> None:
    assert granted(asked) is None
