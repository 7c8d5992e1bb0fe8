"""``uwlr resultaten``: what publishers sent back."""

from dataclasses import dataclass
from datetime import date

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.resultaten.record import as_record, show_csv
from uwlr_service.cli.resultaten.view import show_table
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter


@click.group(
    cls=Group,
    voorbeelden=(
        "uwlr resultaten list --school 99XX/16",
        "uwlr resultaten list --school 99XX/16 --csv > resultaten.csv",
    ),
)
def command() -> None:
    """De leerresultaten die uitgevers terugstuurden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """Which results are asked for."""

    leerlingen: tuple[str, ...]
    groep: str | None
    toetscode: str | None
    klantcode: str | None
    vanaf: date | None
    totenmet: date | None
    schooljaar: Schooljaar | None
    history: bool

    @property
    def filter(self) -> Resultatenfilter:
        """All of it but the group, which is looked up at the school."""
        return Resultatenfilter(
            leerlingen=frozenset(self.leerlingen) or None,
            toetscode=self.toetscode,
            schooljaar=self.schooljaar,
            klantcode=self.klantcode,
            vanaf=self.vanaf,
            totenmet=self.totenmet,
            history=self.history,
        )


KEUZE = (
    option(
        "--leerling",
        "leerlingen",
        multiple=True,
        metavar="NAAM|KEY",
        help="De key in het LAS, of de hele naam; mag vaker.",
    ),
    option(
        "--groep",
        metavar="NAAM|KEY",
        help="De leerlingen die deze groep dit schooljaar heeft, zoals 'Groep 5'.",
    ),
    option("--toets", "toetscode", metavar="CODE", help="De toetscode."),
    option("--klantcode", help="Van deze leverancier alleen."),
    option("--vanaf", type=parameters.DATUM, metavar="DATUM", help="Afgenomen op deze dag of later."),
    option(
        "--tot-en-met",
        "totenmet",
        type=parameters.DATUM,
        metavar="DATUM",
        help="Afgenomen op deze dag of eerder.",
    ),
    option(
        "--schooljaar", type=parameters.SCHOOLJAAR, metavar="JJJJ-JJJJ", help="Van dit schooljaar alleen."
    ),
    option("--history", is_flag=True, help="Ook wat is gewijzigd, vervangen of ingehaald."),
)


@command.command(
    "list",
    short_help="Toon de resultaten van een school, met hun norm.",
    voorbeelden=(
        "uwlr resultaten list --school 99XX/16",
        "uwlr resultaten list --school 99XX/16 --leerling L1 --history",
        "uwlr resultaten list --school 99XX/16 --groep 'Groep 5' --csv",
    ),
)
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@collected(Keuze, "keuze", *KEUZE)
@option("--csv", "as_csv", is_flag=True, help="Als CSV, voor een rekenblad.")
@json_option
def list_(school: Schoolcode, keuze: Keuze, as_csv: bool, as_json: bool) -> None:
    """Toon de resultaten van een school, met de naam van de leerling, hun norm en van wie ze kwamen.

    De norm en het geadviseerde schoolcijfer volgen uit de toetsdefinitie die met het resultaat meekwam;
    een latere definitie verandert daar niets aan.
    """
    if as_csv and as_json:
        raise click.UsageError("kies --csv of --json, niet allebei.")
    with opened() as diensten:
        overzicht = diensten.resultatenoverzicht
        regels = overzicht.of_school(school, keuze.filter, keuze.groep)
        leerlingen = overzicht.leerlingen(school)
    if as_json:
        show_json([as_record(regel, leerlingen) for regel in regels])
    elif as_csv:
        show_csv(regels, leerlingen)
    elif regels:
        show_table(school, regels, leerlingen, history=keuze.history)
    else:
        say("Er zijn geen resultaten die hieraan voldoen.")
