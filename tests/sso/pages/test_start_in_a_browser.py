"""Somebody begins at an application from the list of the provider, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.support.portaal.looking import faults
from tests.support.portaal.people import add_person, sign_in
from tests.support.portaal.screen import Screens
from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server
from tests.support.sso.toepassingen import LEERLINGEN_OOK, TERUG, add_client, add_sso_link
from tests.support.sso.tokenvragen import person_of
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.client import Adressoort


@pytest.mark.parametrize("rol", [Rol.SCHOOLLEZER, Rol.LEERLING])
def test_somebody_begins_at_an_application_of_the_list(screens: Screens, service: Server, rol: Rol) -> None:
    for path in ("gezondheid", "gezondheid?naam=een", "gezondheid?naam=twee"):
        adressen = {Adressoort.TERUG: (TERUG,), Adressoort.START: (f"{service.url}/{path}",)}
        add_client(service.database, add_sso_link(service.database, velden=LEERLINGEN_OOK), adressen=adressen)
    if rol is Rol.LEERLING:
        token = person_of(service.database, rol, "L1").token
    else:
        token = sign_in(service.database, add_person(service.database, rol, school=SCHOOL))
    screen = screens.open(token)
    screen.open("/sso/")
    screen.resize(768)
    buttons = screen.page.locator("ul.tegels a")
    expect(buttons.first).to_be_visible()
    screen.picture(f"start-{rol.value}")
    assert faults(screen) == []
    sizes = [button.bounding_box() for button in buttons.all()]
    assert len(sizes) >= 3
    assert all(size is not None and size["height"] >= 44 and size["width"] >= 120 for size in sizes)
    assert "iss=" in str(buttons.first.get_attribute("href"))
