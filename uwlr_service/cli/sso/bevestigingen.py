"""``uwlr sso client waiting``, ``confirm``, ``refuse``, ``allow`` and ``deny``: what an operator decides."""

from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, counted, say, show, show_json, table
from uwlr_service.cli.sso.beheer import NAMENS, there
from uwlr_service.domain.account.handelende import Handelende

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

ADRES = option(
    "--adres",
    "adressen",
    multiple=True,
    type=parameters.NUMMER,
    metavar="NUMMER",
    help="Alleen dit adres; mag vaker. Anders alles wat wacht.",
)
PKCE = "zonder-pkce"
WAT = click.argument("wat", type=click.Choice([PKCE, "offline"]), metavar=f"{PKCE}|offline")


@click.command(
    cls=Command,
    short_help="Toon welke adressen op een beheerder wachten.",
    voorbeelden=("uwlr sso client waiting", "uwlr sso client waiting --json"),
)
@json_option
def waiting(as_json: bool) -> None:
    """Toon van welke toepassingen er adressen op een beheerder wachten."""
    with opened() as diensten:
        wachtend = diensten.bevestigingen.waiting(door=Handelende.opdrachtregel())
    if as_json:
        show_json(
            [
                {
                    "koppeling": toepassing.koppeling,
                    "partner": toepassing.partner,
                    "toepassing": toepassing.toepassing,
                    "adressen": toepassing.aantal,
                }
                for toepassing in wachtend
            ]
        )
        return
    listing = table(
        f"Adressen die wachten ({len(wachtend)})",
        "koppeling",
        "partner",
        "toepassing",
        "adressen",
        right=("koppeling", "adressen"),
    )
    for toepassing in wachtend:
        listing.add_row(
            str(toepassing.koppeling),
            cell(toepassing.partner),
            cell(toepassing.toepassing),
            str(toepassing.aantal),
        )
    show(listing)


@click.command(
    cls=Command,
    voorbeelden=("uwlr sso client confirm 7", "uwlr sso client confirm 7 --adres 12"),
)
@parameters.KOPPELING
@ADRES
@NAMENS
@json_option
def confirm(koppeling: int, adressen: tuple[int, ...], namens: str | None, as_json: bool) -> None:
    """Bevestig adressen die wachten: ze werken vanaf nu."""
    door = Handelende.opdrachtregel(namens)
    with opened() as diensten:
        numbers = adressen or _waiting(diensten, koppeling, door)
        done = diensten.bevestigingen.confirm(koppeling, numbers, door=door)
    _tell(koppeling, done, "bevestigd", as_json)


@click.command(
    cls=Command,
    voorbeelden=("uwlr sso client refuse 7 --reden 'Die server is niet van u.'",),
)
@parameters.KOPPELING
@ADRES
@option("--reden", required=True, help="Waarom niet; de partner leest dit.")
@NAMENS
@json_option
def refuse(koppeling: int, adressen: tuple[int, ...], reden: str, namens: str | None, as_json: bool) -> None:
    """Weiger adressen die wachten: ze vervallen."""
    door = Handelende.opdrachtregel(namens)
    with opened() as diensten:
        numbers = adressen or _waiting(diensten, koppeling, door)
        done = diensten.bevestigingen.refuse(koppeling, numbers, reden, door=door)
    _tell(koppeling, done, "geweigerd", as_json)


@click.command(
    cls=Command,
    short_help="Sta toe: zonder PKCE, of offline_access.",
    voorbeelden=("uwlr sso client allow 7 zonder-pkce --reden 'Het programma kan het niet.'",),
)
@parameters.KOPPELING
@WAT
@option("--reden", required=True, help="Waarom; dit komt in het log.")
@NAMENS
def allow(koppeling: int, wat: str, reden: str, namens: str | None) -> None:
    """Sta een toepassing toe om zonder PKCE te werken, of om langer toegang te vragen."""
    _decide(koppeling, wat, reden, Handelende.opdrachtregel(namens), is_allowed=True)


@click.command(
    cls=Command,
    short_help="Neem terug wat was toegestaan.",
    voorbeelden=("uwlr sso client deny 7 zonder-pkce --reden 'Het programma kan het nu wel.'",),
)
@parameters.KOPPELING
@WAT
@option("--reden", required=True, help="Waarom; dit komt in het log.")
@NAMENS
def deny(koppeling: int, wat: str, reden: str, namens: str | None) -> None:
    """Neem terug dat een toepassing zonder PKCE werkt, of langer toegang vraagt."""
    _decide(koppeling, wat, reden, Handelende.opdrachtregel(namens), is_allowed=False)


def _decide(koppeling: int, wat: str, reden: str, door: Handelende, *, is_allowed: bool) -> None:
    with opened() as diensten:
        if wat == PKCE:
            diensten.bevestigingen.exempt_from_pkce(koppeling, reden, vrij=is_allowed, door=door)
        else:
            diensten.bevestigingen.allow_offline(koppeling, reden, aan=is_allowed, door=door)
    say(f"Koppeling {koppeling}: {wat} mag {'voortaan' if is_allowed else 'niet meer'}.")


def _waiting(diensten: "Diensten", koppeling: int, door: Handelende) -> list[int]:
    toepassing = there(diensten.toepassingen.of_link(koppeling, door=door), koppeling)
    return [adres.id for adres in toepassing.wachtend]


def _tell(koppeling: int, done: int, what: str, as_json: bool) -> None:
    if as_json:
        show_json({"koppeling": koppeling, what: done})
    else:
        say(f"Van koppeling {koppeling}: {counted(done, 'adres', 'adressen')} {what}.")
