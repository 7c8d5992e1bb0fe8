"""The list of schools: a page at a time, with the newest states and what is lacking, in a few statements."""

import base64
import hashlib
from datetime import UTC, datetime

import pytest
from werkzeug.test import Client

from tests.support.las.las import Beller
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ALL_ALLOWED, JAAR, SCHOOL, leerling, schoolgegevens
from tests.support.schools.many import store_schools
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

MOST = 10
NIEUW = Schoolcode("88ZZ", "00")


def test_a_school_has_its_newest_states(las: Beller) -> None:
    school = las.call("/scholen/99XX-16").json or {}
    assert (school["school"], school["pad"], school["dossier"]) == ("99XX/16", "99XX-16", None)
    (jaar,) = school["schooljaren"]
    assert (jaar["schooljaar"], jaar["leerlingen"]) == (str(JAAR), len(schoolgegevens().leerlingen))
    stand = jaar["stand"]
    assert {"etag", "revisie", "moment", "ontvangen", "terzijde", "ingekort", "opgeschoond"} < set(stand)
    assert datetime.fromisoformat(stand["ontvangen"]) <= datetime.now(UTC)
    place = f"/scholen/99XX-16/schooljaren/{JAAR}/gegevens"
    assert las.call(place).get_etag() == (stand["etag"], False)


def test_a_school_of_which_nothing_is_known_yet_is_in_it_too(las: Beller, diensten: Diensten) -> None:
    diensten.lasregister.give(las.las.id, [NIEUW], door=DOOR)
    first, second = (las.call("/scholen").json or {})["scholen"]
    assert first["school"] == str(SCHOOL)
    assert second == {
        "school": "88ZZ/00",
        "pad": "88ZZ-00",
        "naam": None,
        "schooljaren": [],
        "dossier": None,
        "weggelaten": 0,
    }
    assert las.call("/scholen/88ZZ-00").json == second


def test_pages_follow_each_other_and_end(las: Beller, diensten: Diensten) -> None:
    others = [Schoolcode("88ZZ", f"{number:02}") for number in range(4)]
    diensten.lasregister.give(las.las.id, others, door=DOOR)
    seen: list[str] = []
    behind = ""
    for more in (True, True, False):
        page = las.call(f"/scholen?limiet=2{behind}").json or {}
        assert page["meer"] is more
        seen += [school["school"] for school in page["scholen"]]
        behind = f"&na={page['scholen'][-1]['pad']}"
    assert seen == [str(SCHOOL), *map(str, others)]
    assert las.call(f"/scholen?{behind[1:]}").json == {"scholen": [], "meer": False}


@pytest.mark.parametrize("vraag", ["na=99YY-00", "na=88ZZ-00", "na=x", "na=", "limiet=0", "limiet=1001"])
def test_a_page_that_begins_nowhere_is_refused(las: Beller, vraag: str) -> None:
    answer = las.call(f"/scholen?{vraag}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_who_is_left_out_by_a_link_is_counted(
    las: Beller, database: Database, beheer: Koppelingbeheer
) -> None:
    beheer.add(klantnaam="LVS", klantcode="L1", scholen=[SCHOOL], gegevensset="lvs-set", door=DOOR)
    assert (las.call("/scholen/99XX-16").json or {})["weggelaten"] == 0
    incomplete = (leerling("L1"), leerling("L2", geslacht=None), leerling("L3", bsn_ondwnr_4=None))
    EdexmlUitwisseling(database).store(schoolgegevens(leerlingen=incomplete), ALL_ALLOWED)
    assert (las.call("/scholen/99XX-16").json or {})["weggelaten"] == 2


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "gzip"}])
@pytest.mark.parametrize("path", ["/scholen", "/scholen/99XX-16", "/scholen/88ZZ-00"])
def test_an_answer_says_what_its_bytes_are(
    las: Beller, diensten: Diensten, path: str, headers: dict[str, str]
) -> None:
    others = [Schoolcode("77ZZ", f"{number:02}") for number in range(20)]
    diensten.lasregister.give(las.las.id, others, door=DOOR)
    answer = las.call(path, headers=headers)
    assert ("Content-Encoding" in answer.headers) == (path == "/scholen" and bool(headers))
    digest = base64.b64encode(hashlib.sha256(answer.data).digest()).decode()
    assert answer.headers["Content-Digest"] == f"sha-256=:{digest}:"


@pytest.fixture
def vele(client: Client, diensten: Diensten, database: Database, beheer: Koppelingbeheer) -> Beller:
    """A LAS of all schools, of which there are five hundred, each with a link that cannot have a pupil."""
    made = store_schools(database, 500)
    beheer.add(klantnaam="LVS", klantcode="L1", scholen=made, gegevensset="lvs-set", door=DOOR)
    return Beller(client, diensten)


def test_five_hundred_schools_cost_ten_statements(vele: Beller) -> None:
    token = vele.token()
    vele.call("/scholen?limiet=1", token)
    with recorded() as statements:
        first = vele.call("/scholen?limiet=1", token).json or {}
    of_one = len(statements)
    with recorded() as statements:
        rest = vele.call(f"/scholen?na={first['scholen'][0]['pad']}", token).json or {}
    assert len(rest["scholen"]) == 499
    assert {school["weggelaten"] for school in rest["scholen"]} == {1}
    assert len(statements) <= min(MOST, of_one + 1)
