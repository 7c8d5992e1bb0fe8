"""``uwlr koppeling key`` and ``webhook``: how a partner of GKV proves itself, and where it is told."""

import json
from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import named
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.koppeling.partner import Partnersleutel, Sleutelsoort, client_id

BESTAND = click.Path(exists=True, dir_okay=False, path_type=Path)
MAX_BYTES = 64 * 1024


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr koppeling key 1 --jwks partner.json          openbare sleutels van de partner",
        "uwlr koppeling key 1 --certificate partner.pem    of zijn certificaat",
        "uwlr koppeling key 1 --list",
        "uwlr koppeling key 1 --remove 2",
    ),
)
@parameters.KOPPELING
@option("--jwks", type=BESTAND, help="Registreer een JWK Set, of één openbare JWK.")
@option("--certificate", type=BESTAND, help="Registreer een certificaat (PEM of DER).")
@option("--list", "listed", is_flag=True, help="Toon wat er is geregistreerd.")
@option("--remove", type=click.IntRange(1, 2**31 - 1), metavar="NUMMER", help="Laat een sleutel vervallen.")
@json_option
def key(
    koppeling: int,
    jwks: Path | None,
    certificate: Path | None,
    listed: bool,
    remove: int | None,
    as_json: bool,
) -> None:
    """Beheer waarmee de partner van een GKV-koppeling zich bewijst.

    Een sleutel die vervalt, opent vanaf dat moment niets meer, ook niet met een token dat er al was.
    """
    if sum((jwks is not None, certificate is not None, listed, remove is not None)) != 1:
        raise click.UsageError("geef één van --jwks, --certificate, --list en --remove.")
    with opened() as diensten:
        beheer = diensten.partnersleutels
        if listed:
            _show(koppeling, beheer.of_koppeling(koppeling), as_json)
            return
        number, text = remove or 0, f"Sleutel {remove} van koppeling {koppeling} is vervallen."
        if remove is not None:
            beheer.remove(koppeling, remove)
        elif jwks is not None:
            with named(jwks):
                number = beheer.add_jwks(koppeling, _read(jwks))
        elif certificate is not None:
            with named(certificate):
                number = beheer.add_certificate(koppeling, _read(certificate))
        if remove is None:
            text = f"Sleutel {number} is geregistreerd. De client_id is {client_id(koppeling)}."
    if as_json:
        show_json({"koppeling": koppeling, "sleutel": number, "client_id": client_id(koppeling)})
    else:
        say(text)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def _show(koppeling: int, found: list[Partnersleutel], as_json: bool) -> None:
    if as_json:
        show_json(
            [
                {
                    "sleutel": one.id,
                    "soort": one.soort.value,
                    "namen": _names(one),
                    "aangemaakt": one.aangemaakt,
                    "ingetrokken": one.ingetrokken,
                }
                for one in found
            ]
        )
        return
    columns = ("nr", "soort", "kid of SHA-256", "geregistreerd", "vervallen")
    listing = table(f"Sleutels van {client_id(koppeling)} ({len(found)})", *columns, right=("nr",))
    for one in found:
        listing.add_row(
            str(one.id),
            one.soort.value,
            cell(", ".join(_names(one))),
            amsterdam(one.aangemaakt),
            amsterdam(one.ingetrokken),
        )
    show(listing)


def _names(one: Partnersleutel) -> list[str]:
    if one.soort is Sleutelsoort.CERTIFICATE:
        return [one.waarde]
    return [jwk["kid"] for jwk in json.loads(one.waarde)]


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr koppeling webhook 1 --url https://partner.example.nl/gkv",
        "uwlr koppeling webhook 1 --off",
        "uwlr koppeling webhook 1                          wat er nu geldt",
    ),
)
@parameters.KOPPELING
@option("--url", metavar="ADRES", help="Waar de partner wil horen dat er een levering klaar is (https).")
@option("--off", is_flag=True, help="Laat niets meer weten, ook niet wat nog klaarstond.")
@json_option
def webhook(koppeling: int, url: str | None, off: bool, as_json: bool) -> None:
    """Beheer de webhook 'levering klaar' van een GKV-koppeling."""
    if url is not None and off:
        raise click.UsageError("geef --url of --off, niet allebei.")
    with opened() as diensten:
        beheer = diensten.webhooks
        if url is not None:
            beheer.set(koppeling, url)
        elif off:
            beheer.off(koppeling)
        present = beheer.url(koppeling)
    if present is not None and beheer.is_refused(present):
        say(
            "Let op: dit adres ligt in het eigen netwerk, en er wordt pas iets bezorgd als UWLR_WEBHOOK_HOSTS"
            " het noemt.",
            style="yellow",
        )
    if as_json:
        show_json({"koppeling": koppeling, "url": present})
    else:
        say(f"De webhook van koppeling {koppeling} is {'uit' if present is None else present}.")
