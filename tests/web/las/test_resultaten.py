"""The feed of results over HTTP: what is in it, in which order, and what becomes of a cursor."""

import hashlib
from datetime import timedelta
from typing import Any
from wsgiref.types import WSGIApplication

import pytest
from lxml import etree
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests.support.callers import call
from tests.support.las.las import Beller
from tests.support.las.results import Bring, ask, bringer, confirm, page, pages
from tests.support.messages.problems import problem
from tests.support.messages.results import BRENG, oso, resultaat, toets, toetsafname, verzoek
from tests.support.messages.soap import envelope, header
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL
from uwlr_service.client.las import digest_of
from uwlr_service.domain import tijd
from uwlr_service.domain.school import schoolpad
from uwlr_service.formats import schemas
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.volgorde import resultatenvolgorde
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.bewaring import Bewaring

HERE = "99XX-16"


@pytest.fixture
def bring(application: WSGIApplication, uitgifte: Uitgifte) -> Bring:
    """A publisher that has results of the small school."""
    return bringer(application, uitgifte.sleutel)


def at(minutes: int) -> str:
    """A moment before now."""
    return tijd.format_moment(tijd.now() + timedelta(minutes=minutes))


def test_a_result_is_as_it_was_received(las: Beller, bring: Bring, uitgifte: Uitgifte) -> None:
    made = at(-1)
    bring(
        toetsafname("L1", resultaat("R1", 7, infourl="https://a.example/1"), verwerker="K1"),
        aanmaakdatum=made,
    )
    (entry,) = page(las).resultaten
    assert len(entry.pop("toetsdefinitie")) == 64
    assert entry.pop("cursor")
    assert entry.pop("ontvangen")
    assert entry == {
        "school": "99XX/16",
        "schooljaar": str(JAAR),
        "aanmaakdatum": made,
        "afzender": {
            "klantcode": "U1",
            "klantnaam": "Uitgeverij",
            "koppeling": uitgifte.koppeling.id,
            "auteur": None,
        },
        "leerling": "L1",
        "key": "R1",
        "vervangt": [],
        "geldig": True,
        "afnamedatum": "2026-11-02",
        "toetscode": "T1",
        "versie": None,
        "toetsonderdeelcode": None,
        "soort": "score",
        "score": 7,
        "uitslag": None,
        "infourl": "https://a.example/1",
        "resultaatverwerkerid": "K1",
    }


def test_an_outcome_that_is_not_a_score_comes_along(las: Beller, bring: Bring) -> None:
    bring(toetsafname("L1", resultaat("R1", uitslag=oso())))
    (entry,) = page(las).resultaten
    assert (entry["soort"], entry["score"]) == ("oso", None)
    assert entry["uitslag"] == {"toetsscore": {"aantalgoed": 7}}


def test_pages_follow_each_other_through_and_beyond_a_message(las: Beller, bring: Bring) -> None:
    first = [f"R{number}" for number in range(1, 6)]
    bring(toetsafname("L1", *map(resultaat, first)))
    bring(toetsafname("L1", resultaat("S1")))
    bring(toetsafname("L2", resultaat("S2"), resultaat("S3")))
    got = list(pages(las, limiet=2))
    assert [blad.keys for blad in got] == [["R1", "R2"], ["R3", "R4"], ["R5", "S1"], ["S2", "S3"]]
    assert [blad.meer for blad in got] == [True, True, True, False]
    after = page(las, got[-1].cursor)
    assert (after.resultaten, after.meer) == ([], False)
    bring(toetsafname("L1", resultaat("T1")))
    assert page(las, after.cursor).keys == ["T1"]


def test_the_cursor_of_a_result_is_a_place_too_and_always_the_same(las: Beller, bring: Bring) -> None:
    bring(toetsafname("L1", resultaat("R1"), resultaat("R2"), resultaat("R3")))
    first = page(las)
    assert [entry["cursor"] for entry in page(las).resultaten] == [
        entry["cursor"] for entry in first.resultaten
    ]
    assert page(las, first.resultaten[1]["cursor"]).keys == ["R3"]
    assert page(las, first.resultaten[2]["cursor"]).keys == []


def test_a_changed_result_says_what_it_takes_the_place_of(las: Beller, bring: Bring) -> None:
    bring(toetsafname("L1", resultaat("R1", 4)), aanmaakdatum=at(-3))
    bring(toetsafname("L1", resultaat("R1", 8)), aanmaakdatum=at(-2))
    bring(toetsafname("L1", resultaat("R1", 8)), aanmaakdatum=at(-1))
    bring(toetsafname("L1", resultaat("R1", 1)), aanmaakdatum=at(-4))
    got = page(las).resultaten
    assert [(entry["score"], entry["vervangt"], entry["geldig"]) for entry in got] == [
        (4, [], True),
        (8, ["R1"], True),
        (1, [], False),
    ]


