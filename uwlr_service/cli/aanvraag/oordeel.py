"""``uwlr aanvraag judge|ask|admit|reject|withdraw|link``: what becomes of an application."""

import click

from uwlr_service.cli.aanvraag.lijst import AANVRAAG
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.klant import Klant

NAMENS = option("--namens", metavar="NAAM", help="Namens wie u dit doet; zo staat het in het log.")
REDEN = option("--reden", required=True, help="Waarom; dit staat in het log.")


@click.command(cls=Command, voorbeelden=("uwlr aanvraag judge 12",))
@AANVRAAG
@NAMENS
def judge(nummer: int, namens: str | None) -> None:
    """Neem een aanvraag in behandeling."""
    with opened() as diensten:
        diensten.aanvraagbalie.beoordeling.take_up(nummer, door=Handelende.opdrachtregel(namens))
    say(f"Aanvraag {nummer} is in behandeling.")


def _vraag(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    vragen = {}
    for value in values:
        naam, is_given, text = value.partition("=")
        if not is_given:
            raise click.BadParameter(f"'{value}' is geen vraag; verwacht organisatie/kvk=Klopt dit?")
        vragen[naam] = text
    return vragen


@click.command(
    cls=Command,
    short_help="Vraag een bedrijf iets over zijn aanvraag.",
    voorbeelden=("uwlr aanvraag ask 12 --vraag organisatie/kvk='Dit nummer klopt niet.'",),
)
@AANVRAAG
@option(
    "--vraag",
    "vragen",
    required=True,
    multiple=True,
    callback=_vraag,
    metavar="ANTWOORD=VRAAG",
    help="Over welk antwoord, en wat u wilt weten; mag vaker.",
)
@NAMENS
def ask(nummer: int, vragen: dict[str, str], namens: str | None) -> None:
    """Vraag het bedrijf iets over een of meer antwoorden; de namen ervan toont 'uwlr aanvraag show'."""
    with opened() as diensten:
        diensten.aanvraagbalie.beoordeling.ask_more(nummer, vragen, door=Handelende.opdrachtregel(namens))
    say(f"Bij aanvraag {nummer} wacht nu een antwoord van het bedrijf.")


@click.command(
    cls=Command,
    short_help="Laat een product toe tot de proeftuin.",
    voorbeelden=(
        "uwlr aanvraag admit 12 --klantnaam Leeslijst --klantcode LL1 --reden Akkoord",
        "uwlr aanvraag admit 13 --klantnaam Zorg --klantcode Z1 --reden Ja --namens Eva",
        "uwlr aanvraag admit 13 --reden 'Ook gezien.' --namens Omar",
    ),
)
@AANVRAAG
@option("--klantnaam", help="De naam van het product in berichten.")
@option("--klantcode", help="De code die daarbij hoort; nog niet in gebruik.")
@REDEN
@NAMENS
@json_option
def admit(
    nummer: int,
    klantnaam: str | None,
    klantcode: str | None,
    reden: str,
    namens: str | None,
    as_json: bool,
) -> None:
    """Laat een aanvraag toe: het bedrijf, het product en de koppelingen komen er, in de proeftuin.

    Vraagt het bedrijf om extra beschermde gegevens, dan beslissen er twee beheerders. Doe de opdracht dan
    twee keer, met twee namen achter --namens.
    """
    if (klantnaam is None) != (klantcode is None):
        raise click.UsageError("geef --klantnaam en --klantcode samen.")
    klant = None if klantnaam is None or klantcode is None else Klant(klantnaam, klantcode)
    with opened() as diensten:
        made = diensten.aanvraagbalie.toelater.admit(
            nummer, klant, reden, door=Handelende.opdrachtregel(namens)
        )
    invited = None if made is None else made.uitnodiging
    if as_json:
        show_json(
            {
                "aanvraag": nummer,
                "toegelaten": made is not None,
                "koppelpartner": made and made.koppelpartner,
                "product": made and made.product,
                "koppelingen": list(made.koppelingen) if made else [],
                "uitnodiging": invited and invited.link,
            }
        )
        return
    if made is None:
        say(f"Aanvraag {nummer} wacht nog op een tweede beheerder.")
        return
    say(f"Aanvraag {nummer} is toegelaten: koppelpartner {made.koppelpartner}, product {made.product}.")
    if invited is not None:
        say("Met deze link maakt het bedrijf zijn eerste account. Hij werkt één keer:")
        click.echo(invited.link)


@click.command(cls=Command, voorbeelden=("uwlr aanvraag reject 12 --reden 'Het doel past niet.'",))
@AANVRAAG
@option("--reden", required=True, help="Waarom; het bedrijf leest dit.")
@NAMENS
def reject(nummer: int, reden: str, namens: str | None) -> None:
    """Wijs een aanvraag af."""
    with opened() as diensten:
        diensten.aanvraagbalie.beoordeling.reject(nummer, reden, door=Handelende.opdrachtregel(namens))
    say(f"Aanvraag {nummer} is afgewezen.")


@click.command(cls=Command, voorbeelden=("uwlr aanvraag withdraw 12",))
@AANVRAAG
@NAMENS
def withdraw(nummer: int, namens: str | None) -> None:
    """Trek een aanvraag in, namens het bedrijf."""
    with opened() as diensten:
        diensten.aanvraagbalie.aanvragen.withdraw(nummer, door=Handelende.opdrachtregel(namens))
    say(f"Aanvraag {nummer} is ingetrokken.")


@click.command(cls=Command, voorbeelden=("uwlr aanvraag link 12",))
@AANVRAAG
@NAMENS
def link(nummer: int, namens: str | None) -> None:
    """Maak een link waarmee het bedrijf zijn aanvraag opent; geef die zelf door als er geen mail is."""
    with opened() as diensten:
        address = diensten.aanvraagbalie.links.hand_over(nummer, door=Handelende.opdrachtregel(namens))
    click.echo(address)
