"""What is checked before a view: the person, the school or partner, the size, and where forms are from."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import update

from tests.support.portaal import people, rooms
from tests.support.portaal.rooms import BIG
from tests.support.portaal.visiting import HTTPS, Visitor, document, form_token
from tests.support.schools.builders import SCHOOL as SMALL
from tests.support.statements import recorded
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.sessie import VAN_ANDEREN, Einde
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import sessie

Signed = Callable[..., Visitor]
SCHOOL = "/portaal/scholen/99XX-16"
TOKEN = re.compile(r'value="[^"]{60,}"')
CHOICES = f"{SCHOOL}/keuzes"
FIELDS = {"naam": "Tijn", "keuze": "a", "velden": ["a", "b"], "akkoord": "y", "soort": "b", "uitleg": "Zo."}


def test_nobody_is_led_to_signing_in_and_back(visitor: Visitor) -> None:
    answer = visitor.get(f"{SCHOOL}?x=1")
    assert answer.status_code == 303
    assert answer.location == "/portaal/aanmelden?verder=%2Fportaal%2Fscholen%2F99XX-16"


@pytest.mark.parametrize(
    ("rol", "path", "status"),
    [
        (Rol.SCHOOLBEHEERDER, SCHOOL, 200),
        (Rol.SCHOOLLEZER, SCHOOL, 200),
        (Rol.SCHOOLLEZER, CHOICES, 404),
        (Rol.SCHOOLBEHEERDER, "/portaal/scholen/99XX-17", 404),
        (Rol.SCHOOLBEHEERDER, "/portaal/partners/7", 404),
        (Rol.SCHOOLBEHEERDER, "/portaal/beheer", 404),
        (Rol.PARTNERBEHEERDER, "/portaal/partners/7", 200),
        (Rol.PARTNERBEHEERDER, "/portaal/partners/8", 404),
        (Rol.PARTNERBEHEERDER, SCHOOL, 404),
        (Rol.OPERATOR, "/portaal/beheer", 200),
        (Rol.OPERATOR, SCHOOL, 404),
    ],
)
def test_each_role_gets_what_is_its_own(signed_in: Signed, rol: Rol, path: str, status: int) -> None:
    assert signed_in(rol).get(path).status_code == status


def test_what_is_forbidden_looks_like_what_is_not_there(signed_in: Signed) -> None:
    visitor = signed_in()
    forbidden = visitor.get("/portaal/scholen/99XX-17")
    absent = visitor.get("/portaal/scholen/99XX-17/nergens")
    assert forbidden.status_code == absent.status_code == 404
    assert TOKEN.sub("", forbidden.text) == TOKEN.sub("", absent.text.replace("/nergens", ""))
    assert "Anna de Vries" in absent.text


@pytest.mark.parametrize("school", ["99XX", "99XX-1", "99xx-16", "99XX%2F16", "schoolkey-", "99XX-16x"])
def test_a_school_has_one_way_to_be_written(signed_in: Signed, school: str) -> None:
    assert signed_in().get(f"/portaal/scholen/{school}").status_code == 404


def test_a_form_of_our_own_page_is_taken(signed_in: Signed) -> None:
    visitor = signed_in()
    answer = visitor.submit(CHOICES, FIELDS)
    assert (answer.status_code, answer.location) == (303, "/portaal/formulier")
    assert "Bewaard: Tijn, a,b." in visitor.get("/portaal/formulier").text


def test_a_form_of_our_own_page_is_taken_over_https(signed_in: Signed) -> None:
    assert signed_in(origin=HTTPS).submit(CHOICES, FIELDS).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://kwaad.example"},
        {"Origin": "null"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_from_elsewhere_is_refused(signed_in: Signed, headers: dict[str, str]) -> None:
    answer = signed_in().submit(CHOICES, FIELDS, headers=headers)
    assert answer.status_code == 400
    assert "niet meer geldig" in answer.text


@pytest.mark.parametrize("token", [None, "", "x", "IjEyMyI.aa.bb"])
def test_a_form_without_its_token_is_refused(signed_in: Signed, token: str | None) -> None:
    fields = FIELDS if token is None else {"csrf_token": token, **FIELDS}
    assert signed_in().post(CHOICES, data=fields).status_code == 400


def test_a_form_with_the_token_of_another_is_refused(signed_in: Signed) -> None:
    token = form_token(signed_in().get(CHOICES))
    assert signed_in().post(CHOICES, data={"csrf_token": token, **FIELDS}).status_code == 400


def test_choices_survive_signing_in(signed_in: Signed, diensten: Diensten, database: Database) -> None:
    visitor = signed_in()
    token = form_token(visitor.get(CHOICES))
    diensten.sessies.end(str(visitor.token))  # while the form is open

    sent = f"{CHOICES}?veld=a&veld=b"
    answer = visitor.post(sent, data={"csrf_token": token, "wachtwoord": "geheim", **FIELDS})
    assert (answer.status_code, answer.location) == (
        303,
        "/portaal/aanmelden?verder=%2Fportaal%2Fscholen%2F99XX-16%2Fkeuzes",
    )
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SMALL)
    visitor.take(people.go_on(database, str(visitor.token), person))

    assert visitor.get(CHOICES).location == sent
    shown = document(visitor.get(sent))
    assert shown.xpath("//input[@name='naam']/@value") == ["Tijn"]
    assert shown.xpath("//input[@name='velden'][@checked]/@value") == ["a", "b"]
    assert "geheim" not in str(diensten.sessies.find(str(visitor.token)))
    # They are shown once; what is then sent counts like any other form.
    assert document(visitor.get(CHOICES)).xpath("//input[@name='naam']/@value") == [""]
    assert visitor.submit(CHOICES, FIELDS).status_code == 303


def test_choices_that_our_page_did_not_send_are_not_kept(visitor: Visitor) -> None:
    with recorded() as statements:
        answer = visitor.post(CHOICES, data=FIELDS)
    assert answer.status_code == 303
    assert statements == []


def test_choices_too_large_to_keep_still_lead_to_signing_in(visitor: Visitor) -> None:
    for size in (60_000, 70_000):
        token = form_token(visitor.get("/portaal/formulier"))
        answer = visitor.post(f"{CHOICES}?veld=a", data={"csrf_token": token, "uitleg": "x" * size})
        assert answer.status_code == 303
        assert "te groot om te bewaren" in visitor.get(answer.location).text


def test_no_more_is_taken_than_the_page_says(signed_in: Signed) -> None:
    assert signed_in().submit(CHOICES, FIELDS | {"uitleg": "x" * 70_000}).status_code == 413


@pytest.mark.parametrize(
    ("rol", "size", "status"),
    [
        (Rol.SCHOOLBEHEERDER, BIG - 1000, 200),
        (Rol.SCHOOLBEHEERDER, BIG + 1000, 413),
        (Rol.SCHOOLLEZER, BIG - 1000, 404),
    ],
)
def test_a_page_that_takes_files_takes_more_from_who_may(
    signed_in: Signed, rol: Rol, size: int, status: int
) -> None:
    visitor = signed_in(rol)
    with BytesIO(b"x" * size) as file:
        answer = visitor.submit(
            f"{SCHOOL}/gegevens", {"bestand": (file, "../x.xml")}, page="/portaal/formulier"
        )
    assert answer.status_code == status


def test_a_stranger_s_file_is_never_read(visitor: Visitor) -> None:
    class Unread(BytesIO):
        def read(self, *args: object) -> bytes:
            raise AssertionError("it was read")

    answer = visitor.post(
        f"{SCHOOL}/gegevens",
        input_stream=Unread(),
        content_length=BIG + 1,
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_know_no_other_methods(signed_in: Signed, method: str) -> None:
    assert signed_in().open(CHOICES, method=method).status_code == 405


@pytest.mark.parametrize(
    "host", ["kwaad.example", "localhost.kwaad.example", "localhost@kwaad.example", "a b"]
)
def test_a_host_of_somebody_else_is_refused(visitor: Visitor, host: str) -> None:
    answer = visitor.get("/portaal/formulier", headers={"Host": host})
    assert answer.status_code == 400
    assert "kwaad" not in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("origin", "status"), [("http://las.example", 400), ("https://las.example", 200)])
def test_elsewhere_than_on_the_machine_itself_pages_are_for_https(
    settings: Settings, database: Database, origin: str, status: int
) -> None:
    diensten = Diensten(replace(settings, base_url="https://las.example"), database)
    answer = Visitor(rooms.application(diensten), origin=origin).get("/portaal/formulier")
    assert answer.status_code == status
    assert ("Open de pagina met https." in answer.text) == (status == 400)
    assert ("Set-Cookie" in answer.headers) == (status == 200)


@pytest.mark.parametrize(
    ("origin", "status"),
    [("https://portaal.example", 200), ("https://uwlr.example", 400), ("https://x.portaal.example", 400)],
)
def test_with_a_name_of_their_own_pages_are_under_that_alone(
    settings: Settings, database: Database, origin: str, status: int
) -> None:
    two = replace(settings, base_url="https://uwlr.example", portaal_url="https://portaal.example")
    visitor = Visitor(rooms.application(Diensten(two, database)), origin=origin)
    for path in ("/portaal/", "/portaal/formulier", "/portaal/static/stijl.css"):
        assert visitor.get(path).status_code == status, path


def test_of_a_stranger_with_a_token_no_file_is_read_either(visitor: Visitor) -> None:
    token = form_token(visitor.get("/portaal/formulier"))
    with BytesIO(b"x" * (BIG - 1000)) as file:
        answer = visitor.post(f"{SCHOOL}/gegevens", data={"csrf_token": token, "bestand": (file, "x.xml")})
    assert answer.status_code == 303
    assert answer.location.startswith("/portaal/aanmelden")


LAPSED = "U bent uitgelogd, bijvoorbeeld omdat u een tijd niets deed. Log opnieuw in."


def told_to(visitor: Visitor) -> str:
    """What somebody reads who is led to signing in."""
    answer = visitor.get(SCHOOL)
    assert answer.status_code == 303
    return visitor.get(answer.location).text


def test_who_did_nothing_for_long_reads_why_they_sign_in_again(signed_in: Signed, database: Database) -> None:
    visitor = signed_in()
    assert visitor.get(SCHOOL).status_code == 200
    with database.write() as connection:
        connection.execute(update(sessie).values(laatst_gezien=tijd.now() - VAN_ANDEREN.rust))
    assert LAPSED in told_to(visitor)
    assert LAPSED not in told_to(visitor)


def test_so_does_whose_session_was_ended_elsewhere(signed_in: Signed, database: Database) -> None:
    visitor = signed_in()
    with database.write() as connection:
        SessieRepository(connection).end_all(Einde.ELDERS_BEEINDIGD, tijd.now())
    assert LAPSED in told_to(visitor)


def test_who_never_signed_in_or_signed_out_reads_nothing_of_it(
    visitor: Visitor, signed_in: Signed, database: Database
) -> None:
    visitor.get("/portaal/formulier")
    assert LAPSED not in told_to(visitor)
    visitor.get("/portaal/bewaren")
    with database.write() as connection:
        connection.execute(update(sessie).values(laatst_gezien=tijd.now() - VAN_ANDEREN.rust))
    assert LAPSED not in told_to(visitor)
    left = signed_in()
    token = left.token
    assert token is not None
    left.submit("/portaal/afmelden", page=CHOICES)
    assert LAPSED not in told_to(left)
    left.take(token)
    assert LAPSED not in told_to(left)
