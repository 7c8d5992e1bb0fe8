"""The application over HTTP: its steps, what is wrong in them, the way back, and that it is nobody else's."""

import re
from typing import Any

import pytest
from flask import Flask

from tests.support.aanvragen.filled import draft, judging, operator, stand_of
from tests.support.aanvragen.ingevuld import ANTWOORDEN, BIJZONDER, MAIL, UWLR
from tests.support.portaal import people
from tests.support.portaal.visiting import TOKEN, Visitor, document
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Foutsoort
from uwlr_service.domain.koppeling.aanvraag.formulier import FORMULIER, Formulierdeel, Vraagsoort
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import VRAGEN_OF, Gegevensvraag, Koppelsoort
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.portaal.publiek.aanvragen import woorden
from uwlr_service.portaal.publiek.aanvragen.formulieren import FORMULIEREN
from uwlr_service.portaal.publiek.aanvragen.koppelformulieren import FORMULIER_OF
from uwlr_service.repository.database import Database

START = "/portaal/aanvragen"
MARKUP = "<script>alert(1)</script>"
MOST_STATEMENTS = 15


def begin(visitor: Visitor, mail: str = MAIL) -> str:
    """Begin an application; returns its address."""
    answer = visitor.submit(f"{START}/beginnen", {"mail": mail}, page=START)
    assert answer.status_code == 303, answer.text
    match = re.fullmatch(rf"({START}/\d+)/organisatie", answer.location)
    assert match is not None
    return match[1]


def sent_fields(gegevensvraag: Gegevensvraag) -> dict[str, Any]:
    """What a browser sends of a link that is asked for."""
    fields: dict[str, Any] = dict(gegevensvraag.antwoorden)
    for deel, setvraag in gegevensvraag.delen.items():
        fields |= {
            f"{deel}/doel": setvraag.doel,
            f"{deel}/grondslag": setvraag.grondslag,
            f"{deel}/bewaartermijn": setvraag.bewaartermijn,
        }
    for veld, veldvraag in gegevensvraag.velden.items():
        fields |= {f"{veld}/gebruik": veldvraag.gebruik.value, f"{veld}/doel": veldvraag.doel}
    return fields


@pytest.fixture
def own(portaal: Flask, database: Database, diensten: Diensten) -> tuple[Visitor, int]:
    """Somebody with a draft that is filled in."""
    nummer = draft(diensten)
    return Visitor(portaal, token=people.visit(database, {"aanvragen": [nummer]})), nummer


def test_a_company_fills_in_every_step_and_sends(visitor: Visitor, diensten: Diensten) -> None:
    address = begin(visitor)
    nummer = int(address.rpartition("/")[2])
    answer = visitor.submit(f"{address}/organisatie", ANTWOORDEN[Formulierdeel.ORGANISATIE])
    assert answer.location == f"{address}/product"
    answer = visitor.submit(answer.location, ANTWOORDEN[Formulierdeel.PRODUCT])
    assert answer.location == f"{address}/koppelingen"
    answer = visitor.submit(answer.location, {"soorten": ["uwlr", "gkv-uitgebreid"]})
    assert answer.location == f"{address}/koppelingen/uwlr"
    answer = visitor.submit(answer.location, sent_fields(UWLR))
    assert answer.location == f"{address}/koppelingen/gkv-uitgebreid"
    answer = visitor.submit(answer.location, sent_fields(BIJZONDER))
    assert answer.location == f"{address}/beveiliging"
    answer = visitor.submit(answer.location, ANTWOORDEN[Formulierdeel.BEVEILIGING])
    assert answer.location == f"{address}/controle"
    refused = visitor.submit(answer.location, {"verklaard": "y"})
    assert refused.status_code == 422
    assert "Bevestig eerst uw e-mailadres" in refused.text
    link = diensten.aanvraagbalie.links.hand_over(nummer, door=operator())
    path = link[link.index("/portaal") :]
    assert visitor.get(path).location == f"{START}/verder"
    answer = visitor.submit(f"{START}/verder")
    assert answer.location == address
    answer = visitor.submit(f"{address}/controle", {"verklaard": "y"})
    assert answer.location == address
    assert stand_of(diensten, nummer) is Aanvraagstand.INGEDIEND
    kept = diensten.aanvraagbalie.aanvragen.dossier(nummer, door=Handelende.aanvrager(nummer)).aanvraag
    assert kept.antwoorden == ANTWOORDEN
    assert kept.gegevens[Koppelsoort.UWLR].as_voorstel() == UWLR.as_voorstel()
    assert kept.gegevens[Koppelsoort.GKV_UITGEBREID].as_voorstel() == BIJZONDER.as_voorstel()
    assert visitor.get(f"{address}/organisatie").status_code == 409


