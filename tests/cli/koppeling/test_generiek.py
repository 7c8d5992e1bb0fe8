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


def test_it_is_off_until_it_is_switched_on(uwlr: Uwlr, gkv: str) -> None:
    assert uwlr.json(*COMMAND, gkv) == {"koppeling": int(gkv), "generiek": False, "adressen": []}
    assert "De GeneriekeService staat uit." in uwlr.good("koppeling", "show", gkv).stderr
    assert "staat aan, vanaf elk adres" in uwlr.good(*COMMAND, gkv, "--aan").stderr
    assert "staat uit" in uwlr.good(*COMMAND, gkv, "--uit").stderr
    assert "staat uit" in uwlr.good(*COMMAND, gkv).stdout
    assert uwlr.json(*COMMAND, gkv)["generiek"] is False
    assert "staat uit" in uwlr.good(*COMMAND, gkv, "--uit").stderr
    assert uwlr.json(*COMMAND, gkv, "--aan")["generiek"] is True


@pytest.mark.parametrize("adressen", [("--adres", "192.0.2.7"), ("--elk-adres",)])
def test_addresses_do_not_switch_it_on(uwlr: Uwlr, gkv: str, adressen: tuple[str, ...]) -> None:
    assert "staat uit" in uwlr.good(*COMMAND, gkv, *adressen).stderr
    assert uwlr.json(*COMMAND, gkv)["generiek"] is False


def test_a_new_link_has_it_on_when_that_is_asked_for(uwlr: Uwlr, school: str) -> None:
    args = ("koppeling", "add", "--klantnaam", "Rooster", "--klantcode", "R1", "--school", school)
    assert "alleen voor een GKV-koppeling" in uwlr.refused(*args, "--gegevensset", "volledig", "--generiek")
    assert uwlr.json("koppeling", "list") == []
    made = uwlr.json(*args, "--gegevensset", "gkv-basis", "--generiek")
    assert uwlr.json(*COMMAND, str(made["koppeling"]))["generiek"] is True


def test_it_stays_shut_for_a_link_that_was_withdrawn(uwlr: Uwlr, gkv: str) -> None:
    uwlr.good("koppeling", "revoke", gkv, "--ja")
    assert "is ingetrokken" in uwlr.refused(*COMMAND, gkv, "--aan")
    assert "staat uit" in uwlr.good(*COMMAND, gkv, "--uit").stderr


def test_it_is_bound_to_addresses_until_that_is_lifted(uwlr: Uwlr, gkv: str) -> None:
    uwlr.good(*COMMAND, gkv, "--aan")
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
