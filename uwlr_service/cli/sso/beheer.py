"""``uwlr sso client add``, ``show``, ``change``, ``rotate`` and ``end``: as partners do in the portal."""

from datetime import timedelta

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.sso import view
from uwlr_service.cli.sso.keuzes import KEUZES, Keuzes, settings
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.sso.geheim import MOST_DAYS
from uwlr_service.domain.sso.toepassing import Toepassing

NAMENS = option("--namens", metavar="NAAM", help="Namens wie u dit doet; zo staat het in het log.")
USUAL_DAYS = 14


@click.command(
    cls=Command,
    short_help="Meld de toepassing van een SSO-koppeling aan.",
    voorbeelden=(
        "uwlr sso client add 7 --naam Leeslijst --terug https://lezen.example/terug",
        "uwlr sso client add 7 --naam Lezen --terug https://lees.example/ --jwks a.json",
    ),
)
@parameters.KOPPELING
@KEUZES
@NAMENS
@json_option
def add(koppeling: int, keuzes: Keuzes, namens: str | None, as_json: bool) -> None:
    """Meld de toepassing van een SSO-koppeling aan; de adressen werken meteen."""
    if keuzes.naam is None:
        raise click.UsageError("geef --naam: zo heet de toepassing voor wie inlogt.")
    chosen = settings(keuzes, None)
    with opened() as diensten:
        stand = diensten.toepassingen.add(koppeling, chosen, door=Handelende.opdrachtregel(namens))
    view.show_stand(stand, as_json)


@click.command(
    "show",
    cls=Command,
    short_help="Toon de toepassing van een SSO-koppeling.",
    voorbeelden=("uwlr sso client show 7", "uwlr sso client show 7 --json"),
)
@parameters.KOPPELING
@json_option
def show_(koppeling: int, as_json: bool) -> None:
    """Toon de toepassing van een SSO-koppeling, met wat op een beheerder wacht."""
    with opened() as diensten:
        toepassing = diensten.toepassingen.of_link(koppeling, door=Handelende.opdrachtregel())
    view.show_toepassing(there(toepassing, koppeling), as_json)


@click.command(
    cls=Command,
    short_help="Wijzig adressen, sleutels of de naam.",
    voorbeelden=(
        "uwlr sso client change 7 --terug https://lezen.example/terug",
        "uwlr sso client change 7 --algoritme ES256",
    ),
)
@parameters.KOPPELING
@KEUZES
@NAMENS
@json_option
def change(koppeling: int, keuzes: Keuzes, namens: str | None, as_json: bool) -> None:
    """Wijzig een toepassing; wat u niet noemt, blijft zoals het is."""
    door = Handelende.opdrachtregel(namens)
    with opened() as diensten:
        toepassing = there(diensten.toepassingen.of_link(koppeling, door=door), koppeling)
        stand = diensten.toepassingen.change(koppeling, settings(keuzes, toepassing), door=door)
    view.show_stand(stand, as_json)


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr sso client rotate 7               het oude geheim werkt nog 14 dagen",
        "uwlr sso client rotate 7 --dagen 0     het oude geheim werkt meteen niet meer",
    ),
)
@parameters.KOPPELING
@option(
    "--dagen",
    type=click.IntRange(min=0, max=MOST_DAYS),
    default=USUAL_DAYS,
    metavar="N",
    help=f"Hoeveel dagen het oude geheim nog werkt; anders {USUAL_DAYS}.",
)
@NAMENS
@json_option
def rotate(koppeling: int, dagen: int, namens: str | None, as_json: bool) -> None:
    """Geef een toepassing een nieuw geheim."""
    with opened() as diensten:
        stand = diensten.toepassingen.rotate(
            koppeling, timedelta(days=dagen), door=Handelende.opdrachtregel(namens)
        )
    view.show_stand(stand, as_json)


@click.command(
    cls=Command,
    short_help="Beëindig een toepassing, voorgoed.",
    voorbeelden=("uwlr sso client end 7",),
)
@parameters.KOPPELING
@NAMENS
@json_option
def end(koppeling: int, namens: str | None, as_json: bool) -> None:
    """Beëindig een toepassing: niemand logt er meer mee in, en geen token ervan werkt nog."""
    with opened() as diensten:
        diensten.toepassingen.end(koppeling, door=Handelende.opdrachtregel(namens))
    if as_json:
        show_json({"koppeling": koppeling})
    else:
        say(f"De toepassing van koppeling {koppeling} is beëindigd.")


def there(toepassing: Toepassing | None, koppeling: int) -> Toepassing:
    """The client of a link. Raises Geweigerd where there is none."""
    if toepassing is None:
        raise Geweigerd(
            f"Koppeling {koppeling} heeft geen toepassing. Meld er een aan: uwlr sso client add {koppeling}"
        )
    return toepassing
