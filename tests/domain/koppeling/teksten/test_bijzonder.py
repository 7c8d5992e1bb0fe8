"""Which fields ask for two people to decide."""

from dataclasses import replace

import pytest

from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import NAMEN
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.koppeling.teksten import bijzondere_velden, is_bijzonder, meer_bijzonder


@pytest.mark.parametrize(
    "veld",
    [
        "set/absenties",
        "set/ondersteuning",
        "absentie/absentiereden",
        "absentie/heledag",
        "absentie/mutatiedatum",
        "verzuimmelding/key",
        "ondersteuning/tlv",
        "leerlingdetail/nationaliteit",
        "leerlingdetail/nnca",
        "leerlingdetail/huisarts",
    ],
)
def test_health_support_and_origin_are_special(veld: str) -> None:
    assert is_bijzonder(veld)


@pytest.mark.parametrize(
    "veld", ["leerling/geboortedatum", "leerlingdetail/adres", "verzorger/iban", "set/verzorgers"]
)
def test_what_only_asks_for_thought_is_not(veld: str) -> None:
    assert not is_bijzonder(veld)


@pytest.mark.parametrize("gegevensset", [*NAMEN, GKV_BASIS, GKV_UITGEBREID])
def test_no_set_lets_anything_special_out_by_itself(gegevensset: str) -> None:
    assert not bijzondere_velden(Gegevensafspraak(gegevensset=gegevensset))


def test_a_set_that_is_on_brings_all_its_fields() -> None:
    afspraak = Gegevensafspraak(gegevensset=GKV_UITGEBREID).switch({"set/absenties": True})

    special = bijzondere_velden(afspraak)

    assert {"set/absenties", "absentie/key", "absentie/absentiereden"} <= special
    # This kind of object has a switch of its own, which is off.
    assert not any(veld.startswith("verzuimmelding/") for veld in special)


def test_a_field_in_a_set_that_is_off_does_not_count() -> None:
    afspraak = Gegevensafspraak(gegevensset=GKV_UITGEBREID).switch({"leerlingdetail/nationaliteit": True})
    assert bijzondere_velden(afspraak) == {"leerlingdetail/nationaliteit"}
    assert not bijzondere_velden(afspraak.switch({"set/leerlingdetails": False}))


def test_other_pupils_make_all_that_is_special_new_again() -> None:
    special = Gegevensafspraak(gegevensset=GKV_UITGEBREID).switch({"leerlingdetail/nationaliteit": True})
    seven = replace(special, selectie=Leerlingselectie(jaargroepen=frozenset({"7"})))
    assert meer_bijzonder(None, seven) == {"leerlingdetail/nationaliteit"}
    assert not meer_bijzonder(special, seven)
    assert not meer_bijzonder(seven, seven)
    assert meer_bijzonder(seven, special) == {"leerlingdetail/nationaliteit"}
