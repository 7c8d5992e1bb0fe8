"""The building blocks of commands: help in Dutch, with examples in every command."""

import re
from collections.abc import Sequence
from typing import Any

import click

LONGEST_LINE = 100
WIDE_GAP = re.compile(" {2,}")
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": LONGEST_LINE}
MARGIN = 6
"""Characters of a line in a list of commands that neither the name nor its explanation can use."""


class _DutchHelp(click.Command):
    """Click's help page with its own words in Dutch, and the examples below it."""

    def __init__(
        self,
        *args: Any,
        voorbeelden: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
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
                indent = " " * formatter.current_indent
                for line in _fitting(self.voorbeelden, formatter.width - len(indent)):
                    formatter.write(f"{indent}{line}\n")


def _fitting(voorbeelden: Sequence[str], width: int) -> Sequence[str]:
    """The examples with what they do beside them, or above them as a comment where that is too wide."""
    if all(len(line) <= width for line in voorbeelden):
        return voorbeelden
    lines = []
    for line in voorbeelden:
        is_continued = line.lstrip() != line
        if is_continued:
            lines.append(line)
            continue
        example, *remarks = WIDE_GAP.split(line)
        lines += [f"# {remark}" for remark in remarks]
        lines.append(example)
    return lines


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

    def short_help_of(self, name: str, limit: int) -> str:
        """What a list of commands says of one, in ``limit`` characters."""
        return self.commands[name].get_short_help_str(limit)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        names = self.list_commands(ctx)
        limit = formatter.width - MARGIN - max(map(len, names))
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, self.short_help_of(name, limit)) for name in names])
