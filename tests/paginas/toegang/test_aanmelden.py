"""Signing in on the pages: two steps, another cookie at each, and nothing left after signing out."""

import re
from urllib.parse import quote, unquote

import pytest

from tests.support.people.mensen import OPERATOR, WACHTWOORD, Klok, Persoon, at_school, new_person
from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.schools.builders import SCHOOL
from uwlr_service.uitwisseling.account.mensen import Mensen

ACCOUNT = "/portaal/account"


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def sign_in(visitor: Visitor, person: Persoon, verder: str = ACCOUNT) -> list[str | None]:
    """Sign in on the pages; the values of the cookie on the way."""
    tokens = []
    page = f"/portaal/aanmelden?verder={quote(verder)}"
    visitor.get(page)
    tokens.append(visitor.token)
    answer = visitor.submit(page, {"inlognaam": person.inlognaam, "wachtwoord": WACHTWOORD})
    assert answer.status_code == 303
    tokens.append(visitor.token)
    answer = visitor.submit(answer.location, {"code": person.code()})
    assert (answer.status_code, answer.location) == (303, verder)
    tokens.append(visitor.token)
    return tokens


def test_a_person_signs_in_and_comes_where_they_wanted(visitor: Visitor, jet: Persoon) -> None:
    assert unquote(visitor.get(ACCOUNT).location) == f"/portaal/aanmelden?verder={ACCOUNT}"
    tokens = sign_in(visitor, jet)
    assert len(set(tokens)) == 3
    page = document(visitor.get(ACCOUNT))
    assert "Jet Bos" in page.text_content()


def stale(visitor: Visitor, page: str) -> dict[str, str]:
    """The form of signing in as a tab shows it."""
    token = document(visitor.get(page)).xpath("string(//input[@name='csrf_token']/@value)")
    return {"csrf_token": token, "inlognaam": "jet@school.example", "wachtwoord": WACHTWOORD}


@pytest.mark.parametrize("form", ["/portaal/aanmelden", "/portaal/aanmelden/code"])
def test_a_second_tab_goes_on_when_the_first_one_signed_in(visitor: Visitor, jet: Persoon, form: str) -> None:
    sent = stale(visitor, f"/portaal/aanmelden?verder={ACCOUNT}&opnieuw=ja")
    sign_in(visitor, jet)
    answer = visitor.post(f"{form}?verder={ACCOUNT}", data=sent)
    assert (answer.status_code, answer.location) == (303, ACCOUNT)


def test_an_old_form_signs_nobody_in(visitor: Visitor, jet: Persoon) -> None:
    sent = stale(visitor, "/portaal/aanmelden")
    visitor.take("A" * 43)
    assert visitor.post("/portaal/aanmelden", data=sent).status_code == 400


def test_another_site_does_not_lead_whoever_is_signed_in(visitor: Visitor, jet: Persoon) -> None:
    sign_in(visitor, jet)
    headers = {"Origin": "https://elders.example"}
    assert visitor.post("/portaal/aanmelden", data={}, headers=headers).status_code == 400


def test_old_values_of_the_cookie_open_nothing(visitor: Visitor, jet: Persoon) -> None:
    tokens = sign_in(visitor, jet)
    for old in tokens[:2]:
        assert old is not None
        assert Visitor(visitor.application, token=old).get(ACCOUNT).status_code == 303


