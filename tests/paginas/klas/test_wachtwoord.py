"""A pupil signs in at the usual page by the name and the password of their sheet."""

from tests.paginas.klas.conftest import Klas
from tests.support.people.klas import leerkracht
from tests.support.portaal.visiting import Visitor
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.repository.account.inloggen import InlogRepository


def test_a_pupil_is_in_after_one_page(elsewhere: Visitor, klas: Klas, diensten: Diensten) -> None:
    wereld = klas.wereld
    (kaart,) = diensten.mensen.klas.middelen.make(
        wereld.school, wereld.groepen["G2"], Middelsoort.WACHTWOORD, door=leerkracht("G2")
    )
    with wereld.database.read() as connection:
        naam = InlogRepository(connection).get(wereld.inloggen["L2"]).inlognaam
    fields = {"inlognaam": naam, "wachtwoord": kaart.wachtwoord}
    answer = elsewhere.submit("/portaal/aanmelden", fields)
    assert answer.status_code == 303
    assert answer.location == "/portaal/"
    assert elsewhere.get_cookie("apparaat") is not None
    assert elsewhere.get("/portaal/klas/binnen").status_code == 200
