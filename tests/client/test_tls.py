"""TLS between a client and a service: each way to fail has its own words."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.servers import tls as servers
from tests.support.servers.certificates import Issuer, make_key_and_certificate
from tests.support.servers.tls import context_of, listening, over_tls
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.client.uwlr import UwlrClient
from uwlr_service.domain import tijd

KLANT = Klantgegevens(klantnaam="Uitgeverij", klantcode="U1", autorisatiesleutel="geheim")
HTTPS = "https"


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    return Issuer(tmp_path)


def said(port: int, trust: Trust = EVERYBODY, scheme: str = HTTPS, host: str = "127.0.0.1") -> str:
    """What a client says of the server on a port, behind the address of its WSDL."""
    url = f"{scheme}://{host}:{port}/x?wsdl"
    with pytest.raises(Onbereikbaar) as raised:
        UwlrClient(url, KLANT, 10, trust)
    begin = f"De WSDL op {url} is niet op te halen: "
    assert raised.value.tekst.startswith(begin)
    return raised.value.tekst.removeprefix(begin)


def trusting(issuer: Issuer, shown: Path | None = None) -> Trust:
    return Trust.read(issuer.path, shown, environ={})


def test_a_certificate_of_a_trusted_issuer_is_good(issuer: Issuer) -> None:
    with listening(over_tls(context_of(issuer.issue("server", "127.0.0.1")))) as port:
        assert said(port, trusting(issuer)) == "de server antwoordt met HTTP 404."


@pytest.mark.parametrize(
    ("names", "days", "words"),
    [
        (("127.0.0.1",), (-9, -8), "het TLS-certificaat is verlopen."),
        (
            ("127.0.0.1",),
            (8, 9),
            "het TLS-certificaat is nog niet geldig; klopt de klok van deze machine?",
        ),
        (
            ("las.example", "10.0.0.1"),
            (-1, 1),
            "het TLS-certificaat is niet van 127.0.0.1, maar van een andere naam.",
        ),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(
    issuer: Issuer, names: tuple[str, ...], days: tuple[int, int], words: str
) -> None:
    begin, end = (tijd.now() + timedelta(days=day) for day in days)
    certificate = issuer.issue("server", *names, begin=begin, end=end)
    with listening(over_tls(context_of(certificate))) as port:
        assert said(port, trusting(issuer)) == words


def test_another_name_is_told_of_a_name_too(issuer: Issuer) -> None:
    with listening(over_tls(context_of(issuer.issue("server", "las.example")))) as port:
        assert "niet van localhost, maar" in said(port, trusting(issuer), host="localhost")


def test_an_issuer_that_nobody_knows_is_told_from_a_server_that_signed_itself(
    issuer: Issuer, tmp_path: Path
) -> None:
    with listening(over_tls(context_of(issuer.issue("server", "127.0.0.1")))) as port:
        assert said(port).startswith("het TLS-certificaat is van een onbekende uitgever")
        other = Issuer(tmp_path, "Een ander")
        assert said(port, trusting(other)).startswith("het TLS-certificaat is van een onbekende uitgever")
    own = make_key_and_certificate(tmp_path, "localhost")
    with listening(over_tls(context_of(own))) as port:
        assert said(port, host="localhost").startswith(
            "het TLS-certificaat is door de server zelf ondertekend"
        )
        trust = Trust.read(own, environ={})
        assert said(port, trust, host="localhost") == "de server antwoordt met HTTP 404."


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_asks_for_a_certificate_of_the_caller(
    issuer: Issuer, tmp_path: Path, version: ssl.TLSVersion
) -> None:
    context = context_of(issuer.issue("server", "127.0.0.1"), asks=issuer.path, newest=version)
    with listening(over_tls(context)) as port:
        words = "de server vraagt om een certificaat van de beller: noem het met --cert."
        assert said(port, trusting(issuer)) == words
        assert said(port, trusting(issuer, issuer.issue("beller"))) == "de server antwoordt met HTTP 404."
        stranger = Issuer(tmp_path, "Een vreemde").issue("vreemd")
        assert (
            said(port, trusting(issuer, stranger))
            == "de server neemt het certificaat van de beller niet aan."
        )


def test_a_server_of_an_old_version_of_tls(issuer: Issuer) -> None:
    context = context_of(issuer.issue("server", "127.0.0.1"), newest=ssl.TLSVersion.TLSv1_1)
    with listening(over_tls(context)) as port:
        assert said(port, trusting(issuer)) == (
            "de server kent geen versie van TLS die deze machine ook kent (1.2 of hoger)."
        )


@pytest.mark.parametrize(
    ("serve", "words"),
    [
        (servers.plain, "dit adres spreekt geen TLS; is het http?"),
        (servers.cut, "de server verbreekt de verbinding tijdens het opzetten van TLS."),
        (servers.reset, "de server verbreekt de verbinding tijdens het opzetten van TLS."),
    ],
)
def test_a_server_that_is_not_one_of_tls(serve: Callable[[socket.socket], None], words: str) -> None:
    with listening(serve) as port:
        assert said(port) == words


def test_http_on_a_port_of_https(issuer: Issuer) -> None:
    words = "dit adres spreekt TLS; is het https?"
    with listening(over_tls(context_of(issuer.issue("server", "127.0.0.1")))) as port:
        assert said(port, scheme="http") == words
    with listening(servers.alert) as port:
        assert said(port, scheme="http") == words


def test_http_that_hangs_up_is_not_taken_for_https() -> None:
    with listening(servers.cut) as port:
        assert said(port, scheme="http") == "er komt geen verbinding tot stand."
    with listening(servers.plain) as port:
        assert said(port, scheme="http") == "de server antwoordt met HTTP 400."


@contextmanager
def refusing() -> Iterator[int]:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield int(taken.getsockname()[1])


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_port_on_which_nobody_listens(scheme: str) -> None:
    with refusing() as port:
        assert said(port, scheme=scheme) == "er komt geen verbinding tot stand."
