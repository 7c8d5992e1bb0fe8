"""Lists, confirmations, the request for everything, the pace; and errors as problems."""

import json
from typing import Any

import pytest
from werkzeug.test import Client

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner
from tests.support.messages.problems import problem
from tests.support.partners.handelenden import DOOR
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.volgen import Volger

AFGEKEURD = {
    "status": "afgekeurd",
    "fouten": [{"code": "schema", "bestand": "basis.xml", "regel": 7}, {"code": "sleutel_onbekend"}],
}
VERWERKT = b'{"status": "verwerkt"}'


def numbers(partner: Partner, na: object) -> list[int]:
    page = partner.call(f"leveringen?na={na}").json or {}
    return [levering["volgnummer"] for levering in page["leveringen"]]


def test_the_deliveries_behind_a_number(partner: Partner, gkv: Gkv) -> None:
    made = [gkv.make(day) for day in range(3)]
    assert numbers(partner, 0) == [1, 2, 3]
    assert numbers(partner, 2) == [3]
    assert numbers(partner, 3) == []
    page = partner.call("leveringen?na=1").json or {}
    assert page["meer"] is False
    assert page["leveringen"][0]["id"] == made[1].id
    assert page["leveringen"][0]["vorigvolgnummer"] == page["leveringen"][0]["basisvolgnummer"] == 1


def test_a_long_list_comes_in_pieces(partner: Partner, gkv: Gkv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uwlr_service.uitwisseling.gkv.ophalen.PAGE", 2)
    for day in range(3):
        gkv.make(day)
    page = partner.call("leveringen").json or {}
    assert ([levering["volgnummer"] for levering in page["leveringen"]], page["meer"]) == ([1, 2], True)


@pytest.mark.parametrize("na", ["-1", "x", "1.5", "2147483648", "", "٣", "1e3"])
def test_what_is_not_a_number_is_refused(partner: Partner, na: str) -> None:
    answer = partner.call(f"leveringen?na={na}")
    assert problem(answer, 400) == "verzoek-ongeldig"
    assert "De parameter 'na' is een geheel getal van 0" in (answer.json or {})["detail"]


def test_a_number_that_is_given_twice_is_refused(partner: Partner) -> None:
    answer = partner.call("leveringen?na=1&na=2")
    assert problem(answer, 400) == "verzoek-ongeldig"
    assert (answer.json or {})["detail"] == "De parameter 'na' staat er meer dan eens."


def test_a_confirmation_is_kept_and_repeating_it_changes_nothing(
    partner: Partner, gkv: Gkv, database: Database
) -> None:
    path = f"leveringen/{gkv.make(0).id}/ontvangstbevestiging"
    first = partner.call(path, method="POST", json=AFGEKEURD)
    assert (first.status_code, (first.json or {})["fouten"]) == (200, AFGEKEURD["fouten"])
    assert partner.call(path, method="POST", json=AFGEKEURD).data == first.data

    assert partner.call(path, method="POST", json={"status": "verwerkt"}).status_code == 200
    (gevolgd,) = Volger(database).of_koppeling(gkv.koppeling, door=DOOR)
    assert gevolgd.bevestiging is not None
    assert (gevolgd.bevestiging.status, gevolgd.bevestiging.fouten) == ("verwerkt", ())


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        "verwerkt",
        {"status": "goed"},
        {"status": ["verwerkt"]},
        {"status": "verwerkt", "opmerking": "Sanne Jansen staat er dubbel in"},
        {"status": "verwerkt", "fouten": [{"code": "x"}]},
        {"status": "afgekeurd", "fouten": {}},
        {"status": "afgekeurd", "fouten": [{"code": "x"}] * 101},
        {"status": "afgekeurd", "fouten": [{}]},
        {"status": "afgekeurd", "fouten": [{"code": "Sanne Jansen"}]},
        {"status": "afgekeurd", "fouten": [{"code": "schema", "melding": "Sanne Jansen"}]},
        {"status": "afgekeurd", "fouten": [{"code": "schema", "bestand": "../basis.xml"}]},
        {"status": "afgekeurd", "fouten": [{"code": "schema", "regel": 0}]},
        {"status": "afgekeurd", "fouten": [{"code": "schema", "regel": True}]},
        {"status": "afgekeurd", "fouten": [{"code": "schema", "regel": 2**31}]},
    ],
)
def test_a_confirmation_holds_no_free_text(
    partner: Partner, gkv: Gkv, document: object, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"leveringen/{gkv.make(0).id}/ontvangstbevestiging"
    answer = partner.call(path, method="POST", json=document)
    assert problem(answer, 422) == "ontvangst-ongeldig"
    assert "Sanne" not in answer.text + capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "een object met 'code'"),
        ({"code": "Sanne Jansen"}, "'code' is een kleine letter"),
        ({"code": "schema", "bestand": "../Sanne.xml"}, "'bestand' is een naam uit het pakket"),
        ({"code": "schema", "regel": 0}, "'regel' is een geheel getal"),
        ({"code": "schema", "Sanne": "Jansen"}, "een object met 'code'"),
    ],
)
def test_the_fault_that_is_wrong_is_named_by_its_number(
    partner: Partner, gkv: Gkv, wrong: object, words: str
) -> None:
    path = f"leveringen/{gkv.make(0).id}/ontvangstbevestiging"
    document = {"status": "afgekeurd", "fouten": [{"code": "goed"}, wrong]}
    detail = (partner.call(path, method="POST", json=document).json or {})["detail"]
    assert detail.startswith("Nummer 2 van de 'fouten' klopt niet:")
    assert words in detail
    assert "Sanne" not in detail


