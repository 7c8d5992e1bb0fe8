"""The gate of the pull API at a proeftuin: it sends a package as it is read, also when that is spoiled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product
from tests.support.statements import MOST, recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.proeftuin.keurstand import Plan
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Richting
from uwlr_service.domain.proeftuin.zending import Gereed
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.proeftuin.bezoek import current
from uwlr_service.web.proeftuin import PATH
from uwlr_service.web.proeftuin.poort import Gkvpoort

PIECE = bytes(range(10))
NUMBER = 7


@dataclass
class Pakketten:
    """An application that gives a package of five pieces, and counts how many of them were asked for."""

    start: int = 0
    asked: int = 0
    is_closed: bool = False
    total: int = field(default=5 * len(PIECE))

    def __call__(self, _environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        current().sleutel = 1
        current().pakket = NUMBER
        headers = [("Content-Length", str(self.total - self.start))]
        if self.start:
            headers.append(("Content-Range", f"bytes {self.start}-{self.total - 1}/{self.total}"))
        start_response("206 PARTIAL CONTENT" if self.start else "200 OK", headers)
        return self

    def __iter__(self) -> Iterator[bytes]:
        for begin in range(self.start, self.total, len(PIECE)):
            self.asked += 1
            yield PIECE[: self.total - begin]

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def proeftuin(diensten: Diensten, database: Database) -> Proeftuin:
    return diensten.proeftuinen.make(add_product(database, "P1").id, door=DOOR)


def fetched(diensten: Diensten, proeftuin: Proeftuin, pakketten: Pakketten) -> tuple[str, Iterable[bytes]]:
    poort = Gkvpoort(PATH, pakketten, diensten.proeftuinen.get, diensten.waarnemer, diensten.traagheid)
    school = f"{proeftuin.brincode}-10"
    path = f"/proeftuin/{proeftuin.id}/gkv/v1/koppelingen/1/scholen/{school}/leveringen/abc/pakket"
    pieces, status, _ = run_wsgi_app(poort, EnvironBuilder(path).get_environ())
    return status, pieces


def at(diensten: Diensten, proeftuin: Proeftuin, *ingrepen: Ingreep) -> None:
    plan = Plan(ingrepen=ingrepen, bij=Richting.PAKKET)
    diensten.clientkeuring.begin(proeftuin.id, ("proef", "1"), "stap", plan, gereed=Gereed(NUMBER), door=DOOR)


def test_a_package_is_sent_as_it_is_read(diensten: Diensten, proeftuin: Proeftuin) -> None:
    for ingrepen in ((), (Ingreep.BYTE,)):
        at(diensten, proeftuin, *ingrepen)
        pakketten = Pakketten()
        _, pieces = fetched(diensten, proeftuin, pakketten)
        asked = []
        for _ in pieces:
            asked.append(pakketten.asked)
        # One piece is asked for before the first is sent, to know the headers; then one after another.
        assert asked == [1, 2, 3, 4, 5]
        pieces.close()  # type: ignore[attr-defined]
        assert pakketten.is_closed


def test_one_bit_halfway_the_package_is_another_also_in_a_part(
    diensten: Diensten, proeftuin: Proeftuin
) -> None:
    at(diensten, proeftuin, Ingreep.BYTE)
    whole = PIECE * 5
    wrong = whole[:25] + bytes([whole[25] ^ 1]) + whole[26:]
    for start in (0, 20, 30):
        _, pieces = fetched(diensten, proeftuin, Pakketten(start))
        assert b"".join(pieces) == wrong[start:]


def test_a_package_of_another_step_is_as_it_was(diensten: Diensten, proeftuin: Proeftuin) -> None:
    plan = Plan(ingrepen=(Ingreep.BYTE,), bij=Richting.PAKKET)
    for gereed in (Gereed(NUMBER + 1), Gereed()):
        diensten.clientkeuring.begin(proeftuin.id, ("proef", "1"), "stap", plan, gereed=gereed, door=DOOR)
        _, pieces = fetched(diensten, proeftuin, Pakketten())
        assert b"".join(pieces) == PIECE * 5


def test_a_watched_call_and_the_judging_cost_the_same_after_many_calls(
    diensten: Diensten, proeftuin: Proeftuin
) -> None:
    at(diensten, proeftuin, Ingreep.BYTE)

    def costs() -> tuple[int, int]:
        with recorded() as of_call:
            list(fetched(diensten, proeftuin, Pakketten())[1])
        with recorded() as of_judging:
            diensten.clientkeuring.zicht(proeftuin.id, door=DOOR)
        return len(of_call), len(of_judging)

    first = costs()
    for _ in range(20):
        list(fetched(diensten, proeftuin, Pakketten())[1])
    assert costs() == first
    assert max(first) <= MOST
