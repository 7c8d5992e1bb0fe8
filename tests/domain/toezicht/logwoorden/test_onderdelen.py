"""The parts of a line, with names and values in words."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from uwlr_service.domain import datum
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel
from uwlr_service.domain.toezicht.logwoorden import Schrijfwijze, details


def shown(
    wat: str, inhoud: Mapping[str, Any], taal: Taal = Taal.NL, *, proofs: bool = True, **namen: str
) -> dict[str, str]:
    """The parts of a line."""
    regel = Getoonderegel(
        id=1,
        zegel=1,
        moment=datetime(2026, 11, 26, 12, tzinfo=UTC),
        soort=Logsoort.BESLUIT,
        wat=wat,
        herkomst="portaal",
        actor="Saar Smit",
        school=None,
        partner=None,
        inhoud=inhoud,
        namen=namen,
        is_vergeten=False,
    )
    schrijfwijze = Schrijfwijze(
        taal=taal,
        veld=teksten(taal).titel_or_code,
        dag=datum.shown,
        moment=lambda moment: f"{moment:%H:%M}",
    )
    return dict(details(regel, schrijfwijze, proofs=proofs))


def test_what_is_empty_is_left_out_and_no_is_not() -> None:
    inhoud: dict[str, object] = {
        "reden": "",
        "namens": [],
        "voor": {},
        "eerste": None,
        "toch": False,
        "dagen": 0,
    }
    assert shown("x", inhoud) == {
        "Ook al stond de leerling in het nieuwste bestand": "nee",
        "Dagen sinds het stoppen": "0",
    }


def test_fields_go_by_the_names_that_schools_read() -> None:
    inhoud = {
        "erbij": ["leerling/eckid", "toen/eens"],
        "velden": {"leerling/foto": False, "leerling/groep": True},
    }
    assert shown("x", inhoud) == {"Gaat voortaan mee": "ECK iD (leerlingen), toen/eens", "Gegevens": "Groep"}


@pytest.mark.parametrize(
    ("taal", "expected"),
    [
        (
            Taal.NL,
            {"Koppeling": "3, iReken (UWLR, LVS-set)", "Nieuwe stand": "stilgezet", "Product": "iReken"},
        ),
        (Taal.EN, {"Link": "3, iReken (UWLR, LVS set)", "New state": "stopped", "Product": "iReken"}),
    ],
)
def test_links_products_and_states_are_named(taal: Taal, expected: dict[str, str]) -> None:
    inhoud = {"koppeling": 3, "naar": "opgeschort", "product": 7}
    assert shown("x", inhoud, taal, product="iReken", gegevensset="lvs-set") == expected


def test_what_has_no_name_any_more_keeps_its_number() -> None:
    assert shown("x", {"koppeling": 3, "inlog": 8}) == {"Koppeling": "3", "Gebruiker": "8"}
    assert shown("x", {"inlog": 8}, persoon="Jo Bos") == {"Gebruiker": "Jo Bos"}


def test_moments_and_days_are_written_as_the_reader_does() -> None:
    inhoud = {"sinds": "2026-11-26T11:30:00+00:00", "uiterlijk": "2026-12-24", "stand": "gisteren"}
    assert shown("x", inhoud) == {
        "Sinds": "11:30",
        "Antwoord uiterlijk op": "24-12-2026",
        "Moment van de reservekopie": "gisteren",
    }


def test_calls_have_names_of_their_own_and_keep_the_code_of_their_outcome() -> None:
    inhoud = {"uitkomst": "gegevens", "aantal": 4, "velden": "9f"}
    assert shown("leerlingen", inhoud) == {
        "Uitkomst": "gegevens",
        "Aantal oproepen": "4",
        "Controlewaarde van de afspraak": "9f",
    }
    assert "Controlewaarde van de afspraak" not in shown("leerlingen", inhoud, proofs=False)


def test_what_people_look_for_comes_first_and_digests_come_last() -> None:
    inhoud = {"afspraakversie": 2, "getoond": "9f", "koppeling": 3, "reden": "Nee.", "voorstel": 4}
    order = [
        "Koppeling",
        "Reden",
        "Versie van de afspraak",
        "Voorstel",
        "Controlewaarde van de getoonde pagina",
    ]
    assert list(shown("x", inhoud)) == order


def test_lists_and_counts() -> None:
    inhoud = {"amr": ["pwd", "otp", "zork"], "aantal": {"besluit": 2, "inzage": 1}, "voor": {"inzage": "x"}}
    assert shown("log-vergeten", inhoud) == {
        "Bewezen met": "wachtwoord, code uit een app, zork",
        "Aantal regels": "besluiten: 2, inzage: 1",
        "Regels van voor": "inzage: x",
    }


def test_what_has_another_shape_is_shown_as_it_is() -> None:
    assert shown("x", {"zork": [None], "kwak": [{"a": [1]}]}) == {"zork": "null", "kwak": "a: 1"}
