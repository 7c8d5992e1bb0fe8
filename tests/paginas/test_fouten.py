"""What goes wrong, as a page: the right status, words for the person, and nothing of what is inside."""

import json
from collections.abc import Callable

import pytest
from flask import Flask, abort

from tests.support.portaal.visiting import Visitor, document, form_token
from uwlr_service import logs
from uwlr_service.domain.fouten import DatabaseOnbereikbaar

Signed = Callable[..., Visitor]


@pytest.mark.parametrize(
    ("naam", "status", "words"),
    [
        ("koppeling", 404, "Deze pagina is er niet"),
        ("overgang", 409, "Dit kan nu niet meer"),
        ("database", 503, "even niet bereikbaar"),
        ("fout", 500, "Noem dit nummer"),
    ],
)
def test_a_refusal_is_a_page(visitor: Visitor, naam: str, status: int, words: str) -> None:
    answer = visitor.get(f"/portaal/mis/{naam}")
    page = document(answer)
    assert answer.status_code == status
    assert words in page.xpath("string(//main)")
    assert page.findtext(".//h1")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers
    assert ("Retry-After" in answer.headers) == (status == 503)


@pytest.mark.parametrize("status", [400, 401, 404, 405, 409, 413, 429, 500, 503])
def test_every_status_has_its_own_words(web: Flask, visitor: Visitor, status: int) -> None:
    web.view_functions["start"] = lambda: abort(status)
    answer = visitor.get("/portaal/")
    assert answer.status_code == status
    heading = document(answer).findtext(".//h1")
    web.view_functions["start"] = lambda: abort(418)
    assert (heading == document(visitor.get("/portaal/")).findtext(".//h1")) == (status == 400)


def test_the_words_are_in_the_language_of_the_visitor(visitor: Visitor) -> None:
    visitor.set_cookie("taal", "en", path="/portaal")
    page = document(visitor.get("/portaal/nergens"))
    assert (page.get("lang"), page.findtext(".//h1")) == ("en", "This page is not there")


def test_our_own_mistake_has_a_number_that_the_log_has_too(
    visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    answer = visitor.get("/portaal/mis/fout?naam=Sanne")
    (line,) = capsys.readouterr().out.splitlines()
    event = json.loads(line)
    assert event["reference"] in answer.text
    assert "Sanne" not in line + answer.text


def test_a_database_that_is_away_is_told_to_who_is_signed_in_too(
    signed_in: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = signed_in()

    def away(_sessies: object, _token: str) -> None:
        raise DatabaseOnbereikbaar

    monkeypatch.setattr("uwlr_service.uitwisseling.account.sessies.Sessies.find", away)
    answer = visitor.get("/portaal/scholen/99XX-16")
    assert answer.status_code == 503
    assert "even niet bereikbaar" in answer.text
    assert document(answer).xpath("//header//form") == []


def test_an_old_proof_leads_to_a_new_one_and_back_with_what_was_filled_in(signed_in: Signed) -> None:
    visitor = signed_in()
    answer = visitor.get("/portaal/mis/bewijs")
    assert (answer.status_code, answer.location) == (
        303,
        "/portaal/bevestigen?verder=%2Fportaal%2Fmis%2Fbewijs",
    )
    token = form_token(visitor.get("/portaal/formulier"))
    sent = {"Referer": "http://localhost/portaal/formulier"}
    answer = visitor.post("/portaal/mis/bewijs", data={"csrf_token": token, "naam": "Tijn"}, headers=sent)
    assert answer.location == "/portaal/bevestigen?verder=%2Fportaal%2Fmis%2Fbewijs"
    assert visitor.get("/portaal/lezen").status_code == 200


def test_a_redirect_of_the_router_stays_one(visitor: Visitor) -> None:
    answer = visitor.get("/portaal//formulier")
    assert (answer.status_code, answer.location) == (308, "http://localhost/portaal/formulier")
