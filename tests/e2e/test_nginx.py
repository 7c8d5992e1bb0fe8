"""The service behind a real nginx, with the configuration of docs/install.rst word for word."""

import gzip
import hashlib
import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.support.gkv.links import Link
from tests.support.messages.soap import PULL, envelope, header, request, verzoek
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.certificates import make_key_and_certificate
from tests.support.servers.nginx import NAME, served
from tests.support.servers.ports import free_port
from tests.support.servers.waiting import until
from uwlr_service.domain.koppeling.partner import client_id
from uwlr_service.domain.school import schoolpad
from uwlr_service.formats.uwlr.namespaces import WSDL_SOAP
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer

pytestmark = pytest.mark.e2e
TIMEOUT = 30


class Front:
    """The service as it is seen from outside: over TLS, and with a partner's certificate or without."""

    def __init__(self, url: str, ca: Path, link: Link, folder: Path) -> None:
        self.url, self._ca, self.link = url, str(ca), link
        self.folder = folder
        self.own, self.foreign = (
            str(make_key_and_certificate(folder, name)) for name in ("partner.example", "vreemd.example")
        )
        Partnersleutelbeheer(link.server.database).add_certificate(
            link.koppeling, _certificate(Path(self.own).read_bytes()), door=DOOR
        )

    def ask(self, method: str, path: str, cert: str | None = None, **options: Any) -> requests.Response:
        """One call, that nothing in the environment changes."""
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method, self.url + path, verify=self._ca, cert=cert, timeout=TIMEOUT, **options
            )

    def connect(self) -> http.client.HTTPSConnection:
        """A connection, for a path that is sent as it is."""
        context = ssl.create_default_context(cafile=self._ca)
        return http.client.HTTPSConnection(urlsplit(self.url).netloc, context=context, timeout=TIMEOUT)

    def token(self, cert: str | None, **headers: str) -> str | int:
        """A token, or the status without one."""
        form = {"grant_type": "client_credentials", "client_id": client_id(self.link.koppeling)}
        answer = self.ask("POST", "/oauth/token", cert, data=form, headers=headers)
        return answer.json().get("access_token") or answer.status_code


def _certificate(pem: bytes) -> bytes:
    return pem[pem.index(b"-----BEGIN CERTIFICATE") :]


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Front]:
    """nginx, the service and one link."""
    folder = tmp_path_factory.mktemp("front")
    port = free_port()
    url = f"https://{NAME}:{port}"
    settings = {"UWLR_BASE_URL": url, "UWLR_CERTIFICATE_HEADER": "Client-Cert"}
    with served(folder, migrated_sqlite, port, **settings) as (server, ca):
        server.invoer.store(schoolgegevens())
        yield Front(url, ca, Link(server, folder), folder)


def bearer(token: str | int) -> dict[str, str]:
    assert isinstance(token, str)
    return {"Authorization": f"Bearer {token}"}


def test_a_certificate_gets_a_token_that_works_with_it_alone(front: Front) -> None:
    token = bearer(front.token(front.own))
    links = "/gkv/v1/koppelingen"
    assert front.ask("GET", links, front.own, headers=token).status_code == 200
    assert front.ask("GET", links, headers=token).status_code == 401
    assert front.ask("GET", links, front.foreign, headers=token).status_code == 401


def test_who_shows_no_or_another_certificate_gets_no_token(front: Front) -> None:
    assert front.token(None) == 401
    assert front.token(front.foreign) == 401


def test_nobody_writes_the_header_himself(front: Front) -> None:
    lines = _certificate(Path(front.own).read_bytes()).decode().splitlines()[1:-1]
    assert front.token(None, **{"Client-Cert": f":{''.join(lines)}:"}) == 401
    assert front.token(front.foreign, **{"Client-Cert": f":{''.join(lines)}:"}) == 401


def test_a_package_comes_through_in_parts(front: Front) -> None:
    made = front.link.make()
    token = bearer(front.token(front.own))
    school = f"/gkv/v1/koppelingen/{front.link.koppeling}/scholen/{schoolpad.write(SCHOOL)}"
    place = f"{school}/leveringen/{made.id}/pakket"
    first, rest = (
        front.ask("GET", place, front.own, headers=token | {"Range": part})
        for part in ("bytes=0-99", "bytes=100-")
    )
    assert [first.status_code, rest.status_code] == [206, 206]
    assert len(first.content) == 100
    assert hashlib.sha256(first.content + rest.content).hexdigest() == json.loads(first.headers["ETag"])


