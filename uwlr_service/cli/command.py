"""The building blocks of commands: help in Dutch, with examples in every command."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
LONGEST_LINE = 100
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": LONGEST_LINE}


class _DutchHelp(click.Command):
    """Click's help page with its own words in Dutch, and the examples below it."""

    def __init__(self, *args: Any, voorbeelden: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)
        self.voorbeelden = tuple(voorbeelden)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        with formatter.section("Opties"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze uitleg."
        return option

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.voorbeelden:
            with formatter.section("Voorbeelden"):
                for line in self.voorbeelden:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Command(_DutchHelp):
    """One command."""


class Group(_DutchHelp, click.Group):
    """A noun with its verbs, listed in the order in which they were made."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "OPDRACHT ...")
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        limit = formatter.width - 6 - max(len(name) for name, _ in commands)
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, found.get_short_help_str(limit)) for name, found in commands if found])


class Option(click.Option):
    """An option whose help says in Dutch that it is required."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = "verplicht"
        return extra


option = partial(click.option, cls=Option)


def json_option(function: Decorated) -> Decorated:
    """Add ``--json``: what a program reads, and nothing else on standard output."""
    decorate = option("--json", "as_json", is_flag=True, help="Antwoord in JSON, voor programma's.")
    return decorate(function)
