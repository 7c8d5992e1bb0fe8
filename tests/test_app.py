"""The application: which part answers which path, and under which request id."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from werkzeug.test import Client

from tests.support.callers import call
from uwlr_service.app import Applications, Routes, create_app
from uwlr_service.config import Settings
from uwlr_service.reception.refused import Refused
from uwlr_service.web import PAGES_OF_SOAP


def saying(text: str) -> WSGIApplication:
    """An application that only tells that it was chosen."""

    def application(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [text.encode()]

    return application


def routing() -> Routes:
    """The routes, to parts that only tell that they were chosen."""
    return Routes(
        Applications(
            soap=saying("soap"),
            generiek=saying("generiek"),
            proeftuin=saying("proeftuin"),
            gkv_proeftuin=saying("gkv_proeftuin"),
            portaal=saying("portaal"),
            sso=saying("sso"),
            web=saying("web"),
        ),
        PAGES_OF_SOAP,
        close=lambda: None,
    )


@pytest.mark.parametrize(
    ("method", "path", "part"),
    [
        ("GET", "/", "web"),
        ("GET", "/sso/.well-known/openid-configuration", "sso"),
        ("GET", "/.well-known/oauth-authorization-server/sso", "sso"),
        ("GET", "/.well-known/oauth-authorization-server", "web"),
        ("GET", "/portaal", "portaal"),
        ("POST", "/sso/authorize", "sso"),
        ("GET", "/sso", "web"),
        ("POST", "/portaal/aanmelden", "portaal"),
        ("GET", "/portaals", "web"),
        ("POST", "/proeftuin/3/uwlr/leerlinggegevens", "proeftuin"),
        ("POST", "/proeftuin//3/uwlr//leerlinggegevens", "proeftuin"),
        ("GET", "/proeftuin/3/uwlr/leerlinggegevens", "proeftuin"),
        ("GET", "/proeftuin/3/gkv/v1/koppelingen", "gkv_proeftuin"),
        ("POST", "/proeftuin/3//oauth/token", "gkv_proeftuin"),
        ("GET", "/proeftuin/3/.well-known/jwks.json", "gkv_proeftuin"),
        ("GET", "/proeftuin/3/las/v1/scholen", "proeftuin"),
        ("GET", "/gkv/v1/koppelingen", "web"),
        ("GET", "/proeftuin", "web"),
        ("GET", "/health/live", "web"),
        ("POST", "/elders", "web"),
        ("GET", "/uwlrx", "web"),
        ("POST", "/uwlr/leerlinggegevens", "soap"),
        ("PUT", "/uwlr/leerlinggegevens", "soap"),
        ("GET", "/uwlr/leerlinggegevens", "web"),
        ("GET", "/uwlr/leerlinggegevens/", "web"),
        ("HEAD", "/uwlr/leerlinggegevens/getrapt", "web"),
        ("GET", "/uwlr/leerlinggegevens?wsdl", "soap"),
        ("GET", "/uwlr/leerlinggegevens?WSDL", "soap"),
        ("GET", "/uwlr/leerlinggegevens?versie=2.3&wsdl=", "soap"),
        ("GET", "/uwlr/leerlinggegevens?singleWsdl", "soap"),
        ("GET", "/uwlr/leerlinggegevens?xsd=xsd0", "soap"),
        ("GET", "/uwlr/leerlinggegevens?disco", "soap"),
        ("GET", "/uwlr/leerlinggegevens?%77sdl2", "soap"),
        ("GET", "/uwlr/leerlinggegevens?van=brief", "web"),
        ("GET", "/uwlr/schemas/2.2/EDEXML.elementen.xsd", "soap"),
        ("GET", "/uwlr/onbekend", "soap"),
        ("POST", "/gkv/GeneriekeService", "generiek"),
        ("POST", "/gkv/GeneriekeService/", "generiek"),
        ("GET", "/gkv/GeneriekeService?wsdl", "generiek"),
        ("GET", "/gkv/GeneriekeService", "web"),
        ("POST", "/gkv/GeneriekeServices", "web"),
    ],
)
def test_paths(method: str, path: str, part: str) -> None:
    routes = routing()
    assert Client(routes).open(path, method=method).text == part


@pytest.mark.parametrize(
    ("method", "path", "query", "part"),
    [
        ("GET", "//uwlr/leerlinggegevens", "wsdl", "soap"),
        ("GET", "///uwlr//leerlinggegevens//", "", "web"),
        ("GET", "/uwlr//schemas//2.2/EDEXML.elementen.xsd", "", "soap"),
        ("POST", "//uwlr/leerlinggegevens", "", "soap"),
        ("POST", "/uwlr//leerlinggegevens///getrapt//", "", "soap"),
        ("POST", "//gkv//GeneriekeService/", "", "generiek"),
        ("GET", "//gkv/GeneriekeService", "wsdl", "generiek"),
        ("GET", "//elders", "", "web"),
    ],
)
def test_doubled_slashes_change_nothing(method: str, path: str, query: str, part: str) -> None:
    routes = routing()
    answer = call(routes, path=path, REQUEST_METHOD=method, QUERY_STRING=query)
    assert answer.content.decode() == part


def test_a_head_that_cannot_be_read_is_answered_in_the_form_of_its_address_too() -> None:
    for path in ("/uwlr/leerlinggegevens", "//uwlr//leerlinggegevens/", "//gkv/GeneriekeService"):
        refusal = Routes.refuse(Refused(HTTPStatus.BAD_REQUEST, path, "POST"), "Onleesbaar.")
        assert (refusal.status, refusal.media_type) == ("500 Internal Server Error", XML)


XML = "text/xml; charset=utf-8"


@pytest.mark.parametrize(
    ("method", "path", "content_type", "data", "part"),
    [
        ("POST", "/", XML, b"<x/>", "fault"),
        ("POST", "/elders", XML, b"", "fault"),
        ("POST", "//elders", "application/soap+xml", b"<x/>", "fault"),
        ("PUT", "/uwlrx", XML, b"<x/>", "fault"),
        ("POST", "/elders", "", b"<x/>", "fault"),
        ("POST", "/elders", "", b"", "web"),
        ("POST", "/elders", "application/x-www-form-urlencoded", b"x=y", "web"),
        ("POST", "/gkv/elders", XML, b"<x/>", "web"),
        ("POST", "/oauth/token", XML, b"<x/>", "web"),
        ("GET", "/elders", XML, b"", "web"),
    ],
)
def test_a_message_at_the_address_of_a_page_gets_a_fault(
    method: str, path: str, content_type: str, data: bytes, part: str
) -> None:
    routes = routing()
    answer = Client(routes).open(path, method=method, content_type=content_type, data=data)
    if part == "fault":
        assert (answer.status_code, answer.mimetype) == (404, "text/xml")
        assert "/uwlr/leerlinggegevens/getrapt, /uwlr/leerresultaten, /gkv/GeneriekeService" in answer.text
    else:
        assert answer.text == part


@pytest.mark.parametrize(
    ("accept", "part"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9", "web"),
        ("*/*", "web"),
        ("", "web"),
        ("text/xml", "soap"),
        ("application/wsdl+xml, application/xml", "soap"),
    ],
)
def test_the_page_of_a_soap_address_is_for_whoever_takes_a_page(accept: str, part: str) -> None:
    routes = routing()
    answer = Client(routes).get("/uwlr/leerlinggegevens", headers={"Accept": accept} if accept else {})
    assert answer.text == part


def request_id(settings: Settings, capsys: pytest.CaptureFixture[str], given: str | None) -> str:
    """The request id in the log of a call."""
    application = create_app(settings)
    headers = {"X-Request-ID": given} if given else {}
    Client(application).post("/uwlr/leerlinggegevens", data=b"x", content_type="text/xml", headers=headers)
    application.close()
    (line,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    found: str = line["request_id"]
    return found


@pytest.fixture
def settings(tmp_path: object) -> Settings:
    return Settings.from_environment({"UWLR_VAR": str(tmp_path)})


def test_the_request_id_of_a_proxy_is_kept(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert request_id(settings, capsys, "0f3c-proxy_1") == "0f3c-proxy_1"


@pytest.mark.parametrize("given", [None, "short", "a" * 65, 'x", "klant": "y'])
def test_any_other_request_id_is_made_here(
    settings: Settings, capsys: pytest.CaptureFixture[str], given: str | None
) -> None:
    found = request_id(settings, capsys, given)
    assert len(bytes.fromhex(found)) == 8


def renamed_in_log(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the log says of settings."""
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return [line["message"] for line in lines if line["event"] == "setting"]


def test_a_server_of_others_logs_a_setting_with_its_former_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UWLR_VAR", str(tmp_path))
    monkeypatch.setenv("UWLR_DATABASE_URL", f"sqlite:///{tmp_path / 'uwlr.sqlite'}")
    monkeypatch.setenv("UWLR_GENERIEK_PER_MINUUT", "7")
    create_app().close()
    assert renamed_in_log(capsys) == ["UWLR_GENERIEK_PER_MINUUT is now called UWLR_GENERIEK_PER_MINUTE"]
    create_app(Settings.from_environment()).close()  # whoever read the settings has told
    assert renamed_in_log(capsys) == []


def test_it_logs_which_of_two_names_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UWLR_VAR", str(tmp_path))
    monkeypatch.setenv("UWLR_DATABASE_URL", f"sqlite:///{tmp_path / 'uwlr.sqlite'}")
    monkeypatch.setenv("UWLR_GENERIEK_PER_MINUUT", "7")
    monkeypatch.setenv("UWLR_GENERIEK_PER_MINUTE", "8")
    create_app().close()
    (message,) = renamed_in_log(capsys)
    assert message.endswith("both are set, and only UWLR_GENERIEK_PER_MINUTE counts")
