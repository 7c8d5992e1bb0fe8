"""``uwlr aanvraag add``: an application that came in another way than by the form, from a file of JSON."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import AanvraagOnvolledig, Geweigerd
from uwlr_service.domain.koppeling.aanvraag.formulier import FORMULIER, Antwoorden
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import (
    Gegevensvraag,
    Koppelsoort,
    Setvraag,
    Veldvraag,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

MOST_BYTES = 1024 * 1024


@click.command(
    cls=Command,
    short_help="Voer een aanvraag in uit een bestand.",
    voorbeelden=("uwlr aanvraag add aanvraag.json",),
)
@click.argument("bestand", metavar="BESTAND", type=BESTAND)
@json_option
def add(bestand: Path, as_json: bool) -> None:
    """Voer een aanvraag in die niet via het formulier kwam, en verstuur die namens het bedrijf.

    Het bestand is JSON, met dezelfde vragen als het formulier; docs/portaal.rst beschrijft het.
    """
    with opened() as diensten, named(bestand):
        nummer = enter(diensten, bestand, door=Handelende.opdrachtregel())
    if as_json:
        show_json({"aanvraag": nummer})
    else:
        say(f"Aanvraag {nummer} is ingevoerd en wacht op een beoordeling.")


def enter(diensten: "Diensten", bestand: Path, *, koppelpartner: int | None = None, door: Handelende) -> int:
    """Send the application in a file, of a new company or of one that is known; returns its number.

    Raises Geweigerd for another kind of file, and AanvraagOnvolledig for answers that are not right.
    """
    aanvragen = diensten.aanvraagbalie.aanvragen
    mail, antwoorden, gegevens = _read(bestand)
    begun = aanvragen.begin(mail, taal="nl", adres=None, koppelpartner=koppelpartner, door=door)
    for deel in FORMULIER:
        aanvragen.save(begun.id, deel, antwoorden.get(deel.value, {}), door=door)
    aanvragen.choose(begun.id, list(gegevens), door=door)
    for gegevensvraag in gegevens.values():
        aanvragen.save_gegevens(begun.id, gegevensvraag, door=door)
    try:
        aanvragen.send(begun.id, verklaard=True, door=door)
    except AanvraagOnvolledig:
        aanvragen.withdraw(begun.id, door=door)
        raise
    return begun.id


def _read(bestand: Path) -> tuple[str, Mapping[str, Antwoorden], dict[Koppelsoort, Gegevensvraag]]:
    """The mail address, the answers and the links in a file. Raises Geweigerd for another kind of file."""
    with bestand.open("rb") as file:
        content = file.read(MOST_BYTES)
    try:
        kept = json.loads(content)
        gegevens = {}
        for soort, asked in kept["koppelingen"].items():
            kind = Koppelsoort(soort)
            gegevens[kind] = _gegevensvraag(kind, asked)
        return str(kept["mail"]), kept["antwoorden"], gegevens
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Geweigerd("Dit is geen aanvraag in JSON; docs/portaal.rst beschrijft die.") from error


def _gegevensvraag(soort: Koppelsoort, asked: Mapping[str, Any]) -> Gegevensvraag:
    return Gegevensvraag(
        soort=soort,
        antwoorden=asked.get("antwoorden", {}),
        delen={deel: Setvraag(**texts) for deel, texts in asked.get("delen", {}).items()},
        velden={veld: _veldvraag(**texts) for veld, texts in asked.get("velden", {}).items()},
    )


def _veldvraag(gebruik: str, doel: str = "", zonder: str = "") -> Veldvraag:
    return Veldvraag(Veldgebruik(gebruik), doel, zonder)
