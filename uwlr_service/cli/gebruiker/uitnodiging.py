"""``uwlr gebruiker invite`` and ``recover``: a link by which somebody gets in, once more or at first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.gebruiker.opties import INLOGNAAM, NAMENS
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import IMPORTROLLEN, Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.school.school import Schoolcode

INVITED = [rol.value for rol in Rol if rol not in IMPORTROLLEN]
"""The roles that somebody is invited for; an import makes the accounts of the others."""

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd


@dataclass(frozen=True, kw_only=True)
class Waar:
    """For which role, and where."""

    rol: str
    school: Schoolcode | None
    partner: int | None
    groep: tuple[str, ...]


@click.command(
    cls=Command,
    short_help="Nodig iemand uit, met een link die één keer werkt.",
    voorbeelden=(
        "uwlr gebruiker invite --rol operator --email otto@example.nl --naam Otto",
        "uwlr gebruiker invite --rol schoolbeheerder --school 99XX/16 ...",
        "uwlr gebruiker invite --rol partnerbeheerder --partner 3 ...",
    ),
)
@collected(
    Waar,
    "waar",
    option("--rol", required=True, type=click.Choice(INVITED), help="Wat die mag."),
    option("--school", type=parameters.SCHOOL, metavar="SCHOOL", help="Bij een rol van een school."),
    option("--partner", type=parameters.NUMMER, metavar="NUMMER", help="Bij een rol van een koppelpartner."),
    option("--groep", multiple=True, metavar="NAAM|KEY", help="Alleen deze groep van een lezer. Mag vaker."),
)
@option("--email", required=True, metavar="ADRES", help="Het adres; daarmee logt die straks in.")
@option("--naam", required=True, metavar="NAAM", help="Hoe die heet.")
@NAMENS
@json_option
def invite(waar: Waar, email: str, naam: str, namens: str | None, as_json: bool) -> None:
    """Nodig iemand uit voor een rol.

    De link werkt één keer: 24 uur voor een beheerder van de dienst, en een week voor alle anderen. Wie de
    link opent, kiest een wachtwoord en een tweede stap.
    """
    try:
        plaats = Plaats(
            rol=Rol(waar.rol),
            school=waar.school,
            koppelpartner=waar.partner,
            groepen=frozenset(waar.groep),
        )
    except ValueError as error:
        raise click.UsageError(f"{str(error).capitalize()}.") from error
    with opened() as diensten:
        made = diensten.mensen.uitnodigingen.invite(
            email, naam, plaats, door=Handelende.opdrachtregel(namens)
        )
    _tell(made, as_json)


@click.command(
    cls=Command,
    short_help="Laat iemand weer binnen die een tweede stap kwijt is.",
    voorbeelden=(
        "uwlr gebruiker recover j.bos@school.nl",
        "uwlr gebruiker recover j.bos@school.nl --reden 'De telefoon is kwijt.'",
    ),
)
@INLOGNAAM
@option("--reden", metavar="TEKST", help="Waarom dit nodig is; dat komt in het logboek.")
@NAMENS
@json_option
def recover(inlognaam: str, reden: str | None, namens: str | None, as_json: bool) -> None:
    """Geef iemand een link om een nieuw wachtwoord en een nieuwe tweede stap te kiezen.

    Tot die link is gebruikt, blijft alles werken zoals het was. Daarna werkt niets van vroeger meer.
    """
    with opened() as diensten:
        door = Handelende.opdrachtregel(namens)
        person = diensten.mensen.gebruikers.by_name(inlognaam, door=door)
        made = diensten.mensen.uitnodigingen.recover(person.inlog, reden, door=door)
    _tell(made, as_json)


def _tell(made: "Uitgenodigd", as_json: bool) -> None:
    uitnodiging = made.uitnodiging
    if as_json:
        show_json(
            {
                "uitnodiging": uitnodiging.id,
                "inlognaam": uitnodiging.inlognaam,
                "link": made.link,
                "verloopt": tijd.format_moment(uitnodiging.verloopt),
                "gemaild": made.is_mailed,
            }
        )
        return
    if made.is_mailed:
        say(f"De link gaat per mail naar {uitnodiging.inlognaam}.")
    else:
        say(f"Geef deze link aan {uitnodiging.naam}; een mailserver is niet ingesteld.")
    say(f"Hij werkt één keer, tot {amsterdam(uitnodiging.verloopt)}.")
    show(made.link)
