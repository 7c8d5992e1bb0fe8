"""``uwlr koppelpartner``: the companies that were admitted, with their products."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner, Product

KOPPELPARTNER = click.argument("koppelpartner", metavar="NUMMER", type=parameters.NUMMER)
NAMENS = option("--namens", metavar="NAAM", help="Namens wie u dit doet; zo staat het in het log.")
REDEN = option("--reden", required=True, help="Waarom; de scholen lezen dit.")


@click.group(
    cls=Group,
    short_help="De toegelaten bedrijven, met hun producten.",
    voorbeelden=(
        "uwlr koppelpartner list",
        "uwlr koppelpartner suspend 3 --reden 'Er is een lek bij dit bedrijf.'",
    ),
)
def command() -> None:
    """Koppelpartners: de bedrijven die zijn toegelaten, met hun producten."""


@command.command("list", voorbeelden=("uwlr koppelpartner list", "uwlr koppelpartner list --json"))
@json_option
def list_(as_json: bool) -> None:
    """Toon de bedrijven met hun producten."""
    with opened() as diensten:
        partners = diensten.koppelpartners.all(door=Handelende.opdrachtregel())
    if as_json:
        show_json([_record(partner) for partner in partners])
    else:
        _show(partners)


@command.command("show", voorbeelden=("uwlr koppelpartner show 3",))
@KOPPELPARTNER
@json_option
def show_(koppelpartner: int, as_json: bool) -> None:
    """Toon een bedrijf met zijn producten."""
    with opened() as diensten:
        partner = diensten.koppelpartners.get(koppelpartner, door=Handelende.opdrachtregel())
    if as_json:
        show_json(_record(partner))
    else:
        _show([partner])


@command.command(
    short_help="Zet een bedrijf overal stil, meteen.",
    voorbeelden=("uwlr koppelpartner suspend 3 --reden 'Er is een lek bij dit bedrijf.'",),
)
@KOPPELPARTNER
@REDEN
@NAMENS
@json_option
def suspend(koppelpartner: int, reden: str, namens: str | None, as_json: bool) -> None:
    """Zet elk actief product van een bedrijf stil, bij alle scholen; vanaf de volgende vraag."""
    with opened() as diensten:
        stopped = diensten.toelatingen.suspend_all(
            koppelpartner, reden, door=Handelende.opdrachtregel(namens)
        )
    _tell(stopped, "Stilgezet", as_json)


@command.command(voorbeelden=("uwlr koppelpartner resume 3 --reden 'Het lek is dicht.'",))
@KOPPELPARTNER
@REDEN
@NAMENS
@json_option
def resume(koppelpartner: int, reden: str, namens: str | None, as_json: bool) -> None:
    """Laat elk stilgezet product van een bedrijf weer werken."""
    with opened() as diensten:
        going_on = diensten.toelatingen.resume_all(
            koppelpartner, reden, door=Handelende.opdrachtregel(namens)
        )
    _tell(going_on, "Werkt weer", as_json)


def _tell(products: list[Product], what: str, as_json: bool) -> None:
    if as_json:
        show_json({"producten": [product.id for product in products]})
        return
    for product in products:
        say(f"{what}: {product.naam} (product {product.id}).")


def _show(partners: list[Koppelpartner]) -> None:
    columns = ("koppelpartner", "naam", "product", "productnaam", "klantcode", "toelating", "koppelingen")
    listing = table(f"Koppelpartners ({len(partners)})", *columns, right=("koppelpartner", "product"))
    for partner in partners:
        for product in partner.producten:
            listing.add_row(
                str(partner.id),
                cell(partner.naam),
                str(product.id),
                cell(product.naam),
                cell(product.klant and product.klant.code),
                cell(product.stand),
                ", ".join(map(str, product.koppelingen)),
            )
    show(listing)


def _record(partner: Koppelpartner) -> dict[str, object]:
    return {
        "koppelpartner": partner.id,
        "naam": partner.naam,
        "kvk": partner.kvk,
        "website": partner.website,
        "producten": [
            {
                "product": product.id,
                "naam": product.naam,
                "klantnaam": product.klant and product.klant.naam,
                "klantcode": product.klant and product.klant.code,
                "toelating": product.stand,
                "koppelingen": list(product.koppelingen),
            }
            for product in partner.producten
        ],
    }
