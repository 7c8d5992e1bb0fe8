"""What click has against a command line, in Dutch."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from uwlr_service.cli.files import NOT_REGULAR
from uwlr_service.cli.options import bounds_of
from uwlr_service.cli.output import plain

TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
TAKES_NOTHING = "does not take a value"
NO_COMMAND = "Missing command."
"""How click words errors that it has no classes for."""
OF_PATH = {
    "does not exist.": "is er niet.",
    "is a file.": "is een bestand en geen map.",
    "is a directory.": "is een map en geen bestand.",
    "is not readable.": "is hier niet te lezen.",
    "is not writable.": "is hier niet te beschrijven.",
    "is not executable.": "is hier niet uit te voeren.",
    NOT_REGULAR: f"{NOT_REGULAR}.",
}
"""The ends of what click has against a path, and what they are in Dutch."""
QUOTE = "'"
KINDS = {"option": "de optie", "argument": "het argument"}


def in_dutch(error: click.UsageError) -> str:
    """A wrong call in a sentence."""
    if isinstance(error, click.NoSuchOption):
        return f"de optie {plain(error.option_name)} bestaat hier niet{_bedoeld(error.possibilities or ())}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"de opdracht '{plain(error.command_name)}' bestaat hier niet{_bedoeld(_commands(error))}"
    if isinstance(error, click.BadParameter):  # a missing one too
        return _of_parameter(error)
    if isinstance(error, click.BadOptionUsage):
        given = "geen waarde" if TAKES_NOTHING in error.message else "precies één waarde"
        return f"de optie {plain(error.option_name)} staat hier niet goed: geef er {given} bij."
    if error.message == NO_COMMAND:
        return "noem ook een opdracht."
    too_many = TOO_MANY.match(error.message)
    if too_many is not None:
        return f"er staat te veel: {too_many[1]}."
    return error.message


def _commands(error: click.exceptions.NoSuchCommand) -> Sequence[str]:
    """The commands whose names are near the one that is not there."""
    context = error.ctx
    if context is None or not isinstance(context.command, click.Group):
        return ()
    return get_close_matches(error.command_name, context.command.list_commands(context))


def _bedoeld(names: Sequence[str]) -> str:
    """The end of a sentence about what is not there: what is nearest to it, if anything is near."""
    return f"; bedoeld: {names[0]}?" if names else "."


def _of_parameter(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return error.message
    name = _name_of(param, error.ctx)
    if isinstance(error, click.MissingParameter):
        return f"{name} ontbreekt."
    if isinstance(param.type, click.Choice):
        return f"{name} kent deze waarde niet; kies uit {', '.join(map(str, param.type.choices))}."
    if isinstance(param.type, click.Path):
        return f"{name}: {_of_path(error.message)}"
    if isinstance(param.type, click.types.IntParamType | click.types.FloatParamType):
        return f"{name}: verwacht {_number(param.type)}."
    return f"{name}: {error.message}"


def _of_path(message: str) -> str:
    """What click has against a path; the path itself stands between quotes and may hold anything."""
    for end, dutch in OF_PATH.items():
        if message.endswith(end):
            quoted = message.removesuffix(end).strip()
            return f"{quoted[quoted.index(QUOTE) :]} {dutch}"
    return message


def _number(kind: click.ParamType[Any]) -> str:
    """The number that an option or argument takes, with its bounds."""
    noun = "een heel getal" if isinstance(kind, click.types.IntParamType) else "een getal"
    bounds = bounds_of(kind)
    if bounds:
        return f"{noun}, {bounds}"
    return noun if not isinstance(kind, click.IntRange) else f"{noun} dat hier past"


def _name_of(param: click.Parameter, context: click.Context | None) -> str:
    """An option by the longest of its names; an argument as the usage line shows it."""
    if isinstance(param, click.Option) or context is None:
        name = max(param.opts, key=len)
    else:
        name = param.make_metavar(context).strip("[]")
    return f"{KINDS[param.param_type_name]} {name}"
