"""The options of commands: what they take is said in Dutch."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

METAVARS = {
    "TEXT": "TEKST",
    "INTEGER": "GETAL",
    "FLOAT": "GETAL",
    "FILE": "BESTAND",
    "DIRECTORY": "MAP",
}


class Option(click.Option):
    """An option whose help says in Dutch what it takes, and that it is required."""

    def make_metavar(self, ctx: click.Context) -> str:
        metavar = super().make_metavar(ctx)
        return METAVARS.get(metavar.removesuffix(" RANGE"), metavar)

    def get_help_extra(self, ctx: click.Context) -> Any:
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = "verplicht"
        return extra


option = functools.partial(click.option, cls=Option)


def json_option(function: Decorated) -> Decorated:
    """Add ``--json``: what a program reads, and nothing else on standard output."""
    decorate = option("--json", "as_json", is_flag=True, help="Antwoord in JSON, voor programma's.")
    return decorate(function)