def test_a_publisher_pulls_through_it(front: Front) -> None:
    uitgifte = front.link.server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"HaalLeerlinggegevens"'}
    answer = front.ask("POST", PULL, data=request(uitgifte.sleutel), headers=headers)
    assert answer.status_code == 200
    assert b"leerlinggegevens_antwoord" in answer.content
    wsdl = front.ask("GET", f"{PULL}?wsdl")
    assert f'location="{front.url}{PULL}"' in wsdl.text
    assert WSDL_SOAP in wsdl.text


def test_a_message_that_is_too_large_gets_our_fault(front: Front) -> None:
    large = bytes(front.link.server.settings.max_body + 1000)
    answer = front.ask("POST", PULL, data=large, headers={"Content-Type": "text/xml"})
    assert b"faultcode" in answer.content


@pytest.mark.parametrize("path", ["/metrics", "/health/ready", "/health/live"])
def test_what_is_for_the_operator_stays_inside(front: Front, path: str) -> None:
    assert front.ask("GET", path).status_code == 404


@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_message_in_gzip_comes_through(front: Front, is_chunked: bool) -> None:
    uitgifte = front.link.server.link(
        klantnaam=f"Uitgeverij {is_chunked}", klantcode=f"G{is_chunked:d}", scholen=[SCHOOL]
    )
    headers = {"Content-Type": "text/xml; charset=utf-8", "Content-Encoding": "gzip"}
    message = envelope(verzoek(), header(uitgifte.sleutel, f"G{is_chunked:d}", f"Uitgeverij {is_chunked}"))
    packed = gzip.compress(message)
    data = iter((packed[:100], packed[100:])) if is_chunked else packed
    answer = front.ask("POST", PULL, data=data, headers=headers)
    assert b"leerlinggegevens_antwoord" in answer.content
    refused = front.ask("POST", PULL, data=b"x", headers=headers | {"Content-Encoding": "br"})
    assert (refused.status_code, refused.headers["Accept-Encoding"]) == (500, "gzip")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("//uwlr/leerlinggegevens?wsdl", 200),
        ("//uwlr//leerresultaten/?singleWsdl", 200),
        ("//gkv/GeneriekeService?wsdl", 200),
        ("//gkv//v1/openapi.json", 200),
        ("//metrics", 404),
        ("///health//ready", 404),
    ],
)
def test_doubled_slashes_change_nothing_outside_either(front: Front, path: str, status: int) -> None:
    with closing(front.connect()) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == status
        if "wsdl" in path.lower():
            assert f'"{front.url}/'.encode() in answer.read()


def test_the_rate_holds_with_doubled_slashes_too(front: Front) -> None:
    """Six hundred at once: a hundred at least is ten seconds too soon."""
    netloc = urlsplit(front.url).netloc
    one = f"HEAD //uwlr//x HTTP/1.1\r\nHost: {netloc}\r\n\r\n"
    last = f"HEAD //uwlr//x HTTP/1.1\r\nHost: {netloc}\r\nConnection: close\r\n\r\n"
    with closing(front.connect()) as connection:
        connection.connect()
        connection.sock.sendall((one * 599 + last).encode())
        said = b"".join(iter(lambda: connection.sock.recv(65536), b""))
    assert said.count(b"HTTP/1.1 404 ") + said.count(b"HTTP/1.1 429 ") == 600
    assert said.count(b"HTTP/1.1 429 ") > 0


@pytest.mark.parametrize(
    "path", ["/las/v1/scholen/99XX-16/leerlingen/{}/inzage", "//las/v1//scholen/99XX%2D16/leerlingen/{}/x"]
)
def test_the_key_of_a_pupil_is_in_no_log(front: Front, path: str) -> None:
    with closing(front.connect()) as connection:
        connection.request("GET", path.format("GEHEIM-1"))
        assert connection.getresponse().status in (401, 404)
    front.ask("GET", "/las/v1/openapi.json")

    def logs() -> dict[str, str]:
        return {log.name: log.read_text() for log in front.folder.rglob("*.log")}

    until(lambda: "GET /las/v1/openapi.json" in logs()["access.log"])  # written after the answer is sent
    assert not [name for name, text in logs().items() if "GEHEIM-1" in text]
