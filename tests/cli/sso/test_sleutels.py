"""``uwlr sso sleutels``: the keys of the provider, and new ones that wait for their day."""

from tests.support.commandline import Uwlr
from tests.support.toezicht import logged
from uwlr_service.repository.database import Database


def test_keys_are_shown_and_replaced(uwlr: Uwlr, cli_database: Database) -> None:
    first = uwlr.json("sso", "sleutels")
    assert {key["algoritme"] for key in first} == {"RS256", "ES256"}
    assert all(key["vervangen"] is None for key in first)
    both = uwlr.json("sso", "sleutels", "--rotate")
    old = {key["kid"]: key for key in both if key["vervangen"] is not None}
    assert old.keys() == {key["kid"] for key in first}
    new = [key for key in both if key["kid"] not in old]
    assert {key["tekent_vanaf"] for key in new} == {key["vervangen"] for key in old.values()}
    assert logged(cli_database) == ["ssosleutel-vervangen"] * 2
    shown = uwlr.good("sso", "sleutels").stdout
    assert all(key["kid"] in shown for key in both)


def test_keys_that_leaked_are_gone(uwlr: Uwlr, cli_database: Database) -> None:
    first = uwlr.json("sso", "sleutels")
    after = uwlr.json("sso", "sleutels", "--gelekt")
    assert not {key["kid"] for key in first} & {key["kid"] for key in after}
    assert {key["algoritme"] for key in after} == {"RS256", "ES256"}
    assert logged(cli_database) == ["ssosleutel-ingetrokken"] * 2 + ["ssosleutel-vervangen"] * 2
    uwlr.refused("sso", "sleutels", "--gelekt", "--rotate", exit_code=2)


def test_new_keys_wait_for_their_day(uwlr: Uwlr) -> None:
    uwlr.good("sso", "sleutels", "--rotate")
    uwlr.refused("sso", "sleutels", "--rotate")
