"""``--help`` of every command: it teaches, in Dutch, and its examples are commands that exist."""

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from tests.support.commands import COMMANDS, command_of, words
from uwlr_service.cli import main

WIDTH = 80
ENGLISH = {"Usage", "Options", "required", "Show", "TEXT", "INTEGER", "FLOAT", "FILE", "DIRECTORY", "RANGE"}


def test_there_are_the_commands_of_the_house_plan() -> None:
    planned = {
        *(("demo",), ("demo-data",), ("serve",), ("validate",), ("db", "upgrade"), ("db", "purge")),
        *(("edexml", verb) for verb in ("import", "export", "undo")),
        ("school", "rem"),
        *(
            ("koppeling", verb)
            for verb in ("add", "list", "show", "rotate", "revoke", "todo", "afspraak", "generiek")
        ),
        *(("gkv", verb) for verb in ("generate", "list", "jwks", "verify", "apply")),
        *(("call", bericht) for bericht in ("leerlinggegevens", "structuur", "leerlingen", "leerkrachten")),
    }
    assert planned <= set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS, ids=words)
def test_help_explains_in_dutch_within_the_screen(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Gebruik: {' '.join(('uwlr', *path))}")
    assert "Toon deze uitleg." in result.stdout
    assert not ENGLISH & set(result.stdout.split())
    assert max(len(line) for line in result.stdout.splitlines()) <= WIDTH


@pytest.mark.parametrize("path", COMMANDS, ids=words)
def test_no_short_help_breaks_off_at_80_columns(path: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*path, "--help"], terminal_width=WIDTH).stdout
    listed = text.partition("Opdrachten:")[2].partition("Voorbeelden:")[0].splitlines()
    assert [line for line in listed if line.endswith(("...", "…"))] == []


@pytest.mark.parametrize("path", COMMANDS, ids=words)
def test_bounds_are_said_in_dutch(path: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*path, "--help"], terminal_width=1000).stdout
    assert not re.search(r"<|2147483647", text.partition("Voorbeelden:")[0])


@pytest.mark.parametrize(
    ("path", "bounds"),
    [
        (("demo-data",), ["minstens 1", "minstens 1", "1 tot en met 8"]),
        (("koppeling", "rotate"), ["0 tot en met 366"]),
        (("call", "structuur"), ["minstens 0,1"]),
        (("koppeling", "key"), []),  # the number of a key has no bound that anybody meets
    ],
)
def test_bounds_that_matter_are_said(path: tuple[str, ...], bounds: list[str]) -> None:
    text = CliRunner().invoke(main, [*path, "--help"], terminal_width=1000).stdout
    assert re.findall(r"(?:minstens|\d+ tot en met) [\d,]+(?=[\];])", text) == bounds


def test_an_argument_that_may_be_left_out_is_shown_so() -> None:
    for path in COMMANDS:
        arguments = [param for param in command_of(path).params if isinstance(param, click.Argument)]
        usage = CliRunner().invoke(main, [*path, "--help"]).stdout.splitlines()[0]
        for argument in arguments:
            assert (f"[{str(argument.metavar).strip('[]')}]" in usage) is not argument.required, usage


@pytest.mark.parametrize("path", COMMANDS, ids=words)
def test_examples_are_commands_with_options_that_exist(path: tuple[str, ...]) -> None:
    examples = command_of(path).voorbeelden
    assert examples
    text = "\n".join(examples).replace("\\\n", " ")
    for line in text.splitlines():
        typed = shlex.split(line.partition("    ")[0] if " uwlr " not in line else line)
        if "uwlr" not in typed:
            continue
        typed = typed[typed.index("uwlr") + 1 :]
        name = next(tuple(typed[:length]) for length in (3, 2, 1) if tuple(typed[:length]) in COMMANDS)
        known = {
            option
            for parameter in command_of(name).params
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
        assert {word for word in typed if word.startswith("--")} <= known


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "Gebruik: uwlr"),
        (("nope",), "de opdracht 'nope' bestaat hier niet."),
        (("koppeling", "shw"), "de opdracht 'shw' bestaat hier niet; bedoeld: show?"),
        (("edexml", "export"), "de optie --school ontbreekt."),
        (("edexml", "export", "--school", "Emmaschool"), "'Emmaschool' is geen school"),
        (("edexml", "export", "--school", "99XX", "--schooljaar", "2026"), "'2026' is geen schooljaar"),
        (("edexml", "export", "--school", "99XX", "--versie", "3"), "kies uit 2.0, 2.1."),
        (("edexml", "import", "nope.xml"), "'nope.xml' is er niet"),
        (("koppeling", "show", "een"), "verwacht een heel getal"),
        (("koppeling", "show", "99999999999999999999"), "verwacht een heel getal"),
        (("koppeling", "show"), "het argument ID ontbreekt."),
        (
            ("koppeling", "afspraak", "1", "--veld", "emailadres"),
            "verwacht zoiets als leerling/emailadres=uit",
        ),
        (("demo", "--onces"), "de optie --onces bestaat hier niet; bedoeld: --once?"),
    ],
)
def test_a_wrong_call_is_explained_and_ends_with_2(args: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(main, args, env={"COLUMNS": None})
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
