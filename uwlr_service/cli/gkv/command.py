"""``uwlr gkv``: the packages that partners collect, made here and checked there."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.gkv.export import export
from uwlr_service.cli.gkv.fetch import fetch
from uwlr_service.cli.gkv.formaat import describe, schema
from uwlr_service.cli.gkv.nacht import nacht
from uwlr_service.cli.gkv.pakketten import apply, verify
from uwlr_service.cli.gkv.preview import preview
from uwlr_service.cli.gkv.rem import rem
from uwlr_service.cli.gkv.view import (
    gevolgd_record,
    levering_record,
    show_gevolgd,
    show_leveringen,
)
from uwlr_service.cli.gkv.volgen import dormant, notify
from uwlr_service.cli.gkv.weigeringen import Weigeringen, without_school
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.school.school import Schoolcode


@click.group(
    cls=Group,
    short_help="GKV: genummerde en ondertekende pakketten.",
    voorbeelden=(
        "uwlr gkv generate 1                        maak de volgende levering van koppeling 1",
        "uwlr gkv list 1                            wat er is gemaakt",
        "uwlr gkv verify --jwks sleutels.json pakket.zip",
    ),
)
def command() -> None:
    """GKV: pakketten met de gegevens van een school, genummerd en ondertekend."""


@command.command(
    voorbeelden=(
        "uwlr gkv generate 1",
        "uwlr gkv generate 1 --school 99XX/16 --volledig",
    ),
)
@parameters.KOPPELING
@option("--school", type=parameters.SCHOOL, help="Alleen deze school; anders elke school van de koppeling.")
@option("--volledig", is_flag=True, help="De hele set, ook als de wijzigingen genoeg zijn.")
@option(
    "--allow-shrink",
    is_flag=True,
    help="Ook als meer dan een vijfde van de leerlingen vervalt, of meer dan een twintigste niet in OneRoster"
    " of SDS past.",
)
@json_option
def generate(
    koppeling: int, school: Schoolcode | None, volledig: bool, allow_shrink: bool, as_json: bool
) -> int:
    """Maak nu de volgende levering van een koppeling.

    De eerste is volledig, en daarna elke week een, na een wijziging van de afspraak en in een nieuw
    schooljaar. De andere bevatten wat er is gewijzigd. Een levering die niet kan worden gemaakt, houdt
    die van de andere scholen niet op. De opdracht eindigt dan met 1, en ook als er geen school meedoet.
    """
    made: list[Levering] = []
    weigeringen = Weigeringen(is_silent=as_json)
    with opened() as diensten:
        link = diensten.koppelingbeheer.get(koppeling).koppeling
        scholen = link.scholen if school is None else (school,)
        if not scholen:
            weigeringen.add(None, without_school(link))
        for code in scholen:
            try:
                levering = diensten.leveringen.make(
                    koppeling,
                    code,
                    volledig=volledig,
                    allow_shrink=allow_shrink,
                    door=Handelende.opdrachtregel(),
                )
            except Geweigerd as fout:
                weigeringen.add(code, fout)
            else:
                made.append(levering)
    if as_json:
        leveringen = [levering_record(levering) for levering in made]
        show_json({"leveringen": leveringen, "geweigerd": weigeringen.records})
    elif made:
        show_leveringen(f"Leveringen aan koppeling {koppeling}", made)
        for levering in made:
            for tekst in levering.let_op:
                say(f"Let op: {tekst}", style="yellow")
    return JUDGED_WRONG if weigeringen.records else GOOD


@command.command(
    "list",
    short_help="Toon de leveringen, en wat ermee is gebeurd.",
    voorbeelden=("uwlr gkv list 1", "uwlr gkv list 1 --json"),
)
@parameters.KOPPELING
@json_option
def list_(koppeling: int, as_json: bool) -> None:
    """Toon de leveringen van een koppeling, en of ze zijn opgehaald en verwerkt."""
    with opened() as diensten:
        leveringen = diensten.volger.of_koppeling(koppeling, door=Handelende.opdrachtregel())
    if as_json:
        show_json([gevolgd_record(gevolgd) for gevolgd in leveringen])
    else:
        show_gevolgd(f"Leveringen aan koppeling {koppeling} ({len(leveringen)})", leveringen)


@command.command(
    short_help="Toon de openbare sleutels van pakketten (JWK Set).",
    voorbeelden=("uwlr gkv jwks > sleutels.json", "uwlr gkv jwks --rotate"),
)
@option("--rotate", is_flag=True, help="Onderteken voortaan met een nieuwe sleutel.")
def jwks(rotate: bool) -> None:
    """Toon de openbare sleutels waarmee pakketten zijn ondertekend (JWK Set)."""
    with opened() as diensten:
        if rotate:
            diensten.ondertekening.rotate(door=Handelende.opdrachtregel())
        show_json({"keys": diensten.ondertekening.published()})


for subcommand in (verify, apply, nacht, fetch, export, rem, dormant, notify, preview, schema, describe):
    command.add_command(subcommand)
