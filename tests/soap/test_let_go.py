"""What a message took is given back with its answer, and not when the garbage collector comes by."""

import gc
from collections.abc import Callable
from types import FrameType
from wsgiref.types import WSGIApplication

import pytest
from lxml import etree

from tests.support.callers import call
from tests.support.gkv import generiek
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.messages.soap import GETRAPT, PULL, envelope, header, request
from uwlr_service.soap.dispatch import Context
from uwlr_service.soap.intake import Message
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

HELD = (Context, Message, etree._Element, etree._Document)
"""What has a message, or its tree."""

REFUSED: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "a stranger": (PULL, lambda sleutel: request("vreemd")),
    "not as the schema has it": (PULL, lambda sleutel: request(sleutel, extra="<x/>")),
    "not whole": (PULL, lambda sleutel: request(sleutel)[:-9]),
    "no operation": (GETRAPT, lambda sleutel: envelope("<x/>", header(sleutel))),
    "results of nobody": (BRENG, lambda sleutel: bericht(sleutel, toetsafname("weg", resultaat("R1")))),
}
"""Where it is sent, and the message of who has a key."""

ANSWERED: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "a school": (PULL, request),
    "its groups": (GETRAPT, lambda sleutel: request(sleutel, "structuur")),
    "results": (BRENG, bericht),
}


def left_by(application: WSGIApplication, message: bytes, path: str) -> tuple[str, list[str]]:
    """How a call ended, and the functions of ours and trees that only the collector would find."""
    gc.disable()
    gc.freeze()  # what was there before is of others, and much
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        kind = call(application, message, path).kind
        gc.collect()
        frames = [held.f_code for held in gc.garbage if isinstance(held, FrameType)]
        names = [code.co_name for code in frames if "uwlr_service" in code.co_filename]
        return kind, [*names, *(type(held).__name__ for held in gc.garbage if isinstance(held, HELD))]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.unfreeze()
        gc.enable()


@pytest.mark.parametrize("why", REFUSED)
def test_a_message_that_is_refused_stays_nowhere(
    application: WSGIApplication, uitgifte: Uitgifte, why: str
) -> None:
    path, message = REFUSED[why]
    kind, left = left_by(application, message(uitgifte.sleutel), path)
    assert kind.startswith("Client.")
    assert left == []


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("what", ANSWERED)
def test_a_message_that_is_answered_stays_nowhere(
    application: WSGIApplication, uitgifte: Uitgifte, what: str
) -> None:
    path, message = ANSWERED[what]
    kind, left = left_by(application, message(uitgifte.sleutel), path)
    assert kind.startswith("leer")
    assert left == []


def test_an_error_of_ours_lets_the_message_go_too(
    application: WSGIApplication, uitgifte: Uitgifte, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("uwlr_service.uitwisseling.uwlr.heenweg.Heenweg.answer", broken)
    kind, left = left_by(application, request(uitgifte.sleutel), PULL)
    assert (kind, left) == ("Server.InterneFout", [])


def test_neither_does_one_of_generieke_service(dienst: WSGIApplication, gkv: Uitgifte) -> None:
    kind, left = left_by(dienst, generiek.vraag("vreemd"), generiek.PATH)
    assert (kind.split(".")[0], left) == ("Client", [])
