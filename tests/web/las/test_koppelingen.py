"""A LAS shows its school its links, and somebody narrows, pauses or ends them there."""

import base64
import hashlib
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.las.las import Beller
from tests.support.portaal.voorstellen import add_running
from tests.support.schools.builders import ANDERE_SCHOOL
from tests.support.statements import recorded
from tests.web.las.test_voorstellen import SCHOOL, problem
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode

BEHEER = Handelende.opdrachtregel("Beheer")


@pytest.fixture
def koppeling(diensten: Diensten, las: Beller) -> int:
    return add_running(diensten.koppelingbeheer, "U1")


def shown(las: Beller, koppeling: int) -> dict[str, Any]:
    document = las.call(f"{SCHOOL}/koppelingen/{koppeling}").json
    assert document is not None
    return document


def step(las: Beller, koppeling: int, besluit: str, **more: Any) -> TestResponse:
    """Decide about the link as it is now."""
    document = {
        "besluit": besluit,
        "namens": "Anna de Vries",
        "getoond": shown(las, koppeling)["getoond"],
        **more,
    }
    headers = document.pop("headers", {})
    return las.call(
        f"{SCHOOL}/koppelingen/{koppeling}/besluit", method="POST", json=document, headers=headers
    )


def test_a_link_pauses_goes_on_and_ends(las: Beller, koppeling: int) -> None:
    for besluit, stand in (("pauzeren", "gepauzeerd"), ("hervatten", "actief"), ("intrekken", "ingetrokken")):
        answer = step(las, koppeling, besluit)
        assert answer.json is not None
        assert (answer.status_code, answer.json["stand"]) == (200, stand)
        assert answer.json == shown(las, koppeling)
    assert problem(step(las, koppeling, "intrekken")) == (409, "kan-nu-niet")
    assert problem(step(las, koppeling, "hervatten")) == (409, "kan-nu-niet")


def test_a_school_gives_less_from_now_on(las: Beller, koppeling: int, diensten: Diensten) -> None:
    before = shown(las, koppeling)
    (first, *kept) = [each["veld"] for each in before["afspraak"]["velden"]]
    groep = before["keuzes"]["groepen"][0]["key"]
    answer = step(las, koppeling, "versmallen", velden={first: False}, leerlingen={"groepen": [groep]})
    assert answer.json is not None
    afspraak = answer.json["afspraak"]
    assert [each["veld"] for each in afspraak["velden"]] == kept
    assert (afspraak["leerlingen"]["groepen"], afspraak["afspraakversie"]) == ([groep], 2)
    assert answer.json["getoond"] != before["getoond"]


@pytest.mark.parametrize(
    "more",
    [
        {"velden": {"leerling/geboortedatum": True}},
        {"velden": {"leerling/bestaatniet": False}},
        {"velden": {"groep/naam": False}},
        {"leerlingen": {"groepen": ["geen groep"]}},
        {"leerlingen": {"vestigingen": ["geen vestiging"]}},
        {"leerlingen": {"jaargroepen": ["99"]}},
        {},
    ],
)
def test_what_would_be_more_or_nobody_is_refused(las: Beller, koppeling: int, more: dict[str, Any]) -> None:
    assert problem(step(las, koppeling, "versmallen", **more)) == (422, "besluit-ongeldig")
    assert shown(las, koppeling)["afspraakversie"] == 1


def test_a_narrowing_is_not_taken_back_here(las: Beller, koppeling: int) -> None:
    assert step(las, koppeling, "versmallen", leerlingen={"jaargroepen": ["4"]}).status_code == 200
    wider = step(las, koppeling, "versmallen", leerlingen={"jaargroepen": []})
    assert problem(wider) == (422, "besluit-ongeldig")


def test_what_changed_meanwhile_is_shown_again(las: Beller, koppeling: int, diensten: Diensten) -> None:
    before = shown(las, koppeling)
    etag = las.call(f"{SCHOOL}/koppelingen/{koppeling}").headers["ETag"]
    school = Schoolcode.parse("99XX/16")
    diensten.deelnames.pause(koppeling, school, door=BEHEER)
    assert problem(step(las, koppeling, "intrekken", getoond=before["getoond"])) == (409, "veranderd")
    assert problem(step(las, koppeling, "hervatten", headers={"If-Match": etag})) == (412, "veranderd")
    now = las.call(f"{SCHOOL}/koppelingen/{koppeling}").headers["ETag"]
    assert step(las, koppeling, "hervatten", headers={"If-Match": now}).status_code == 200


