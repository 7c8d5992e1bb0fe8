"""GeneriekeService inside this process: shapes, requests, refusals and the fields of the agreement."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from wsgiref.types import WSGIApplication

import pytest
from builders import ANDERE_SCHOOL, JAAR, SCHOOL, groep, leerkracht, leerling, schoolgegevens
from callers import call
from generiek import LEERLINGEN, LEVERANCIER, MEDEWERKERS, OPERATIES, PATH, Consumer, has_declaration, vraag
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from messages import Answer

from uwlr_service import soap
from uwlr_service.config import Settings
from uwlr_service.domain.gkvsets import BASIS
from uwlr_service.domain.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.generiek import Generiek
from uwlr_service.uitwisseling.generiekbeheer import Generiekbeheer
from uwlr_service.uitwisseling.koppelingen import Koppelingbeheer, Uitgifte
from uwlr_service.uitwisseling.register import Register
from uwlr_service.uitwisseling.voorstellen import Voorstellen


@pytest.fixture
def dienst(settings: Settings, database: Database, register: Register) -> WSGIApplication:
    """The service, with room for every call of a test."""
    return soap.generiek_application(settings, Generiek(database, settings.secret, register, 10_000))


@pytest.fixture
def gkv(beheer: Koppelingbeheer, stored: Schoolgegevens) -> Uitgifte:
    """A GKV link with the small school, and its key."""
    return beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis")


def ask(dienst: WSGIApplication, body: bytes, **environ: object) -> Answer:
    return call(dienst, body, PATH, **environ)


def leerlingen(dienst: WSGIApplication, gkv: Uitgifte, **velden: str | None) -> Consumer:
    return Consumer(ask(dienst, vraag(gkv.sleutel, **velden)))


def medewerkers(dienst: WSGIApplication, gkv: Uitgifte) -> Consumer:
    return Consumer(ask(dienst, vraag(gkv.sleutel, MEDEWERKERS)), MEDEWERKERS)


def refused(answer: Answer, said: str, status: int = 500) -> None:
    assert answer.status == status, answer.content
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert not has_declaration(answer)
    assert answer.faultcode == "Client"
    assert re.search(said, answer.faultstring), answer.faultstring


def test_a_pupil_has_what_the_original_tells_in_its_order(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(
            groepen=(groep(),),
            leerlingen=(
                leerling(
                    voorvoegsel="van den",
                    voornamen="Sanne <&> Maria",
                    groep="G1",
                    instroomdatum=date(2021, 3, 29),
                    uitstroomdatum=date(JAAR.first_day.year + 1, 10, 24),
                ),
            ),
            school=schoolgegevens().school,
        ),
        allow_shrink=True,
    )
    found = leerlingen(dienst, gkv)
    one = found.leerling("Sanne")
    year = JAAR.first_day.year
    assert [(child.tag, child.text) for child in one if not len(child)] == [
        ("id", one.findtext("id")),
        ("leerlingNummer", "L1"),
        ("roepNaam", "Sanne"),
        ("voornamen", "Sanne <&> Maria"),
        ("achternaam", "Jansen"),
        ("tussenvoegsel", "van den"),
        ("geslacht", "2"),
        ("geboortedatum", "2017-05-06T00:00:00+02:00"),
    ]
    (indeling,) = one.xpath("groepsindelingen/groepsindeling")
    assert [child.tag for child in indeling] == [
        "id", "groep", "schooljaar", "vanafDatum", "totDatum", "leerjaar",
    ]  # fmt: skip
    assert indeling.findtext("vanafDatum") == f"{year}-08-01T00:00:00+02:00"
    assert indeling.findtext("totDatum") == f"{year + 1}-10-25T00:00:00+02:00"
    assert indeling.findtext("leerjaar") == "4"
    assert indeling.findtext("schooljaar") == found.teruggave.findtext("schooljaren/schooljaar/id")
    assert found.groepen_of("Sanne") == ["Groep 4"]
    (inschrijving,) = one.xpath("inschrijvingen/inschrijving")
    assert inschrijving.findtext("datumInschrijving") == "2021-03-29T00:00:00+02:00"
    assert inschrijving.findtext("datumUitschrijving") == f"{year + 1}-10-24T00:00:00+02:00"
    assert found.teruggave.findtext("schooljaren/schooljaar/naam") == f"{year} / {year + 1}"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 3, 28), "2026-03-28T00:00:00+01:00"),
        (date(2026, 3, 29), "2026-03-29T00:00:00+01:00"),
        (date(2026, 3, 30), "2026-03-30T00:00:00+02:00"),
        (date(2026, 10, 25), "2026-10-25T00:00:00+02:00"),
        (date(2026, 10, 26), "2026-10-26T00:00:00+01:00"),
        (date(1936, 5, 6), "1936-05-06T00:00:00+00:20"),
    ],
)
def test_a_day_is_the_moment_at_which_it_begins(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database, day: date, shown: str
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(school=schoolgegevens().school, leerlingen=(leerling(geboortedatum=day),)),
        allow_shrink=True,
    )
    assert leerlingen(dienst, gkv).leerling("Sanne").findtext("geboortedatum") == shown


@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_list_is_there_for_none_one_and_many(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database, count: int
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(
            school=schoolgegevens().school,
            leerlingen=tuple(leerling(f"L{n}") for n in range(count)),
            leerkrachten=tuple(leerkracht(f"K{n}") for n in range(count)),
        ),
        allow_shrink=True,
    )
    assert len(leerlingen(dienst, gkv).ids("leerlingen/leerling")) == count
    assert len(medewerkers(dienst, gkv).ids("medewerkers/medewerker")) == count


def test_an_empty_list_is_no_text_to_a_client_in_powershell(dienst: WSGIApplication, gkv: Uitgifte) -> None:
    """Which turns an element without attributes and children into a string, and then asks it for a path."""
    answer = leerlingen(dienst, gkv).answer.content
    assert b'<adressen xmlns=""/>' in answer
    assert not re.search(rb"<(\w+)/>|<(\w+)></\2>", answer)


def test_groups_of_both_kinds_are_found_by_their_numbers(dienst: WSGIApplication, gkv: Uitgifte) -> None:
    found = leerlingen(dienst, gkv)
    assert sorted(found.groepen_of("Sanne")) == ["Groep 4", "Plusklas"]
    assert found.groepen_of("Zoë") == ["Plusklas"]
    ids = found.ids("//*[id]")
    assert len(set(ids)) == len(ids)


def test_a_teacher_has_english_names_between_the_dutch_ones(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(
            school=schoolgegevens().school,
            leerkrachten=(
                leerkracht("K1", voorvoegsel="den", achternaam="Draaier", voornamen="Sheryll Ann"),
                leerkracht("K2", achternaam="Visser", roepnaam="Jan", emailadres=None),
            ),
        ),
        allow_shrink=True,
    )
    first, second = medewerkers(dienst, gkv).teruggave.xpath("medewerkers/medewerker")
    assert [(child.tag, child.text) for child in first][1:] == [
        ("roepNaam", "Kim"),
        ("firstName", "Sheryll Ann"),
        ("lastName", "den Draaier"),
        ("email", "k.bos@school.example"),
        ("dienstverbanden", None),
    ]
    assert (second.findtext("firstName"), second.findtext("lastName")) == ("Jan", "Visser")
    assert second.find("email") is None


@pytest.mark.parametrize("jaar", [JAAR, JAAR.replace("-", "/"), JAAR.replace("-", " / "), f" {JAAR} "])
@pytest.mark.parametrize("brin", ["99XX16", " 99XX16\n"])
def test_a_year_and_a_school_are_written_in_several_ways(
    dienst: WSGIApplication, gkv: Uitgifte, jaar: str, brin: str
) -> None:
    found = leerlingen(dienst, gkv, schooljaar=jaar, brinnummer=brin)
    assert len(found.ids("leerlingen/leerling")) == 3


def test_four_characters_are_the_main_location(
    dienst: WSGIApplication, beheer: Koppelingbeheer, database: Database, gkv: Uitgifte
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    andere = beheer.add(
        klantnaam=LEVERANCIER, klantcode="IAM", scholen=[ANDERE_SCHOOL, SCHOOL], gegevensset="gkv-basis"
    )
    for brin in ("99YY", "99YY00", "99XX16"):
        assert len(leerlingen(dienst, andere, brinnummer=brin).ids("leerlingen/leerling")) == 3
    refused(ask(dienst, vraag(andere.sleutel, brinnummer="99XX")), "valt niet onder de koppeling")


@pytest.mark.parametrize("operatie", OPERATIES)
def test_a_year_without_data_is_empty(dienst: WSGIApplication, gkv: Uitgifte, operatie: str) -> None:
    answer = ask(dienst, vraag(gkv.sleutel, operatie, schooljaar="2031 / 2032"))
    assert [len(one) for one in Consumer(answer, operatie).teruggave] == [0] * (
        5 if operatie == LEERLINGEN else 3
    )


@pytest.mark.parametrize("action", [None, "", '"getLeerlingen"', "getMedewerkers", "http://zork/"])
def test_the_body_chooses_whatever_the_action_says(
    dienst: WSGIApplication, gkv: Uitgifte, action: str | None
) -> None:
    answer = ask(dienst, vraag(gkv.sleutel), HTTP_SOAPACTION=action, CONTENT_TYPE="text/xml")
    assert len(Consumer(answer).ids("leerlingen/leerling")) == 3


def test_elements_come_in_any_order_and_with_the_namespace_too(
    dienst: WSGIApplication, gkv: Uitgifte
) -> None:
    root = etree.fromstring(vraag(gkv.sleutel))
    verzoek = root[0][0]
    verzoek[:] = reversed(verzoek)
    assert Consumer(ask(dienst, etree.tostring(root))).ids("leerlingen/leerling")
    for child in verzoek:
        child.tag = "{http://www.topicus.nl/parnassys}" + child.tag
    assert Consumer(ask(dienst, etree.tostring(root))).ids("leerlingen/leerling")


SAME = "^De leveranciernaam of de leveranciersleutel is niet juist.$"


def test_a_wrong_name_and_a_wrong_key_get_the_same_answer(
    dienst: WSGIApplication, gkv: Uitgifte, uitgifte: Uitgifte
) -> None:
    refused(ask(dienst, vraag(gkv.sleutel, leveranciernaam="Identity")), SAME)
    refused(ask(dienst, vraag("zork")), SAME)
    refused(ask(dienst, vraag(uitgifte.sleutel, leveranciernaam="Uitgeverij")), SAME)  # a link of UWLR


def test_a_link_that_was_withdrawn_is_shut_at_once(
    dienst: WSGIApplication, gkv: Uitgifte, beheer: Koppelingbeheer
) -> None:
    assert leerlingen(dienst, gkv).teruggave is not None
    beheer.revoke(gkv.koppeling.id)
    refused(ask(dienst, vraag(gkv.sleutel)), SAME)


def test_a_school_that_left_the_link_is_shut_at_once_and_the_others_are_not(
    dienst: WSGIApplication, beheer: Koppelingbeheer, database: Database, stored: Schoolgegevens
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    scholen = [SCHOOL, ANDERE_SCHOOL]
    gkv = beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", scholen=scholen, gegevensset="gkv-basis")
    assert leerlingen(dienst, gkv).teruggave is not None
    Voorstellen(database).withdraw(gkv.koppeling.id, SCHOOL)
    for operatie in OPERATIES:
        refused(ask(dienst, vraag(gkv.sleutel, operatie)), "valt niet onder de koppeling")
    assert len(leerlingen(dienst, gkv, brinnummer="99YY").ids("leerlingen/leerling")) == 3


def test_it_is_switched_off_and_on_per_link_from_the_next_call(
    dienst: WSGIApplication, gkv: Uitgifte, beheer: Koppelingbeheer, database: Database
) -> None:
    other = beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis")
    generiekbeheer = Generiekbeheer(database)
    generiekbeheer.switch(gkv.koppeling.id, aan=False)
    for operatie in OPERATIES:
        refused(ask(dienst, vraag(gkv.sleutel, operatie)), "staat uit voor deze koppeling")
    assert leerlingen(dienst, other).teruggave is not None
    generiekbeheer.switch(gkv.koppeling.id, aan=True)
    assert leerlingen(dienst, gkv).teruggave is not None


@pytest.mark.parametrize("brin", ["99ZZ", "99XX00"])
def test_whether_a_school_exists_is_not_told(dienst: WSGIApplication, gkv: Uitgifte, brin: str) -> None:
    refused(ask(dienst, vraag(gkv.sleutel, brinnummer=brin)), "^Deze school valt niet onder de koppeling")


@pytest.mark.parametrize(
    ("velden", "said"),
    [
        ({"brinnummer": None}, "'brinnummer' ontbreekt"),
        ({"leveranciersleutel": ""}, "'leveranciersleutel' ontbreekt"),
        ({"brinnummer": "school"}, "Het brinnummer telt 4 tekens"),
        ({"brinnummer": "99XX1"}, "Het brinnummer telt 4 tekens"),
        ({"schooljaar": "2026 / 2028"}, "twee opeenvolgende jaren"),
        ({"schooljaar": "2026"}, "twee opeenvolgende jaren"),
        ({"peildatum": "2026-01-01"}, "verwacht alleen leveranciernaam"),
    ],
)
def test_what_makes_no_sense_is_refused(
    dienst: WSGIApplication, gkv: Uitgifte, velden: dict[str, str | None], said: str
) -> None:
    answer = ask(dienst, vraag(gkv.sleutel, **velden))
    refused(answer, said)
    assert gkv.sleutel.encode() not in answer.content


def broken(sleutel: str) -> Iterator[tuple[bytes, dict[str, object], str, int]]:
    good = vraag(sleutel)
    yield good.replace(b"getLeerlingen", b"getVerzorgers"), {}, "geen verzoek van deze dienst", 500
    yield good.replace(b"topicus", b"topicas"), {}, "geen verzoek van deze dienst", 500
    yield good[:-5], {}, "geen welgevormde XML", 500
    yield b"<a/>", {}, "geen SOAP-bericht", 500
    yield b"", {}, "leeg", 500
    doctype = b'?><!DOCTYPE soap:Envelope [<!ENTITY x "y">]>'
    yield good.replace(b"?>", doctype, 1), {}, "DOCTYPE", 500
    twice = good.replace(b"<brinnummer", b'<schooljaar xmlns="">2026-2027</schooljaar><brinnummer')
    yield twice, {}, "tweemaal", 500
    yield good.replace(b"99XX16", b"<deep/>"), {}, "verwacht alleen", 500
    yield good.replace(b"99XX16", b"<a>" * 300 + b"</a>" * 300), {}, "te diep", 500
    yield good + b" " * 70_000, {}, "groter dan 64 kB", 413
    yield good, {"CONTENT_TYPE": "multipart/related"}, "als XML", 415
    yield good, {"HTTP_CONTENT_ENCODING": "gzip"}, "als XML", 415
    yield good, {"REQUEST_METHOD": "PUT"}, "POST", 405


@pytest.mark.parametrize("number", range(13))
def test_what_is_no_request_is_refused(dienst: WSGIApplication, gkv: Uitgifte, number: int) -> None:
    body, environ, said, status = list(broken(gkv.sleutel))[number]
    refused(ask(dienst, body, **environ), said, status)


def test_what_is_unexpected_gets_a_number_and_nothing_else(
    dienst: WSGIApplication,
    gkv: Uitgifte,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Zorkstra")

    monkeypatch.setattr("uwlr_service.uitwisseling.generiek.cut", fail)
    answer = ask(dienst, vraag(gkv.sleutel))
    assert (answer.status, answer.faultcode) == (500, "Server")
    assert "Zorkstra" not in answer.content.decode()
    assert answer.faultstring.split()[-1].rstrip(".") in capsys.readouterr().out


def test_the_log_says_who_and_how_many_but_not_who_is_in_it(
    dienst: WSGIApplication, gkv: Uitgifte, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(dienst, vraag(gkv.sleutel))
    ask(dienst, vraag(gkv.sleutel, MEDEWERKERS))
    ask(dienst, vraag(gkv.sleutel, leveranciernaam="Zork"))
    said = capsys.readouterr().out
    assert "getLeerlingen" in said
    assert "Client.LeverancierOngeldig" in said
    for secret in (gkv.sleutel, "Sanne", "Jansen", "Zork"):
        assert secret not in said


def test_what_went_out_is_in_the_register(
    dienst: WSGIApplication, gkv: Uitgifte, beheer: Koppelingbeheer, register: Register
) -> None:
    for operatie in (*OPERATIES, LEERLINGEN):
        ask(dienst, vraag(gkv.sleutel, operatie))
    ask(dienst, vraag(gkv.sleutel, schooljaar="2031 / 2032"))  # gave nothing
    register.flush()
    overzicht = beheer.get(gkv.koppeling.id)
    assert sorted(
        (v.school, v.bericht, v.xsdversie, v.gegevensset, v.aantal) for v in overzicht.verstrekkingen
    ) == [
        (SCHOOL, LEERLINGEN, "gkv-1", "gkv-basis", 2),
        (SCHOOL, MEDEWERKERS, "gkv-1", "gkv-basis", 1),
    ]
    assert overzicht.sleutels[0].laatst_gebruikt


def test_the_rate_is_said_in_http_and_in_soap(
    settings: Settings, database: Database, register: Register, gkv: Uitgifte
) -> None:
    dienst = soap.generiek_application(settings, Generiek(database, settings.secret, register, 2))
    for operatie in OPERATIES:
        assert ask(dienst, vraag(gkv.sleutel, operatie)).status == 200
    answer = ask(dienst, vraag(gkv.sleutel))
    refused(answer, "te veel verzoeken", 429)
    assert 1 <= int(answer.headers["retry-after"]) <= 60


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "is_other"),
    [
        ("127.0.0.1,::1", "127.0.0.1", "192.0.2.{}", True),
        ("127.0.0.1,::1", "127.0.0.1", "192.0.2.{}, 192.0.2.99", False),
        ("127.0.0.1,::1", "", "192.0.2.{}", True),
        ("*", "198.51.100.1", "192.0.2.{}", True),
        ("127.0.0.1,::1", "198.51.100.1", "192.0.2.{}", False),
        ("127.0.0.1,::1", "198.51.100.1", None, False),
    ],
)
def test_who_guesses_is_known_by_the_address_that_our_own_proxy_tells(
    settings: Settings,
    database: Database,
    register: Register,
    proxies: str,
    peer: str,
    forwarded: str | None,
    is_other: bool,
) -> None:
    settings = dataclasses.replace(settings, proxies=proxies)
    dienst = soap.generiek_application(settings, Generiek(database, settings.secret, register, 2))

    def guess(number: int) -> int:
        told = forwarded.format(number) if forwarded else None
        return ask(dienst, vraag("zork"), REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told).status

    assert [guess(1) for _ in range(3)] == [500, 500, 429]
    assert guess(2) == (500 if is_other else 429)


def test_the_wsdl_names_the_address_that_was_called(dienst: WSGIApplication) -> None:
    answer = ask(dienst, b"", REQUEST_METHOD="GET", QUERY_STRING="wsdl", HTTP_HOST="uwlr.example")
    (place,) = answer.root.iter("{http://schemas.xmlsoap.org/wsdl/soap/}address")
    assert place.get("location") == f"http://uwlr.example{PATH}"
    assert ask(dienst, b"", REQUEST_METHOD="GET").status == 404


OF_VELD = {
    "leerling/roepnaam": ["roepNaam"],
    "leerling/voornamen": ["voornamen"],
    "leerling/achternaam": ["achternaam", "tussenvoegsel"],
    "leerling/voorvoegsel": ["tussenvoegsel"],
    "leerling/geslacht": ["geslacht"],
    "leerling/geboortedatum": ["geboortedatum"],
    "leerling/instroomdatum": ["inschrijvingen/inschrijving/datumInschrijving"],
    "leerling/uitstroomdatum": ["inschrijvingen/inschrijving/datumUitschrijving"],
    "groepsindeling/totdatum": ["groepsindelingen/groepsindeling/totDatum"],
    "groepsindeling/leerjaar": ["groepsindelingen/groepsindeling/leerjaar"],
    "leerkracht/roepnaam": ["roepNaam"],
    "leerkracht/emailadres": ["email"],
    "leerkracht/achternaam": ["lastName"],
}
"""What each field shows; firstName falls back on the roepnaam and is judged by its values."""
WISSELBAAR = sorted(veld for veld, regel in BASIS.items() if regel.gebruik.value == "optioneel")
VOL = schoolgegevens(
    school=schoolgegevens().school,
    groepen=(groep(),),
    leerlingen=(
        leerling(
            "LSLEUTEL",
            achternaam="Zachternaam",
            voorvoegsel="Zvoor",
            voornamen="Zvoornamen",
            voorletters_1="ZV",
            roepnaam="Zroepnaam",
            gebruikersnaam="zgebruiker",
            emailadres="z@leerling.example",
            eckid="https://ketenid.nl/201703/" + "f" * 128,
            groep="G1",
            instroomdatum=date(2021, 3, 1),
            uitstroomdatum=date(JAAR.first_day.year + 1, 7, 30),
        ),
    ),
    leerkrachten=(
        leerkracht(
            "KSLEUTEL",
            achternaam="Kachternaam",
            voorvoegsel="Kvoor",
            voornamen="Kvoornamen",
            roepnaam="Kroepnaam",
            gebruikersnaam="kgebruiker",
            emailadres="k@leerkracht.example",
        ),
    ),
)
WAARDEN = {
    "leerling/achternaam": "Zachternaam",
    "leerling/voorvoegsel": "Zvoor<",
    "leerling/voornamen": "Zvoornamen",
    "leerling/voorletters-1": ">ZV<",
    "leerling/roepnaam": "Zroepnaam",
    "leerling/gebruikersnaam": "zgebruiker",
    "leerling/emailadres": "z@leerling.example",
    "leerling/eckid": "ketenid",
    "leerling/geboortedatum": "2017-05-06",
    "leerling/geslacht": "<geslacht>",
    "leerling/groep": "<groepsindeling>",
    "leerkracht/achternaam": "Kachternaam",
    "leerkracht/voorvoegsel": "Kvoor ",
    "leerkracht/voornamen": "Kvoornamen",
    "leerkracht/roepnaam": "Kroepnaam",
    "leerkracht/gebruikersnaam": "kgebruiker",
    "leerkracht/emailadres": "k@leerkracht.example",
}
"""Values that tell by themselves from which field they came."""


@pytest.fixture(scope="module")
def switching(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: object
) -> Iterator[tuple[WSGIApplication, Koppelingbeheer, Uitgifte]]:
    folder = tmp_path_factory.mktemp("switching")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())  # type: ignore[attr-defined]
    settings = Settings.from_environment({"UWLR_DATABASE_URL": f"sqlite:///{path}", "UWLR_VAR": str(folder)})
    database = Database.open(settings.database_url)
    register = Register(database, 3600)
    EdexmlUitwisseling(database).store(VOL)
    beheer = Koppelingbeheer(database, settings.secret)
    gkv = beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis")
    generiek = Generiek(database, settings.secret, register, 100_000)
    yield soap.generiek_application(settings, generiek), beheer, gkv
    register.close()
    database.close()


@given(st.dictionaries(st.sampled_from(WISSELBAAR), st.booleans()))
def test_no_field_goes_out_that_the_agreement_does_not_hold(
    switching: tuple[WSGIApplication, Koppelingbeheer, Uitgifte], schakelaars: dict[str, bool]
) -> None:
    dienst, beheer, gkv = switching
    alle = {veld: BASIS[veld].aan for veld in WISSELBAAR} | schakelaars
    (afspraak,) = beheer.change_afspraak(gkv.koppeling.id, velden=alle).values()
    allowed = afspraak.veldenlijst("gkv-1").velden
    of_leerlingen, of_medewerkers = leerlingen(dienst, gkv), medewerkers(dienst, gkv)
    said = of_leerlingen.answer.content.decode() + of_medewerkers.answer.content.decode()
    leaked = {veld for veld, value in WAARDEN.items() if veld not in allowed and value in said}
    assert leaked == set()
    for veld, paths in OF_VELD.items():
        if veld in allowed:
            continue
        consumer, soort = (
            (of_medewerkers, "medewerkers/medewerker")
            if veld.startswith("leerkracht")
            else (of_leerlingen, "leerlingen/leerling")
        )
        for path in paths:
            assert not consumer.teruggave.xpath(f"{soort}/{path}"), veld
    if {"leerling/roepnaam", "leerling/geboortedatum"} <= allowed:
        assert of_leerlingen.leerling("Zroepnaam").findtext("geboortedatum") is not None
