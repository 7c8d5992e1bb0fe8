"""GeneriekeService inside this process: who gets in, what is refused, how often, and what is noted."""

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
import zeep
from lxml import etree

from tests.support.gkv.generiek import (
    LEERLINGEN,
    LEVERANCIER,
    MEDEWERKERS,
    OPERATIES,
    ask,
    leerlingen,
    refused,
    vraag,
)
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, schoolgegevens
from uwlr_service import soap
from uwlr_service.config import Settings
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.generiek.antwoord import Generiek
from uwlr_service.uitwisseling.generiek.beheer import Generiekbeheer
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ELEMENT = "{http://www.w3.org/2001/XMLSchema}element"
SAME = "^De leveranciernaam of de leveranciersleutel is niet juist.$"


def test_a_wrong_name_and_a_wrong_key_get_the_same_answer(
    dienst: WSGIApplication, gkv: Uitgifte, uitgifte: Uitgifte
) -> None:
    refused(ask(dienst, vraag(gkv.sleutel, leveranciernaam="Identity")), SAME)
    refused(ask(dienst, vraag("zork")), SAME)
    refused(ask(dienst, vraag(uitgifte.sleutel, leveranciernaam="Uitgeverij")), SAME)  # a link of UWLR


def test_a_link_that_was_withdrawn_is_shut_at_once(
    database: Database, dienst: WSGIApplication, gkv: Uitgifte, beheer: Koppelingbeheer
) -> None:
    assert leerlingen(dienst, gkv).teruggave is not None
    Intrekkingen(database).withdraw(gkv.koppeling.id, door=DOOR)
    refused(ask(dienst, vraag(gkv.sleutel)), SAME)


def test_a_school_that_left_the_link_is_shut_at_once_and_the_others_are_not(
    dienst: WSGIApplication, beheer: Koppelingbeheer, database: Database, stored: Schoolgegevens
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    scholen = [SCHOOL, ANDERE_SCHOOL]
    gkv = beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM",
        scholen=scholen,
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
    assert leerlingen(dienst, gkv).teruggave is not None
    Intrekkingen(database).withdraw(gkv.koppeling.id, SCHOOL, door=DOOR)
    for operatie in OPERATIES:
        refused(ask(dienst, vraag(gkv.sleutel, operatie)), "valt niet onder de koppeling")
    assert len(leerlingen(dienst, gkv, brinnummer="99YY").ids("leerlingen/leerling")) == 3


def test_it_is_switched_off_and_on_per_link_from_the_next_call(
    dienst: WSGIApplication, gkv: Uitgifte, beheer: Koppelingbeheer, database: Database
) -> None:
    other = beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM2",
        scholen=[SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
    generiekbeheer = Generiekbeheer(database)
    generiekbeheer.switch(gkv.koppeling.id, aan=False, door=DOOR)
    for operatie in OPERATIES:
        refused(ask(dienst, vraag(gkv.sleutel, operatie)), "staat uit voor deze koppeling")
    assert leerlingen(dienst, other).teruggave is not None
    generiekbeheer.switch(gkv.koppeling.id, aan=True, door=DOOR)
    assert leerlingen(dienst, gkv).teruggave is not None


def test_it_is_open_from_the_addresses_of_the_link_only(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    Generiekbeheer(database).limit(
        gkv.koppeling.id, [parse_netwerk("192.0.2.0/24"), parse_netwerk("::1")], door=DOOR
    )

    def status(adres: str) -> int:
        return ask(dienst, vraag(gkv.sleutel), REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=adres).status

    assert [status(adres) for adres in ("192.0.2.7", "::ffff:192.0.2.7", "::1")] == [200, 200, 200]
    assert [status(adres) for adres in ("192.0.3.7", "::2", "127.0.0.1", "onzin")] == [500] * 4
    refused(ask(dienst, vraag(gkv.sleutel), REMOTE_ADDR="198.51.100.1"), "niet te gebruiken vanaf dit adres")
    refused(ask(dienst, vraag("zork"), REMOTE_ADDR="198.51.100.2"), SAME)
    assert LEVERANCIER in next(line for line in capsys.readouterr().out.splitlines() if "AdresG" in line)


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


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"<brinnummer", b"x<brinnummer", "tekst naast de elementen"),
        (b"</schooljaar>", b"</schooljaar>\n x \n", "tekst naast de elementen"),
        (b"<brinnummer", b"&#160;<brinnummer", "tekst naast de elementen"),
        (b"</schooljaar>", b"</schooljaar><![CDATA[x]]>", "tekst naast de elementen"),
        (b"<brinnummer", b"<brinnummer id='1'", "een attribuut"),
        (b"<brinnummer", b"<brinnummer xml:lang='nl'", "een attribuut"),
        (b"<getLeerlingen", b"<getLeerlingen peildatum='2026-01-01'", "een attribuut"),
        (b"<getLeerlingen", b"<getLeerlingen xmlns:x='urn:x' x:y=''", "een attribuut"),
        (b"<brinnummer", b" \n\t<!-- x --><?x y?> <brinnummer", ""),
        (b"99XX16", b"99<!-- x -->XX<?x y?>16", ""),
        (b"<brinnummer", b"<brinnummer xsi:type='xs:string' xmlns:xs='http://www.w3.org/2001/XMLSchema'", ""),
        (
            b"<getLeerlingen",
            b"<getLeerlingen xsi:type='p:verzoek' xmlns:p='http://www.topicus.nl/parnassys'",
            "",
        ),
        (b"<getLeerlingen", b"<getLeerlingen soap:encodingStyle=''", ""),
    ],
)
def test_what_the_schema_has_no_place_for_is_refused(
    dienst: WSGIApplication, gkv: Uitgifte, before: bytes, after: bytes, said: str
) -> None:
    body = vraag(gkv.sleutel)
    assert body.count(before) == 1
    answer = ask(dienst, body.replace(before, after))
    if said:
        refused(answer, said)
    else:
        assert answer.status == 200, answer.content


