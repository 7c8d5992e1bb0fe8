"""Whatever is wrong with a command line, nothing on the screen is English."""

import ast
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.commandline import Uwlr
from tests.support.places import ROOT
from uwlr_service.cli import main
from uwlr_service.cli.parameters import Parsed
from uwlr_service.domain.oorzaak import oorzaak

ENGLISH = frozenset(
    """
    the unexpected missing invalid usage try error such does requires valid file directory path expected must
    required commands options exit range choose found denied permission aborted got did you mean value please
    not no given and integer float boolean takes values readable writable exist exists default message version
    this with available
    """.split()
)
"""Words of click, of the system and of libraries that Dutch does not have."""
QUOTED = re.compile(r"'[^']*'|--?[a-z][a-z-]*|<[^>]*>|\S*/\S*|[A-Z]+_[A-Z_]+")
WORD = re.compile("[a-z]+")
NOWHERE = "/er/is/niets"


def commands(command: click.Command, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that lead to it."""
    yield names, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            subcommand = command.get_command(context, name)
            assert subcommand is not None
            yield from commands(subcommand, *names, name)


def wrong_value(param: click.Parameter) -> str | None:
    """What a parameter cannot take; None if it takes any text."""
    if isinstance(param.type, click.Path):
        return NOWHERE if param.type.exists else None
    if isinstance(param.type, click.Choice | click.IntRange | click.FloatRange | Parsed):
        return "???"
    if isinstance(param.type, click.types.IntParamType | click.types.FloatParamType):
        return "zeven"
    return None


def wrong_calls(names: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    """Calls of a command that each have something else against them."""
    yield (*names, "--bestaatniet")
    if isinstance(command, click.Group):
        yield (*names, "bestaatniet")
        yield (*names, "--", "")
        return
    yield (*names, *["teveel"] * 9, "--bestaatniet")
    if any(param.required for param in command.params):
        yield names
    for param in command.params:
        if not isinstance(param, click.Option):
            if wrong_value(param) is not None:
                yield (*names, wrong_value(param) or "")
            continue
        name = param.opts[-1]
        if param.is_flag:
            yield (*names, f"{name}=ja")
            continue
        yield (*names, name)
        if wrong_value(param) is not None:
            yield (*names, name, wrong_value(param) or "")


ALL = list(commands(main))
CALLS = [call for names, command in ALL for call in wrong_calls(names, command)]


def english(text: str) -> frozenset[str]:
    """The English words in a text, apart from names of options, paths and what somebody typed."""
    return ENGLISH & set(WORD.findall(QUOTED.sub(" ", text).lower()))


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_wrong_call_gets_a_dutch_sentence(empty_uwlr: Uwlr, words: tuple[str, ...]) -> None:
    result = empty_uwlr(*words, COLUMNS="200")
    assert result.exit_code == 2, result.output
    assert english(result.stderr + result.stdout) == frozenset()


@pytest.mark.parametrize("names", [names for names, _ in ALL], ids=" ".join)
def test_help_is_dutch(empty_uwlr: Uwlr, names: tuple[str, ...]) -> None:
    shown = empty_uwlr.good(*names, "--help", COLUMNS="200").stdout
    assert english(shown.partition("Voorbeelden:")[0]) == frozenset()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("koppelng", "list"), "de opdracht 'koppelng' bestaat hier niet; bedoeld: koppeling?"),
        (("koppeling", "lst"), "de opdracht 'lst' bestaat hier niet; bedoeld: list?"),
        (("qqqqqq",), "de opdracht 'qqqqqq' bestaat hier niet."),
        (("koppeling", "list", "--scool", "99XX"), "de optie --scool bestaat hier niet; bedoeld: --school?"),
        (("validate", NOWHERE), f"het argument BESTAND...: '{NOWHERE}' is er niet."),
        (
            ("edexml", "export", "--school", "99XX", "--to", "/"),
            "de optie --to: '/' is een map en geen bestand.",
        ),
        (("demo", "--folder", "/etc/passwd"), "de optie --folder: '/etc/passwd' is een bestand en geen map."),
        (("validate", "/dev/null"), "het argument BESTAND...: '/dev/null' is geen gewoon bestand."),
    ],
)
def test_it_says_what_was_meant(empty_uwlr: Uwlr, words: tuple[str, ...], says: str) -> None:
    assert empty_uwlr.refused(*words, exit_code=2, COLUMNS="200") == says


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_error_of_the_system_is_told_in_its_own_words(number: int) -> None:
    said = oorzaak(OSError(number, os.strerror(number)))
    assert said is not None
    assert english(said) == frozenset()
    assert os.strerror(number) not in said


def test_a_file_that_may_not_be_written_is_told_in_dutch(uwlr: Uwlr, school: str, tmp_path: Path) -> None:
    place = str(tmp_path / "weg" / "school.xml")
    said = uwlr.refused("edexml", "export", "--school", school, "--to", place, exit_code=2, COLUMNS="200")
    assert said.endswith("het bestand of de map is er niet.")


STIFF = re.compile(r"\b(haar|(?<!bewaren )zij|eenmalig)\b|is bij: |laat het hem", re.IGNORECASE)
"""Words that plain Dutch does not use for a school, a database or a link; who keeps data are people."""


def texts(path: Path) -> Iterator[str]:
    """The texts in a module or a page."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield source
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_dutch_is_plain() -> None:
    package = ROOT / "uwlr_service"
    paths = [path for path in package.rglob("*") if path.suffix in (".py", ".html")]
    stiff = {
        (str(path.relative_to(package)), match[0])
        for path in paths
        if path.name != "namen.py"  # a surname
        for match in map(STIFF.search, texts(path))
        if match is not None
    }
    assert stiff == set()
