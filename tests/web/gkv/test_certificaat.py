"""Mutual TLS: a certificate in a header, from a proxy that is believed and from nobody else (RFC 8705)."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import Client

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner
from tests.support.partners.handelenden import DOOR
from tests.support.servers.certificates import make_certificate
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.web.adressen import is_believed

LIST = "/gkv/v1/koppelingen"
LOCAL: dict[str, Any] = {"environ_overrides": {"REMOTE_ADDR": "127.0.0.1"}}
"""A call from the proxy, whose header is believed."""

Form = Callable[[bytes], dict[str, str]]
"""How a proxy passes a certificate on: the header for it."""


@pytest.fixture
def pem(partner: Partner) -> bytes:
    made = make_certificate()
    partner.beheer.add_certificate(partner.koppeling, made, door=DOOR)
    return made


def header(pem: bytes) -> dict[str, str]:
    """As nginx writes it: $ssl_client_escaped_cert."""
    return {"X-Client-Cert": quote(pem.decode())}


def rfc_9440(pem: bytes) -> dict[str, str]:
    lines = pem.decode().splitlines()[1:-1]
    return {"X-Client-Cert": f":{''.join(lines)}:"}


def ask(partner: Partner, headers: dict[str, str], address: str = "127.0.0.1") -> object:
    form = {"grant_type": "client_credentials", "client_id": partner.name}
    answer = partner.client.post(
        "/oauth/token", data=form, headers=headers, environ_overrides={"REMOTE_ADDR": address}
    )
    return (answer.json or {}).get("access_token") or answer.status_code


@pytest.mark.parametrize("form", [header, rfc_9440])
def test_a_certificate_gets_a_token_that_is_bound_to_it(partner: Partner, pem: bytes, form: Form) -> None:
    shown = form(pem)
    token = ask(partner, shown)
    assert isinstance(token, str)
    assert partner.call(LIST, token, headers=shown, **LOCAL).status_code == 200
    assert partner.call(LIST, token, **LOCAL).status_code == 401
    assert partner.call(LIST, token, headers=header(make_certificate()), **LOCAL).status_code == 401


def test_a_header_from_elsewhere_is_not_believed(partner: Partner, pem: bytes) -> None:
    assert ask(partner, header(pem), "192.0.2.7") == 401


def test_another_or_no_certificate_is_refused(partner: Partner, pem: bytes) -> None:
    assert ask(partner, header(make_certificate())) == 401
    assert ask(partner, {}) == 401
    for value in ("x", "::", ":x:", ":" + base64.b64encode(b"x").decode() + ":", "%ff", "-----BEGIN", "é"):
        assert ask(partner, {"X-Client-Cert": value}) == 401, value


def test_a_certificate_of_another_link_is_refused(partner: Partner, stranger: Partner, pem: bytes) -> None:
    assert ask(stranger, header(pem)) == 401


def test_an_expired_certificate_is_refused(partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    now = tijd.now()
    old = make_certificate(now - timedelta(days=2), now - timedelta(days=1))
    with pytest.raises(Geweigerd, match="verlopen"):
        partner.beheer.add_certificate(partner.koppeling, old, door=DOOR)
    with monkeypatch.context() as patched:
        patched.setattr("uwlr_service.domain.tijd.now", lambda: now - timedelta(days=1, hours=1))
        partner.beheer.add_certificate(partner.koppeling, old, door=DOOR)
    assert ask(partner, header(old)) == 401


def test_without_the_setting_no_header_is_read(settings: Settings, partner: Partner, pem: bytes) -> None:
    application = create_app(replace(settings, certificate_header=None))
    partner.client = Client(application)
    assert ask(partner, header(pem)) == 401
    found = partner.client.get("/.well-known/oauth-authorization-server").json or {}
    assert found["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    application.close()


@pytest.mark.parametrize(
    ("address", "proxies", "bind", "believed"),
    [
        ("127.0.0.1", "127.0.0.1,::1", "127.0.0.1:8080", True),
        ("::1", "127.0.0.1, ::1", "127.0.0.1:8080", True),
        ("10.1.2.3", "10.0.0.0/8", "0.0.0.0:8080", True),
        ("192.0.2.7", "127.0.0.1", "0.0.0.0:8080", False),
        ("192.0.2.7", "*", "0.0.0.0:8080", True),
        ("", "127.0.0.1", "unix:/run/uwlr.sock", True),
        ("", "127.0.0.1", "0.0.0.0:8080", False),
        (None, "127.0.0.1", "0.0.0.0:8080", False),
        ("127.0.0.1", "onzin", "0.0.0.0:8080", False),
    ],
)
def test_who_is_believed(address: str | None, proxies: str, bind: str, believed: bool) -> None:
    assert is_believed(address, proxies, bind) is believed


def test_the_link_is_asked_each_time(partner: Partner, pem: bytes, gkv: Gkv) -> None:
    shown = header(pem)
    token = str(ask(partner, shown))
    assert partner.call(LIST, token, headers=shown, **LOCAL).status_code == 200
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    assert partner.call(LIST, token, headers=shown, **LOCAL).status_code == 403


def test_a_certificate_proves_the_partner_of_a_link_that_has_ended(
    partner: Partner, pem: bytes, gkv: Gkv
) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    shown = header(pem)
    token = str(ask(partner, shown))
    path = "/gkv/v1/verwijderverzoeken"
    answer = partner.call(path, token, headers=shown, **LOCAL)
    assert len((answer.json or {})["verwijderverzoeken"]) == 1
    assert partner.call(path, token, **LOCAL).status_code == 401
    assert ask(partner, header(make_certificate())) == 401


@pytest.mark.parametrize("version", [1, 3, 200])
def test_a_certificate_of_an_odd_version_is_refused_and_told_as_unreadable(
    partner: Partner, pem: bytes, capsys: pytest.CaptureFixture[str], version: int
) -> None:
    der = base64.b64decode("".join(pem.decode().splitlines()[1:-1]))
    odd = der.replace(bytes((0xA0, 3, 2, 1, 2)), bytes((0xA0, 3, 2, 1, version)), 1)
    for value in (f":{base64.b64encode(odd).decode()}:", ":\u00e9:", "\u00e9", f"{rfc_9440(pem)}, x"):
        assert ask(partner, {"X-Client-Cert": value}) == 401
        line = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert line["reason"] == "unreadable_certificate"


def test_the_log_says_which_link_a_refused_certificate_claimed_and_why(
    partner: Partner, pem: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(partner, header(make_certificate())) == 401
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (found["koppeling"], found["reason"]) == (partner.koppeling, "unknown_certificate")
