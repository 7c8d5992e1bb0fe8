"""The log names a school that was let in, and of any other no more than a BRIN."""

import json
from wsgiref.types import WSGIApplication

import pytest

from tests.support.callers import call
from tests.support.gkv.generiek import ask, vraag
from tests.support.messages.results import BRENG, bericht, toetsafname
from tests.support.messages.soap import PULL, request
from uwlr_service import logs
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

STRANGER = "Sanne Jansen\u202e\u2028\x85"


@pytest.fixture(autouse=True)
def log() -> None:
    """The log as a server sets it up."""
    logs.configure()


def logged(capsys: pytest.CaptureFixture[str]) -> object:
    (line,) = capsys.readouterr().out.splitlines()
    assert line.isprintable()
    return json.loads(line).get("school")


def test_a_school_that_opened_is_named(
    application, uitgifte: Uitgifte, capsys: pytest.CaptureFixture[str]
) -> None:
    call(application, request(uitgifte.sleutel), PULL)
    assert logged(capsys) == "99XX/16"
    call(application, bericht(uitgifte.sleutel, toetsafname("L99")), BRENG)
    assert logged(capsys) == "99XX/16"


@pytest.mark.parametrize("sleutel", ["", "zork"])
def test_a_school_that_did_not_is_unknown(
    application, uitgifte: Uitgifte, capsys: pytest.CaptureFixture[str], sleutel: str
) -> None:
    key = sleutel or uitgifte.sleutel
    call(application, request(key, brincode="98YY"), PULL)
    assert logged(capsys) == "onbekend (98YY/16)"
    asked = request(key, brincode=None, dependancecode=None, schoolkey=STRANGER)
    call(application, asked, PULL)
    assert logged(capsys) == "onbekend"
    call(application, bericht(key, brincode="98YY"), BRENG)
    assert logged(capsys) == "onbekend (98YY/16)"


def test_neither_is_one_of_generiekeservice(
    dienst: WSGIApplication, gkv: Uitgifte, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(dienst, vraag(gkv.sleutel))
    assert logged(capsys) == "99XX/16"
    ask(dienst, vraag(gkv.sleutel, brinnummer="98YY16"))
    assert str(logged(capsys)).startswith("onbekend")
