"""A LAS shows its school what is proposed, and somebody decides there, about exactly what they saw."""

import hashlib
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.las.las import Beller
from tests.support.places import ROOT
from tests.support.portaal.voorstellen import Aanbod, add_link, inhoud, propose
from tests.support.schools.builders import ANDERE_SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.formats.las.besluit import read_voorstelbesluit
from uwlr_service.repository.database import Database
from uwlr_service.web.las.openapi import document

PAGE = ROOT / "docs" / "las.rst"
SCHOOL = "/scholen/99XX-16"
ROEPNAAM = "leerling/roepnaam"
ACHTERNAAM = "leerling/achternaam"
GESLACHT = "leerling/geslacht"
REDEN = "absentie/absentiereden"
BEHEER = Handelende.opdrachtregel("Beheer")


@pytest.fixture
def aanbod(database: Database) -> Aanbod:
    return add_link(database, gegevensset=GKV_UITGEBREID)


@pytest.fixture
def voorstel(diensten: Diensten, las: Beller, aanbod: Aanbod) -> int:
    return propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM, GESLACHT, REDEN))


def said(las: Beller, voorstel: int, **changed: Any) -> dict[str, Any]:
    """A yes as a LAS sends it, but for what is changed; None leaves a member out."""
    shown = las.call(f"{SCHOOL}/voorstellen/{voorstel}").json
    assert shown is not None
    members: dict[str, Any] = {
        "besluit": "accepteren",
        "namens": "Anna de Vries",
        "bewezen": tijd.format_moment(tijd.now()),
        "getoond": shown["getoond"],
        "velden": {ROEPNAAM: True},
        "bestuur": "Het bestuur heeft de verwerkersovereenkomst getekend.",
        **changed,
    }
    return {name: value for name, value in members.items() if value is not None}


def decide(las: Beller, voorstel: int, document: dict[str, Any], **options: Any) -> TestResponse:
    return las.call(f"{SCHOOL}/voorstellen/{voorstel}/besluit", method="POST", json=document, **options)


def problem(answer: TestResponse) -> tuple[int, str]:
    assert answer.json is not None
    assert answer.content_type == "application/problem+json"
    return answer.status_code, answer.json["type"].rpartition(":")[2]


def test_what_is_shown_is_what_the_digest_proves(las: Beller, voorstel: int) -> None:
    shown = las.call(f"{SCHOOL}/voorstellen/{voorstel}").json
    assert shown is not None
    whole = {name: shown[name] for name in ("voorstel", "taal", "tekstversie", "inhoud")}
    written = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(written.encode()).hexdigest() == shown["getoond"]
    assert set(shown["inhoud"]["te_kiezen"]) >= {ROEPNAAM, GESLACHT, REDEN}
    assert REDEN in shown["alleen_in_portaal"]
    assert ROEPNAAM not in shown["alleen_in_portaal"]


def test_the_decision_of_the_documentation_is_one(las: Beller, voorstel: int) -> None:
    (example,) = re.findall(r"code-block:: json\n\n((?:   .*\n)+)", PAGE.read_text())
    yes = json.loads(example)
    assert read_voorstelbesluit(yes).besluit == "accepteren"
    shown = las.call(f"{SCHOOL}/voorstellen/{voorstel}").json
    assert shown is not None
    yes["velden"] = {ROEPNAAM: True, GESLACHT: False}
    yes |= {"getoond": shown["getoond"], "bewezen": tijd.format_moment(tijd.now())}
    assert decide(las, voorstel, yes).status_code == 200


def test_the_documentation_names_every_address_of_links() -> None:
    text = PAGE.read_text()
    for path in document()["paths"]:
        behind = path.removeprefix("/las/v1/scholen/{school}")
        if behind != path and "schooljaren" not in path:
            named = re.sub(r"{(voorstel|koppeling)}", "{nr}", behind).replace("{leerling}", "{key}")
            assert f"{named}``" in text, path


