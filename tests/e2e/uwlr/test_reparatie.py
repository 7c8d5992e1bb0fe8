"""Each mistake in a message can be repaired from the text of its fault alone, and the repair is taken."""

import pytest

from tests.support.callers import post
from tests.support.messages.reparaties import REPARATIES, Reparatie, reparaties
from tests.support.messages.soap import Answer
from tests.support.servers.uwlr import Server

pytestmark = pytest.mark.e2e

ALL = reparaties()
TYPE = {"Content-Type": "text/xml; charset=utf-8"}


def send(server: Server, reparatie: Reparatie, message: str, sleutel: str) -> Answer:
    """The answer to a message of the corpus."""
    return post(server.url, reparatie.filled(message, sleutel).encode(), reparatie.path, TYPE)


@pytest.mark.parametrize("reparatie", ALL, ids=lambda reparatie: reparatie.naam)
def test_a_mistake_is_repaired_from_its_fault(server: Server, sleutel: str, reparatie: Reparatie) -> None:
    if reparatie.eerst == "zelf":
        assert send(server, reparatie, reparatie.right(), sleutel).status == 200
    refused = send(server, reparatie, reparatie.wrong(), sleutel)
    reparatie.judge(refused)
    assert sleutel not in refused.content.decode()
    taken = send(server, reparatie, reparatie.repaired(), sleutel)
    assert (taken.status, taken.faultcode) == (200, None), taken.faultstring


def test_there_are_as_many_as_were_promised() -> None:
    assert len(ALL) >= 44
    assert {path.stem for path in REPARATIES.glob("*.xml")} == {reparatie.bericht for reparatie in ALL}


@pytest.mark.parametrize("reparatie", ALL, ids=lambda reparatie: reparatie.naam)
def test_the_index_asks_of_each_sentence_what_is_right(reparatie: Reparatie) -> None:
    told = " ".join(reparatie.zegt)
    assert reparatie.verwacht or "verwacht: " in told or "volgorde" in told
