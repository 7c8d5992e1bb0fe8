"""``uwlr proeftuin``: gives a product test schools of its own, shows them, and calls their days."""

from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY, Proefschool, Proeftuin

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

PRODUCT = click.argument("product", metavar="PRODUCT", type=parameters.NUMMER)
NAMENS = option("--namens", metavar="NAAM", help="Namens wie u dit doet; zo staat het in het log.")


@click.group(
    cls=Group,
    short_help="Testscholen van een product, met hun dagen.",
    voorbeelden=(
        "uwlr proeftuin make 5",
        "uwlr proeftuin show 5",
        "uwlr proeftuin dag 5",
        "uwlr proeftuin opnieuw 5",
    ),
)
def command() -> None:
    """Proeftuinen: testscholen van een product, die van dag tot dag veranderen."""


@command.command(voorbeelden=("uwlr proeftuin make 5", "uwlr proeftuin make 5 --json"))
@PRODUCT
@NAMENS
@json_option
def make(product: int, namens: str | None, as_json: bool) -> None:
    """Geef een product testscholen; nummers van producten toont 'uwlr koppelpartner list'."""
    with opened() as diensten:
        proeftuin = diensten.proeftuinen.make(product, door=Handelende.opdrachtregel(namens))
        scholen = diensten.proeftuinen.scholen
    if as_json:
        show_json(_record(proeftuin, scholen))
        return
    first, last = scholen[0], scholen[-1]
    say(
        f"Proeftuin {proeftuin.id} van product {product}: scholen {proeftuin.school(first.nummer)} tot en met"
        f" {proeftuin.school(last.nummer)}, dag {proeftuin.dag}."
    )


@command.command("list", voorbeelden=("uwlr proeftuin list", "uwlr proeftuin list --json"))
@json_option
def list_(as_json: bool) -> None:
    """Toon de proeftuinen, met de dag waarop ze staan."""
    with opened() as diensten:
        proeftuinen = diensten.proeftuinen.all(door=Handelende.opdrachtregel())
    if as_json:
        show_json([_record(proeftuin) for proeftuin in proeftuinen])
        return
    columns = ("proeftuin", "product", "brincode", "dag", "schooljaar")
    listing = table(f"Proeftuinen ({len(proeftuinen)})", *columns, right=("proeftuin", "product", "dag"))
    for proeftuin in proeftuinen:
        listing.add_row(
            str(proeftuin.id),
            str(proeftuin.product),
            proeftuin.brincode,
            str(proeftuin.dag),
            proeftuin.schooljaar,
        )
    show(listing)


@command.command("show", voorbeelden=("uwlr proeftuin show 5", "uwlr proeftuin show 5 --json"))
@PRODUCT
@json_option
def show_(product: int, as_json: bool) -> None:
    """Toon de scholen van een proeftuin: waarvoor ze zijn, en wat een goed programma ervan maakt."""
    with opened() as diensten:
        proeftuin = _of(diensten, product)
        scholen = diensten.proeftuinen.scholen
    if as_json:
        show_json(_record(proeftuin, scholen))
        return
    listing = table(
        f"Proeftuin {proeftuin.id} van product {product}, dag {proeftuin.dag} van {LAST_DAY}",
        "school",
        "naam",
        "waarvoor",
        "verwacht",
    )
    for school in scholen:
        listing.add_row(
            str(proeftuin.school(school.nummer)),
            cell(school.naam),
            cell(school.waarvoor),
            cell(school.verwacht),
        )
    show(listing)


@command.command(voorbeelden=("uwlr proeftuin dag 5", "uwlr proeftuin dag 5 --namens Eva"))
@PRODUCT
@NAMENS
@json_option
def dag(product: int, namens: str | None, as_json: bool) -> None:
    """Ga naar de volgende dag: elke school krijgt de gegevens van die dag. De klok verandert niet."""
    with opened() as diensten:
        proeftuin = diensten.proeftuinen.next_day(product, door=Handelende.opdrachtregel(namens))
        scholen = diensten.proeftuinen.scholen
    if as_json:
        show_json(_record(proeftuin, scholen))
        return
    say(f"De proeftuin van product {product} staat op dag {proeftuin.dag} van {LAST_DAY}.")
    for school in scholen:
        if proeftuin.dag in school.dagen:
            say(f"  {proeftuin.school(school.nummer)} {school.naam}: {school.dagen[proeftuin.dag]}")


@command.command(voorbeelden=("uwlr proeftuin opnieuw 5", "uwlr proeftuin opnieuw 5 --namens Eva"))
@PRODUCT
@NAMENS
@json_option
def opnieuw(product: int, namens: str | None, as_json: bool) -> None:
    """Begin opnieuw bij dag 1, in het schooljaar van vandaag. Koppelingen, sleutels en resultaten blijven."""
    with opened() as diensten:
        proeftuin = diensten.proeftuinen.restart(product, door=Handelende.opdrachtregel(namens))
        scholen = diensten.proeftuinen.scholen
    if as_json:
        show_json(_record(proeftuin, scholen))
        return
    say(
        f"De proeftuin van product {product} staat weer op dag {proeftuin.dag}, in schooljaar"
        f" {proeftuin.schooljaar}."
    )


@command.command(voorbeelden=("uwlr proeftuin meedoen 5 12", "uwlr proeftuin meedoen 5 12 --json"))
@PRODUCT
@click.argument("koppeling", metavar="KOPPELING", type=parameters.NUMMER)
@NAMENS
@json_option
def meedoen(product: int, koppeling: int, namens: str | None, as_json: bool) -> None:
    """Laat alle scholen van een proeftuin meedoen met een koppeling. Wie al meedoet, blijft."""
    with opened() as diensten:
        proeftuin = _of(diensten, product)
        scholen = [proeftuin.school(school.nummer) for school in diensten.proeftuinen.scholen]
        door = Handelende.opdrachtregel(namens)
        toetredingen = diensten.deelnames.admit_all(koppeling, scholen, door=door)
    joined = [str(toetreding.school) for toetreding in toetredingen]
    if as_json:
        show_json({"koppeling": koppeling, "scholen": [str(school) for school in scholen], "erbij": joined})
        return
    say(
        f"Alle {len(scholen)} scholen van de proeftuin doen mee met koppeling {koppeling};"
        f" {len(joined)} kwamen erbij."
    )


def _of(diensten: "Diensten", product: int) -> Proeftuin:
    """The proeftuin of a product. Raises ProeftuinOnbekend."""
    proeftuin = diensten.proeftuinen.of_product(product)
    if proeftuin is None:
        raise ProeftuinOnbekend(f"Product {product} heeft geen proeftuin.")
    return proeftuin


def _record(proeftuin: Proeftuin, scholen: tuple[Proefschool, ...] | None = None) -> dict[str, object]:
    record: dict[str, object] = {
        "proeftuin": proeftuin.id,
        "product": proeftuin.product,
        "brincode": proeftuin.brincode,
        "dag": proeftuin.dag,
        "schooljaar": proeftuin.schooljaar,
    }
    if scholen is not None:
        record["scholen"] = [
            {
                "nummer": school.nummer,
                "school": str(proeftuin.school(school.nummer)),
                "naam": school.naam,
                "waarvoor": school.waarvoor,
                "verwacht": school.verwacht,
                "dagen": {str(day): what for day, what in school.dagen.items()},
            }
            for school in scholen
        ]
    return record
