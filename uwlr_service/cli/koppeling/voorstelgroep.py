"""``uwlr koppeling voorstel``: proposals with a purpose for each field, and what schools decide."""

from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND_OR_STDIN
from uwlr_service.cli.koppeling.voorstel import show_voorstellen
from uwlr_service.cli.koppeling.voorstelbesluit import NAMENS, SCHOOL, Keuzeopties, decide, refuse
from uwlr_service.cli.koppeling.voorstelbestand import read_inhoud
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.codelijsten import JAARGROEPEN
from uwlr_service.domain.school.school import Schoolcode

KEUZE = (
    option(
        "--veld",
        "velden",
        multiple=True,
        type=parameters.SCHAKELAAR,
        metavar="ELEMENT/VELD=aan|uit",
        help="Een gevraagd veld dat wel of niet mee mag; mag vaker. Zonder deze optie mag alles mee;"
        " met deze optie alleen wat u aanzet.",
    ),
    option(
        "--jaargroep",
        "jaargroepen",
        multiple=True,
        type=click.Choice(list(JAARGROEPEN)),
        metavar="CODE",
        help="Alleen leerlingen van deze jaargroep; mag vaker.",
    ),
    option(
        "--vestiging", "vestigingen", multiple=True, metavar="NAAM|KEY", help="Alleen van deze vestiging."
    ),
    option("--groep", "groepen", multiple=True, metavar="NAAM|KEY", help="Alleen uit deze groep."),
    option("--bestuur", metavar="TEKST", help="De overeenkomst die het bestuur tekende."),
)


@click.group(
    "voorstel",
    cls=Group,
    voorbeelden=(
        "uwlr koppeling voorstel add 1 --school 99XX/16 --bestand voorstel.toml",
        "uwlr koppeling voorstel list 1",
        "uwlr koppeling voorstel accept 1 --school 99XX/16",
    ),
)
def voorstel() -> None:
    """Voorstellen: wat een leverancier vraagt, en wat scholen besluiten."""


@voorstel.command(
    short_help="Stel scholen een koppeling of meer gegevens voor.",
    voorbeelden=("uwlr koppeling voorstel add 1 --school 99XX/16 --bestand voorstel.toml",),
)
@parameters.KOPPELING
@option(
    "--school",
    "scholen",
    required=True,
    multiple=True,
    type=parameters.SCHOOL,
    help="Een school die wordt gevraagd; mag vaker.",
)
@option(
    "--bestand",
    required=True,
    type=BESTAND_OR_STDIN,
    help="Wat er wordt gevraagd en waarvoor, per veld; zie docs/portaal.rst.",
)
@json_option
def add(koppeling: int, scholen: tuple[Schoolcode, ...], bestand: Path, as_json: bool) -> None:
    """Stel scholen een eerste afspraak voor, of meer dan ze nu geven.

    Er gaat niets uit tot een school ja zegt; wat al loopt, loopt door.
    """
    with opened() as diensten:
        present = diensten.koppelingbeheer.find(koppeling).gegevensset
        inhoud = read_inhoud(bestand, present)
        gedaan = diensten.voorstellen.propose(koppeling, inhoud, scholen, door=Handelende.opdrachtregel())
    show_voorstellen(koppeling, gedaan, as_json)


@voorstel.command("list", voorbeelden=("uwlr koppeling voorstel list 1",))
@parameters.KOPPELING
@json_option
def list_(koppeling: int, as_json: bool) -> None:
    """Toon de voorstellen aan scholen, en wat die besloten."""
    with opened() as diensten:
        gedaan = diensten.voorstellen.of_koppeling(koppeling, door=Handelende.opdrachtregel())
    show_voorstellen(koppeling, gedaan, as_json)


@voorstel.command(
    short_help="Accepteer namens een school.",
    voorbeelden=(
        "uwlr koppeling voorstel accept 1 --school 99XX/16",
        "uwlr koppeling voorstel accept 1 --school 99XX/16 --jaargroep 8",
        "uwlr koppeling voorstel accept 1 --school 99XX/16 --namens Eva --namens Bo",
    ),
)
@parameters.KOPPELING
@SCHOOL
@NAMENS
@collected(Keuzeopties, "keuze", *KEUZE)
def accept(koppeling: int, school: Schoolcode, namens: tuple[str, ...], keuze: Keuzeopties) -> None:
    """Accepteer namens een school het voorstel, of een deel ervan.

    Bij extra beschermde gegevens beslissen twee personen: noem ze allebei met --namens.
    """
    decide(koppeling, school, namens, keuze)


@voorstel.command(
    short_help="Wijs namens een school af.",
    voorbeelden=("uwlr koppeling voorstel decline 1 --school 99XX/16 --reden 'Te veel gegevens'",),
)
@parameters.KOPPELING
@SCHOOL
@NAMENS
@option("--reden", metavar="TEKST", help="Waarom niet; de leverancier leest dit.")
def decline(koppeling: int, school: Schoolcode, namens: tuple[str, ...], reden: str | None) -> None:
    """Wijs namens een school het voorstel af; wat loopt, loopt door."""
    refuse(koppeling, school, namens, reden)


@voorstel.command(
    "withdraw",
    short_help="Neem een voorstel terug.",
    voorbeelden=("uwlr koppeling voorstel withdraw 1 --school 99XX/16",),
)
@parameters.KOPPELING
@option("--school", required=True, type=parameters.SCHOOL, help="De school die was gevraagd.")
def withdraw(koppeling: int, school: Schoolcode) -> None:
    """Neem namens de leverancier een voorstel terug dat nog openstaat."""
    door = Handelende.opdrachtregel()
    with opened() as diensten:
        voorgelegd = diensten.besluitvorming.open_at(koppeling, school, door=door)
        diensten.voorstellen.take_back(voorgelegd.voorstel.id, door=door)
    say(f"School {school} hoeft niet meer te beslissen.")
