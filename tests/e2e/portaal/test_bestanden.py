"""Hostile files at the page that takes a school's data, of a real server: refused, and cheaply."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from lxml import html

from tests.support.portaal import people
from tests.support.portaal.visiting import TOKEN
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import serving
from tests.support.vijandig.world import memory_of, worked
from uwlr_service.domain.account.rollen import Rol

pytestmark = pytest.mark.e2e
TIMEOUT = 60
PAGE = "/portaal/scholen/99XX-16/gegevens"
MEGABYTE = 1024 * 1024
MOST_MEMORY = 150
"""Megabytes that the worker may have had above its memory at start."""
MOST_WORK = 5.0
"""Seconds of a processor that one file may cost."""
EXTERNAL = b'<!DOCTYPE x [<!ENTITY %s SYSTEM "file:///etc/passwd">%s]><EDEX>%s</EDEX>'


def laughs() -> bytes:
    """A document of a few lines that would be ten gigabytes of text."""
    entities = [b'<!ENTITY a0 "aaaaaaaaaa">']
    entities += [b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10)]
    return b"<!DOCTYPE x [" + b"".join(entities) + b"]><EDEX>&a9;</EDEX>"


def bomb() -> bytes:
    """A zip file with a path in it that leads out, and much more inside than it is large."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../x.xml", bytes(50 * MEGABYTE))
    return packed.getvalue()


def attributes() -> bytes:
    """An element with half a million attributes."""
    return b"<EDEX " + b" ".join(b'a%d=""' % number for number in range(500_000)) + b"/>"


def blank() -> bytes:
    """A document of almost nothing but spaces."""
    return b"<EDEX>" + b" " * (60 * MEGABYTE) + b"</EDEX>"


FILES: dict[str, Callable[[], bytes]] = {
    "laughs": laughs,
    "external": lambda: EXTERNAL % (b"y", b"", b"&y;"),
    "parameter": lambda: EXTERNAL % (b"% y", b"%y;", b""),
    "zip": bomb,
    "gzip": lambda: gzip.compress(b"<EDEX>" + b" " * (60 * MEGABYTE)),
    "deep": lambda: b"<a>" * 5_000_000,
    "wide": lambda: b"<EDEX>" + b"<a/>" * 8_000_000 + b"</EDEX>",
    "attributes": attributes,
    "blank": blank,
    "utf-16": lambda: "<EDEX/>".encode("utf-16"),
}
"""None of them is a school; each is made by the test that brings it."""


class Door:
    """The page, for its administrator and for a stranger."""

    def __init__(self, url: str, token: str, worker: int) -> None:
        self._url = url
        self._token = token
        self.worker = worker
        self._at_start = memory_of(worker, "VmRSS")

    def bring(self, content: bytes, *, as_stranger: bool = False, to: str = PAGE) -> requests.Response:
        """Send a file with a path for a name."""
        with requests.Session() as session:
            session.trust_env = False
            fields = {}
            if not as_stranger:
                session.cookies.set("sessie", self._token)
                page = html.document_fromstring(session.get(self._url + PAGE, timeout=TIMEOUT).text)
                fields = {TOKEN: str(page.xpath(f"//input[@name='{TOKEN}']/@value")[0])}
            return session.post(
                self._url + to,
                data=fields,
                files={"bestand": ("../../x.xml", content)},
                headers={"Origin": self._url, "Sec-Fetch-Site": "same-origin"},
                allow_redirects=False,
                timeout=TIMEOUT,
            )

    def memory(self) -> int:
        """Megabytes that the worker had at its largest, above what it had at start."""
        return (memory_of(self.worker, "VmHWM") - self._at_start) // 1024


@pytest.fixture(scope="module")
def door(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server with a school."""
    folder = tmp_path_factory.mktemp("bestanden")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{path}", folder, UWLR_WORKERS="1") as server:
        server.invoer.store(schoolgegevens())
        person = people.add_person(server.database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
        (worker,) = server.workers()
        url = server.url.replace("127.0.0.1", "localhost")
        yield Door(url, people.sign_in(server.database, person), worker)
        assert server.workers() == [worker]
        assert list(folder.parent.rglob("x.xml")) == []
        assert [event for event in server.events() if event["level"] == "error"] == []


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_a_school_is_refused_cheaply(door: Door, name: str) -> None:
    before = worked(door.worker)
    answer = door.bring(FILES[name]())
    assert answer.status_code == 200
    assert "Er is niets ingelezen" in answer.text
    assert "root:" not in answer.text
    assert worked(door.worker) - before < MOST_WORK
    assert door.memory() < MOST_MEMORY


def test_the_second_step_is_as_strict(door: Door) -> None:
    answer = door.bring(laughs(), to=f"{PAGE}/inlezen")
    assert answer.status_code == 200
    assert "Er is niets ingelezen" in answer.text


def test_more_than_a_school_can_be_is_not_read(door: Door) -> None:
    assert door.bring(bytes(65 * MEGABYTE)).status_code == 413
    assert door.memory() < MOST_MEMORY


def test_of_a_stranger_nothing_is_read(door: Door) -> None:
    for content in (blank(), bytes(65 * MEGABYTE)):
        answer = door.bring(content, as_stranger=True)
        assert (answer.status_code, answer.headers["Location"][:19]) == (303, "/portaal/aanmelden?")
    assert door.memory() < MOST_MEMORY
