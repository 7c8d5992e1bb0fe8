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
    "/portaal/mis/x\r\nSet-Cookie: x=y",
    "/portaal/mis/x\n",
    "/portaal/mis/x\x00",
    "/portaal/mis/x\ty",
    "/portaal/mis/x y",
    "/portaal/mis/\\kwaad.example",
    "/portaal/mis/\u202ex",
    "/portaal/mis/\u2028x",
    "/portaal\t/mis/x",
    "https://localhost@kwaad.example/portaal/mis/x",
    "https:/portaal/mis/x",
    "https:kwaad.example",
    "///kwaad.example/portaal/mis/x",
    "/\t/kwaad.example",
    "%2f%2fkwaad.example",
    "/portaal/%2e%2e/%2e%2e//kwaad.example",
    "/portaal/;@kwaad.example",
    "http://localhost/portaal/mis/x",
    "data:text/html,x",
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


PAGES = ["/portaal/", "/portaal/formulier", "/portaal/scholen/99XX-16/keuzes", "/portaal/mis/fout"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_ours_is_gone_on_to(web: Flask, path: str) -> None:
    with web.test_request_context("/portaal/", query_string={"verder": path}):
        assert verder.wanted() == path
    with web.test_request_context("/portaal/", method="POST", data={"verder": path}):
        assert verder.wanted() == path
