"""Agreements: what the school may switch, and that a request can only narrow."""

import pytest

from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID


def test_an_optional_field_can_be_switched_off() -> None:
    afspraak = Gegevensafspraak(gegevensset="volledig").switch({"leerling/emailadres": False})
    assert "leerling/emailadres" not in afspraak.veldenlijst("2.2").velden
    assert "leerling/roepnaam" in afspraak.veldenlijst("2.2").velden


@pytest.mark.parametrize("veld", ["leerling/etniciteit", "leerling/onzin", "leerling/bsn_ondwnr-4"])
def test_a_forbidden_field_cannot_be_switched_on(veld: str) -> None:
    with pytest.raises(VeldOngeldig, match="hoort niet bij"):
        Gegevensafspraak(gegevensset="volledig").switch({veld: True})


def test_a_mandatory_field_cannot_be_switched_off() -> None:
    with pytest.raises(VeldOngeldig, match="verplicht"):
        Gegevensafspraak(gegevensset="lvs-set").switch({"leerling/geslacht": False})


def test_the_key_can_be_switched_off_for_2_3_and_stays_in_2_2() -> None:
    afspraak = Gegevensafspraak(gegevensset="volledig").switch({"leerling/key": False})
    assert "leerling/key" in afspraak.veldenlijst("2.2").velden
    assert "leerling/key" not in afspraak.veldenlijst("2.3").velden


def test_a_reference_to_a_vestiging_waits_for_its_definition() -> None:
    closed = Gegevensafspraak(gegevensset="volledig")
    assert "leerling/vestiging" not in closed.veldenlijst("2.2").velden
    opened = closed.switch({"vestiging/naam": True})
    assert {"leerling/vestiging", "vestiging/naam"} <= opened.veldenlijst("2.2").velden


def test_a_request_can_narrow() -> None:
    own = Gegevensafspraak(gegevensset="volledig").veldenlijst("2.2")
    asked = Gegevensafspraak(gegevensset="volledig").veldenlijst("2.2", "smalle-set")
    assert asked.gegevensset == "smalle-set"
    assert asked.velden < own.velden


def test_a_request_cannot_widen() -> None:
    smal = Gegevensafspraak(gegevensset="smalle-set")
    assert smal.veldenlijst("2.2", "volledig").velden <= smal.veldenlijst("2.2").velden
    # The LVS set must hold fields that this agreement lacks, so the request for it is passed over.
    assert smal.veldenlijst("2.2", "lvs-set") == smal.veldenlijst("2.2")


def test_a_field_of_every_element_is_switched_by_its_name() -> None:
    afspraak = Gegevensafspraak(gegevensset=GKV_UITGEBREID)
    switched = afspraak.switch({"*/emailadres": False})
    assert set(switched.schakelaars) == {
        "leerling/emailadres",
        "leerkracht/emailadres",
        "verzorger/emailadres",
        "medewerker/emailadres",
    }
    assert not any(switched.schakelaars.values())


@pytest.mark.parametrize(
    ("veld", "near"),
    [
        ("leerling/email", "Bedoeld: leerling/emailadres?"),
        ("*/email", r"Bedoeld: \*/emailadres?"),
        ("leerling/zzzzzzzz", "gegevensset gkv-uitgebreid.$"),
    ],
)
def test_an_unknown_field_is_told_with_what_is_near_it(veld: str, near: str) -> None:
    with pytest.raises(VeldOngeldig, match=near.replace("?", "\\?")):
        Gegevensafspraak(gegevensset=GKV_UITGEBREID).switch({veld: False})
