"""The ``uwlr`` group: finds the commands, and turns what went wrong into a sentence and an exit code."""

import importlib
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from uwlr_service import __version__
from uwlr_service.cli import errors
from uwlr_service.cli.command import CONTEXT, Group

COMMANDS = {
    "demo": "demo.command",
    "demo-data": "demo.data",
    "serve": "serve",
    "worker": "worker",
    "db": "db",
    "edexml": "edexml",
    "dossier": "dossier",
    "koppeling": "koppeling.command",
    "resultaten": "resultaten.command",
    "toetsdefinities": "resultaten.toetsdefinities",
    "vocabulaire": "resultaten.vocabulaire",
    "gkv": "gkv.command",
    "validate": "validate",
    "call": "call.command",
}
"""The module of each command; a command loads no other's libraries."""


class Root(Group):
    """The group that knows every command and expects every error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"uwlr_service.cli.{module}").command
        return command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run a command and end the process with its exit code."""
        try:
            result = super().main(args, prog_name or "uwlr", complete_var, False, **extra)
        except click.Abort:
            sys.exit(errors.INTERRUPTED)
        except BrokenPipeError:
            sys.stdout = None  # who read along has left; nothing to flush
            sys.exit(errors.GOOD)
        except Exception as error:
            code = errors.report(error)
            if code is None:
                raise
            sys.exit(code)
        sys.exit(result if isinstance(result, int) else errors.GOOD)


@click.command(
    "uwlr",
    cls=Root,
    context_settings=CONTEXT,
    voorbeelden=(
        "uwlr demo                                  alles op één machine",
        "uwlr db upgrade                            maak de database",
        "uwlr edexml import school.xml              lees een school in",
        "uwlr koppeling add --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr serve                                 start de server",
    ),
)
@click.version_option(__version__, prog_name="uwlr", message="%(prog)s %(version)s", help="Toon de versie.")
def main() -> None:
    """De LAS-kant van UWLR: scholen inlezen, koppelen en hun leerlinggegevens leveren.

    Een school heet 99XX/16, of schoolkey:SLEUTEL als zij geen BRIN heeft. De instellingen komen uit
    omgevingsvariabelen (UWLR_DATABASE_URL, UWLR_BIND, ...) of een bestand .env.

    Elke opdracht eindigt met 0 (goed), 1 (afgekeurd of geweigerd), 2 (verkeerd aangeroepen) of 3
    (de database of de server is onbereikbaar).
    """
