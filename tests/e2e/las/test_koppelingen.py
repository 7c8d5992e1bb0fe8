"""A LAS at a real server shows a school its links: somebody says yes there, gives less, and stops."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.support.las.verbinding import Verbinding
from tests.support.portaal.voorstellen import add_link, inhoud, propose
from tests.support.schools.builders import ALL_ALLOWED, SCHOOL, leerling, schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd

pytestmark = pytest.mark.e2e

ROEPNAAM = "leerling/roepnaam"
PLAATS = "/scholen/99XX-16"
GEHEIM = "GEHEIM/7 ?"


@pytest.fixture
def las(fresh: Server) -> Iterator[Verbinding]:
    """A LAS that has the small school."""
    verbinding = Verbinding(fresh, [SCHOOL])
    yield verbinding
    verbinding.close()


@pytest.fixture
def voorstel(fresh: Server) -> int:
    """What a company asks the school."""
    diensten = Diensten(fresh.settings, fresh.database)
    return propose(diensten, add_link(fresh.database, uuid.uuid4().hex[:8]), inhoud())


def read(las: Verbinding, path: str, token: str) -> dict[str, Any]:
    answer = las.call(f"{PLAATS}{path}", token)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def decide(las: Verbinding, path: str, token: str, **document: Any) -> requests.Response:
    return las.call(f"{PLAATS}{path}/besluit", token, "POST", json={"namens": "Anna de Vries", **document})


def yes(shown: dict[str, Any]) -> dict[str, Any]:
    """A yes to what was shown."""
    return {
        "besluit": "accepteren",
        "getoond": shown["getoond"],
        "bewezen": tijd.format_moment(tijd.now()),
        "velden": {ROEPNAAM: True},
        "bestuur": "Het bestuur heeft de verwerkersovereenkomst getekend.",
    }


def test_from_a_proposal_to_the_end_of_a_link(las: Verbinding, voorstel: int) -> None:
    token = las.token("las.koppelingen")
    (listed,) = read(las, f"/voorstellen?na={voorstel - 1}", token)["voorstellen"]
    shown = read(las, f"/voorstellen/{voorstel}", token)
    assert (listed["stand"], shown["inhoud"]["doel"]) == ("open", listed["doel"])
    said = decide(las, f"/voorstellen/{voorstel}", token, **yes(shown))
    assert said.json()["stand"] == "geaccepteerd"

    path = f"/koppelingen/{listed['koppeling']}"
    link = read(las, path, token)
    assert link["besloten_door"] == [f"Anna de Vries, via LAS {las.las.naam}"]
    steps: list[tuple[str, dict[str, Any]]] = [
        ("versmallen", {"leerlingen": {"jaargroepen": ["4"]}}),
        ("pauzeren", {}),
        ("hervatten", {}),
        ("intrekken", {}),
    ]
    for besluit, more in steps:
        answer = decide(las, path, token, besluit=besluit, getoond=link["getoond"], **more)
        assert answer.status_code == 200, answer.text
        stale = decide(las, path, token, besluit=besluit, getoond=link["getoond"], **more)
        assert stale.status_code == 409
        link = answer.json()
    assert (link["stand"], link["afspraakversie"]) == ("ingetrokken", 2)
    assert read(las, f"{path}/uitgegaan", token) == {"uitgegaan": []}


def test_of_people_who_decide_at_once_one_does(las: Verbinding, voorstel: int) -> None:
    token = las.token()
    document = yes(read(las, f"/voorstellen/{voorstel}", token))
    with ThreadPoolExecutor(4) as people:
        answers = [
            people.submit(decide, las, f"/voorstellen/{voorstel}", token, **document) for _ in range(4)
        ]
        statuses = sorted(answer.result().status_code for answer in answers)
    assert statuses == [200, 409, 409, 409]


def test_what_is_asked_of_a_pupil_is_in_no_log(las: Verbinding, voorstel: int) -> None:
    las.server.invoer.store(schoolgegevens(leerlingen=(leerling("L1"), leerling(GEHEIM))), ALL_ALLOWED)
    token = las.token()
    assert read(las, "/leerlingen/GEHEIM%2F7%20%3F/inzage", token)["key"] == GEHEIM
    answer = las.call(
        f"{PLAATS}/voorstellen/{voorstel}/voorbeeld",
        token,
        "POST",
        json={"namens": "Anna de Vries", "leerling": GEHEIM},
    )
    assert answer.json()["leerling"] == GEHEIM
    assert las.call(f"{PLAATS}/leerlingen/GEHEIM%00/inzage", token).status_code == 404
    las.server.wait(
        lambda: {"las.inzage", "las.voorbeeld"} <= {call["operation"] for call in las.server.calls()}
    )
    assert "GEHEIM" not in las.server.log
    assert "Anna" not in las.server.log
