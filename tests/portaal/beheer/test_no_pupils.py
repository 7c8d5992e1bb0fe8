"""Operators and partners see nothing of a pupil or a teacher, on any page, whatever happened."""

import pytest
from flask import Flask

from tests.support.portaal.visiting import Visitor
from tests.support.portaal.world import Place, World
from tests.support.schools.builders import ALL_ALLOWED, SCHOOL, leerkracht, leerling, schoolgegevens
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PRIVATE = ("Xanthippezoon", "Quasimodo", "LEERLING-77", "Kwibus", "kwibus@", "LEERKRACHT-9", "203/geheim")


@pytest.fixture
def world(database: Database) -> World:
    """A school with people whose names nothing else has; an import changed one of them."""
    made = World(database)
    for roepnaam in ("Quasimodo", "Quasimodo-Jan"):
        gegevens = schoolgegevens(
            SCHOOL,
            leerlingen=(
                leerling(
                    "LEERLING-77",
                    achternaam="Xanthippezoon",
                    roepnaam=roepnaam,
                    eckid="https://ketenid.nl/203/geheim",
                ),
            ),
            leerkrachten=(
                leerkracht("LEERKRACHT-9", achternaam="Kwibus", emailadres="kwibus@school.example"),
            ),
        )
        EdexmlUitwisseling(database).store(gegevens, vrijstelling=ALL_ALLOWED)
    return made


@pytest.mark.parametrize("rol", [Rol.OPERATOR, Rol.PARTNERBEHEERDER])
def test_no_page_has_a_name_or_a_key(portaal: Flask, world: World, rol: Rol) -> None:
    visitor = Visitor(portaal, token=world.token(rol.value))
    seen = 0
    for adres in ALLE:
        if "GET" not in adres.methods or not isinstance(adres.actie, Actie):
            continue
        if rol not in ROLLEN_VAN[adres.actie]:
            continue
        answer = visitor.get(world.address(adres.endpoint, adres.rule, Place.OWN))
        assert [name for name in PRIVATE if name in answer.text] == [], adres.rule
        seen += answer.status_code == 200
    assert seen >= 1
