"""``uwlr koppeling add``: a link with its first key, and as little in it as the order names."""

from dataclasses import dataclass
from typing import Any

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.namens import NAMENS, VELD
from uwlr_service.cli.koppeling.uitgifte import say_default, show_uitgifte
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.weggelaten import warn_weggelaten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gegevenssets import NAMEN, SMALLE_SET
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN
from uwlr_service.domain.koppeling.klant import PREFIXES, UWLR_RICHTINGEN, Richting
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.school.school import Schoolcode

BY_SCHOOL_ALONE = (
    "Een koppeling voor inloggen begint bij de school: wie inlogt, leest dat die het zo heeft afgesproken."
    " Neem eerst een aanvraag voor inloggen aan ('uwlr aanvraag add' en 'admit'). Vraag het dan de scholen,"
    " met 'uwlr koppeling voorstel add'."
)


class Gegevensset(click.Choice[str]):
    """The sets of links that an operator can make on behalf of schools; of that of SSO it says how."""

    def __init__(self) -> None:
        super().__init__((*NAMEN, *GKV_NAMEN))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value == SSO:
            raise click.UsageError(BY_SCHOOL_ALONE, ctx)
        return super().convert(value, param, ctx)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraag:
    """The link that is asked for."""

    klantnaam: str
    klantcode: str
    scholen: tuple[Schoolcode, ...]
    gegevensset: str | None
    richting: str
    tolerant: bool
    prefix: str
    generiek: bool
    velden: tuple[tuple[str, bool], ...]
    namens: tuple[str, ...]


AANVRAAG = (
    option(
        "--klantnaam", required=True, help="De naam van de leverancier, zoals die hem in elk bericht zet."
    ),
    option("--klantcode", required=True, help="De code die bij die naam hoort; bij één code hoort één naam."),
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
        type=Gegevensset(),
        help=f"Welke velden; anders {SMALLE_SET}. Met {' of '.join(GKV_NAMEN)} wordt het een GKV-koppeling.",
    ),
    option(
        "--richting",
        type=click.Choice([richting.value for richting in Richting if richting in UWLR_RICHTINGEN]),
        default=Richting.BEIDE.value,
        help="Leerlinggegevens ophalen, resultaten brengen, of beide (zonder deze optie).",
    ),
    option(
        "--tolerant", is_flag=True, help="Zie bekende fouten van deze leverancier door de vingers, en tel ze."
    ),
    option("--prefix", type=click.Choice(PREFIXES), default=PREFIXES[0], help="Prefix van de SOAP-envelop."),
    option(
        "--generiek", is_flag=True, help="Zet ook de GeneriekeService aan; alleen voor een GKV-koppeling."
    ),
    VELD,
    NAMENS,
)


@click.command(
    cls=Command,
    short_help="Maak een koppeling, met een autorisatiesleutel.",
    voorbeelden=(
        "uwlr koppeling add --klantnaam UitgeverX --klantcode UX1 \\",
        "    --school 99XX/16 --school 99XY",
        "uwlr koppeling add --klantnaam Toetsbedrijf --klantcode TB7 --school 99XX/16 \\",
        "    --gegevensset lvs-set --richting beide",
        "uwlr koppeling add --klantnaam Rooster --klantcode R1 --school 99XX/16 \\",
        "    --gegevensset gkv-basis --generiek",
    ),
)
@collected(Aanvraag, "aanvraag", *AANVRAAG)
@json_option
def add(aanvraag: Aanvraag, as_json: bool) -> None:
    """Maak een koppeling en toon één keer de autorisatiesleutel ervan.

    De koppeling geldt meteen, namens de scholen. Wil de school zelf beslissen, maak dan een voorstel.
    """
    with opened() as diensten:
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=aanvraag.klantnaam,
            klantcode=aanvraag.klantcode,
            scholen=tuple(dict.fromkeys(aanvraag.scholen)),
            gegevensset=aanvraag.gegevensset or SMALLE_SET,
            richting=Richting(aanvraag.richting),
            tolerant=aanvraag.tolerant,
            prefix=aanvraag.prefix,
            generiek=aanvraag.generiek,
            velden=dict(aanvraag.velden),
            namens=aanvraag.namens,
            door=Handelende.opdrachtregel(),
        )
        missing = diensten.todolijst.of_koppeling(uitgifte.koppeling.id)
    show_uitgifte(uitgifte, as_json)
    if aanvraag.gegevensset is None:
        say_default(uitgifte.koppeling.id)
    warn_weggelaten(missing)
