"""What goes wrong on a page, and what the log tells of it."""

import json

import pytest
from lxml import html
from werkzeug.test import Client

from tests.support.callers import call
from uwlr_service import logs
from uwlr_service.diensten import Diensten
from uwlr_service.web import web_application


def test_an_unknown_page_shows_the_way_back(client: Client) -> None:
    answer = client.get("/elders/geheim")
    root = html.document_fromstring(answer.text)

    assert answer.status_code == 404
    assert root.findtext(".//h1") == "Deze pagina bestaat niet"
    assert "/portaal/" in [link.get("href") for link in root.iter("a")]
    assert "geheim" not in answer.text


def test_a_page_takes_no_data(client: Client) -> None:
    answer = client.post("/", data={"naam": "Sanne"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "Sanne" not in answer.text


def test_what_a_browser_sends_gets_a_page_and_what_a_program_sends_does_not(client: Client) -> None:
    form = {"naam": "Sanne"}
    browser = client.post("/bestaat-niet", data=form, headers={"Accept": "text/html,*/*;q=0.8"})
    program = client.post("/bestaat-niet", data=form, headers={"Accept": "*/*"})
    assert (browser.status_code, browser.mimetype) == (404, "text/html")
    assert (program.status_code, program.mimetype) == (404, "text/plain")
    assert program.text.startswith("Deze pagina bestaat niet.")


def test_a_double_slash_is_led_to_the_page(client: Client) -> None:
    answer = client.get("/health//live")
    assert (answer.status_code, answer.headers["Location"]) == (308, "http://localhost/health/live")


def test_an_unexpected_error_gives_a_number_that_the_log_has_too(
    diensten: Diensten, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    web = web_application(diensten)

    @web.get("/stuk")
    def broken() -> str:
        raise ValueError("de leerling Sanne Jansen bestaat al")

    answer = Client(web).get("/stuk")
    (line,) = capsys.readouterr().out.splitlines()
    event = json.loads(line)

    assert answer.status_code == 500
    assert event["reference"] in answer.text
    assert event["exception"] == ["builtins.ValueError"]
    assert any("test_faults.py" in place for place in event["raised_at"])
    assert "Sanne" not in line + answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/gkv/v1//openapi.json", 200),
        ("//gkv///v1/openapi.json/", 200),
        ("//.well-known//oauth-authorization-server", 200),
        ("//gkv/v1/koppelingen", 401),
        ("//oauth//token", 405),
        ("//gkv//nergens", 404),
    ],
)
def test_a_double_slash_changes_nothing_for_programs(client: Client, path: str, status: int) -> None:
    answer = call(client.application, path=path, REQUEST_METHOD="GET", HTTP_ACCEPT="*/*")
    assert answer.status == status
    assert "json" in answer.headers["content-type"]
