"""A LAS sends its school to a real server: the whole day long, at the same time, and over bad lines."""

import gzip
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import requests

from tests.support.las.verbinding import Verbinding
from tests.support.schools.builders import JAAR, SCHOOL, leerling, schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.formats import edexml

pytestmark = pytest.mark.e2e
PLACE = f"/scholen/99XX-16/schooljaren/{JAAR}/gegevens"
SENDERS = 6


@pytest.fixture
def las(fresh: Server) -> Iterator[Verbinding]:
    """A LAS that has the small school."""
    verbinding = Verbinding(fresh, [SCHOOL])
    yield verbinding
    verbinding.close()


def document(roepnaam: str = "Sanne") -> bytes:
    """The small school, of which one pupil is called so."""
    gegevens = schoolgegevens()
    first, *others = gegevens.leerlingen
    pupils = (replace(first, roepnaam=roepnaam), *others, leerling("L9"))
    return b"".join(edexml.write(replace(gegevens, leerlingen=pupils)))


def put(las: Verbinding, data: Any, token: str, **headers: str) -> requests.Response:
    """Send a file; underscores in the names of headers stand for hyphens."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return las.call(PLACE, token, "PUT", data=data, headers={"Content-Type": "application/xml", **given})


def test_a_school_that_is_sent_all_day(las: Verbinding) -> None:
    token = las.token()
    first = put(las, document(), token)
    assert (first.status_code, first.json()["uitkomst"]) == (200, "gewijzigd")
    again = put(las, document(), token)
    assert (again.json()["uitkomst"], again.headers["ETag"]) == ("gelijk", first.headers["ETag"])
    packed = put(las, gzip.compress(document()), token, Content_Encoding="gzip")
    assert packed.json()["uitkomst"] == "gelijk"
    in_chunks = put(las, iter([document()[:500], document()[500:]]), token)
    assert in_chunks.json()["uitkomst"] == "gelijk"
    stored = las.call(PLACE, token)
    assert stored.headers["Content-Encoding"] == "gzip"
    assert b"<leerling " in stored.content


def test_a_body_that_breaks_off_changes_nothing(las: Verbinding) -> None:
    token = las.token()
    before = put(las, document(), token).headers["ETag"]
    data = document("Anders")
    host, _, port = las.server.url.removeprefix("http://").partition(":")
    head = (
        f"PUT /las/v1{PLACE} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/xml\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(head.encode() + data[:-50])
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 400")
    assert las.call(PLACE, token, headers={"Accept-Encoding": "identity"}).headers["ETag"] == before


def test_of_many_who_know_the_same_state_one_wins(las: Verbinding) -> None:
    token = las.token()
    known = put(las, document(), token).headers["ETag"]
    statuses: list[int] = []

    def send(number: int) -> None:
        answer = requests.put(
            f"{las.server.url}/las/v1{PLACE}",
            data=document(f"Naam {number}"),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/xml",
                "If-Match": known,
            },
            timeout=60,
        )
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [412] * (SENDERS - 1)