def test_a_copy_that_is_still_good_is_not_sent_again(las: Beller, voorstel: int) -> None:
    path = f"{SCHOOL}/voorstellen/{voorstel}"
    etag = las.call(path).headers["ETag"]
    again = las.call(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    english = las.call(f"{path}?taal=en", headers={"If-None-Match": etag})
    assert (english.status_code, english.headers["Cache-Control"]) == (200, "private, no-cache")


def test_an_answer_that_was_sent_compressed_counts_as_the_same(las: Beller, voorstel: int) -> None:
    path = f"{SCHOOL}/voorstellen/{voorstel}"
    packed = las.call(path, headers={"Accept-Encoding": "gzip"})
    etag = packed.headers["ETag"]
    assert (packed.headers["Content-Encoding"], etag == las.call(path).headers["ETag"]) == ("gzip", False)
    again = las.call(path, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    other = las.call(path, headers={"Accept-Encoding": "gzip", "If-None-Match": '"iets anders"'})
    assert other.status_code == 200
    assert las.call(path, headers={"If-None-Match": "*"}).status_code == 304
    assert decide(las, voorstel, said(las, voorstel), headers={"If-Match": etag}).status_code == 200


def test_a_yes_holds_and_names_the_person_and_the_las(
    las: Beller, voorstel: int, aanbod: Aanbod, diensten: Diensten
) -> None:
    answer = decide(las, voorstel, said(las, voorstel, leerlingen={"jaargroepen": ["4"]}))
    assert answer.json == {
        "voorstel": voorstel,
        "stand": "geaccepteerd",
        "afspraakversie": 1,
        "ontbreekt": [],
    }
    link = las.call(f"{SCHOOL}/koppelingen/{aanbod.koppeling}").json
    assert link is not None
    assert (link["stand"], link["besloten_door"]) == ("actief", ["Anna de Vries, via LAS Proeflas"])
    assert [each["veld"] for each in link["afspraak"]["velden"]] == [ROEPNAAM]
    assert link["afspraak"]["leerlingen"]["jaargroepen"] == ["4"]
    assert problem(decide(las, voorstel, said(las, voorstel))) == (409, "kan-nu-niet")


def test_a_yes_without_a_name_says_that_nobody_goes(las: Beller, aanbod: Aanbod, diensten: Diensten) -> None:
    velden = inhoud(GKV_UITGEBREID, ROEPNAAM, ACHTERNAAM, GESLACHT)
    voorstel = propose(diensten, aanbod, velden)
    shown = las.call(f"{SCHOOL}/voorstellen/{voorstel}").json
    assert shown is not None
    assert set(shown["minstens_een_van"]) == {ROEPNAAM, ACHTERNAAM}
    answer = decide(las, voorstel, said(las, voorstel, velden={GESLACHT: True}))
    assert answer.json is not None
    assert answer.json["ontbreekt"] == shown["minstens_een_van"]
    link = las.call(f"{SCHOOL}/koppelingen/{aanbod.koppeling}").json
    assert link is not None
    assert link["afspraak"]["ontbreekt"] == shown["minstens_een_van"]
    pupils = las.call(f"{SCHOOL}/todo").json["leerlingen"]  # type: ignore[index]
    assert {lack["oorzaak"] for pupil in pupils for lack in pupil["ontbreekt"]} == {"afspraak"}


def test_a_no_holds_and_the_company_reads_why(las: Beller, voorstel: int) -> None:
    document = said(
        las, voorstel, besluit="afwijzen", bewezen=None, velden=None, bestuur=None, reden="Nu niet."
    )
    answer = decide(las, voorstel, document)
    assert answer.json == {
        "voorstel": voorstel,
        "stand": "afgewezen",
        "afspraakversie": None,
        "ontbreekt": [],
    }
    (listed,) = las.call(f"{SCHOOL}/voorstellen").json["voorstellen"]  # type: ignore[index]
    assert (listed["stand"], listed["reden"]) == ("afgewezen", "Nu niet.")
    assert listed["besloten_door"] == "Anna de Vries, via LAS Proeflas"


def test_what_changed_meanwhile_is_shown_again(
    las: Beller, voorstel: int, aanbod: Aanbod, diensten: Diensten
) -> None:
    yes = said(las, voorstel)
    etag = las.call(f"{SCHOOL}/voorstellen/{voorstel}").headers["ETag"]
    newer = propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM, doel="Iets anders"))
    assert problem(decide(las, voorstel, yes)) == (409, "veranderd")
    assert problem(decide(las, newer, yes)) == (409, "veranderd")
    no = {name: yes[name] for name in ("namens", "getoond")} | {"besluit": "afwijzen"}
    assert problem(decide(las, newer, no)) == (409, "veranderd")
    right = said(las, newer)
    assert problem(decide(las, newer, right, headers={"If-Match": etag})) == (412, "veranderd")
    now = las.call(f"{SCHOOL}/voorstellen/{newer}?taal=en").headers["ETag"]
    assert decide(las, newer, right, headers={"If-Match": now}).status_code == 200


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"bewezen": None}, (403, "vers-bewijs-nodig")),
        ({"bewezen": tijd.format_moment(tijd.now() - timedelta(minutes=30))}, (403, "vers-bewijs-nodig")),
        ({"bewezen": tijd.format_moment(tijd.now() + timedelta(days=1))}, (403, "vers-bewijs-nodig")),
        ({"velden": {REDEN: True}}, (403, "alleen-in-portaal")),
        ({"bestuur": None}, (422, "besluit-ongeldig")),
        ({"bestuur": "  "}, (422, "besluit-ongeldig")),
        ({"namens": None}, (422, "besluit-ongeldig")),
        ({"namens": "\u3164"}, (422, "besluit-ongeldig")),
        ({"velden": {"leerling/bsn": True}}, (422, "besluit-ongeldig")),
        ({"leerlingen": {"groepen": ["geen groep"]}}, (422, "besluit-ongeldig")),
        ({"leerlingen": {"jaargroepen": ["99"]}}, (422, "besluit-ongeldig")),
    ],
)
def test_what_the_portal_asks_for_is_asked_for_here(
    las: Beller, voorstel: int, changed: dict[str, Any], expected: tuple[int, str]
) -> None:
    answer = decide(las, voorstel, said(las, voorstel, **changed))
    assert problem(answer) == expected
    assert "WWW-Authenticate" not in answer.headers
    (listed,) = las.call(f"{SCHOOL}/voorstellen").json["voorstellen"]  # type: ignore[index]
    assert listed["stand"] == "open"