@pytest.mark.parametrize(
    ("data", "media", "status"),
    [
        (b"geen json", "application/json", 400),
        (b"", "application/json", 400),
        (b"null", "application/json", 422),
        (b"[" * 30000, "application/json", 400),
        (b"{}", "text/plain", 415),
        (b" " * 70000, "application/json", 413),
        (b'{"status": "afgekeurd", "status": "verwerkt"}', "application/json", 400),
        (b'{"status": "afgekeurd", "fouten": [{"code": "schema", "code": "x"}]}', "application/json", 400),
        (b'{"status": NaN}', "application/json", 400),
        (VERWERKT, "application/json; charset=utf-16", 415),
        (VERWERKT, "application/json; charset=iso-8859-1", 415),
        (VERWERKT.decode().encode("utf-16"), "application/json; charset=utf-16", 415),
        (VERWERKT.decode().encode("utf-16"), "application/json", 400),
        (VERWERKT.decode().encode("utf-16-le"), "application/json", 400),
    ],
)
def test_what_is_not_json_is_refused(
    partner: Partner, gkv: Gkv, data: bytes, media: str, status: int
) -> None:
    path = f"leveringen/{gkv.make(0).id}/ontvangstbevestiging"
    problem(partner.call(path, method="POST", data=data, content_type=media), status)


@pytest.mark.parametrize("coding", ["gzip", "br", "GZIP", "zork", "identity, gzip", ",x-gzip"])
def test_a_confirmation_in_a_coding_is_refused(partner: Partner, gkv: Gkv, coding: str) -> None:
    path = f"leveringen/{gkv.make(0).id}/ontvangstbevestiging"
    headers = {"Content-Encoding": coding}
    answer = partner.call(
        path, method="POST", data=VERWERKT, content_type="application/json", headers=headers
    )
    assert problem(answer, 415) == "mediatype-ongeldig"
    assert answer.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("media", ["application/json", "application/json; charset=UTF-8"])
@pytest.mark.parametrize("coding", ["", "identity", "Identity , ,"])
def test_a_confirmation_in_utf_8_is_read(partner: Partner, gkv: Gkv, media: str, coding: str) -> None:
    path = f"leveringen/{gkv.make(0).id}/ontvangstbevestiging"
    headers = {"Content-Encoding": coding}
    answer = partner.call(path, method="POST", data=VERWERKT, content_type=media, headers=headers)
    assert answer.status_code == 200


def test_asking_for_everything_makes_the_next_one_full(partner: Partner, gkv: Gkv) -> None:
    assert gkv.make(0).soort is Leveringsoort.VOLLEDIG
    assert gkv.make(1).soort is Leveringsoort.MUTATIE
    for _ in range(2):
        assert partner.call("volledig", method="POST").status_code == 202
    assert gkv.make(2).soort is Leveringsoort.VOLLEDIG
    assert gkv.make(3).soort is Leveringsoort.MUTATIE


def test_a_link_that_calls_too_often_has_to_wait(
    settings: Settings, gkv: Gkv, partner: Partner, database: Database, stranger: Partner
) -> None:
    from dataclasses import replace

    application = create_app(replace(settings, gkv_per_minute=4))
    partner.client = stranger.client = Client(application)
    token = partner.token()
    statuses = [partner.call("leveringen", token).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    answer = partner.call("leveringen", token)
    assert problem(answer, 429) == "te-veel-verzoeken"
    assert 1 <= int(answer.headers["Retry-After"]) <= 16
    assert partner.ask().status_code == 429
    assert stranger.ask().status_code == 200
    application.close()


@pytest.mark.parametrize("path", ["/gkv/v1/nergens", "/oauth/nergens", "/.well-known/nergens"])
def test_an_unknown_address_is_a_problem_too(client: Client, path: str) -> None:
    assert problem(client.get(path), 404) == "niet-gevonden"


def test_another_method_is_told_which_there_are(client: Client) -> None:
    answer = client.delete("/gkv/v1/koppelingen")
    assert problem(answer, 405) == "methode-ongeldig"
    assert "GET" in answer.headers["Allow"]


def test_our_own_mistake_gives_a_number_that_the_log_has_too(
    partner: Partner, gkv: Gkv, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("de leerling Sanne Jansen bestaat al")

    monkeypatch.setattr("uwlr_service.uitwisseling.gkv.ophalen.Ophaalloket.leveringen", broken)
    token = partner.token()
    capsys.readouterr()
    answer = partner.call("leveringen", token)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (event,) = (line for line in lines if line["event"] == "unexpected error")
    assert problem(answer, 500) == "interne-fout"
    assert event["reference"] in answer.text
    assert "Sanne" not in answer.text + json.dumps(lines)


def test_a_call_is_logged_without_its_token(
    partner: Partner, gkv: Gkv, capsys: pytest.CaptureFixture[str]
) -> None:
    token = partner.token()
    partner.call("leveringen", token)
    out = capsys.readouterr().out
    lines = [json.loads(line) for line in out.splitlines()]
    assert {line["operation"] for line in lines} == {"oauth.token", "gkv.leveringen"}
    assert all(line["koppeling"] == gkv.koppeling for line in lines)
    assert token not in out
    assert "dropped" not in out
