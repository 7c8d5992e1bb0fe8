"""``PUT`` and ``GET`` of a school year at ``/las/v1``: what a LAS sends, and what it hears."""

import gzip
import io
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from tests.support.las.invoer import EARLIER, LATER, PLACE, document, problem, put, told
from tests.support.las.las import Beller
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, leerling, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.dossier import Berekend, Dossier, Dossierobject
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.formats.dossier import read_dossier, write_dossier


def test_a_changed_school_is_counted_and_has_another_etag(las: Beller, sent: TestResponse) -> None:
    before = told(sent, 200)
    answer = put(las, document(21))
    said = told(answer, 200)
    assert (said["uitkomst"], said["school"], said["schooljaar"]) == ("gewijzigd", "99XX/16", JAAR)
    assert said["verslag"]["per_soort"]["leerlingen"] == {
        "toegevoegd": 1,
        "gewijzigd": 0,
        "ongewijzigd": 20,
        "verdwenen": 0,
    }
    assert answer.headers["ETag"] == f'"{said["stand"]["etag"]}"' != sent.headers["ETag"]
    assert said["stand"]["revisie"] == before["stand"]["revisie"] + 1


def test_the_same_bytes_change_nothing(las: Beller, sent: TestResponse) -> None:
    again = put(las, document())
    said = told(again, 200)
    assert (said["uitkomst"], said["verslag"]) == ("gelijk", None)
    assert said["stand"] == told(sent, 200)["stand"]
    assert again.headers["ETag"] == sent.headers["ETag"]
    packed = put(las, gzip.compress(document()), Content_Encoding="gzip")
    assert told(packed, 200)["uitkomst"] == "gelijk"


def test_a_newer_file_with_the_same_content_is_read_and_changes_nothing(
    las: Beller, sent: TestResponse
) -> None:
    said = told(put(las, document(20, LATER)), 200)
    assert said["uitkomst"] == "ongewijzigd"
    assert said["stand"]["aanmaakdatum"] == "2026-09-02T08:00:00+02:00"


def test_a_whole_call_with_the_same_bytes_asks_the_database_four_times_at_most(
    las: Beller, sent: TestResponse
) -> None:
    token = las.token()
    with recorded() as statements:
        answer = las.call(PLACE, token, "PUT", data=document(), headers={"Content-Type": "application/xml"})
    assert told(answer, 200)["uitkomst"] == "gelijk"
    assert len(statements) <= 4, statements


def test_the_first_state_of_a_school_is_made(alles: Beller) -> None:
    place = "/scholen/99XX-16/schooljaren/2019-2020/gegevens"
    old = schoolgegevens(jaar=Schooljaar("2019-2020"))
    assert alles.call(place).status_code == 404
    answer = put(alles, b"".join(edexml.write(old)), place=place)
    assert told(answer, 201)["stand"]["revisie"] == 1
    assert alles.call(place).status_code == 200


def test_a_las_of_all_schools_brings_a_new_one(alles: Beller, las: Beller) -> None:
    code = Schoolcode("88ZZ", "01")
    place = PLACE.replace("99XX-16", "88ZZ-01")
    wrong = document(code=code).replace(b"<jaargroep>4<", b"<jaargroep>99<")
    problem(put(alles, wrong, place=place), 422, "bestand-ongeldig")
    assert told(put(alles, document(code=code), place=place), 201)["school"] == "88ZZ/01"
    problem(put(las, document(code=code), place=place), 404, "niet-gevonden")


def test_a_school_without_brin(alles: Beller) -> None:
    code = Schoolcode(schoolkey="https://school.example/é")
    place = PLACE.replace("99XX-16", schoolpad.write(code))
    assert told(put(alles, document(code=code), place=place), 201)["school"] == str(code)
    dossier = b"".join(write_dossier(Dossier(school=code, objecten=()))).replace(
        b"schoolkey=", b'dependancecode="01" schoolkey='
    )
    there = place.replace("gegevens", "dossier")
    assert put(alles, dossier, place=there).status_code == 201
    answer = alles.call(there)
    assert read_dossier(io.BytesIO(answer.data)).school == code


