"""``uwlr koppeling``: the links between suppliers and schools."""

from dataclasses import dataclass
from datetime import timedelta

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.afspraak import afspraak
from uwlr_service.cli.koppeling.generiek import generiek
from uwlr_service.cli.koppeling.intrekking import revoke, verwijderd
from uwlr_service.cli.koppeling.partner import key, webhook
from uwlr_service.cli.koppeling.show import as_record, scholen_of, show_overzicht
from uwlr_service.cli.koppeling.todo import todo
from uwlr_service.cli.koppeling.uitgifte import show_uitgifte
from uwlr_service.cli.koppeling.voorstel import accept, decline, extend, voorstellen
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import cell, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.cli.weggelaten import warn_weggelaten
from uwlr_service.domain.koppeling.gegevenssets import NAMEN, VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN
from uwlr_service.domain.koppeling.klant import PREFIXES, Richting
from uwlr_service.domain.school.school import Schoolcode

OVERLAP_DAYS = 14


@click.group(
    cls=Group,
    voorbeelden=(
        "uwlr koppeling add --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr koppeling afspraak 1 --veld leerling/emailadres=uit --jaargroep 8",
        "uwlr koppeling show 1",
    ),
)
def command() -> None:
    """Koppelingen: welke leverancier wat van een school krijgt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraag:
    """The link that is asked for."""

    klantnaam: str
    klantcode: str
    scholen: tuple[Schoolcode, ...]
    gegevensset: str
    richting: str
    tolerant: bool
    prefix: str


AANVRAAG = (
    option(
        "--klantnaam", required=True, help="De naam van de leverancier, zoals die hem in elk bericht zet."
    ),
    option("--klantcode", required=True, help="De code die bij die naam hoort; een code heeft één naam."),
    option(
        "--school",
        "scholen",
        required=True,
        multiple=True,
        type=parameters.SCHOOL,
        help=f"{parameters.SCHOOL_HELP} Mag vaker.",
    ),
    option(
        "--gegevensset",
        type=click.Choice((*NAMEN, *GKV_NAMEN)),
        default=VOLLEDIG,
        help=f"Welke velden; anders volledig. Met {' of '.join(GKV_NAMEN)} wordt het een GKV-koppeling.",
    ),
    option(
        "--richting",
        type=click.Choice([richting.value for richting in Richting if richting is not Richting.LEVEREN]),
        default=Richting.BEIDE.value,
        help="Leerlinggegevens ophalen, resultaten brengen, of beide (zonder deze optie).",
    ),
    option(
        "--tolerant", is_flag=True, help="Zie bekende fouten van deze leverancier door de vingers, en tel ze."
    ),
    option("--prefix", type=click.Choice(PREFIXES), default=PREFIXES[0], help="Prefix van de SOAP-envelop."),
)


@command.command(
    short_help="Maak een koppeling, met een autorisatiesleutel.",
    voorbeelden=(
        "uwlr koppeling add --klantnaam UitgeverX --klantcode UX1 \\",
        "    --school 99XX/16 --school 99XY",
        "uwlr koppeling add --klantnaam Toetsbedrijf --klantcode TB7 --school 99XX/16 \\",
        "    --gegevensset lvs-set --richting beide",
    ),
)
@collected(Aanvraag, "aanvraag", *AANVRAAG)
@json_option
def add(aanvraag: Aanvraag, as_json: bool) -> None:
    """Maak een koppeling en toon eenmalig haar autorisatiesleutel."""
    with opened() as diensten:
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=aanvraag.klantnaam,
            klantcode=aanvraag.klantcode,
            scholen=tuple(dict.fromkeys(aanvraag.scholen)),
            gegevensset=aanvraag.gegevensset,
            richting=Richting(aanvraag.richting),
            tolerant=aanvraag.tolerant,
            prefix=aanvraag.prefix,
        )
        missing = diensten.todolijst.of_koppeling(uitgifte.koppeling.id)
    show_uitgifte(uitgifte, as_json)
    warn_weggelaten(missing)


@command.command("list", voorbeelden=("uwlr koppeling list", "uwlr koppeling list --json"))
@json_option
def list_(as_json: bool) -> None:
    """Toon alle koppelingen."""
    with opened() as diensten:
        koppelingen = diensten.koppelingbeheer.all()
    if as_json:
        show_json([as_record(koppeling) for koppeling in koppelingen])
        return
    columns = ("ID", "klantnaam (klantcode)", "gegevensset", "richting", "scholen", "gemaakt")
    listing = table(f"Koppelingen ({len(koppelingen)})", *columns, right=("ID",))
    for koppeling in koppelingen:
        listing.add_row(
            str(koppeling.id),
            cell(f"{koppeling.klant.naam} ({koppeling.klant.code})"),
            koppeling.gegevensset,
            koppeling.richting.value,
            cell(scholen_of(koppeling)),
            amsterdam(koppeling.aangemaakt),
        )
    show(listing)


@command.command(
    "show",
    short_help="Toon sleutels, afspraken en verstrekkingen.",
    voorbeelden=("uwlr koppeling show 1", "uwlr koppeling show 1 --json"),
)
@parameters.KOPPELING
@json_option
def show_(koppeling: int, as_json: bool) -> None:
    """Toon een koppeling: sleutels, afspraken en wat er is verstrekt."""
    with opened() as diensten:
        overzicht = diensten.koppelingbeheer.get(koppeling)
    show_overzicht(overzicht, as_json)


@command.command(
    voorbeelden=(
        "uwlr koppeling rotate 1                    de oude sleutel werkt nog 14 dagen",
        "uwlr koppeling rotate 1 --dagen 0          de oude sleutel werkt meteen niet meer",
    ),
    formerly={"--overlap": "--dagen"},
)
@parameters.KOPPELING
@option(
    "--dagen",
    type=click.IntRange(min=0, max=366),
    default=OVERLAP_DAYS,
    metavar="N",
    help=f"Hoeveel dagen de oude sleutel nog werkt; anders {OVERLAP_DAYS}.",
)
@json_option
def rotate(koppeling: int, dagen: int, as_json: bool) -> None:
    """Geef een koppeling een nieuwe sleutel."""
    with opened() as diensten:
        uitgifte = diensten.koppelingbeheer.rotate(koppeling, timedelta(days=dagen))
    show_uitgifte(uitgifte, as_json)


for subcommand in (
    revoke,
    verwijderd,
    afspraak,
    generiek,
    extend,
    voorstellen,
    accept,
    decline,
    todo,
    key,
    webhook,
):
    command.add_command(subcommand)