def test_a_decision_that_was_broken_on_the_way_is_none(las: Beller, koppeling: int) -> None:
    body = json.dumps({"besluit": "pauzeren", "namens": "Anna", "getoond": shown(las, koppeling)["getoond"]})
    right = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    path = f"{SCHOOL}/koppelingen/{koppeling}/besluit"
    headers = {"Content-Type": "application/json", "Content-Digest": f"sha-256=:{right}:"}
    broken = las.call(path, method="POST", data=body[:-2], headers=headers)
    assert problem(broken) == (400, "digest-ongeldig")
    unreadable = las.call(path, method="POST", data=body, headers=headers | {"Content-Digest": "x"})
    assert problem(unreadable) == (400, "verzoek-ongeldig")
    assert shown(las, koppeling)["stand"] == "actief"
    assert las.call(path, method="POST", data=body, headers=headers).status_code == 200


def test_nobody_asked_whether_the_school_wants_to_keep_it(las: Beller, koppeling: int) -> None:
    assert problem(step(las, koppeling, "houden")) == (409, "kan-nu-niet")


def test_a_decision_names_somebody(las: Beller, koppeling: int) -> None:
    assert problem(step(las, koppeling, "pauzeren", namens="")) == (422, "besluit-ongeldig")
    assert shown(las, koppeling)["stand"] == "actief"


def test_the_link_of_another_school_is_not_there(las: Beller, koppeling: int, diensten: Diensten) -> None:
    foreign = add_running(diensten.koppelingbeheer, "U2", ANDERE_SCHOOL)
    absent = las.call(f"{SCHOOL}/koppelingen/99999")
    for number in (foreign, 2**31, 10**30):
        for behind in ("", "/uitgegaan"):
            answer = las.call(f"{SCHOOL}/koppelingen/{number}{behind}")
            assert (answer.status_code, answer.json) == (404, absent.json)
    document = {"besluit": "intrekken", "namens": "Anna", "getoond": "a" * 64}
    answer = las.call(f"{SCHOOL}/koppelingen/{foreign}/besluit", method="POST", json=document)
    assert (answer.status_code, answer.json) == (404, absent.json)


def test_the_links_come_a_page_at_a_time(las: Beller, koppeling: int, diensten: Diensten) -> None:
    made = [koppeling, *(add_running(diensten.koppelingbeheer, f"X{number}") for number in range(4))]
    diensten.intrekkingen.withdraw(made[1], Schoolcode.parse("99XX/16"), door=BEHEER)
    seen: list[int] = []
    more = True
    while more:
        page = las.call(f"{SCHOOL}/koppelingen?na={seen[-1] if seen else 0}&limiet=2").json
        assert page is not None
        seen += (each["koppeling"] for each in page["koppelingen"])
        more = page["meer"]
    assert seen == made
    (left,) = [each for each in page_of(las) if each["koppeling"] == made[1]]
    assert (left["stand"], left["leerlingen"]) == ("ingetrokken", None)


def page_of(las: Beller) -> list[dict[str, Any]]:
    page = las.call(f"{SCHOOL}/koppelingen").json
    assert page is not None
    links: list[dict[str, Any]] = page["koppelingen"]
    return links


def test_many_links_cost_as_many_statements_as_one(las: Beller, koppeling: int, diensten: Diensten) -> None:
    token = las.token()
    with recorded() as one:
        las.call(f"{SCHOOL}/koppelingen", token)
    for number in range(15):
        add_running(diensten.koppelingbeheer, f"X{number}")
    with recorded() as many:
        assert len(las.call(f"{SCHOOL}/koppelingen", token).json["koppelingen"]) == 16  # type: ignore[index]
    assert len(one) == len(many) <= 20


@pytest.mark.parametrize(
    "path",
    [
        "voorstellen",
        "voorstellen/1",
        "koppelingen",
        "koppelingen/1",
        "leveringen",
        "todo",
        "leerlingen/L1/inzage",
    ],
)
def test_the_scope_of_links_opens_these_and_no_other_scope_does(las: Beller, path: str) -> None:
    token = las.token(scope="las.gegevens las.resultaten")
    answer = las.call(f"{SCHOOL}/{path}", token)
    assert problem(answer) == (403, "scope-ontbreekt")
    assert las.call(f"{SCHOOL}/{path}", las.token(scope="las.koppelingen")).status_code in (200, 404)
