"""The options of commands: what they take is said in Dutch, and many of them travel as one object."""

import functools
from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import click

from uwlr_service.domain.grenzen import LARGEST_NUMBER

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Returned = TypeVar("Returned")
Options = Callable[[Callable[..., Returned]], Callable[..., Returned]]

METAVARS = {
    "TEXT": "TEKST",
    "INTEGER": "GETAL",
    "FLOAT": "GETAL",
    "FILE": "BESTAND",
    "DIRECTORY": "MAP",
}


class Option(click.Option):
    """An option whose help says in Dutch what it takes, within which bounds, and that it is required."""

    def make_metavar(self, ctx: click.Context) -> str:
        metavar = super().make_metavar(ctx)
        return METAVARS.get(metavar.removesuffix(" RANGE"), metavar)

    def get_help_extra(self, ctx: click.Context) -> Any:
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = "verplicht"
        extra.pop("range", None)
        bounds = bounds_of(self.type)
        if bounds:
            extra["range"] = bounds
        return extra


def bounds_of(kind: click.ParamType[Any]) -> str:
    """Within which bounds a number has to be; empty for anything else, and where there is nothing to say."""
    if isinstance(kind, click.IntRange | click.FloatRange):
        return _in_words(kind.min, kind.max)
    return ""


def _in_words(least: float | None, most: float | None) -> str:
    """The bounds of a number as a person says them; nothing where there is nothing to say."""
    if most == LARGEST_NUMBER:  # nobody comes near it, so help leaves it out
        return ""
    lower = _with_comma(least)
    if most is None:
        return f"minstens {lower}"
    return f"{lower} tot en met {_with_comma(most)}"


def _with_comma(number: float | None) -> str:
    """A number as it is written in Dutch."""
    return str(number).replace(".", ",")


option = functools.partial(click.option, cls=Option)


def json_option(function: Decorated) -> Decorated:
    """Add ``--json``: what a program reads, and nothing else on standard output."""
    decorate = option("--json", "as_json", is_flag=True, help="Antwoord in JSON, voor programma's.")
    return decorate(function)


def collected(kind: type[Any], into: str, *options: Callable[..., Any]) -> Options[Returned]:
    """Add options, and hand their values to the command as one object: its argument ``into``.

    ``kind`` is a dataclass with a field for each of the options, under the name that click gives its value.
    """
    names = [field.name for field in fields(kind)]

    def decorate(function: Callable[..., Returned]) -> Callable[..., Returned]:
        @functools.wraps(function)
        def run(**values: object) -> Returned:
            picked = {name: values.pop(name) for name in names}
            return function(**values, **{into: kind(**picked)})

        command: Callable[..., Returned] = run
        # Click shows options in the order in which decorators stand, and those are applied from below.
        for add in reversed(options):
            command = add(command)
        return command

    return decorate
