"""``uwlr aanvraag list`` and ``show``: the applications, and all that is in one."""

from typing import Any

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag, Aanvraagdossier
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag

AANVRAAG = click.argument("nummer", metavar="NUMMER", type=parameters.NUMMER)


@click.command(
    "list",
    cls=Command,
    short_help="Toon de aanvragen die op u wachten.",
    voorbeelden=("uwlr aanvraag list", "uwlr aanvraag list --all --json"),
)
@option("--all", "every", is_flag=True, help="Ook concepten, en aanvragen die klaar zijn.")
@json_option
def list_(every: bool, as_json: bool) -> None:
    """Toon de aanvragen die op een beheerder wachten."""
    door = Handelende.opdrachtregel()
    with opened() as diensten:
        read = diensten.aanvraagbalie.beoordeling.all if every else diensten.aanvraagbalie.beoordeling.waiting
        aanvragen = read(door=door)
    if as_json:
        show_json([_record(aanvraag) for aanvraag in aanvragen])
        return
    columns = ("nummer", "bedrijf", "product", "koppelingen", "stand", "ingediend")
    listing = table(f"Aanvragen ({len(aanvragen)})", *columns, right=("nummer",))
    for aanvraag in aanvragen:
        listing.add_row(
            str(aanvraag.id),
            cell(aanvraag.organisatie),
            cell(aanvraag.productnaam),
            ", ".join(aanvraag.gegevens),
            cell(aanvraag.stand),
            amsterdam(aanvraag.ingediend),
        )
    show(listing)


@click.command(
    "show",
    cls=Command,
    short_help="Toon een aanvraag, met vragen en stappen.",
    voorbeelden=("uwlr aanvraag show 12", "uwlr aanvraag show 12 --json"),
)
@AANVRAAG
@json_option
def show_(nummer: int, as_json: bool) -> None:
    """Toon wat een bedrijf invulde, wat er is gevraagd en welke stappen er waren."""
    with opened() as diensten:
        dossier = diensten.aanvraagbalie.beoordeling.dossier(nummer, door=Handelende.opdrachtregel())
    if as_json:
        show_json(_full_record(dossier))
        return
    aanvraag = dossier.aanvraag
    title = f"Aanvraag {aanvraag.id}: {aanvraag.organisatie}, {aanvraag.productnaam}, {aanvraag.stand}"
    listing = table(title, "vraag", "antwoord")
    for deel, antwoorden in aanvraag.antwoorden.items():
        for naam, antwoord in antwoorden.items():
            listing.add_row(cell(f"{deel}/{naam}"), cell(_plain(antwoord)))
    show(listing)
    for gegevensvraag in aanvraag.gegevens.values():
        _show_gegevens(gegevensvraag)
    _show_navragen(dossier)
    _show_stappen(dossier)


def _show_gegevens(gegevensvraag: Gegevensvraag) -> None:
    inhoud = gegevensvraag.as_voorstel()
    title = f"{gegevensvraag.soort} ({inhoud.gegevensset}): {inhoud.doel}"
    listing = table(title, "veld", "gebruik", "doel", "bewaartermijn")
    for asked in inhoud.velden:
        listing.add_row(cell(asked.veld), asked.gebruik, cell(asked.doel), cell(asked.bewaartermijn))
    show(listing)


def _show_navragen(dossier: Aanvraagdossier) -> None:
    if not dossier.navragen:
        return
    listing = table(f"Vragen ({len(dossier.navragen)})", "over", "vraag", "antwoord")
    for navraag in dossier.navragen:
        listing.add_row(cell(navraag.vraag), cell(navraag.tekst), cell(navraag.antwoord))
    show(listing)


def _show_stappen(dossier: Aanvraagdossier) -> None:
    listing = table("Stappen", "moment", "stap", "door", "reden")
    for stap in dossier.stappen:
        listing.add_row(amsterdam(stap.moment), stap.gebeurtenis, cell(stap.door), cell(stap.reden))
    show(listing)


def _plain(antwoord: Any) -> str:
    return antwoord if isinstance(antwoord, str) else ", ".join(antwoord)


def _record(aanvraag: Aanvraag) -> dict[str, object]:
    return {
        "aanvraag": aanvraag.id,
        "stand": aanvraag.stand.value,
        "organisatie": aanvraag.organisatie,
        "product": aanvraag.productnaam,
        "koppelingen": [soort.value for soort in aanvraag.gegevens],
        "bijzonder": aanvraag.is_bijzonder,
        "begonnen": aanvraag.begonnen,
        "ingediend": aanvraag.ingediend,
    }


def _full_record(dossier: Aanvraagdossier) -> dict[str, object]:
    aanvraag = dossier.aanvraag
    return {
        **_record(aanvraag),
        "mail": aanvraag.mail,
        "bevestigd": aanvraag.bevestigd,
        "koppelpartner": aanvraag.koppelpartner,
        "toegelaten_product": aanvraag.product,
        "eerste_akkoord": aanvraag.akkoord and aanvraag.akkoord.naam,
        "antwoorden": {deel.value: dict(antwoorden) for deel, antwoorden in aanvraag.antwoorden.items()},
        "velden": {
            soort.value: {
                asked.veld: {"gebruik": asked.gebruik.value, "doel": asked.doel, "zonder": asked.zonder}
                for asked in gegevensvraag.as_voorstel().velden
            }
            for soort, gegevensvraag in aanvraag.gegevens.items()
        },
        "navragen": [
            {"vraag": navraag.vraag, "tekst": navraag.tekst, "antwoord": navraag.antwoord}
            for navraag in dossier.navragen
        ],
        "stappen": [
            {
                "moment": stap.moment,
                "gebeurtenis": stap.gebeurtenis.value,
                "van": stap.van,
                "naar": stap.naar.value,
                "door": stap.door,
                "reden": stap.reden,
            }
            for stap in dossier.stappen
        ],
    }
