"""A LAS at a real server: it gets in with its key, sees its schools, and is shut out at once."""

from collections.abc import Iterator

import pytest

from tests.support.las.verbinding import Verbinding
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server

pytestmark = pytest.mark.e2e


@pytest.fixture
def las(fresh: Server) -> Iterator[Verbinding]:
    """A LAS that has the small school."""
    verbinding = Verbinding(fresh, [SCHOOL])
    yield verbinding
    verbinding.close()


def test_a_las_sees_its_schools_until_its_key_is_removed(las: Verbinding) -> None:
    token = las.token()
    answer = las.call("/scholen", token)
    assert answer.headers["Content-Type"] == "application/json"
    (school,) = answer.json()["scholen"]
    assert school["school"] == str(SCHOOL)
    assert [jaar["leerlingen"] > 0 for jaar in school["schooljaren"]] == [True]
    assert las.call(f"/scholen/{school['pad']}", token).json() == school

    las.sleutels.remove(las.las.id, las.sleutel, door=DOOR)
    refused = las.call("/scholen", token)
    assert (refused.status_code, refused.headers["Content-Type"]) == (401, "application/problem+json")


def test_the_log_names_the_las_and_no_token(las: Verbinding) -> None:
    token = las.token()
    las.call("/scholen", token)
    las.server.wait(lambda: any(call["operation"] == "las.scholen" for call in las.server.calls()))
    calls = [call for call in las.server.calls() if call.get("las") == las.las.id]
    assert [call["operation"] for call in calls] == ["oauth.token", "las.scholen"]
    assert token not in las.server.log


def test_what_cannot_be_read_is_a_problem_here_too(las: Verbinding) -> None:
    answer = las.call("/scholen", token="x" * 40_000)
    assert answer.status_code == 431
    assert answer.headers["Content-Type"] == "application/problem+json"
