"""The session of a visitor: what it costs, what it keeps, and when its cookie changes."""

from collections.abc import Callable

import pytest

from tests.support.portaal.visiting import HTTPS, Visitor, form_token
from tests.support.statements import recorded

Signed = Callable[..., Visitor]


@pytest.mark.parametrize("path", ["/portaal/", "/portaal/static/stijl.css", "/portaal/nergens"])
def test_a_page_that_asks_nothing_reads_nothing_and_gives_no_cookie(visitor: Visitor, path: str) -> None:
    with recorded() as statements:
        answer = visitor.get(path)
    assert statements == []
    assert "Set-Cookie" not in answer.headers


def test_a_form_gives_a_cookie_and_costs_no_row(visitor: Visitor) -> None:
    with recorded() as statements:
        answer = visitor.get("/portaal/formulier")
    assert statements == []
    assert visitor.token is not None
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


def test_the_cookie_of_https_is_for_this_host_alone(web, signed_in: Signed) -> None:
    visitor = Visitor(web, origin=HTTPS)
    cookie = visitor.get("/portaal/formulier").headers["Set-Cookie"]
    name, _, attributes = cookie.partition("=")
    assert name == "__Host-sessie"
    assert "; Secure" in attributes
    assert "Domain" not in attributes


def test_what_is_kept_comes_back_and_the_cookie_stays(visitor: Visitor) -> None:
    assert visitor.get("/portaal/bewaren").text == "bewaard"
    token = visitor.token
    answer = visitor.get("/portaal/lezen")
    assert answer.text == "ja"
    assert "Set-Cookie" not in answer.headers
    assert visitor.token == token


def test_reading_writes_nothing(signed_in: Signed) -> None:
    visitor = signed_in()
    with recorded() as statements:
        answer = visitor.get("/portaal/lezen")
    assert "Set-Cookie" not in answer.headers
    assert len(statements) == 1
    assert statements[0].startswith("SELECT")


def test_a_step_of_signing_in_changes_the_cookie_and_keeps_what_was_being_done(visitor: Visitor) -> None:
    visitor.get("/portaal/bewaren")
    before = visitor.token
    token = form_token(visitor.get("/portaal/formulier"))
    assert visitor.post("/portaal/vernieuwen", data={"csrf_token": token}).text == "vernieuwd"
    assert visitor.token != before
    assert visitor.get("/portaal/lezen").text == "ja"
    # A form of before the step is worth nothing any more, and neither is the cookie.
    assert visitor.post("/portaal/vernieuwen", data={"csrf_token": token}).status_code == 400
    thief = Visitor(visitor.application, token=before)
    assert thief.get("/portaal/lezen").text == "niets"


def test_signing_out_ends_the_session_here_and_in_the_browser(signed_in: Signed) -> None:
    visitor = signed_in()
    before = visitor.token
    answer = visitor.submit("/portaal/afmelden", page="/portaal/formulier")
    assert (answer.status_code, answer.location) == (303, "/portaal/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.token is None
    thief = Visitor(visitor.application, token=before)
    assert thief.get("/portaal/scholen/99XX-16").status_code == 303


@pytest.mark.parametrize("value", ["", "x", "a" * 42, "a" * 44, "é" * 43, "../" * 14 + "a"])
def test_a_value_that_was_never_ours_is_not_looked_for(web, value: str) -> None:
    visitor = Visitor(web, token=value)
    with recorded() as statements:
        assert visitor.get("/portaal/lezen").text == "niets"
    assert statements == []


def test_nothing_is_kept_under_a_value_that_ended(signed_in: Signed) -> None:
    visitor = signed_in()
    before = visitor.token
    visitor.submit("/portaal/afmelden", page="/portaal/formulier")
    thief = Visitor(visitor.application, token=before)
    assert thief.get("/portaal/bewaren").text == "bewaard"
    assert thief.token != before
    assert thief.get("/portaal/lezen").text == "ja"
