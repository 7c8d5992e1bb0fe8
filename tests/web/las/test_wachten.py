"""What a preference asks for (RFC 7240), and the answer where no thread can be spared."""

import pytest
from flask import Flask

from tests.support.las.las import Beller
from tests.support.las.results import ask
from uwlr_service.uitwisseling.las.resultaten.wachten import LONGEST
from uwlr_service.web.las import wachten

PREFERENCES = [
    (["wait=10"], 10),
    (["respond-async, wait=10"], 10),
    (["WAIT = 10; foo=bar"], 10),
    (['wait="10"'], 10),
    (["wait=5", "wait=10"], 5),
    (["wait=3600"], LONGEST),
    (["wait=0"], 0),
    ([], 0),
    (["wait"], 0),
    (["wait=x, wait=7"], 7),
    (["wait=-1"], 0),
    (["wait=1.5"], 0),
    (["wait=²"], 0),
    (["wait=99999999999999999999"], 0),
    (["handling=lenient"], 0),
]


@pytest.mark.parametrize(("given", "seconds"), PREFERENCES)
def test_how_long_a_caller_wants_to_wait(given: list[str], seconds: int) -> None:
    headers = [("Prefer", value) for value in given]
    with Flask(__name__).test_request_context(headers=headers):
        assert wachten.asked() == seconds


def test_where_nobody_waits_the_answer_is_empty_and_says_when_to_come_back(las: Beller) -> None:
    answer = ask(las, headers={"Prefer": "wait=30"})
    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["resultaten"], answer.json["meer"]) == ([], False)
    assert answer.headers["Retry-After"] == str(wachten.RETRY_SECONDS)


def test_who_does_not_want_to_wait_is_not_told_to(las: Beller) -> None:
    assert "Retry-After" not in ask(las).headers
