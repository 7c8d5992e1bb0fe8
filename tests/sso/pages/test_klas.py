"""A pupil on their way to an application: by the screen of the class, or by a badge."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from tests.support.people.klas import Klaswereld, leerkracht, school_with_pupils
from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.sso.toepassingen import LEERLINGEN_OOK, TERUG, Proefclient, add_client, add_sso_link
from tests.support.sso.verzoeken import asked
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.account.zekerheid import BADGE, BADGE_MET_PIN, PLAATJES
from uwlr_service.domain.sso.niveau import Niveau, niveau_of
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account.klas.samen import Klasaanmelding

ROW = (Plaatje.MAAN, Plaatje.BAL, Plaatje.MAAN)


@pytest.fixture
def wereld(database: Database) -> Klaswereld:
    """A school whose pupils have accounts."""
    return school_with_pupils(database)


@pytest.fixture
def client(wereld: Klaswereld) -> Proefclient:
    """An application at which pupils may sign in too."""
    return add_client(wereld.database, add_sso_link(wereld.database, velden=LEERLINGEN_OOK))


@pytest.fixture
def klas(diensten: Diensten) -> Klasaanmelding:
    """The use cases of classes."""
    return diensten.mensen.klas


@pytest.fixture
def visitor(sso: Flask) -> Visitor:
    """A browser of nobody."""
    return Visitor(sso, origin=HTTPS)


def at_the_application(visitor: Visitor, waits: str) -> dict[str, list[str]]:
    """What the application is answered, after the pupil was told what it will hear."""
    melding = visitor.get(waits).location
    assert melding.startswith("/sso/melding/")
    answer = visitor.press(melding)
    assert answer.location.startswith(TERUG)
    return parse_qs(urlsplit(answer.location).query)


def test_on_a_device_of_the_class_a_pupil_needs_no_name(
    klas: Klasaanmelding, wereld: Klaswereld, client: Proefclient, visitor: Visitor
) -> None:
    at = (wereld.school, wereld.groepen["G1"])
    klas.middelen.choose_pictures(*at, wereld.accounts["L1"], ROW, door=leerkracht("G1"))
    apparaat, _ = klas.beheer.enrol(*at, door=leerkracht("G1"))
    visitor.set_cookie("__Host-klas", apparaat, secure=True)
    waits = visitor.get(asked(client)).location
    screen = visitor.get(waits).location
    assert screen.startswith("/sso/klas?verder=")
    page = document(visitor.get(screen))
    (tile,) = page.xpath("//a[contains(@class, 'tegel ')]/@href")
    for plaatje in ROW:
        shown = visitor.get(tile)
        assert urlsplit(TERUG).netloc in shown.headers["Content-Security-Policy"]
        (action,) = document(shown).xpath("//form[.//button[@name='plaatje']]/@action")
        answer = visitor.submit(action, {"plaatje": plaatje}, page=tile)
    assert answer.location == waits
    assert set(at_the_application(visitor, waits)) == {"code", "state", "iss"}


def test_elsewhere_the_page_to_sign_in_leads_to_the_class_and_to_badges(
    klas: Klasaanmelding, wereld: Klaswereld, client: Proefclient, visitor: Visitor
) -> None:
    (kaart,) = klas.middelen.make(
        wereld.school, wereld.groepen["G1"], Middelsoort.BADGE, door=leerkracht("G1")
    )
    waits = visitor.get(asked(client)).location
    sign_in = visitor.get(waits).location
    assert sign_in.startswith("/sso/aanmelden?")
    page = document(visitor.get(sign_in))
    assert page.xpath("//a[starts-with(@href, '/sso/klas?verder=')]")
    (badge,) = page.xpath("//a[starts-with(@href, '/sso/badge?verder=')]/@href")
    answer = visitor.submit(badge, {"code": kaart.badge})
    assert answer.location.startswith("/sso/badge/pin?verder=")
    assert visitor.submit(answer.location, {"pin": kaart.pin}).location == waits
    assert "code" in at_the_application(visitor, waits)


def test_partners_hear_how_sure_it_is() -> None:
    assert niveau_of(PLAATJES) is Niveau.KLAS
    assert niveau_of(BADGE) is niveau_of(BADGE_MET_PIN) is Niveau.SFA
