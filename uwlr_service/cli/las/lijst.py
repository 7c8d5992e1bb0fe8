"""``uwlr las list`` and ``show``: the LASes with their schools."""

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.las.opties import LAS
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.cli.scholen import some_scholen
from uwlr_service.domain.las.las import Lasregistratie, client_id
from uwlr_service.domain.las.ontvangst import Ontvangststand


@click.command(
    "list",
    cls=Command,
    short_help="Toon de LASsen.",
    voorbeelden=("uwlr las list", "uwlr las list --json"),
)
@json_option
def list_(as_json: bool) -> None:
    """Toon de LASsen met hun scholen, ook die zijn ingetrokken."""
    with opened() as diensten:
        registraties = diensten.lasregister.all()
    if as_json:
        show_json([as_record(registratie) for registratie in registraties])
    else:
        _show(registraties)


@click.command("show", cls=Command, short_help="Toon een LAS.", voorbeelden=("uwlr las show 1",))
@LAS
@json_option
def show_(las: int, as_json: bool) -> None:
    """Toon een LAS met zijn scholen."""
    with opened() as diensten:
        registratie = diensten.lasregister.get(las)
        stand = diensten.resultaatontvangst.stand(las)
        sleutels = [sleutel.id for sleutel in diensten.lassleutels.of_las(las) if sleutel.ingetrokken is None]
    if as_json:
        show_json(as_record(registratie) | {"sleutels": sleutels} | _record_of(stand))
        return
    _show([registratie])
    if registratie.las.ingetrokken is not None:
        say("Dit LAS is ingetrokken: zijn sleutels openen niets meer.")
    elif sleutels:
        say(f"Sleutels die gelden: {', '.join(map(str, sleutels))}. Zie uwlr las key {las} --list.")
    else:
        say(f"Dit LAS heeft geen sleutel en kan dus niets: uwlr las key {las} --jwks BESTAND", "yellow")
    if stand.bevestigd is None:
        say("Dit LAS heeft nog niet bevestigd dat het resultaten overnam.")
    else:
        say(
            f"Resultaten overgenomen tot en met {amsterdam(stand.tot) or 'het begin'}, bevestigd op"
            f" {amsterdam(stand.bevestigd)}."
        )
    if stand.voorbij is not None:
        say(
            f"Op {amsterdam(stand.voorbij)} bleek dat dit LAS resultaten heeft die hier ontbreken sinds een"
            " backup is teruggezet. Vraag het LAS om die resultaten.",
            style="yellow",
        )


def _record_of(stand: Ontvangststand) -> dict[str, object]:
    return {
        "overgenomen_tot": stand.tot,
        "bevestigd": stand.bevestigd,
        "heeft_wat_hier_ontbreekt": stand.voorbij,
    }


def _show(registraties: list[Lasregistratie]) -> None:
    columns = ("nr", "naam", "client_id", "scholen", "stand", "geregistreerd", "ingetrokken")
    listing = table(f"LASsen ({len(registraties)})", *columns, right=("nr",), fixed=("client_id",))
    for registratie in registraties:
        las = registratie.las
        listing.add_row(
            str(las.id),
            cell(las.naam),
            client_id(las.id),
            cell("alle" if las.alle_scholen else some_scholen(registratie.scholen)),
            las.stand,
            amsterdam(las.aangemaakt),
            amsterdam(las.ingetrokken),
        )
    show(listing)


def as_record(registratie: Lasregistratie) -> dict[str, object]:
    """A LAS for programs."""
    las = registratie.las
    return {
        "las": las.id,
        "naam": las.naam,
        "client_id": client_id(las.id),
        "alle_scholen": las.alle_scholen,
        "scholen": [str(school) for school in registratie.scholen],
        "stand": las.stand,
        "aangemaakt": las.aangemaakt,
        "ingetrokken": las.ingetrokken,
    }
