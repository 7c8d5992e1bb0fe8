"""``uwlr gkv schema|describe``: the format as a partner's engineer wants it, whole or for one agreement."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import option
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.school.school import Schoolcode


@click.command(
    cls=Command,
    short_help="Schrijf het schema van een afspraak.",
    voorbeelden=("uwlr gkv schema 1 --school 99XX/16 > afspraak.xsd",),
)
@parameters.KOPPELING
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
def schema(koppeling: int, school: Schoolcode) -> None:
    """Schrijf het schema van een afspraak: wat daar niet in staat, kan niet in een pakket zitten."""
    from lxml import etree

    from uwlr_service.formats.gkv.afspraakschema import narrowed

    with opened() as diensten:
        overzicht = diensten.koppelingbeheer.get(koppeling)
    overzicht.koppeling.require_gkv()
    if school not in overzicht.afspraken:
        raise SchoolOnbekend.buiten(koppeling, school)
    tree = narrowed(overzicht.afspraken[school].veldenlijst(GKV_VERSIE))
    click.echo(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


@click.command(
    cls=Command,
    short_help="Beschrijf het formaat, in reStructuredText.",
    voorbeelden=("uwlr gkv describe > gkv-1.rst",),
)
def describe() -> None:
    """Beschrijf het hele formaat voor leveranciers, in reStructuredText."""
    from uwlr_service.formats.gkv import beschrijving

    click.echo("\n".join(beschrijving.describe()), nl=False)
