"""Results that lie ahead, and texts in results that would mislead whoever reads them later."""

from datetime import timedelta

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, oso, resultaat, toets, toetsafname
from uwlr_service.domain import tijd
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

VERSIES = ["2.1", "2.2", "2.3"]


def on_day(days: int) -> str:
    return (tijd.today() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize("versie", VERSIES)
@pytest.mark.parametrize("datum", [on_day(0), on_day(1), f"{on_day(1)}Z", f"{on_day(1)}-14:00", "1990-01-01"])
def test_a_result_of_today_or_tomorrow_is_taken(
    application, uitgifte: Uitgifte, versie: str, datum: str
) -> None:
    sent = bericht(uitgifte.sleutel, toetsafname("L1", resultaat(datum=datum)), xsdversie=versie)
    assert call(application, sent, BRENG).status == 200


@pytest.mark.parametrize("versie", VERSIES)
@pytest.mark.parametrize("datum", [on_day(2), f"{on_day(2)}+14:00", on_day(400), "9999-12-31"])
def test_a_result_that_lies_further_ahead_is_refused(
    application, uitgifte: Uitgifte, versie: str, datum: str
) -> None:
    sent = bericht(
        uitgifte.sleutel,
        toetsafname("L1", resultaat("R1"), resultaat("R2", datum=datum)),
        xsdversie=versie,
    )
    answer = call(application, sent, BRENG)
    assert answer.faultcode == "Client.OngeldigBericht"
    assert "afnamedatum ligt in de toekomst: bij ons is het" in answer.faultstring
    (melding,) = answer.root.findall(".//{*}melding")
    assert melding.get("key") == "R2"


SIGNS = ["\x85", "\x9b", "\x7f", "\u2028", "\u202e", "\u2066", "&#x85;", "&#x9B;", "&#8232;"]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_misleading_sign_in_a_key_a_code_or_a_name_is_refused(
    application, uitgifte: Uitgifte, sign: str
) -> None:
    text = f"T1{sign}x"
    usual = toetsafname("L1")
    for afname, toetsen in (
        (toetsafname("L1", resultaat(text)), ""),
        (toetsafname(f"L1{sign}"), ""),
        (toetsafname("L1", verwerker=text), ""),
        (toetsafname("L1", resultaat(code=text)), toets(text)),
        (toetsafname("L1", resultaat(onderdeel=text)), toets(onderdelen=[text])),
        (toetsafname("L1", resultaat(versie=text)), toets(versie=text)),
        (toetsafname("L1", resultaat(infourl=f"https://uitgever.example/{sign}")), ""),
        (
            toetsafname(
                "L1", resultaat(uitslag=oso(f"<o:codevaardigheidsschaal>{text}</o:codevaardigheidsschaal>"))
            ),
            "",
        ),
        (usual, toets().replace("Blok 1", f"Blok {sign}1")),
        (usual, toets().replace("voldoende</term>", f"voldoende{sign}</term>")),
    ):
        answer = call(application, bericht(uitgifte.sleutel, afname, toetsen=toetsen), BRENG)
        assert answer.faultcode == "Client.OngeldigBericht", afname + toetsen
        assert "stuurteken (U+" in answer.faultstring, answer.faultstring
        for melding in answer.root.findall(".//{*}melding"):
            assert (melding.get("key") or "").isprintable()


def test_what_is_written_with_in_other_languages_is_taken(application, uitgifte: Uitgifte) -> None:
    names = "Größe \u0142\u00f3d\u017a \u0639\u0645\u0631 \U0001f468\u200d\U0001f469 a\u00a0b"
    toetsen = toets().replace("Blok 1", names)
    assert call(application, bericht(uitgifte.sleutel, toetsen=toetsen), BRENG).status == 200


def test_a_pupil_is_recognised_between_spaces_of_any_kind(application, uitgifte: Uitgifte) -> None:
    for space in (" ", "\u00a0", "\u2007", "\u202f", "\u3000"):
        spaced = resultaat(score=f"{space}7{space}")
        sent = bericht(uitgifte.sleutel, toetsafname(f"{space}L1{space}", spaced))
        assert call(application, sent, BRENG).status == 200, repr(space)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u3000"])
def test_a_date_and_a_norm_are_read_between_spaces_of_any_kind(
    application, uitgifte: Uitgifte, space: str
) -> None:
    sent = bericht(
        uitgifte.sleutel,
        toetsafname("L1", resultaat(datum=f"{space}2026-11-02{space}")),
        aanmaakdatum=f"{space}{tijd.format_moment(tijd.now())}",
        toetsen=toets().replace(">5<", f">{space}5<"),
    )
    assert call(application, sent, BRENG).status == 200
    inside = bericht(uitgifte.sleutel, toetsafname("L1", resultaat(score=f"1{space}7")))
    assert call(application, inside, BRENG).faultcode == "Client.OngeldigBericht"
