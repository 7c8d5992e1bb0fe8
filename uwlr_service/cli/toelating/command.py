"""``uwlr toelating``: a product goes on from the sandbox, is stopped, goes on again, or ends."""

from datetime import date
from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, counted, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.koppelpartner import Toelating
from uwlr_service.domain.koppeling.toelating import Keurrapport

PRODUCT = click.argument("product", metavar="PRODUCT", type=parameters.NUMMER)
NAMENS = option("--namens", metavar="NAAM", help="Namens wie u dit doet; zo staat het in het log.")
REDEN = option("--reden", required=True, help="Waarom; de scholen lezen dit.")


@click.group(
    cls=Group,
    short_help="Hoe ver een product is, tot het einde.",
    voorbeelden=(
        "uwlr toelating show 5",
        "uwlr toelating qualify 5 --reden 'Proef van 12 maart, alles goed.'",
        "uwlr toelating rapport 5 rapport.json",
        "uwlr toelating agree 5 --overeenkomst VO-2026-12 --datum 2026-03-14",
        "uwlr toelating activate 5",
    ),
)
def command() -> None:
    """Toelatingen: hoe ver een product is, van de proeftuin tot het einde."""


@command.command(
    "show",
    short_help="Toon hoe ver een product is.",
    voorbeelden=("uwlr toelating show 5", "uwlr toelating show 5 --json"),
)
@PRODUCT
@json_option
def show_(product: int, as_json: bool) -> None:
    """Toon hoe ver een product is, en elke stap; nummers van producten toont 'uwlr koppelpartner list'."""
    with opened() as diensten:
        toelating = diensten.toelatingen.get(product, door=Handelende.opdrachtregel())
    if as_json:
        show_json(_record(toelating))
        return
    title = f"{toelating.product.naam} (product {product}): {toelating.stand}"
    listing = table(title, "moment", "stap", "van", "naar", "door", "reden")
    for stap in toelating.stappen:
        listing.add_row(
            amsterdam(stap.moment),
            stap.gebeurtenis,
            cell(stap.van),
            stap.naar,
            cell(stap.door),
            cell(stap.reden),
        )
    show(listing)
    for rapport in toelating.rapporten:
        say(_said(rapport))


@command.command(voorbeelden=("uwlr toelating qualify 5 --reden 'Proef van 12 maart, alles goed.'",))
@PRODUCT
@option("--reden", required=True, help="Waar de kwalificatie op berust.")
@NAMENS
def qualify(product: int, reden: str, namens: str | None) -> None:
    """Leg vast dat een product goed werkt in de proeftuin."""
    with opened() as diensten:
        diensten.toelatingen.qualify(product, reden, door=Handelende.opdrachtregel(namens))
    say(f"Product {product} is gekwalificeerd.")


@command.command(
    short_help="Leg een keurrapport vast, dat deze dienst ondertekende.",
    voorbeelden=("uwlr toelating rapport 5 rapport.json",),
)
@PRODUCT
@click.argument("bestand", metavar="BESTAND", type=BESTAND)
@NAMENS
def rapport(product: int, bestand: Path, namens: str | None) -> None:
    """Leg een keurrapport vast, zoals 'uwlr keur uitgever --onderteken' het schrijft.

    Deze dienst moet het hebben ondertekend, over dit product, en het moet nog gelden. Bewaard wordt alleen
    wat eruit kwam.
    """
    from uwlr_service.formats.bestanden import read_whole
    from uwlr_service.formats.keurmerk import BESTAND as MOST

    data = read_whole(bestand, MOST.bytes)
    with opened() as diensten, named(bestand):
        taken = diensten.keurrapporten.take(product, data, door=Handelende.opdrachtregel(namens))
    say(f"Vastgelegd bij product {product}. {_said(taken)}")


@command.command(
    voorbeelden=(
        "uwlr toelating agree 5 --overeenkomst VO-2026-12 --datum 2026-03-14",
        "uwlr toelating agree 5 ... --zonder-rapport 'Er is alleen inloggen.'",
    )
)
@PRODUCT
@option("--overeenkomst", required=True, metavar="NUMMER", help="Het nummer van de overeenkomst.")
@option(
    "--datum",
    required=True,
    type=parameters.DATUM,
    metavar="JJJJ-MM-DD",
    help="De dag waarop die is getekend.",
)
@option(
    "--zonder-rapport",
    metavar="REDEN",
    default="",
    help="Waarom het zonder keurrapport kan; zo staat het in het log.",
)
@NAMENS
def agree(product: int, overeenkomst: str, datum: date, zonder_rapport: str, namens: str | None) -> None:
    """Leg de getekende overeenkomst vast.

    Daarvoor is er een keurrapport vastgelegd waarin alles wat moet is bekeken en goed is ('uwlr toelating
    rapport'), of een reden waarom het zonder kan.
    """
    with opened() as diensten:
        diensten.toelatingen.agree(
            product,
            overeenkomst,
            datum,
            zonder_rapport=zonder_rapport,
            door=Handelende.opdrachtregel(namens),
        )
    say(f"Van product {product} is de overeenkomst vastgelegd.")


