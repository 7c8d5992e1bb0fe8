"""Made-up people for the pages: one in each role, and two where two have to agree."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from uwlr_service.cli.demo.narration import show_command
from uwlr_service.cli.output import show
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten


@dataclass(frozen=True, slots=True)
class Link:
    """A made-up person, and where they sign in, once."""

    wie: str
    adres: str


def make_people(diensten: "Diensten", school: Schoolcode, klantcode: str) -> list[Link]:
    """People of the service, of a school and of the company behind a klant, each with a link."""
    door = Handelende.opdrachtregel()
    partner = diensten.koppelpartners.take_up(klantcode, door=door)
    van_school = Plaats(rol=Rol.SCHOOLBEHEERDER, school=school)
    people = (
        ("Jet Bos", "schoolbeheerder", van_school),
        ("Piet Vos", "tweede schoolbeheerder", van_school),
        ("Lex Kok", "lezer bij de school", Plaats(rol=Rol.SCHOOLLEZER, school=school)),
        ("Pia Smit", "de leverancier", Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=partner)),
        ("Otto Dam", "beheerder van de dienst", Plaats(rol=Rol.OPERATOR)),
        ("Olga Dijk", "tweede beheerder van de dienst", Plaats(rol=Rol.OPERATOR)),
    )
    demo = diensten.mensen.demo
    return [Link(f"{naam}, {wat}", demo.link(naam, plaats, door=door)) for naam, wat, plaats in people]


def show_links(links: list[Link]) -> None:
    """Say where each signs in."""
    if not links:
        return
    show(Text("\nInloggen als, met een link die één keer werkt:", style="bold"))
    for link in links:
        show(link.wie)
        show_command(link.adres)
