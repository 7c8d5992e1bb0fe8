"""Mutual TLS: a LAS proves itself with a certificate, and its tokens are bound to that (RFC 8705)."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from tests.support.las.las import Beller
from tests.support.partners.handelenden import DOOR
from tests.support.servers.certificates import make_certificate
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd

LOCAL: dict[str, Any] = {"environ_overrides": {"REMOTE_ADDR": "127.0.0.1"}}
"""A call from the proxy, whose header is believed."""


def header(pem: bytes) -> dict[str, str]:
    """The certificate, as nginx passes it on."""
    return {"X-Client-Cert": quote(pem.decode())}


@pytest.fixture
def pem(las: Beller) -> bytes:
    """A certificate that the LAS registered."""
    made = make_certificate()
    las.diensten.lassleutels.add_certificate(las.las.id, made, door=DOOR)
    return made


def ask(las: Beller, pem: bytes) -> TestResponse:
    """Ask for a token with a certificate."""
    form = {"grant_type": "client_credentials", "client_id": las.name}
    return las.client.post("/oauth/token", data=form, headers=header(pem), **LOCAL)


def test_a_token_is_bound_to_the_certificate(las: Beller, pem: bytes) -> None:
    token = str((ask(las, pem).json or {})["access_token"])
    assert las.call("/scholen", token, headers=header(pem), **LOCAL).status_code == 200
    assert las.call("/scholen", token).status_code == 401
    assert las.call("/scholen", token, headers=header(make_certificate()), **LOCAL).status_code == 401


def test_another_certificate_proves_nothing(las: Beller, alles: Beller, pem: bytes) -> None:
    assert ask(las, make_certificate()).status_code == 401
    assert ask(alles, pem).status_code == 401


def test_a_certificate_counts_from_its_beginning(las: Beller) -> None:
    tomorrow = tijd.now() + timedelta(days=1)
    later = make_certificate(tomorrow, tomorrow + timedelta(days=1))
    las.diensten.lassleutels.add_certificate(las.las.id, later, door=DOOR)
    assert ask(las, later).status_code == 401


def test_a_certificate_that_has_expired_is_not_registered(las: Beller) -> None:
    yesterday = tijd.now() - timedelta(days=1)
    past = make_certificate(yesterday - timedelta(days=1), yesterday)
    with pytest.raises(Geweigerd, match="verlopen"):
        las.diensten.lassleutels.add_certificate(las.las.id, past, door=DOOR)
