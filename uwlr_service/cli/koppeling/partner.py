"""``uwlr koppeling key`` and ``webhook``: how a partner of GKV proves itself, and where it gets messages."""

from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.aansluiting import sleutels, webhooks
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.uitgifte import say_proeftuin
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.partner import Partnersleutel, client_id


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
@sleutels.sleutelopties
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
    sleutels.require_one(jwks, certificate, listed=listed, remove=remove)
    door = Handelende.opdrachtregel()
    with opened() as diensten:
        beheer = diensten.partnersleutels
        if remove is not None:
            beheer.remove(koppeling, remove, door=door)
            _tell_removed(koppeling, remove, as_json)
        elif (path := jwks or certificate) is not None:
            number = sleutels.register(beheer, koppeling, path, is_jwks=jwks is not None, door=door)
            _tell_registered(koppeling, number, beheer.of_koppeling(koppeling), as_json)
        elif as_json:
            show_json([_record(sleutel) for sleutel in beheer.of_koppeling(koppeling)])
        else:
            sleutels.show_sleutels(client_id(koppeling), beheer.of_koppeling(koppeling))


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


def _record(sleutel: Partnersleutel) -> dict[str, object]:
    return sleutels.as_record(sleutel) | {"proeftuin": sleutel.proeftuin}


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
    webhooks.require_one(url, uit=uit)
    with opened() as diensten:
        beheer = diensten.webhookbeheer
        present = webhooks.change(beheer, koppeling, url, uit=uit, door=Handelende.opdrachtregel())
    webhooks.tell(beheer, "koppeling", koppeling, present, as_json=as_json)
