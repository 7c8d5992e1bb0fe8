"""Answers on the application form: each that is wrong says why, and nothing else is refused."""

import pytest

from tests.support.aanvragen.ingevuld import ANTWOORDEN, BEVEILIGING
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import (
    Foutsoort,
    faults_in,
    is_mailadres,
    is_webadres,
)
from uwlr_service.domain.koppeling.aanvraag.formulier import FORMULIER, Formulierdeel, Formuliervraag


@pytest.mark.parametrize("deel", FORMULIER)
def test_a_form_that_is_filled_in_is_right(deel: Formulierdeel) -> None:
    assert faults_in(deel, ANTWOORDEN[deel]) == ()


@pytest.mark.parametrize("deel", FORMULIER)
def test_an_empty_step_asks_for_what_is_obligatory(deel: Formulierdeel) -> None:
    faults = faults_in(deel, {})
    assert [fault.vraag for fault in faults] == [
        vraag.naam for vraag in FORMULIER[deel] if vraag.is_verplicht
    ]
    assert {fault.soort for fault in faults} <= {Foutsoort.LEEG, Foutsoort.KIES}


def every_question() -> list[tuple[Formulierdeel, Formuliervraag]]:
    """Each question with its step."""
    pairs = []
    for deel, vragen in FORMULIER.items():
        pairs += [(deel, vraag) for vraag in vragen]
    return pairs


@pytest.mark.parametrize(("deel", "vraag"), every_question(), ids=lambda value: getattr(value, "naam", value))
@pytest.mark.parametrize("wrong", ["x" * 5000, "a\x00b", "a\u202eb"])
def test_no_answer_is_too_long_or_misleading(deel: Formulierdeel, vraag: Formuliervraag, wrong: str) -> None:
    faults = faults_in(deel, {**ANTWOORDEN[deel], vraag.naam: wrong})
    assert [fault.vraag for fault in faults] == [vraag.naam]


@pytest.mark.parametrize(("deel", "vraag"), every_question(), ids=lambda value: getattr(value, "naam", value))
def test_several_choices_are_no_answer_to_a_question_for_one(
    deel: Formulierdeel, vraag: Formuliervraag
) -> None:
    wrong = "po" if vraag.naam in ("doelgroep", "keurmerken", "landen") else ["ja", "nee"]
    faults = faults_in(deel, {**ANTWOORDEN[deel], vraag.naam: wrong})
    assert [(fault.vraag, fault.soort) for fault in faults] == [(vraag.naam, Foutsoort.KEUZE)]


@pytest.mark.parametrize(
    ("deel", "naam", "value", "soort"),
    [
        ("organisatie", "kvk", "1234567", Foutsoort.KVK),
        ("organisatie", "kvk", "1234567a", Foutsoort.KVK),
        ("organisatie", "kvk", "１２３４５６７８", Foutsoort.KVK),
        ("organisatie", "postcode", "0123 AB", Foutsoort.POSTCODE),
        ("organisatie", "postcode", "1234 ab", Foutsoort.POSTCODE),
        ("organisatie", "website", "http://www.lezerij.example", Foutsoort.ADRES),
        ("organisatie", "website", "javascript:alert(1)", Foutsoort.ADRES),
        ("organisatie", "technisch_mail", "techniek", Foutsoort.MAIL),
        ("organisatie", "incident_telefoon", "bel ons", Foutsoort.TELEFOON),
        ("product", "omschrijving", "te kort", Foutsoort.TE_KORT),
        ("product", "product", "x" * 65, Foutsoort.TE_LANG),
        ("product", "productsoort", "raket", Foutsoort.KEUZE),
        ("product", "doelgroep", ["po", "wo"], Foutsoort.KEUZE),
        ("product", "scholen_verwacht", "0", Foutsoort.GETAL),
        ("product", "scholen_verwacht", "veel", Foutsoort.GETAL),
        ("product", "scholen_verwacht", "²", Foutsoort.GETAL),
        ("product", "eerste_school", "school A", Foutsoort.TE_LANG),
        ("product", "eerste_school", "99xx", Foutsoort.SCHOOL),
        ("beveiliging", "keurmerken", ["iso-27001", "geen"], Foutsoort.GEEN),
        ("beveiliging", "pentest", "2999-01-01", Foutsoort.DATUM),
        ("beveiliging", "pentest", "1-3-2026", Foutsoort.DATUM),
    ],
)
def test_what_is_wrong_is_said(deel: str, naam: str, value: object, soort: Foutsoort) -> None:
    step = Formulierdeel(deel)
    faults = faults_in(step, {**ANTWOORDEN[step], naam: value})  # type: ignore[dict-item]
    assert [(fault.vraag, fault.soort) for fault in faults] == [(naam, soort)]
    assert "{" not in faults[0].tekst


def test_data_outside_europe_need_an_explanation() -> None:
    outside = {**BEVEILIGING, "landen": ["nederland", "buiten-eer"]}
    assert [fault.soort for fault in faults_in(Formulierdeel.BEVEILIGING, outside)] == [Foutsoort.DOORGIFTE]
    explained = {**outside, "doorgifte": "Modelcontract van de Europese Commissie, met een DTIA."}
    assert faults_in(Formulierdeel.BEVEILIGING, explained) == ()


@pytest.mark.parametrize(
    "text",
    [
        "https://localhost/",
        "https://bedrijf",
        "https://gebruiker:geheim@bedrijf.example/",
        "https://bedrijf.example:0/",
        "https://bedrijf.example:abc/",
        "https://[::1]/",
        "https://bedrijf.example/<script>",
        'https://bedrijf.example/"onclick',
        "https://bedrijf.example/met spatie",
        "https://bédrijf.example/",
        "HTTPS://bedrijf.example/",
        "//bedrijf.example/",
        "data:text/html,x",
        "https://",
        "https://[",
    ],
)
def test_only_plain_https_addresses_are_shown_to_others(text: str) -> None:
    assert not is_webadres(text)


def test_an_address_may_have_a_port_a_path_and_a_query() -> None:
    assert is_webadres("https://www.bedrijf.example:8443/a/b?c=d&e=%20#f")


@pytest.mark.parametrize(
    "text", ["a@b", "@b.nl", "a b@c.nl", "a@b.nl\nBcc: c@d.nl", "a@b..nl", "a@b.nl ", "<a@b.nl>"]
)
def test_what_is_not_a_mail_address(text: str) -> None:
    assert not is_mailadres(text)
