"""The step on fields: a purpose for each part, and of its own for each field with a warning."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.support.aanvragen.ingevuld import BIJZONDER, DOEL, GKV_BASIS, NODIG, UWLR
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Antwoordfout, Foutsoort
from uwlr_service.domain.koppeling.aanvraag.gegevensregels import (
    SOORTEN,
    faults_in_gegevens,
    faults_in_koppeling,
)
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import (
    Gegevensvraag,
    Koppelsoort,
    Setvraag,
    Veldvraag,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik, Voorstelveld
from uwlr_service.domain.koppeling.klant import Richting


@pytest.mark.parametrize("gegevensvraag", [UWLR, GKV_BASIS, BIJZONDER], ids=lambda value: value.soort)
def test_a_step_that_is_filled_in_is_right(gegevensvraag: Gegevensvraag) -> None:
    assert faults_in_koppeling(gegevensvraag) == ()
    assert gegevensvraag.cleaned() == gegevensvraag


def test_at_least_one_kind_of_link_is_chosen() -> None:
    assert faults_in_gegevens({}) == (Antwoordfout(SOORTEN, Foutsoort.KIES),)


def test_a_field_with_a_warning_needs_a_purpose_of_its_own() -> None:
    asked = {**UWLR.velden, "leerling/geboortedatum": NODIG}
    faults = faults_in_gegevens({Koppelsoort.UWLR: replace(UWLR, velden=asked)})
    assert faults == (Antwoordfout("uwlr/leerling/geboortedatum/doel", Foutsoort.TE_KORT, 20),)


def test_a_field_that_is_not_asked_for_needs_nothing() -> None:
    left_out = {**UWLR.velden, "leerling/geboortedatum": Veldvraag(Veldgebruik.NEE)}
    assert faults_in_koppeling(replace(UWLR, velden=left_out)) == ()


def test_each_part_that_is_asked_for_needs_a_purpose_a_ground_and_a_term() -> None:
    faults = faults_in_koppeling(replace(BIJZONDER, delen={"basis": BIJZONDER.delen["basis"]}))
    assert [fault.vraag for fault in faults] == [
        "absenties/doel",
        "absenties/grondslag",
        "absenties/bewaartermijn",
    ]


@pytest.mark.parametrize(
    ("velden", "soort"),
    [
        ({"leerling/roepnaam": Veldvraag(Veldgebruik.MAG, "x" * 301)}, Foutsoort.TE_LANG),
        ({"leerling/roepnaam": Veldvraag(Veldgebruik.MAG, "", "a\x1bb")}, Foutsoort.STUURTEKEN),
    ],
)
def test_the_texts_of_a_field_are_short_and_plain(velden: Mapping[str, Veldvraag], soort: Foutsoort) -> None:
    assert [fault.soort for fault in faults_in_koppeling(replace(UWLR, velden=velden))] == [soort]


def test_what_the_set_does_not_have_is_not_kept() -> None:
    strange = replace(
        GKV_BASIS,
        velden={**GKV_BASIS.velden, "leerling/bsn": NODIG, "set/absenties": NODIG},
        delen={**GKV_BASIS.delen, "absenties": Setvraag("x", "y", "z")},
        antwoorden={**GKV_BASIS.antwoorden, "toelating": "actief"},
    )
    assert strange.cleaned() == GKV_BASIS


def test_nothing_of_a_part_is_asked_for_without_its_switch() -> None:
    off = replace(BIJZONDER, velden={"absentie/absentiereden": Veldvraag(Veldgebruik.NODIG, DOEL)})
    assert off.gevraagde_delen == ("basis",)
    assert not off.is_bijzonder
    assert "absentie/key" not in off.gevraagd


def test_a_link_becomes_a_proposal_with_the_words_of_its_parts() -> None:
    voorstel = UWLR.as_voorstel("Model 4.0")
    by_veld = {voorstelveld.veld: voorstelveld for voorstelveld in voorstel.velden}
    setvraag = UWLR.delen["basis"]
    assert (voorstel.gegevensset, voorstel.doel, voorstel.overeenkomst) == ("volledig", DOEL, "Model 4.0")
    assert by_veld["leerling/roepnaam"] == Voorstelveld(
        veld="leerling/roepnaam",
        gebruik=Veldgebruik.NODIG,
        doel=setvraag.doel,
        grondslag=setvraag.grondslag,
        bewaartermijn=setvraag.bewaartermijn,
    )
    assert by_veld["leerling/achternaam"].gebruik is Veldgebruik.MAG
    assert by_veld["leerling/key"].gebruik is Veldgebruik.NODIG
    assert "leerling/geboortedatum" not in by_veld


def test_only_some_sets_are_special() -> None:
    assert BIJZONDER.is_bijzonder
    assert not UWLR.is_bijzonder
    assert not GKV_BASIS.is_bijzonder


@pytest.mark.parametrize(
    ("chosen", "richting"),
    [("brengen", Richting.BRENGEN), ("leveren", Richting.BEIDE), ("", Richting.BEIDE)],
)
def test_a_direction_is_one_of_uwlr(chosen: str, richting: Richting) -> None:
    assert replace(UWLR, antwoorden={"richting": chosen}).richting is richting
    assert GKV_BASIS.richting is Richting.LEVEREN
