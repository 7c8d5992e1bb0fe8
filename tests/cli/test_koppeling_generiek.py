"""``uwlr koppeling generiek``: the switch of the drop-in service."""

from typing import Any

import pytest
from commandline import Uwlr

COMMAND = ("koppeling", "generiek")


@pytest.fixture
def gkv(uwlr: Uwlr, koppeling: dict[str, Any]) -> str:
    """The number of a GKV link."""
    args = ("--klantnaam", "Ouders & Co", "--klantcode", "OC1", "--school", "99XX/16")
    return str(uwlr.json("koppeling", "add", *args, "--gegevensset", "gkv-basis")["koppeling"])


def test_it_is_on_until_it_is_switched_off(uwlr: Uwlr, gkv: str) -> None:
    assert uwlr.json(*COMMAND, gkv) == {"koppeling": int(gkv), "generiek": True}
    assert "staat uit" in uwlr.good(*COMMAND, gkv, "--uit").stderr
    assert "staat uit" in uwlr.good(*COMMAND, gkv).stdout
    assert uwlr.json(*COMMAND, gkv)["generiek"] is False
    assert "staat uit" in uwlr.good(*COMMAND, gkv, "--uit").stderr
    assert uwlr.json(*COMMAND, gkv, "--aan")["generiek"] is True


def test_a_link_of_uwlr_has_none(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    number = str(koppeling["koppeling"])
    assert "geen GKV-koppeling" in uwlr.refused(*COMMAND, number, "--aan")
    assert "geen GKV-koppeling" in uwlr.refused(*COMMAND, number)
    assert "99" in uwlr.refused(*COMMAND, "99")