def test_the_session_has_another_value_once_it_can_do_more(visitor: Visitor) -> None:
    visitor.get(START)
    before = visitor.token
    address = begin(visitor)
    assert visitor.token != before
    stale = Visitor(visitor.application, token=before)
    assert stale.get(address).status_code == 404


def test_what_is_wrong_is_summed_up_with_links(own: tuple[Visitor, int], diensten: Diensten) -> None:
    visitor, nummer = own
    answer = visitor.submit(f"{START}/{nummer}/product", {"product": "", "omschrijving": "kort"})
    assert answer.status_code == 422
    page = document(answer)
    assert page.findtext(".//title").strip().startswith("Fout:")
    links = page.xpath("//div[@id='fouten']//a/@href")
    assert {"#product", "#omschrijving", "#doelgroep-0", "#productsoort-0"} <= set(links)
    for link in links:
        assert page.xpath(f"//*[@id='{link[1:]}']"), link
    assert page.xpath("//textarea[@id='omschrijving']")[0].text.strip() == "kort"
    kept = diensten.aanvraagbalie.aanvragen.dossier(nummer, door=Handelende.aanvrager(nummer)).aanvraag
    assert kept.antwoorden[Formulierdeel.PRODUCT]["omschrijving"] == "kort"


def test_what_is_wrong_with_a_field_is_summed_up_too(own: tuple[Visitor, int]) -> None:
    visitor, nummer = own
    fields = {**sent_fields(BIJZONDER), "set/absenties/doel": "", "basis/grondslag": "", "doel": ""}
    answer = visitor.submit(f"{START}/{nummer}/koppelingen", {"soorten": ["gkv-uitgebreid"]})
    answer = visitor.submit(answer.location, fields)
    assert answer.status_code == 422
    page = document(answer)
    links = set(page.xpath("//div[@id='fouten']//a/@href"))
    assert links == {"#doel", "#basis/grondslag", "#set/absenties/doel"}
    for link in links:
        assert page.xpath(f"//*[@id='{link[1:]}']"), link


@pytest.mark.parametrize("deel", FORMULIER)
def test_every_answer_is_shown_as_text(own: tuple[Visitor, int], deel: Formulierdeel) -> None:
    visitor, nummer = own
    texts = {vraag.naam: MARKUP for vraag in FORMULIER[deel] if not vraag.keuzes}
    for value in (MARKUP, "x" * 3000):
        answer = visitor.submit(f"{START}/{nummer}/{deel}", {**texts, **dict.fromkeys(texts, value)})
        assert answer.status_code == 422
        assert MARKUP not in answer.text
        wrong = document(answer).xpath("//div[@id='fouten']//a/@href")
        judged = {vraag.naam for vraag in FORMULIER[deel] if vraag.soort is not Vraagsoort.TEKST}
        assert {f"#{naam}" for naam in texts if naam in judged and value != MARKUP} <= set(wrong)
    for page in ("", "/controle", f"/{deel}"):
        assert MARKUP not in visitor.get(f"{START}/{nummer}{page}").text


def test_every_text_about_a_field_is_shown_as_text(own: tuple[Visitor, int]) -> None:
    visitor, nummer = own
    fields = {name: MARKUP for name in sent_fields(BIJZONDER) if not name.endswith("/gebruik")}
    visitor.submit(f"{START}/{nummer}/koppelingen", {"soorten": ["gkv-uitgebreid"]})
    path = f"{START}/{nummer}/koppelingen/gkv-uitgebreid"
    answer = visitor.submit(path, {**sent_fields(BIJZONDER), **fields, "leerling/roepnaam/zonder": MARKUP})
    assert answer.status_code == 422
    for page in (path, f"{START}/{nummer}", f"{START}/{nummer}/controle"):
        assert MARKUP not in visitor.get(page).text
    assert visitor.submit(path, {"doel": "x" * 500_000}).status_code == 413


def test_more_than_the_form_asks_changes_nothing(own: tuple[Visitor, int], diensten: Diensten) -> None:
    visitor, nummer = own
    extra = {"stand": "toegelaten", "bevestigd": "2026-01-01", "koppelpartner_id": "1", "mail": "x@y.nl"}
    before = diensten.aanvraagbalie.aanvragen.dossier(nummer, door=Handelende.aanvrager(nummer)).aanvraag
    visitor.submit(f"{START}/{nummer}/product", {**ANTWOORDEN[Formulierdeel.PRODUCT], **extra})
    visitor.submit(f"{START}/{nummer}/koppelingen", {"soorten": ["uwlr", "raket"], **extra})
    visitor.submit(f"{START}/{nummer}/koppelingen/uwlr", {**sent_fields(UWLR), **extra})
    after = diensten.aanvraagbalie.aanvragen.dossier(nummer, door=Handelende.aanvrager(nummer)).aanvraag
    assert after == before


