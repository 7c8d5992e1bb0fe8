"""``uwlr koppeling generiek``: the switch of the drop-in service."""

from typing import Any

import pytest

from tests.support.commandline import Uwlr

COMMAND = ("koppeling", "generiek")


@pytest.fixture
def gkv(uwlr: Uwlr, koppeling: dict[str, Any]) -> str:
    """The number of a GKV link."""
    args = ("--klantnaam", "Ouders & Co", "--klantcode", "OC1", "--school", "99XX/16")
    return str(uwlr.json("koppeling", "add", *args, "--gegevensset", "gkv-basis")["koppeling"])


def test_it_is_on_until_it_is_switched_off(uwlr: Uwlr, gkv: str) -> None:
    assert uwlr.json(*COMMAND, gkv) == {"koppeling": int(gkv), "generiek": True, "adressen": []}
    assert "staat uit" in uwlr.good(*COMMAND, gkv, "--uit").stderr
    assert "staat uit" in uwlr.good(*COMMAND, gkv).stdout
    assert uwlr.json(*COMMAND, gkv)["generiek"] is False
    assert "staat uit" in uwlr.good(*COMMAND, gkv, "--uit").stderr
    assert uwlr.json(*COMMAND, gkv, "--aan")["generiek"] is True


def test_it_is_bound_to_addresses_until_that_is_lifted(uwlr: Uwlr, gkv: str) -> None:
    given = ("--adres", "192.0.2.0/24", "--adres", "2001:db8::7")
    assert "vanaf 192.0.2.0/24, 2001:db8::7/128" in uwlr.good(*COMMAND, gkv, *given).stderr
    uwlr.good(*COMMAND, gkv, "--uit")
    assert uwlr.json(*COMMAND, gkv, "--aan")["adressen"] == ["192.0.2.0/24", "2001:db8::7/128"]
    same = ("--adres", "::ffff:192.0.2.7", "--adres", "192.0.2.7")
    assert uwlr.json(*COMMAND, gkv, *same)["adressen"] == ["192.0.2.7/32"]
    assert "vanaf 192.0.2.7/32" in uwlr.good("koppeling", "show", gkv).stderr
    assert uwlr.json("koppeling", "show", gkv)["adressen"] == ["192.0.2.7/32"]
    assert "vanaf elk adres" in uwlr.good(*COMMAND, gkv, "--elk-adres").stderr


@pytest.mark.parametrize("adres", ["partner.example", "192.0.2.7/24", "192.0.2", "", "*", "fe80::1%eth0"])
def test_what_is_not_an_address_is_named(uwlr: Uwlr, gkv: str, adres: str) -> None:
    said = uwlr.refused(*COMMAND, gkv, "--adres", adres, exit_code=2)
    assert "geen adres of netwerk" in " ".join(said.split())
    assert uwlr.json(*COMMAND, gkv)["adressen"] == []


def test_one_cannot_bind_and_lift_at_once(uwlr: Uwlr, gkv: str) -> None:
    assert "niet allebei" in uwlr.refused(*COMMAND, gkv, "--adres", "192.0.2.7", "--elk-adres", exit_code=2)


def test_a_link_of_uwlr_has_none(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    number = str(koppeling["koppeling"])
    assert "geen GKV-koppeling" in uwlr.refused(*COMMAND, number, "--aan")
    assert "geen GKV-koppeling" in uwlr.refused(*COMMAND, number)
    assert "99" in uwlr.refused(*COMMAND, "99")
