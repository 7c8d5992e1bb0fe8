"""Every message of the corpus, over HTTP."""

import pytest

from tests.support.callers import post
from tests.support.messages.cases import CASES, Case
from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = pytest.mark.e2e


def stored(server: Server) -> int:
    """How many results there are, in every version."""
    return len(Resultatenoverzicht(server.database).of_school(SCHOOL, Resultatenfilter(history=True)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_message_gets_what_the_index_says(server: Server, sleutel: str, case: Case) -> None:
    headers = {"Content-Type": case.type} if case.type else {}
    before = stored(server)
    case.judge(post(server.url, case.message(sleutel), case.path, headers))
    assert stored(server) - before == int(case.stored)
