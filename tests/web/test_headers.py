"""The security headers, on pages, files and errors alike."""

import pytest
from werkzeug.test import Client

from uwlr_service.web.headers import HEADERS


@pytest.mark.parametrize("path", ["/", "/uwlr/leerlinggegevens", "/health/live", "/nergens"])
def test_every_answer_carries_them(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_no_source_but_our_own_is_allowed() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert not [value for value in policy.values() if value not in ("'self'", "'none'")]