@command.command(voorbeelden=("uwlr toelating activate 5",))
@PRODUCT
@NAMENS
def activate(product: int, namens: str | None) -> None:
    """Laat een product koppelen met echte scholen."""
    with opened() as diensten:
        door = Handelende.opdrachtregel(namens)
        diensten.toelatingen.activate(product, door=door)
        koppelingen = diensten.toelatingen.get(product, door=door).product.koppelingen
        toepassingen = diensten.toepassingen.of_links(koppelingen, door=door)
    say(f"Product {product} is actief.")
    for toepassing in toepassingen:
        if toepassing.wachtend:
            nummer = toepassing.koppeling
            say(f"Adressen om in te loggen wachten nog op u: uwlr sso client show {nummer}", style="yellow")


@command.command(
    short_help="Zet een product overal stil, meteen.",
    voorbeelden=("uwlr toelating suspend 5 --reden 'Er is een lek bij dit bedrijf.'",),
)
@PRODUCT
@REDEN
@NAMENS
def suspend(product: int, reden: str, namens: str | None) -> None:
    """Zet een product stil bij alle scholen; vanaf de volgende vraag krijgt het niets meer."""
    with opened() as diensten:
        diensten.toelatingen.suspend(product, reden, door=Handelende.opdrachtregel(namens))
    say(f"Product {product} is overal stilgezet.")


@command.command(voorbeelden=("uwlr toelating resume 5 --reden 'Het lek is dicht.'",))
@PRODUCT
@REDEN
@NAMENS
def resume(product: int, reden: str, namens: str | None) -> None:
    """Laat een stilgezet product weer werken."""
    with opened() as diensten:
        diensten.toelatingen.resume(product, reden, door=Handelende.opdrachtregel(namens))
    say(f"Product {product} werkt weer.")


@command.command(
    short_help="Beëindig een product, voorgoed.",
    voorbeelden=("uwlr toelating end 5 --reden 'Het bedrijf stopt.'",),
)
@PRODUCT
@REDEN
@NAMENS
def end(product: int, reden: str, namens: str | None) -> None:
    """Beëindig een product: het bedrijf moet de gegevens van elke school vernietigen."""
    with opened() as diensten:
        diensten.toelatingen.end(product, reden, door=Handelende.opdrachtregel(namens))
    say(f"Product {product} is beëindigd.")


def _said(rapport: Keurrapport) -> str:
    """What came of a report, in a sentence."""
    outcome = "alles wat moet is goed" if rapport.goed else "niet alles wat moet is goed"
    if rapport.overgeslagen:
        if rapport.goed:
            outcome = "niets wat moet wijkt af"
        missed = counted(rapport.overgeslagen, "geval dat moet is", "gevallen die moeten zijn")
        outcome += f", en {missed} overgeslagen"
    until = f"ondertekend op {amsterdam(rapport.ondertekend)}, geldig tot {amsterdam(rapport.tot)}"
    return f"Keurrapport {rapport.suite}, versie {rapport.versie}: {outcome}; {until}."


def _record(toelating: Toelating) -> dict[str, object]:
    product = toelating.product
    return {
        "product": product.id,
        "naam": product.naam,
        "koppelpartner": product.koppelpartner,
        "klantcode": product.klant and product.klant.code,
        "stand": toelating.stand.value,
        "begonnen": toelating.begonnen,
        "kwalificatie": toelating.kwalificatie_reden,
        "overeenkomst": toelating.overeenkomst_nummer,
        "ondertekend": toelating.overeenkomst_datum,
        "opgeschort": toelating.opgeschort_reden,
        "koppelingen": list(product.koppelingen),
        "stappen": [
            {
                "moment": stap.moment,
                "gebeurtenis": stap.gebeurtenis.value,
                "van": stap.van,
                "naar": stap.naar.value,
                "door": stap.door,
                "reden": stap.reden,
            }
            for stap in toelating.stappen
        ],
        "rapporten": [
            {
                "suite": rapport.suite,
                "versie": rapport.versie,
                "ondertekend": rapport.ondertekend,
                "geldig_tot": rapport.tot,
                "goed": rapport.goed,
                "overgeslagen": rapport.overgeslagen,
                "sha256": rapport.digest,
            }
            for rapport in toelating.rapporten
        ],
    }
