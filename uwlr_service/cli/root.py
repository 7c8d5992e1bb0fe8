"""The ``uwlr`` group: finds the commands, and turns what went wrong into a sentence and an exit code."""

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from uwlr_service import versie
from uwlr_service.cli import errors
from uwlr_service.cli.command import CONTEXT, Group

COMPLETION = "_UWLR_COMPLETE"
"""Set by a shell that asks for completion."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command that is not loaded yet: where it is, and what the list of commands says of it."""

    module: str
    short_help: str


COMMANDS = {
    "demo": Entry("demo.command", "Laat alles op één machine zien."),
    "demo-data": Entry("demo.data", "Verzin scholen met leerlingen, groepen en leerkrachten."),
    "serve": Entry("serve", "Start de server, tot Ctrl-C."),
    "worker": Entry("gkv.worker", "Maak elke nacht de GKV-pakketten, tot Ctrl-C."),
    "config": Entry("config.command", "De instellingen: wat een opdracht hier leest, en waaruit."),
    "doctor": Entry("doctor.command", "Kijk de installatie na, en zeg wat te herstellen is."),
    "db": Entry("db.command", "De database: maken, bijwerken, bewaren en opruimen."),
    "edexml": Entry("edexml.command", "EDEXML: gegevens van een school inlezen en schrijven."),
    "dossier": Entry("dossier.command", "Dossiers: wat EDEXML niet kan zeggen."),
    "school": Entry("school.command", "Scholen: wat er voor een school is ingesteld."),
    "koppeling": Entry("koppeling.command", "Koppelingen: welke leverancier wat van een school krijgt."),
    "las": Entry("las.command", "LASsen die gegevens brengen en resultaten halen."),
    "gebruiker": Entry("gebruiker.command", "Gebruikers: wie er kan inloggen, en wat die mag."),
    "aanvraag": Entry("aanvraag.command", "Aanvragen van bedrijven beoordelen."),
    "koppelpartner": Entry("koppelpartner.command", "De toegelaten bedrijven, met hun producten."),
    "toelating": Entry("toelating.command", "Hoe ver een product is, tot het einde."),
    "proeftuin": Entry("proeftuin.command", "Testscholen van een product, met hun dagen."),
    "sso": Entry("sso.command", "Inloggen met het schoolaccount (SSO)."),
    "resultaten": Entry("resultaten.command", "De leerresultaten die uitgevers terugstuurden."),
    "toetsdefinities": Entry("resultaten.toetsdefinities", "De definities van toetsen, met hun normen."),
    "vocabulaire": Entry("resultaten.vocabulaire", "De vocabulaires voor waarden in toetsdefinities."),
    "gkv": Entry("gkv.command", "GKV: genummerde en ondertekende pakketten."),
    "inzage": Entry("inzage.command", "Inzage: wie wat kreeg van een leerling of ouder."),
    "vergeet": Entry("inzage.vergeet", "Vergeet een leerling: alles weg, het bewijs blijft."),
    "audit": Entry("audit.command", "Het logboek: wie wat besloot, en of er niets aan is veranderd."),
    "validate": Entry("validate", "Keur documenten: EDEXML en berichten van UWLR."),
    "call": Entry("call.command", "Haal op en breng resultaten, zoals een uitgever."),
    "keur": Entry("keur.command", "Keur een andere partij: doet die wat de standaard zegt?"),
}
"""A command loads no other's libraries, and the list of commands loads none of them.

Each ``short_help`` is what the command says of itself; a test compares them.
"""


class Root(Group):
    """The group that knows every command and expects every error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = importlib.import_module(f"uwlr_service.cli.{entry.module}").command
        return command

    def short_help_of(self, name: str) -> str:
        return COMMANDS[name].short_help

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run a command and end the process with its exit code."""
        if COMPLETION in os.environ:
            importlib.import_module("uwlr_service.cli.completion").speak_dutch()
        try:
            result = super().main(args, prog_name or "uwlr", complete_var, False, **extra)
        except click.Abort:
            sys.exit(errors.INTERRUPTED)
        except BrokenPipeError:
            sys.stdout = None  # whoever read along has left; there is nobody to flush to
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
@click.version_option(
    versie.shown(), prog_name="uwlr", message="%(prog)s %(version)s", help="Toon de versie."
)
def main() -> None:
    """De LAS-kant van UWLR: scholen inlezen, koppelen en hun leerlinggegevens leveren.

    Een school heet 99XX/16, of schoolkey:SLEUTEL als de school geen BRIN heeft. De instellingen komen uit
    omgevingsvariabelen (UWLR_DATABASE_URL, UWLR_BIND, ...) of een bestand .env.

    Elke opdracht eindigt met 0 (goed), 1 (afgekeurd of geweigerd), 2 (verkeerd aangeroepen) of 3
    (de database of de server is onbereikbaar).
    """