class TestConditions:
    """If-Match and If-None-Match (RFC 9110, section 13)."""

    def test_another_state_is_refused_and_named(self, las: Beller, sent: TestResponse) -> None:
        newer = put(las, document(21), If_Match=sent.headers["ETag"])
        assert newer.status_code == 200
        refused = put(las, document(22), If_Match=sent.headers["ETag"])
        problem(refused, 412, "stand-veranderd")
        assert refused.headers["ETag"] == newer.headers["ETag"]
        assert las.call(PLACE).headers["ETag"] == newer.headers["ETag"]

    def test_the_etag_of_a_packed_answer_counts(self, las: Beller, sent: TestResponse) -> None:
        packed = las.call(PLACE, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["ETag"] != sent.headers["ETag"]
        assert put(las, document(21), If_Match=packed.headers["ETag"]).status_code == 200

    @pytest.mark.parametrize("condition", ['"anders"', 'W/"anders"', '"a", "b"', '""', "x"])
    def test_what_is_not_the_state_is_refused(self, las: Beller, sent: TestResponse, condition: str) -> None:
        assert put(las, document(21), If_Match=condition).status_code == 412
        assert put(las, document(), If_Match=condition).status_code == 412

    def test_a_weak_etag_is_never_the_same(self, las: Beller, sent: TestResponse) -> None:
        assert put(las, document(21), If_Match=f"W/{sent.headers['ETag']}").status_code == 412

    def test_that_there_is_a_state_or_none(self, las: Beller, sent: TestResponse) -> None:
        assert put(las, document(21), If_None_Match="*").status_code == 412
        assert put(las, document(21), If_Match="*").status_code == 200
        problem(put(las, document(22), If_None_Match='"x"'), 400, "verzoek-ongeldig")
        place = "/scholen/99XX-16/schooljaren/2019-2020/gegevens"
        refused = put(las, document(), place=place, If_Match="*")
        problem(refused, 412, "stand-veranderd")
        assert "ETag" not in refused.headers

    def test_what_the_reader_has_is_not_sent_again(self, las: Beller, sent: TestResponse) -> None:
        for headers in ({}, {"Accept-Encoding": "gzip"}):
            answer = las.call(PLACE, headers=headers)
            known = {"If-None-Match": answer.headers["ETag"]}
            again = las.call(PLACE, headers={**headers, **known})
            assert (again.status_code, again.data) == (304, b"")
        assert las.call(PLACE, headers={"If-None-Match": '"anders"'}).status_code == 200


class TestHeldBack:
    """What waits for somebody who looks, and how it goes on."""

    def test_a_school_that_shrinks_hears_the_figures_and_a_token(
        self, las: Beller, sent: TestResponse
    ) -> None:
        refused = problem(put(las, document(10)), 409, "aangehouden")
        bezwaar = refused["bezwaren"][0]
        assert (bezwaar["soort"], bezwaar["aantal"], bezwaar["van"]) == ("leerlingen_weg", 10, 20)
        assert (bezwaar["parameter"], "--allow" in refused["detail"]) == ("toestaan", False)
        assert put(las, document(9), f"?toestaan={refused['toestaan']}").status_code == 409
        assert put(las, document(10), f"?toestaan={refused['toestaan']}x").status_code == 409
        said = told(put(las, document(10), f"?toestaan={refused['toestaan']}"), 200)
        assert said["verslag"]["verdwenen"] == 10

    def test_a_token_of_before_another_state_is_refused_anew(self, las: Beller, sent: TestResponse) -> None:
        refused = problem(put(las, document(10)), 409, "aangehouden")
        put(las, document(21))
        again = problem(put(las, document(10), f"?toestaan={refused['toestaan']}"), 409, "aangehouden")
        assert again["bezwaren"][0]["van"] == 21
        assert put(las, document(10), f"?toestaan={again['toestaan']}").status_code == 200

    def test_an_older_file_names_both_moments(self, las: Beller, sent: TestResponse) -> None:
        put(las, document(20, LATER))
        refused = problem(put(las, document(21, EARLIER)), 409, "ouder")
        assert refused["aanmaakdatum"] == "2026-09-01T08:00:00+02:00"
        assert refused["aanmaakdatum_stand"] == "2026-09-02T08:00:00+02:00"
        assert refused["toestaan"] is None
        assert [bezwaar["parameter"] for bezwaar in refused["bezwaren"]] == ["ouder"]
        assert told(put(las, document(21, EARLIER), "?ouder=ja"), 200)["uitkomst"] == "gewijzigd"

    def test_a_trial_stores_nothing(self, las: Beller, sent: TestResponse) -> None:
        said = told(put(las, document(10), "?proef=ja"), 200)
        assert (said["uitkomst"], said["verslag"]["verdwenen"]) == ("proef", 10)
        assert said["verslag"]["bezwaren"][0]["soort"] == "leerlingen_weg"
        assert said["stand"] == told(sent, 200)["stand"]
        assert las.call(PLACE).headers["ETag"] == sent.headers["ETag"]

    @pytest.mark.parametrize(
        "query",
        [
            "?proef=misschien",
            "?proef=ja&proef=ja",
            "?ouder=1",
            "?toestaan=a&toestaan=b",
            "?proeff=ja",
            "?Proef=ja",
        ],
    )
    def test_a_parameter_that_is_not_understood(self, las: Beller, query: str) -> None:
        problem(put(las, document(), query), 400, "verzoek-ongeldig")


class TestWrongFiles:
    """What is not kept, and why."""

    def test_every_fault_has_its_line_and_path(self, las: Beller) -> None:
        content = b"".join(edexml.write(schoolgegevens())).replace(b"<jaargroep>5<", b"<jaargroep>99<")
        refused = problem(put(las, content), 422, "bestand-ongeldig")
        assert {fout["pad"] for fout in refused["fouten"]} == {
            "/EDEX/groepen/groep[2]/jaargroep",
            "/EDEX/leerlingen/leerling[2]/jaargroep",
        }
        assert all(fout["regel"] and fout["melding"] and fout["verwacht"] for fout in refused["fouten"])

    @pytest.mark.parametrize(
        "content", [b"<EDEX>", b"geen xml", b'<!DOCTYPE x [<!ENTITY e "x">]><EDEX>&e;</EDEX>']
    )
    def test_what_is_no_edexml(self, las: Beller, content: bytes) -> None:
        assert problem(put(las, content), 422, "bestand-ongeldig")["fouten"]

    def test_a_file_of_another_school_or_year(self, las: Beller) -> None:
        problem(put(las, document(code=ANDERE_SCHOOL)), 422, "andere-school")
        place = PLACE.replace(JAAR, "2019-2020")
        said = problem(put(las, document(), place=place), 422, "ander-schooljaar")
        assert "2019-2020" in said["detail"]

    def test_a_new_school_with_a_brin_of_proeftuinen(self, alles: Beller) -> None:
        place = PLACE.replace("99XX-16", "98QQ-01")
        refused = problem(put(alles, document(code=Schoolcode("98QQ", "01")), place=place), 422, "proeftuin")
        assert "98AA tot en met 98ZZ" in refused["detail"]

    @pytest.mark.parametrize("school", ["99YY-00", "88ZZ-00", "geen-school"])
    def test_the_school_of_another_las_is_as_one_that_is_not_there(self, las: Beller, school: str) -> None:
        place = PLACE.replace("99XX-16", school)
        for kind in ("gegevens", "dossier"):
            there = place.replace("gegevens", kind)
            problem(put(las, document(code=ANDERE_SCHOOL), place=there), 404, "niet-gevonden")
            problem(las.call(there), 404, "niet-gevonden")

    @pytest.mark.parametrize("jaar", ["2026", "2026-2028", "nu"])
    def test_a_year_that_is_not_one(self, las: Beller, jaar: str) -> None:
        problem(put(las, document(), place=PLACE.replace(JAAR, jaar)), 404, "niet-gevonden")

    def test_a_token_for_something_else(self, las: Beller) -> None:
        token = las.token(scope="las.resultaten las.koppelingen")
        answer = las.call(PLACE, token, method="PUT", data=document())
        problem(answer, 403, "scope-ontbreekt")


def test_what_is_stored_comes_back(las: Beller, sent: TestResponse, gegevens: Schoolgegevens) -> None:
    answer = las.call(PLACE)
    assert answer.headers["ETag"] == sent.headers["ETag"]
    assert edexml.read(io.BytesIO(answer.data)).gegevens.leerlingen[0].key == "L0"
    old = las.call(f"{PLACE}?versie=2.0")
    assert edexml.read(io.BytesIO(old.data)).versie == "2.0"
    problem(las.call(f"{PLACE}?versie=3"), 400, "verzoek-ongeldig")
    packed = las.call(PLACE, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == answer.data
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_state_that_a_version_cannot_hold_is_refused(las: Beller, gegevens: Schoolgegevens) -> None:
    long_key = replace(gegevens, leerlingen=(leerling("L" * 65), *gegevens.leerlingen))
    las.diensten.edexml.store(long_key)
    problem(las.call(f"{PLACE}?versie=2.0"), 422, "bestand-ongeldig")
    assert las.call(PLACE).status_code == 200


def test_a_dossier_comes_back_as_it_was(las: Beller, sent: TestResponse) -> None:
    moment = "2026-09-01T08:00:00+02:00"
    details = [
        Dossierobject("leerlingdetail", f"L{number}", {"leerlingnummer": "1", "mutatiedatum": moment})
        for number in range(20)
    ]
    berekend = Berekend("T1", "vaardigheidsscore", "112")
    whole = Dossier(school=SCHOOL, objecten=details, berekenden=[berekend], naam="De Wilg")
    there = PLACE.replace("gegevens", "dossier")
    problem(las.call(there), 404, "niet-gevonden")
    made = put(las, b"".join(write_dossier(whole)), place=there)
    answer = las.call(there)
    assert (made.status_code, answer.headers["ETag"]) == (201, made.headers["ETag"])
    stored = read_dossier(io.BytesIO(answer.data))
    assert (stored.naam, list(stored.berekenden)) == ("De Wilg", [berekend])
    assert {element.key for element in stored.objecten} == {element.key for element in details}
    packed = las.call(there, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == answer.data
    for etag in (answer.headers["ETag"], packed.headers["ETag"]):
        assert las.call(there, headers={"If-None-Match": etag}).status_code == 304
    again = put(las, answer.data + b"\n", place=there)
    assert told(again, 200)["uitkomst"] == "ongewijzigd"
    assert again.headers["ETag"] == made.headers["ETag"]


def test_the_bytes_that_bring_back_somebody_who_was_forgotten_are_read(
    las: Beller, sent: TestResponse
) -> None:
    moment = "2026-09-01T08:00:00+02:00"
    detail = Dossierobject("leerlingdetail", "L1", {"leerlingnummer": "1", "mutatiedatum": moment})
    dossier = b"".join(write_dossier(Dossier(school=SCHOOL, objecten=[detail])))
    there = PLACE.replace("gegevens", "dossier")
    assert told(put(las, dossier, place=there), 201)["verslag"]["toegevoegd"] == 1
    las.diensten.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=Handelende.opdrachtregel())
    back = told(put(las, document()), 200)
    assert (back["uitkomst"], back["verslag"]["vergeten_terug"]) == ("gewijzigd", 1)
    assert told(put(las, dossier, place=there), 200)["verslag"]["toegevoegd"] == 1


def test_no_pupil_is_named_in_a_refusal_of_the_brake(las: Beller, sent: TestResponse) -> None:
    said = put(las, document(10)).text
    assert "Jansen" not in said
    assert "L11" not in said