def test_a_new_key_for_the_same_result_names_the_old_one(
    las: Beller, application: WSGIApplication, beheer, stored
) -> None:
    tolerant = beheer.add(klantnaam="T", klantcode="U2", scholen=[SCHOOL], tolerant=True, door=DOOR)
    for key, score, minutes in (("A1", 4, -2), ("B1", 8, -1)):
        body = verzoek(toetsafname("L1", resultaat(key, score)), aanmaakdatum=at(minutes))
        answer = call(
            application, envelope(body, header(tolerant.sleutel, klantcode="U2", klantnaam="T")), BRENG
        )
        assert answer.status == 200, answer.content
    assert [(entry["key"], entry["vervangt"]) for entry in page(las).resultaten] == [
        ("A1", []),
        ("B1", ["A1"]),
    ]


def test_a_definition_has_the_digest_by_which_it_is_named(las: Beller, bring: Bring) -> None:
    bring()
    (entry,) = page(las).resultaten
    digest = entry["toetsdefinitie"]
    answer = las.call(f"/toetsdefinities/{digest}")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.data).hexdigest() == digest
    assert answer.json is not None
    assert answer.json["toetscode"] == {"waarde": "T1"}
    assert "immutable" in answer.headers["Cache-Control"]
    again = las.call(f"/toetsdefinities/{digest}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_definition_that_went_out_compressed_is_known_again(las: Beller, bring: Bring) -> None:
    bring(toetsen=toets(onderdelen=[f"onderdeel-{number}" for number in range(50)]))
    digest = page(las).resultaten[0]["toetsdefinitie"]
    gzip = {"Accept-Encoding": "gzip"}
    answer = las.call(f"/toetsdefinities/{digest}", headers=gzip)
    assert answer.headers["Content-Encoding"] == "gzip"
    known = {**gzip, "If-None-Match": answer.headers["ETag"]}
    again = las.call(f"/toetsdefinities/{digest}", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == answer.headers["ETag"]


@pytest.mark.parametrize("digest", ["0" * 64, "x", "A" * 64])
def test_a_definition_that_is_not_there_is_404(las: Beller, digest: str) -> None:
    assert problem(las.call(f"/toetsdefinities/{digest}"), 404) == "niet-gevonden"


def test_a_las_gets_results_of_its_own_schools_only(
    las: Beller, alles: Beller, bring: Bring, client, diensten
) -> None:
    other = Beller(client, diensten, "Ander", [ANDERE_SCHOOL])
    bring()
    assert page(las).keys == page(alles).keys == ["R1"]
    assert page(other).keys == []
    assert problem(ask(other, school=HERE), 404) == "niet-gevonden"
    assert page(alles, school=schoolpad.write(ANDERE_SCHOOL)).keys == []
    assert page(alles, school=HERE).keys == ["R1"]
    assert problem(ask(las, school="99ZZ-00"), 404) == "niet-gevonden"
    assert page(alles, school="99ZZ-00").keys == []


@pytest.mark.parametrize("na", ["", "0", "x" * 100, "é", "a" * 3000, "AAAA"])
def test_a_cursor_that_is_not_ours_is_400(las: Beller, na: str) -> None:
    assert problem(ask(las, na=na), 400) == "cursor-ongeldig"


def test_a_cursor_is_for_one_las_and_its_schools_or_one_of_them(
    las: Beller, alles: Beller, bring: Bring
) -> None:
    bring()
    of_all = page(las).cursor
    of_school = page(las, school=HERE).cursor
    assert problem(ask(alles, na=of_all), 400) == "cursor-ongeldig"
    assert problem(ask(las, na=of_all, school=HERE), 400) == "cursor-ongeldig"
    assert problem(ask(las, na=of_school), 400) == "cursor-ongeldig"
    assert page(las, of_school, school=HERE).keys == []
    assert problem(confirm(alles, {"cursor": of_all}), 400) == "cursor-ongeldig"


@pytest.mark.parametrize("limiet", ["0", "1001", "x", "-1", "1.0", ""])
def test_a_limit_is_from_1_to_1000(las: Beller, limiet: str) -> None:
    assert problem(ask(las, limiet=limiet), 400) == "verzoek-ongeldig"


def test_a_token_without_the_scope_gets_nothing(las: Beller) -> None:
    token = las.token(scope="las.gegevens")
    assert problem(ask(las, token), 403) == "scope-ontbreekt"


def test_a_cursor_past_retention_is_410_and_says_what_to_do(
    las: Beller, bring: Bring, database: Database
) -> None:
    empty = page(las).cursor
    bring(toetsafname("L1", resultaat("R1"), resultaat("R2")))
    cut = page(las, limiet=1).cursor
    with database.write() as connection:
        connection.execute(update(resultatenvolgorde).values(moment=tijd.now() - timedelta(days=3)))
    bring(toetsafname("L1", resultaat("R3")))
    assert Bewaring(database).purge_order(tijd.now() - timedelta(days=1)) == 1
    for cursor in (empty, cut):
        answer = ask(las, na=cursor)
        assert problem(answer, 410) == "cursor-verlopen"
        assert answer.json is not None
        assert "zonder 'na'" in answer.json["detail"]
    assert page(las).keys == ["R3"]


def test_a_pupil_who_is_forgotten_leaves_the_feed(las: Beller, bring: Bring, diensten) -> None:
    bring(toetsafname("L1", resultaat("R1")), toetsafname("L2", resultaat("R2")))
    assert page(las).keys == ["R1", "R2"]
    diensten.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=DOOR)
    assert page(las).keys == ["R2"]


def xml(las: Beller, na: str | None = None, school: str | None = None, limiet: int = 500) -> TestResponse:
    return ask(las, na=na, school=school, limiet=limiet, headers={"Accept": "application/xml"})


def test_results_of_one_school_come_as_messages_that_are_valid(las: Beller, bring: Bring) -> None:
    made = at(-2)
    bring(
        toetsafname("L1", resultaat("R1", 3, onderdeel="D1"), resultaat("R2", uitslag=oso())),
        toetsafname("L2", resultaat("R3", versie="2"), verwerker="K1"),
        toetsen=toets(onderdelen=["D1"]),
        aanmaakdatum=made,
    )
    bring(toetsafname("L1", resultaat("R4")))
    first = xml(las, school=HERE)
    assert (first.status_code, first.mimetype) == (200, "application/xml")
    root = etree.fromstring(first.data)
    schemas.LEERRESULTATEN["2.2"].compiled().assertValid(root)
    bericht = read_leerresultaten(root)
    assert tijd.format_moment(bericht.aanmaakdatum) == made
    assert {resultaat.key for resultaat in bericht.resultaten()} == {"R1", "R2", "R3"}
    assert [afname.resultaatverwerkerid for afname in bericht.toetsafnames] == [None, "K1"]
    path = first.headers["Link"].removeprefix("</las/v1").removesuffix('>; rel="next"')
    second = las.call(path, headers={"Accept": "application/xml"})
    assert [each.key for each in read_leerresultaten(etree.fromstring(second.data)).resultaten()] == ["R4"]
    last = xml(las, second.headers["Uwlr-Cursor"], school=HERE)
    assert (last.status_code, last.data) == (204, b"")
    assert last.headers["Retry-After"]


def test_a_message_that_does_not_fit_comes_in_parts(las: Beller, bring: Bring) -> None:
    bring(toetsafname("L1", *(resultaat(f"R{number}") for number in range(1, 4))))
    keys = []
    cursor = None
    for _ in range(2):
        answer = xml(las, cursor, school=HERE, limiet=2)
        root = etree.fromstring(answer.data)
        schemas.LEERRESULTATEN["2.2"].compiled().assertValid(root)
        keys.append([resultaat.key for resultaat in read_leerresultaten(root).resultaten()])
        cursor = answer.headers["Uwlr-Cursor"]
    assert keys == [["R1", "R2"], ["R3"]]


def test_a_message_is_of_one_school(las: Beller) -> None:
    assert problem(xml(las), 400) == "verzoek-ongeldig"


def confirmed(las: Beller, cursor: str) -> dict[str, Any]:
    answer = confirm(las, {"cursor": cursor})
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.get_json()
    return document


def test_what_was_taken_over_is_kept(las: Beller, bring: Bring) -> None:
    empty = page(las)
    assert confirmed(las, empty.cursor)["overgenomen_tot"] is None
    bring()
    blad = page(las)
    kept = confirmed(las, blad.cursor)
    assert kept["overgenomen_tot"] == blad.resultaten[0]["ontvangen"]
    assert kept["school"] is None
    assert confirmed(las, page(las, school=HERE).cursor)["school"] == "99XX/16"


@pytest.mark.parametrize("document", [[], {}, {"cursor": 1}, {"cursor": None}, "x"])
def test_a_confirmation_names_a_cursor(las: Beller, document: object) -> None:
    assert problem(confirm(las, document), 400) == "verzoek-ongeldig"


def test_a_confirmation_that_changed_under_way_is_not_kept(las: Beller, bring: Bring) -> None:
    bring()
    cursor = page(las).cursor
    answer = las.call(
        "/resultaten/ontvangstbevestiging",
        method="POST",
        json={"cursor": cursor},
        headers={"Content-Digest": digest_of(b"something else")},
    )
    assert problem(answer, 400) == "digest-ongeldig"
    assert las.diensten.resultaatontvangst.stand(las.las.id).bevestigd is None