def test_a_day_is_shown_as_people_write_it(own: tuple[Visitor, int]) -> None:
    visitor, nummer = own
    assert "1 maart 2026" in visitor.get(f"{START}/{nummer}/controle").text


def test_later_keeps_what_is_there(own: tuple[Visitor, int], diensten: Diensten) -> None:
    visitor, nummer = own
    for path, fields in (
        ("product", {"product": "Ander"}),
        ("koppelingen", {"soorten": ["uwlr"]}),
        ("koppelingen/uwlr", {"doel": "Ander doel"}),
    ):
        answer = visitor.submit(f"{START}/{nummer}/{path}", {**fields, "later": "ja"})
        assert answer.location == f"{START}/{nummer}"
    kept = diensten.aanvraagbalie.aanvragen.dossier(nummer, door=Handelende.aanvrager(nummer)).aanvraag
    assert kept.productnaam == "Ander"
    assert kept.gegevens[Koppelsoort.UWLR].antwoorden["doel"] == "Ander doel"
    assert "Bewaard" in visitor.get(f"{START}/{nummer}").text


def test_another_set_has_other_fields(own: tuple[Visitor, int]) -> None:
    visitor, nummer = own
    path = f"{START}/{nummer}/koppelingen/uwlr"
    answer = visitor.submit(path, {**sent_fields(UWLR), "gegevensset": "lvs-set"})
    assert answer.location == path
    fields = document(visitor.get(path)).xpath("//input[@type='radio']/@name")
    assert "leerling/emailadres/gebruik" not in fields


def test_at_least_one_link_is_chosen(own: tuple[Visitor, int]) -> None:
    visitor, nummer = own
    answer = visitor.submit(f"{START}/{nummer}/koppelingen", {})
    assert answer.status_code == 422
    assert document(answer).xpath("//div[@id='fouten']//a/@href") == ["#soorten-0"]
    assert visitor.get(f"{START}/{nummer}/koppelingen/uwlr").status_code == 404


def test_a_robot_begins_nothing(visitor: Visitor, diensten: Diensten) -> None:
    answer = visitor.submit(f"{START}/beginnen", {"mail": MAIL, "bericht": "Koop nu"}, page=START)
    assert answer.location == START
    assert diensten.aanvraagbalie.beoordeling.all(door=operator()) == []
    wrong = visitor.submit(f"{START}/beginnen", {"mail": "geen adres"}, page=START)
    assert wrong.status_code == 422
    assert document(wrong).xpath("//div[@id='fouten']//a/@href") == ["#mail"]


def test_one_network_begins_five_drafts_an_hour(portaal: Flask) -> None:
    caller = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
    for number in range(6):
        fields = {"mail": f"a{number}@voorbeeld.example"}
        answer = Visitor(portaal).submit(f"{START}/beginnen", fields, page=START, **caller)
        assert answer.status_code == (303 if number < 5 else 400)
    assert "te veel aanvragen" in answer.text


@pytest.mark.parametrize(("peer", "statuses"), [("127.0.0.1", {303}), ("203.0.113.9", {303, 400})])
def test_behind_a_proxy_of_ours_each_network_has_its_own_five(
    portaal: Flask, peer: str, statuses: set[int]
) -> None:
    answers = []
    for number in range(7):
        visitor = Visitor(portaal)
        caller: dict[str, Any] = {"headers": {"X-Forwarded-For": f"1.1.1.1, 198.51.{number}.7"}}
        caller["environ_overrides"] = {"REMOTE_ADDR": peer}
        fields = {"mail": f"a{number}@voorbeeld.example"}
        answers.append(visitor.submit(f"{START}/beginnen", fields, page=START, **caller))
    assert {answer.status_code for answer in answers} == statuses


def test_an_address_is_not_told_whether_it_applied(visitor: Visitor, diensten: Diensten) -> None:
    draft(diensten)
    answers = [
        visitor.submit(f"{START}/link", {"verder-mail": mail}, page=START)
        for mail in (MAIL, "niemand@voorbeeld.example")
    ]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, START)}
    wrong = visitor.submit(f"{START}/link", {"verder-mail": "x"}, page=START)
    assert document(wrong).xpath("//div[@id='fouten']//a/@href") == ["#verder-mail"]


def test_a_link_works_once_and_leaves_the_address_bar(visitor: Visitor, diensten: Diensten) -> None:
    nummer = draft(diensten)
    link = diensten.aanvraagbalie.links.hand_over(nummer, door=operator())
    path = link[link.index("/portaal") :]
    for _ in range(2):  # a program that looks at links uses nothing up
        assert Visitor(visitor.application).get(path).location == f"{START}/verder"
    visitor.get(path)
    assert path.rpartition("/")[2] not in visitor.get(f"{START}/verder").text
    assert visitor.submit(f"{START}/verder").location == f"{START}/{nummer}"
    assert visitor.get(f"{START}/{nummer}").status_code == 200
    other = Visitor(visitor.application)
    other.get(path)
    again = other.submit(f"{START}/verder")
    assert again.status_code == 400
    assert "werkt niet meer" in again.text
    assert other.get(f"{START}/{nummer}").status_code == 404
    assert Visitor(visitor.application).get(f"{START}/verder").status_code == 404


