"""Options that had another name: the old one still works, is said to be old, and is in no help."""

import click
import pytest
from click.testing import CliRunner

from tests.support.commandline import Uwlr
from tests.support.commands import COMMANDS, command_of, words
from uwlr_service.cli import main
from uwlr_service.cli.command import Command

FORMERLY: dict[tuple[str, ...], dict[str, str]] = {
    ("koppeling", "rotate"): {"--overlap": "--dagen"},
    ("koppeling", "webhook"): {"--off": "--uit"},
    ("gkv", "dormant"): {"--days": "--dagen"},
    ("db", "purge"): {"--older-than": "--dagen"},
}
"""Every old spelling there is: whoever gives an option another name adds the old one here."""


def warning(old: str, new: str) -> str:
    """What is said of an old spelling."""
    return f"Let op: {old} heet nu {new}; gebruik die naam."


def test_these_are_all_of_them() -> None:
    assert {path: command_of(path).formerly for path in COMMANDS if command_of(path).formerly} == FORMERLY


@pytest.mark.parametrize("path", FORMERLY, ids=words)
def test_an_old_spelling_is_in_no_help(path: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*path, "--help"]).stdout
    for old, new in FORMERLY[path].items():
        assert old not in text
        assert new in text


@pytest.mark.usefixtures("koppeling")
def test_the_overlap_of_keys(uwlr: Uwlr) -> None:
    result = uwlr.good("koppeling", "rotate", "1", "--overlap", "0")
    assert warning("--overlap", "--dagen") in result.stderr
    sleutels = uwlr.json("koppeling", "show", "1")["sleutels"]
    assert [sleutel["geldig"] for sleutel in sleutels].count(True) == 1


def test_days_that_nobody_collected(uwlr: Uwlr) -> None:
    result = uwlr.good("gkv", "dormant", "--days=30")
    assert result.stderr.splitlines() == [
        warning("--days", "--dagen"),
        "Geen koppeling is langer dan 30 dagen niet opgehaald.",
    ]


def test_days_that_data_are_kept(uwlr: Uwlr) -> None:
    printed = uwlr.json("db", "purge", "--older-than", "30")
    assert printed["vergeten"] == 0
    assert warning("--older-than", "--dagen") in uwlr.good("db", "purge", "--older-than", "30").stderr


def test_a_webhook_that_is_switched_off(uwlr: Uwlr, school: str) -> None:
    link = ("--klantnaam", "Ouderapp", "--klantcode", "OA", "--gegevensset", "gkv-basis")
    uwlr.good("koppeling", "add", *link, "--school", school)
    uwlr.good("koppeling", "webhook", "1", "--url", "https://partner.example.nl/gkv")
    result = uwlr.good("koppeling", "webhook", "1", "--off")
    assert result.stderr.splitlines() == [
        warning("--off", "--uit"),
        "De webhook van koppeling 1 is uit.",
    ]


def test_the_new_spelling_is_not_warned_about(uwlr: Uwlr) -> None:
    assert "Let op" not in uwlr.good("gkv", "dormant", "--dagen", "30").stderr


def test_a_word_behind_the_options_is_not_a_spelling() -> None:
    seen = []

    @click.command(cls=Command, formerly={"--off": "--uit"}, voorbeelden=("proef",))
    @click.option("--uit", is_flag=True)
    @click.argument("woorden", nargs=-1)
    def proef(uit: bool, woorden: tuple[str, ...]) -> None:
        seen.append((uit, woorden))

    result = CliRunner().invoke(proef, ["een", "--", "--off"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert seen == [(False, ("een", "--off"))]


@pytest.mark.usefixtures("koppeling")
def test_what_keeps_its_spelling(uwlr: Uwlr) -> None:
    """Options that programs and the documentation of others rely on."""
    veld = ("koppeling", "afspraak", "1", "--veld", "leerling/emailadres=uit")
    assert "heet nu" not in uwlr.good(*veld).stderr
    options = {name for param in command_of(("koppeling", "key")).params for name in param.opts}
    assert {"--certificate", "--jwks", "--list", "--remove"} <= options
    for path in (("edexml", "import"), ("dossier", "import"), ("gkv", "generate")):
        assert any("--allow-shrink" in param.opts for param in command_of(path).params)


@pytest.mark.parametrize("order", [("--dagen", "--older-than"), ("--older-than", "--dagen")])
def test_both_spellings_at_once_are_refused(uwlr: Uwlr, order: tuple[str, str]) -> None:
    first, second = order
    result = uwlr("db", "purge", first, "400", second, "3")
    assert result.exit_code == 2
    assert "de optie --dagen heette eerder --older-than: geef er één van de twee." in result.stderr