def test_each_request_element_has_a_type_of_its_own_and_old_clients_go_on(
    dienst: WSGIApplication, gkv: Uitgifte, tmp_path: Path
) -> None:
    """A generator names a class after a type, and some give it the name of one element for good."""
    served = ask(dienst, b"", REQUEST_METHOD="GET", QUERY_STRING="wsdl").root
    elements = {element.get("name"): element.get("type") for element in served.iter(ELEMENT)}
    assert elements["getLeerlingen"] == "p:getLeerlingen"
    assert elements["getMedewerkers"] == "p:getMedewerkers"
    new = etree.tostring(served)
    old = new.replace(b'type="p:getLeerlingen"', b'type="p:verzoek"')
    old = old.replace(b'type="p:getMedewerkers"', b'type="p:verzoek"')
    old = old.replace(b'complexType name="getMedewerkers"', b'complexType name="verzoek"')
    velden = {
        "leveranciernaam": LEVERANCIER,
        "leveranciersleutel": gkv.sleutel,
        "brinnummer": "99XX16",
        "schooljaar": JAAR,
    }
    for name, wsdl in (("new", new), ("old", old)):
        path = tmp_path / f"{name}.wsdl"
        path.write_bytes(wsdl)
        client = zeep.Client(str(path))
        for operatie in OPERATIES:
            message = client.create_message(client.service, operatie, **velden)
            assert ask(dienst, etree.tostring(message)).status == 200


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
    yield good, {"CONTENT_TYPE": "multipart/related"}, "als XML", 500
    yield good, {"HTTP_CONTENT_ENCODING": "br"}, "ingepakt met gzip", 500
    yield good, {"REQUEST_METHOD": "PUT"}, "POST", 405


@pytest.mark.parametrize("number", range(13))
def test_what_is_not_a_request_is_refused(dienst: WSGIApplication, gkv: Uitgifte, number: int) -> None:
    body, environ, said, status = list(broken(gkv.sleutel))[number]
    refused(ask(dienst, body, **environ), said, status)


@pytest.mark.parametrize("environ", [{}, {"CONTENT_TYPE": "multipart/related"}, {"CONTENT_LENGTH": None}])
def test_a_refused_message_is_taken_in_whole(dienst: WSGIApplication, environ: dict[str, object]) -> None:
    """Or a proxy that is still sending it hears nothing."""
    body = io.BytesIO(b" " * 200_000)
    assert ask(dienst, body.getvalue(), **{"wsgi.input": body, **environ}).status >= 400
    assert body.tell() == 200_000


def test_what_is_unexpected_gets_a_number_and_nothing_else(
    dienst: WSGIApplication,
    gkv: Uitgifte,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Zorkstra")

    monkeypatch.setattr("uwlr_service.uitwisseling.generiek.antwoord.read_toestand", fail)
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
    dienst = soap.generiek_application(settings, Generiek(database, settings.secret, register, 2), register)
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
        ("198.51.100.0/24", "198.51.100.1", "192.0.2.{}", True),
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
    dienst = soap.generiek_application(settings, Generiek(database, settings.secret, register, 2), register)

    def guess(number: int) -> int:
        told = forwarded.format(number) if forwarded else None
        return ask(dienst, vraag("zork"), REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told).status

    assert [guess(1) for _ in range(3)] == [500, 500, 429]
    assert guess(2) == (500 if is_other else 429)
