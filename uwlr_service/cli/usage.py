"""What click has against a command line, in Dutch."""

import re
from typing import Any

import click

from uwlr_service.cli.files import NOT_REGULAR
from uwlr_service.cli.options import bounds_of

QUOTED = re.compile("'.*'", re.DOTALL)
TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
TAKES_NOTHING = "does not take a value"
"""How click words two of its errors, which it has no classes for."""
KINDS = {"option": "de optie", "argument": "het argument"}


def in_dutch(error: click.UsageError) -> str:
    """A wrong call in a sentence."""
    if isinstance(error, click.NoSuchOption):
        near = f"; bedoeld: {' of '.join(error.possibilities)}?" if error.possibilities else "."
        return f"de optie {error.option_name} bestaat hier niet{near}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"de opdracht '{error.command_name}' bestaat hier niet."
    if isinstance(error, click.BadParameter):  # a missing one too
        return _of_parameter(error)
    if isinstance(error, click.BadOptionUsage):
        given = "geen waarde" if TAKES_NOTHING in error.message else "precies één waarde"
        return f"de optie {error.option_name} staat hier niet goed: geef er {given} bij."
    too_many = TOO_MANY.match(error.message)
    if too_many is not None:
        return f"er staat te veel: {too_many[1]}."
    return error.message


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
        value = QUOTED.search(error.message)
        path = value[0] if value else "dat pad"
        if error.message.endswith(NOT_REGULAR):
            return f"{name}: {error.message}."
        return f"{name}: {path} is er niet, of is hier niet te gebruiken."
    if isinstance(param.type, click.types.IntParamType | click.types.FloatParamType):
        return f"{name}: verwacht {_number(param.type)}."
    return f"{name}: {error.message}"


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
