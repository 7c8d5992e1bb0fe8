"""The form of a proposal begins with what was admitted: its fields are ticked and its words are there."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.support.aanvragen.filled import OPDRACHTREGEL, judging, operator
from tests.support.aanvragen.ingevuld import BIJZONDER, DOEL, SETVRAAG
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelveld
from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database

KLANT = Klant("Leeslijst", "LL1")
ASKED = {"leerling/roepnaam", "set/absenties"}
"""What the application asks of what a school can leave."""


@dataclass(frozen=True)
class Gevuld:
    """A link of a product that was admitted, and somebody of its company."""

    koppeling: int
    path: str
    visitor: Visitor


@pytest.fixture
def gevuld(portaal: Flask, diensten: Diensten, database: Database, stored: Schoolgegevens) -> Gevuld:
    nummer = judging(diensten, BIJZONDER)
    toelater = diensten.aanvraagbalie.toelater
    eva = people.add_person(database, Rol.OPERATOR, naam="Eva")
    omar = people.add_person(database, Rol.OPERATOR, naam="Omar")
    toelater.admit(nummer, KLANT, "Alles klopt.", door=operator(eva, "Eva"))
    made = toelater.admit(nummer, None, "Alles klopt.", door=operator(omar, "Omar"))
    assert made is not None
    diensten.toelatingen.qualify(made.product, "Goed getest.", door=OPDRACHTREGEL)
    diensten.toelatingen.agree(
        made.product, "VO-1", tijd.today(), zonder_rapport="Een proef.", door=OPDRACHTREGEL
    )
    diensten.toelatingen.activate(made.product, door=OPDRACHTREGEL)
    (koppeling,) = made.koppelingen
    inlog = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=made.koppelpartner)
    return Gevuld(
        koppeling,
        f"/portaal/partners/{made.koppelpartner}/koppelingen/{koppeling}/uitbreiden",
        Visitor(portaal, token=people.sign_in(database, inlog)),
    )


def test_the_fields_that_were_admitted_are_ticked(gevuld: Gevuld) -> None:
    page = document(gevuld.visitor.get(gevuld.path))
    assert set(page.xpath("//input[@type='checkbox'][@checked]/@value")) == ASKED


def test_the_words_that_were_admitted_are_there(gevuld: Gevuld) -> None:
    page = document(gevuld.visitor.get(f"{gevuld.path}?veld=leerling/roepnaam&veld=leerling/geslacht"))
    assert page.get_element_by_id("doel").text.strip() == DOEL
    assert page.get_element_by_id("bewaartermijn").get("value") == SETVRAAG.bewaartermijn
    assert page.get_element_by_id("doel_0").text.strip() == SETVRAAG.doel
    assert page.xpath("//input[@name='gebruik_0'][@checked]/@value") == ["nodig"]
    assert page.get_element_by_id("doel_1").text.strip() == "", "a field that nobody admitted"
    assert page.xpath("//input[@name='gebruik_1'][@checked]/@value") == ["mag"]


@pytest.mark.parametrize(("velden", "absence"), [(("leerling/roepnaam",), False), (tuple(ASKED), True)])
def test_what_goes_along_whatever_is_chosen_keeps_its_words(
    gevuld: Gevuld, diensten: Diensten, velden: tuple[str, ...], absence: bool
) -> None:
    path = f"{gevuld.path}?" + "&".join(f"veld={veld}" for veld in velden)
    said = {"school": str(SCHOOL), "overeenkomst": "VO-1", "aan": "een", "doel": "Wat anders"}
    answer = gevuld.visitor.submit(path, said | filled(gevuld, path))
    assert answer.status_code == 303
    (voorstel,) = diensten.voorstellen.of_koppeling(gevuld.koppeling, door=OPDRACHTREGEL)
    assert voorstel.inhoud is not None
    assert voorstel.inhoud.doel == "Wat anders"
    asked = voorstel.inhoud.by_veld()
    assert asked["leerling/key"].doel == SETVRAAG.doel
    assert ("absentie/begindatumtijd" in asked) is absence
    assert ("set/absenties" in voorstel.inhoud.gevraagd) is absence
    assert isinstance(asked["leerling/roepnaam"], Voorstelveld)


def filled(gevuld: Gevuld, path: str) -> dict[str, str]:
    """What the form has in it already, but for what is said of the whole."""
    form = document(gevuld.visitor.get(path)).xpath("//main//form[@method='post']")[0]
    return {
        name: value
        for name, value in form.form_values()
        if name.partition("_")[2].isdecimal() or name in ("hoe_vaak", "bewaartermijn")
    }
