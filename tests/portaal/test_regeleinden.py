"""What people write on several lines is read on several lines, by everybody who may read it."""

from pathlib import Path

from flask import Flask

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from uwlr_service import paginas
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database

REDEN = "Er is een lek <b>.\nWij bellen u morgen."
STYLE = Path(paginas.__file__).parent / "static" / "stijl.css"


def shown(visitor: Visitor, path: str) -> list[str]:
    """The texts of people on a page, as they stand in it."""
    return [element.text_content() for element in document(visitor.get(path)).find_class("woorden")]


def test_the_lines_of_a_reason_stay_apart(
    portaal: Flask, database: Database, diensten: Diensten, stored: object
) -> None:
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam="Rooster", klantcode="R1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    product = product_of(database, "R1")
    diensten.toelatingen.suspend(product.id, REDEN, door=DOOR)
    operator = people.add_person(database, Rol.OPERATOR)
    beheerder = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    looks = {
        f"/portaal/beheer/partners/{product.koppelpartner}/toelating/{product.id}": operator,
        f"/portaal/scholen/99XX-16/koppelingen/{uitgifte.koppeling.id}": beheerder,
        "/portaal/berichten": beheerder,
    }
    for path, person in looks.items():
        texts = shown(Visitor(portaal, token=people.sign_in(database, person)), path)
        assert [text for text in texts if REDEN in text], path


def test_the_style_keeps_them_apart() -> None:
    (rule,) = [line for line in STYLE.read_text().splitlines() if line.startswith(".woorden ")]
    assert "white-space: pre-line" in rule
