"""The settings of a command: what has another name now is told once, on standard error."""

import json
from datetime import timedelta

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.domain import tijd

YESTERDAY = str(tijd.today() - timedelta(days=1))
OLD = "UWLR_GENERIEK_PER_MINUUT"
NEW = "UWLR_GENERIEK_PER_MINUTE"


def test_a_setting_with_its_former_name_is_told(uwlr: Uwlr) -> None:
    result = uwlr.good("koppeling", "list", **{OLD: "7"})
    assert result.stderr.splitlines() == [f"Let op: {OLD} heet nu {NEW}; gebruik die naam."]


def test_with_both_names_it_is_told_which_one_counts(uwlr: Uwlr) -> None:
    result = uwlr.good("koppeling", "list", **{OLD: "7", NEW: "8"})
    assert result.stderr.splitlines() == [f"Let op: {OLD} en {NEW} zijn allebei gezet, en alleen {NEW} telt."]


def test_the_name_of_today_is_nothing_to_tell_about(uwlr: Uwlr) -> None:
    assert uwlr.good("koppeling", "list", **{NEW: "8"}).stderr == ""


def test_what_a_program_reads_stays_as_it_is(uwlr: Uwlr) -> None:
    assert json.loads(uwlr.good("koppeling", "list", "--json", **{OLD: "7"}).stdout) == []


def test_making_the_database_tells_it_too(empty_uwlr: Uwlr) -> None:
    assert f"{OLD} heet nu {NEW}" in empty_uwlr.good("db", "upgrade", **{OLD: "7"}).stderr


def test_a_server_that_cannot_start_has_told_it_once(empty_uwlr: Uwlr) -> None:
    result = empty_uwlr("serve", **{OLD: "7"})
    assert result.exit_code == 1
    assert result.stderr.count(OLD) == 1


@pytest.mark.parametrize("command", [("serve",), ("worker", "--once", "--nacht", YESTERDAY)], ids=" ".join)
def test_what_nobody_reads_is_in_the_log_too(uwlr: Uwlr, command: tuple[str, ...]) -> None:
    if command == ("serve",):
        (uwlr.folder / "uwlr.sqlite").unlink()  # it must not go on and serve
    result = uwlr(*command, UWLR_TYPFOUT="1")
    assert result.stderr.count("UWLR_TYPFOUT is geen instelling") == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    (warning,) = (line for line in lines if line["event"] == "setting")
    assert warning["level"] == "warning"
    assert warning["message"].startswith("UWLR_TYPFOUT is geen instelling, en telt niet; bedoeld: UWLR_")


def test_a_client_hears_of_a_misspelled_key_before_it_is_asked_for_one(uwlr: Uwlr) -> None:
    address = "http://127.0.0.1:1/uwlr/leerlinggegevens?wsdl"
    who = ("--klantnaam", "X", "--klantcode", "Y", "--school", "99XX")
    result = uwlr("call", "leerlinggegevens", "--url", address, *who, UWLR_SLUETEL="x")
    assert result.stderr.startswith(
        "Let op: UWLR_SLUETEL is geen instelling, en telt niet; bedoeld: UWLR_SLEUTEL?"
    )
    assert result.exit_code == 2
