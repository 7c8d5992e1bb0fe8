"""Every message of the corpus, over HTTP."""

import pytest
from callers import post
from servers import Server
from uwlr_cases import CASES, Case

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_message_gets_what_the_index_says(server: Server, sleutel: str, case: Case) -> None:
    headers = {"Content-Type": case.type} if case.type else {}
    case.judge(post(server.url, case.message(sleutel), case.path, headers))
