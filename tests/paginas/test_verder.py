"""Where one goes on after signing in: to a page of ours, and never elsewhere."""

import pytest
from flask import Flask

from uwlr_service.paginas import verder

ELSEWHERE = [
    None,
    "",
    "https://kwaad.example/",
    "//kwaad.example/portaal/",
    "/\\kwaad.example",
    "\\\\kwaad.example",
    "/portaal//kwaad.example",
    "/portaal/../uwlr/",
    "/portaal/nergens",
    "/portaal/formulier@kwaad.example",
    "portaal/formulier",
    "javascript:alert(1)",
    " /portaal/formulier",
    "/portaal/formulier\r\nSet-Cookie: x=y",
    "/portaal/static/stijl.css",
    "/portaal/vernieuwen",  # can only be sent to
    "/uwlr/leerlinggegevens",
    "/",
]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nobody_is_led_elsewhere(web: Flask, path: str | None) -> None:
    with web.test_request_context("/portaal/", query_string={"verder": path or ""}):
        assert verder.page(path) is None
        assert verder.wanted() == "/portaal/"


@pytest.mark.parametrize("path", ["/portaal/", "/portaal/formulier", "/portaal/scholen/99XX-16/keuzes"])
def test_a_page_of_ours_is_gone_on_to(web: Flask, path: str) -> None:
    with web.test_request_context("/portaal/", query_string={"verder": path}):
        assert verder.wanted() == path
    with web.test_request_context("/portaal/", method="POST", data={"verder": path}):
        assert verder.wanted() == path
