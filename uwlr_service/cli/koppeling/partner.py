"""``uwlr koppeling key`` and ``webhook``: how a partner of GKV proves itself, and where it gets messages."""

from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.koppeling.uitgifte import say_proeftuin
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.partner import Partnersleutel, client_id

MOST_BYTES = 1024 * 1024
"""No more is read of a file; how large one may be is judged where it is read."""


@click.command(
    cls=Command,
    short_help="Beheer waarmee een partner zich bewijst.",
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
@option("--remove", type=parameters.NUMMER, metavar="NUMMER", help="Laat een sleutel vervallen.")
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
        if remove is not None:
            beheer.remove(koppeling, remove, door=Handelende.opdrachtregel())
            _tell_removed(koppeling, remove, as_json)
        elif jwks is not None:
            with named(jwks):
                number = beheer.add_jwks(koppeling, _read(jwks), door=Handelende.opdrachtregel())
            _tell_registered(koppeling, number, beheer.of_koppeling(koppeling), as_json)
        elif certificate is not None:
            with named(certificate):
                number = beheer.add_certificate(
                    koppeling, _read(certificate), door=Handelende.opdrachtregel()
                )
            _tell_registered(koppeling, number, beheer.of_koppeling(koppeling), as_json)
        else:
            _show(koppeling, beheer.of_koppeling(koppeling), as_json)


def _tell_registered(koppeling: int, number: int, known: list[Partnersleutel], as_json: bool) -> None:
    proeftuin = any(sleutel.id == number and sleutel.proeftuin for sleutel in known)
    if as_json:
        show_json(_key_record(koppeling, number) | {"proeftuin": proeftuin})
    else:
        say(f"Sleutel {number} is geregistreerd. De client_id is {client_id(koppeling)}.")
        say_proeftuin(koppeling, proeftuin=proeftuin)


def _key_record(koppeling: int, number: int) -> dict[str, object]:
    return {"koppeling": koppeling, "sleutel": number, "client_id": client_id(koppeling)}


def _tell_removed(koppeling: int, number: int, as_json: bool) -> None:
    if as_json:
        show_json(_key_record(koppeling, number))
    else:
        say(f"Sleutel {number} van koppeling {koppeling} is vervallen.")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _show(koppeling: int, sleutels: list[Partnersleutel], as_json: bool) -> None:
    if as_json:
        show_json([_record(sleutel) for sleutel in sleutels])
        return
    columns = ("nr", "soort", "kid of SHA-256", "geregistreerd", "vervallen")
    listing = table(f"Sleutels van {client_id(koppeling)} ({len(sleutels)})", *columns, right=("nr",))
    for sleutel in sleutels:
        listing.add_row(
            str(sleutel.id),
            f"{sleutel.soort.value} (proeftuin)" if sleutel.proeftuin else sleutel.soort.value,
            cell(", ".join(sleutel.namen)),
            amsterdam(sleutel.aangemaakt),
            amsterdam(sleutel.ingetrokken),
        )
    show(listing)


def _record(sleutel: Partnersleutel) -> dict[str, object]:
    return {
        "sleutel": sleutel.id,
        "soort": sleutel.soort.value,
        "namen": sleutel.namen,
        "aangemaakt": sleutel.aangemaakt,
        "ingetrokken": sleutel.ingetrokken,
        "proeftuin": sleutel.proeftuin,
    }


@click.command(
    cls=Command,
    short_help="Beheer de webhook 'levering klaar'.",
    formerly={"--off": "--uit"},
    voorbeelden=(
        "uwlr koppeling webhook 1 --url https://partner.example.nl/gkv",
        "uwlr koppeling webhook 1 --uit",
        "uwlr koppeling webhook 1                          wat er nu geldt",
    ),
)
@parameters.KOPPELING
@option(
    "--url",
    metavar="ADRES",
    help="Waar de partner wil horen dat er een levering klaar is: https, of http voor een naam uit"
    " UWLR_WEBHOOK_HOSTS.",
)
@option("--uit", is_flag=True, help="Laat niets meer weten, ook niet wat nog klaarstond.")
@json_option
def webhook(koppeling: int, url: str | None, uit: bool, as_json: bool) -> None:
    """Beheer de webhook 'levering klaar' van een GKV-koppeling."""
    if url is not None and uit:
        raise click.UsageError("geef --url of --uit, niet allebei.")
    with opened() as diensten:
        beheer = diensten.webhookbeheer
        if url is not None:
            beheer.set(koppeling, url, door=Handelende.opdrachtregel())
        elif uit:
            beheer.off(koppeling, door=Handelende.opdrachtregel())
        present = beheer.url(koppeling)
    if present is not None and beheer.is_refused(present):
        say(
            "Let op: dit adres ligt in het eigen netwerk, en er wordt pas iets bezorgd als UWLR_WEBHOOK_HOSTS"
            " het noemt. Voor zo'n adres mag het ook http zijn.",
            style="yellow",
        )
    if as_json:
        show_json({"koppeling": koppeling, "url": present})
    else:
        say(f"De webhook van koppeling {koppeling} is {present or 'uit'}.")
