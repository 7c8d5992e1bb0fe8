"""The building blocks of commands: help in Dutch, examples in each, old spellings that still work."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from uwlr_service.cli.output import say
from uwlr_service.domain import tekst

LONGEST_LINE = 100
WIDE_GAP = re.compile(" {2,}")
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": LONGEST_LINE}
END_OF_OPTIONS = "--"


class _DutchHelp(click.Command):
    """Click's help page with its own words in Dutch, and the examples below it.

    ``formerly`` names, per former spelling of an option, the one it has now. No help shows the former ones.
    """

    def __init__(
        self,
        *args: Any,
        voorbeelden: Sequence[str] = (),
        formerly: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)
        self.voorbeelden = tuple(voorbeelden)
        self.formerly = dict(formerly or {})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:  # a shell that completes a line must get no messages
            args = _as_spelled_now(ctx, args, self.formerly)
            self._refuse_misleading(ctx, args)
        return super().parse_args(ctx, args)

    def _refuse_misleading(self, ctx: click.Context, args: Sequence[str]) -> None:
        """Raise BadParameter for a value that would mislead whoever reads it later.

        This is asked before the values are converted: what a type says of a value often quotes it. A path
        may have any name, since a file has the name that it has.
        """
        given, _, _ = self.make_parser(ctx).parse_args(list(args))
        for param in self.get_params(ctx):
            if isinstance(param.type, click.Path | click.File):
                continue
            for text in _texts(given.get(param.name or "")):
                fault = tekst.fault(text)
                if fault is not None:
                    raise click.BadParameter(f"de waarde {fault}.", ctx, param)

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


def _texts(value: object) -> Iterator[str]:
    """The texts that were given for an option or an argument, which may be given more than once."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _as_spelled_now(ctx: click.Context, args: Sequence[str], formerly: Mapping[str, str]) -> list[str]:
    """A command line in which options have the names of today; says which old ones were used.

    Raises UsageError if an option has both its names: nobody can tell which value is meant.
    """
    options = args
    arguments: Sequence[str] = ()
    if END_OF_OPTIONS in args:
        end = args.index(END_OF_OPTIONS)
        options = args[:end]
        arguments = args[end:]
    names = [word.partition("=")[0] for word in options]
    spelled = []
    for name, word in zip(names, options, strict=True):
        _, equals, value = word.partition("=")
        now = formerly.get(name)
        if now is not None and now in names:
            raise click.UsageError(f"de optie {now} heette eerder {name}: geef er één van de twee.", ctx)
        if now is not None:
            say(f"Let op: {name} heet nu {now}; gebruik die naam.", style="yellow")
            word = f"{now}{equals}{value}"
        spelled.append(word)
    return [*spelled, *arguments]


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

    def short_help_of(self, name: str) -> str:
        """What a list of commands says of one; on a narrow screen it goes on below, and is not cut."""
        return self.commands[name].get_short_help_str(LONGEST_LINE)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, self.short_help_of(name)) for name in self.list_commands(ctx)])