def test_a_proof_that_is_missing_is_named_as_the_las_sends_it(las: Beller, voorstel: int) -> None:
    answer = decide(las, voorstel, said(las, voorstel, bewezen=None))
    assert answer.json is not None
    assert "'bewezen'" in answer.json["detail"]


def test_a_proposal_to_another_school_is_not_there(
    las: Beller, alles: Beller, aanbod: Aanbod, diensten: Diensten
) -> None:
    foreign = propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM), ANDERE_SCHOOL)
    absent = las.call(f"{SCHOOL}/voorstellen/99999")
    for number in (foreign, 2**31, 10**30):
        answer = las.call(f"{SCHOOL}/voorstellen/{number}")
        assert (answer.status_code, answer.json) == (404, absent.json)
    # Not even for a LAS that has both schools: the path names the other one.
    assert alles.call(f"{SCHOOL}/voorstellen/{foreign}").status_code == 404
    document = {"besluit": "afwijzen", "namens": "Anna", "getoond": "a" * 64}
    assert decide(alles, foreign, document).status_code == 404


def test_a_page_holds_as_many_as_were_asked_for(las: Beller, aanbod: Aanbod, diensten: Diensten) -> None:
    made = [propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM)) for _ in range(5)]
    seen: list[int] = []
    more = True
    while more:
        page = las.call(f"{SCHOOL}/voorstellen?na={seen[-1] if seen else 0}&limiet=2").json
        assert page is not None
        seen += (each["voorstel"] for each in page["voorstellen"])
        more = page["meer"]
    assert seen == made


@pytest.mark.parametrize(
    "query", ["na=x", "na=-1", "na=1&na=2", f"na={2**31}", "na=١", "limiet=0", "taal=fr"]
)
def test_a_question_that_cannot_be_read_is_refused(las: Beller, voorstel: int, query: str) -> None:
    path = f"{SCHOOL}/voorstellen/{voorstel}" if "taal" in query else f"{SCHOOL}/voorstellen"
    assert problem(las.call(f"{path}?{query}")) == (400, "verzoek-ongeldig")


def test_one_proposal_costs_as_many_statements_as_many(
    las: Beller, aanbod: Aanbod, diensten: Diensten
) -> None:
    token = las.token()
    propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM))
    with recorded() as one:
        las.call(f"{SCHOOL}/voorstellen", token)
    for _ in range(20):
        propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM))
    with recorded() as many:
        las.call(f"{SCHOOL}/voorstellen", token)
    assert len(one) == len(many) <= 12