def test_signing_out_ends_the_session_and_lets_the_browser_forget(visitor: Visitor, jet: Persoon) -> None:
    sign_in(visitor, jet)
    kept = visitor.token
    assert kept is not None
    answer = visitor.submit("/portaal/afmelden", page=ACCOUNT)
    assert (answer.status_code, answer.location) == (303, "/portaal/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.token is None
    assert Visitor(visitor.application, token=kept).get(ACCOUNT).status_code == 303
    assert visitor.get("/portaal/afmelden").status_code == 405


def shown_to_anybody(page: str, *names: str) -> str:
    """A page without the name that was filled in, and without its token, which holds the time."""
    for name in names:
        page = page.replace(name, "")
    return re.sub(r'name="csrf_token" type="hidden" value="[^"]+"', "", page)


def test_wrong_and_unknown_look_alike(visitor: Visitor, jet: Persoon) -> None:
    page = "/portaal/aanmelden"
    answers = [
        visitor.submit(page, {"inlognaam": name, "wachtwoord": "heel iets anders"})
        for name in (jet.inlognaam, "niemand@school.example")
    ]
    texts = [shown_to_anybody(answer.text, jet.inlognaam, "niemand@school.example") for answer in answers]
    assert answers[0].status_code == answers[1].status_code == 200
    assert texts[0] == texts[1]
    assert "klopt niet" in texts[0]
    assert "heel iets anders" not in texts[0]


def test_a_wrong_code_says_so_and_five_of_them_begin_anew(visitor: Visitor, jet: Persoon) -> None:
    visitor.submit("/portaal/aanmelden", {"inlognaam": jet.inlognaam, "wachtwoord": WACHTWOORD})
    for _ in range(4):
        answer = visitor.submit("/portaal/aanmelden/code", {"code": "000000"})
        assert "klopt niet" in answer.text
    answer = visitor.submit("/portaal/aanmelden/code", {"code": "000000"})
    assert answer.location.startswith("/portaal/aanmelden?")
    assert "voorbij" in visitor.get(answer.location).text
    assert visitor.get("/portaal/aanmelden/code").location.startswith("/portaal/aanmelden?")


def test_the_second_step_needs_a_first_one(visitor: Visitor) -> None:
    assert visitor.get("/portaal/aanmelden/code").location == "/portaal/aanmelden?verder=/portaal/"


@pytest.mark.parametrize(
    "verder", ["https://phishing.example/", "//phishing.example", "/portaal/nergens", "\\x"]
)
def test_signing_in_leads_to_a_page_of_ours_only(visitor: Visitor, jet: Persoon, verder: str) -> None:
    page = f"/portaal/aanmelden?verder={quote(verder)}"
    answer = visitor.submit(page, {"inlognaam": jet.inlognaam, "wachtwoord": WACHTWOORD})
    assert answer.location == "/portaal/aanmelden/code?verder=/portaal/"


def test_whoever_is_signed_in_need_not_sign_in(visitor: Visitor, jet: Persoon) -> None:
    sign_in(visitor, jet)
    assert visitor.get(f"/portaal/aanmelden?verder={ACCOUNT}").location == ACCOUNT


def test_the_cookies_are_for_https_and_no_script(mensen: Mensen, jet: Persoon, visitor: Visitor) -> None:
    secure = Visitor(visitor.application, origin=HTTPS)
    sign_in(secure, jet)
    for name in ("__Host-sessie", "__Host-apparaat"):
        cookie = secure.get_cookie(name)
        assert cookie is not None
        assert (cookie.secure, cookie.http_only, cookie.path, cookie.same_site) == (True, True, "/", "Lax")
        assert cookie.domain == "localhost"


def test_a_device_that_signed_in_is_known_after_failures_elsewhere(
    visitor: Visitor, jet: Persoon, klok: Klok
) -> None:
    sign_in(visitor, jet)
    visitor.submit("/portaal/afmelden", page=ACCOUNT)
    stranger = Visitor(visitor.application)
    for _ in range(12):
        stranger.submit("/portaal/aanmelden", {"inlognaam": jet.inlognaam, "wachtwoord": "fout gegokt"})
    answer = stranger.submit("/portaal/aanmelden", {"inlognaam": jet.inlognaam, "wachtwoord": WACHTWOORD})
    assert answer.status_code == 200
    sign_in(visitor, jet)


def test_an_empty_machine_says_how_to_begin(visitor: Visitor, mensen: Mensen, klok: Klok) -> None:
    assert "uwlr gebruiker invite --rol operator" in visitor.get("/portaal/aanmelden").text
    new_person(mensen, klok, OPERATOR, "otto@dienst.example", "Otto")
    assert "uwlr gebruiker invite" not in visitor.get("/portaal/aanmelden").text


def test_recovery_says_whom_to_ask(visitor: Visitor) -> None:
    assert "beheerder van deze dienst" in visitor.get("/portaal/herstel").text
