"""Where a webhook may be sent: addresses that can be one, hosts on the internet, and the name they prove."""

import ipaddress
import socket
from pathlib import Path
from typing import Any

import pytest
from requests import utils

from tests.support.gkv.listening import listening
from tests.support.servers.certificates import make_key_and_certificate
from uwlr_service.domain.fouten import Geweigerd, NietBezorgd
from uwlr_service.domain.netwerk import is_public
from uwlr_service.uitwisseling.gkv import webhookpost


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example/",
        "ftp://partner.example/",
        "https://",
        "https://user:geheim@partner.example/",
        "https://partner.example/#x",
        "https://partner.example:0/",
        "https://partner.example:99999/",
        "https://partner.example/ x",
        "https://partner.example/\r\nX: y",
        "https://[::1/",
        "https://pärtner.example/",
        "//partner.example/",
        "https://partner.example/" + "x" * 2000,
        "http://localhost.example/",
    ],
)
def test_an_impossible_address_is_refused(url: str) -> None:
    with pytest.raises(Geweigerd):
        webhookpost.check_url(url)


def test_a_long_address_is_called_too_long() -> None:
    with pytest.raises(Geweigerd, match="ten hoogste 2000 tekens"):
        webhookpost.check_url("https://partner.example/" + "x" * 2000)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.5.4", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:1.1.1.1", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_what_is_on_the_internet(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


class TestNames:
    """Over TLS to an address by number, with the certificate of the name; the name is of no real host."""

    NAME = "partner.example"

    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Path:
        return make_key_and_certificate(tmp_path, self.NAME)

    @pytest.fixture(autouse=True)
    def lookups(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Every name is on this machine, as a stand-in for the DNS; returns what was looked up."""
        asked: list[str] = []

        def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    def test_the_right_name_is_called_and_looked_up_once(
        self, certificate: Path, lookups: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(utils, "DEFAULT_CA_BUNDLE_PATH", str(certificate))
        with listening(certificate) as listener:
            host = listener.host.replace("localhost", self.NAME)
            webhookpost.post(f"https://{host}/x", b"{}", {}, {host})
        assert listener.heard[0][1]["Host"] == host
        assert [name for name in lookups if name != "127.0.0.1"] == [self.NAME]

    def test_another_name_is_refused(self, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(utils, "DEFAULT_CA_BUNDLE_PATH", str(certificate))
        with listening(certificate) as listener:
            host = listener.host.replace("localhost", "ander.example")
            with pytest.raises(NietBezorgd):
                webhookpost.post(f"https://{host}/x", b"{}", {}, {host})
        assert listener.heard == []

    def test_a_certificate_that_nobody_trusts_is_refused(self, certificate: Path) -> None:
        with listening(certificate) as listener:
            host = listener.host.replace("localhost", self.NAME)
            with pytest.raises(NietBezorgd):
                webhookpost.post(f"https://{host}/x", b"{}", {}, {host})
        assert listener.heard == []

    def test_a_name_without_an_address_is_said_to_be_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def unknown(*_: Any, **__: Any) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")  # what a resolver says, without asking one

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        with pytest.raises(NietBezorgd) as refused:
            webhookpost.post("https://partner.example/", b"{}", {}, set())
        assert refused.value.reason == "no address of that name can be found"

    def test_a_name_that_turns_inside_is_refused(self) -> None:
        with pytest.raises(NietBezorgd) as refused:
            webhookpost.post("https://partner.example/", b"{}", {}, set())
        assert refused.value.reason == "an address inside the own network"
