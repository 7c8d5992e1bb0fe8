"""Every message of the corpus, inside this process."""

import pytest

from tests.support.callers import call
from tests.support.messages.cases import CASES, UWLR_CORPUS, Case
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_message_gets_what_the_index_says(application, uitgifte: Uitgifte, case: Case) -> None:
    case.judge(call(application, case.message(uitgifte.sleutel), case.path, CONTENT_TYPE=case.type or None))


def test_every_message_is_in_the_index() -> None:
    files = {path.relative_to(UWLR_CORPUS).as_posix() for path in UWLR_CORPUS.rglob("*.xml")}
    assert files == {case.file for case in CASES}
