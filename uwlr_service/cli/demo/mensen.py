"""Made-up people for the pages: one in each role, and two where two have to agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from uwlr_service.cli.demo.narration import show_address
from uwlr_service.cli.output import show
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten


@dataclass(frozen=True, slots=True, kw_only=True)
class Demomens:
    """A made-up person: who they are, and what they can begin with."""

    naam: str
    wie: str
    werk: str
    rol: Rol


MENSEN = (
    Demomens(
        naam="Jet Bos",
        wie="schoolbeheerder",
        werk="beslis over het voorstel van Leerlijn",
        rol=Rol.SCHOOLBEHEERDER,
    ),
    Demomens(
        naam="Piet Vos",
        wie="tweede schoolbeheerder",
        werk="zeg ja als tweede, waar dat moet",
        rol=Rol.SCHOOLBEHEERDER,
    ),
    Demomens(
        naam="Lex Kok", wie="lezer bij de school", werk="bekijk de resultaten per groep", rol=Rol.SCHOOLLEZER
    ),
    Demomens(
        naam="Pia Smit",
        wie="de leverancier",
        werk="maak een sleutel in de proeftuin",
        rol=Rol.PARTNERBEHEERDER,
    ),
    Demomens(
        naam="Otto Dam",
        wie="beheerder van de dienst",
        werk="beoordeel de aanvraag van De Lezerij",
        rol=Rol.OPERATOR,
    ),
    Demomens(
        naam="Olga Dijk",
        wie="tweede beheerder van de dienst",
        werk="zeg ja als tweede, waar dat moet",
        rol=Rol.OPERATOR,
    ),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a made-up person signs in, once."""

    mens: Demomens
    adres: str


def make_people(diensten: "Diensten", school: Schoolcode, koppelpartner: int) -> list[Link]:
    """People of the service, of a school and of a company, each with a link."""
    door = Handelende.opdrachtregel()
    links = []
    for mens in MENSEN:
        plaats = Plaats(
            rol=mens.rol,
            school=school if mens.rol.is_of_school else None,
            koppelpartner=koppelpartner if mens.rol.is_of_partner else None,
        )
        links.append(Link(mens, diensten.mensen.demo.link(mens.naam, plaats, door=door)))
    return links


def show_links(links: Iterable[Link]) -> None:
    """Say where each signs in, and what there is to do."""
    show(Text("\nInloggen, met een link die één keer werkt:", style="bold"))
    show_people(links)


def show_people(links: Iterable[Link]) -> None:
    """Each person with their link."""
    for link in links:
        show(f"{link.mens.naam}, {link.mens.wie}: {link.mens.werk}")
        show_address(link.adres)
