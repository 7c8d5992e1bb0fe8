"""``uwlr aanvraag add``: an application that came in another way than by the form, from a file of JSON."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli.aanvraag.bestand import read
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.aanvraag.formulier import FORMULIER
from uwlr_service.domain.koppeling.aanvraag.volledig import require_right

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten


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
    ingevoerd = read(bestand)
    # Before it is begun: what is not right leaves no application behind.
    require_right(ingevoerd.antwoorden, ingevoerd.gegevens)
    aanvragen = diensten.aanvraagbalie.aanvragen
    begun = aanvragen.begin(ingevoerd.mail, taal="nl", adres=None, koppelpartner=koppelpartner, door=door)
    for deel in FORMULIER:
        aanvragen.save(begun.id, deel, ingevoerd.antwoorden[deel], door=door)
    aanvragen.choose(begun.id, list(ingevoerd.gegevens), door=door)
    for gegevensvraag in ingevoerd.gegevens.values():
        aanvragen.save_gegevens(begun.id, gegevensvraag, door=door)
    aanvragen.send(begun.id, verklaard=True, door=door)
    return begun.id