def test_an_application_is_nobody_elses(
    portaal: Flask, visitor: Visitor, database: Database, diensten: Diensten
) -> None:
    nummer = draft(diensten)
    operator_ = people.add_person(database, Rol.OPERATOR)
    for stranger in (
        visitor,
        Visitor(portaal, token=people.visit(database, {"aanvragen": [nummer + 1]})),
        Visitor(portaal, token=people.sign_in(database, operator_)),
    ):
        for path in ("", "/product", "/koppelingen", "/koppelingen/uwlr", "/controle", "/intrekken"):
            assert stranger.get(f"{START}/{nummer}{path}").status_code == 404, path
        for path in ("/product", "/koppelingen", "/koppelingen/uwlr", "/controle", "/intrekken", "/mail"):
            answer = stranger.submit(f"{START}/{nummer}{path}", {}, page=START)
            assert answer.status_code == 404, path
    assert stand_of(diensten, nummer) is Aanvraagstand.CONCEPT


def test_questions_are_answered_on_the_page(portaal: Flask, database: Database, diensten: Diensten) -> None:
    nummer = judging(diensten)
    balie = diensten.aanvraagbalie
    balie.beoordeling.ask_more(nummer, {"organisatie/kvk": f"Klopt dit? {MARKUP}"}, door=operator())
    visitor = Visitor(portaal, token=people.visit(database, {"aanvragen": [nummer]}))
    page = visitor.get(f"{START}/{nummer}")
    assert MARKUP not in page.text
    assert "KvK-nummer" in page.text
    (naam,) = document(page).xpath("//textarea/@name")
    answer = visitor.submit(f"{START}/{nummer}/aanvullen", {naam: ""}, page=f"{START}/{nummer}")
    assert answer.status_code == 422
    answer = visitor.submit(f"{START}/{nummer}/aanvullen", {naam: "Ja."}, page=f"{START}/{nummer}")
    assert answer.location == f"{START}/{nummer}"
    assert stand_of(diensten, nummer) is Aanvraagstand.IN_BEOORDELING
    answer = visitor.submit(f"{START}/{nummer}/intrekken")
    assert answer.location == f"{START}/{nummer}"
    assert stand_of(diensten, nummer) is Aanvraagstand.INGETROKKEN


def test_no_page_asks_the_database_much(own: tuple[Visitor, int]) -> None:
    visitor, nummer = own
    for path in ("", "/product", "/koppelingen", "/koppelingen/uwlr", "/controle"):
        with recorded() as statements:
            assert visitor.get(f"{START}/{nummer}{path}").status_code == 200
        assert len(statements) <= MOST_STATEMENTS, path


def test_every_question_has_a_field_of_its_name(portaal: Flask) -> None:
    with portaal.test_request_context("/portaal/"):
        for deel, vragen in FORMULIER.items():
            assert set(FORMULIEREN[deel]()._fields) - {TOKEN} == {vraag.naam for vraag in vragen}
        for soort, asked in VRAGEN_OF.items():
            assert set(FORMULIER_OF[soort]()._fields) - {TOKEN} == {vraag.naam for vraag in asked}


def test_what_is_wrong_is_said_as_the_use_case_says_it(portaal: Flask) -> None:
    with portaal.test_request_context("/portaal/"):
        said = {soort: str(tekst) for soort, tekst in woorden.FOUTEN.items()}
    assert said == {soort: soort.value for soort in Foutsoort}


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("13-03-2026", "2026-03-13", "13-03-2026"),
        ("2026-03-13", "2026-03-13", "13-03-2026"),
        ("13 maart", "13 maart", "13 maart"),
    ],
)
def test_a_day_is_typed_and_shown_as_people_here_write_it(
    own: tuple[Visitor, int], diensten: Diensten, typed: str, kept: str, shown: str
) -> None:
    visitor, nummer = own
    page = f"{START}/{nummer}/beveiliging"
    visitor.submit(page, {**ANTWOORDEN[Formulierdeel.BEVEILIGING], "pentest": typed})
    dossier = diensten.aanvraagbalie.aanvragen.dossier(nummer, door=Handelende.aanvrager(nummer))
    assert dossier.aanvraag.antwoorden[Formulierdeel.BEVEILIGING]["pentest"] == kept
    field = document(visitor.get(page)).get_element_by_id("pentest")
    assert (field.get("type"), field.value) == ("text", shown)
