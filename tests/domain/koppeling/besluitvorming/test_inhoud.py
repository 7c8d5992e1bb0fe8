"""What a partner has to say of each field that it asks for."""

from dataclasses import replace

import pytest

from uwlr_service.domain.fouten import Geweigerd, VeldOngeldig
from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    MOST_SIGNS,
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
    require_complete,
)
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS

ADRES = "leerling/emailadres"
GOOD = Voorstelinhoud(
    gegevensset=GKV_BASIS,
    doel=" De ouderapp ",
    velden=(Voorstelveld(veld=ADRES, doel="Om een kind een bericht te sturen."),),
)


def with_veld(**words: str) -> Voorstelinhoud:
    """The good content with other words for its field."""
    return replace(GOOD, velden=(replace(GOOD.velden[0], **words),))  # type: ignore[arg-type]


def test_texts_are_kept_without_the_space_around_them() -> None:
    complete = require_complete(with_veld(zonder="  Dan niet.\u00a0"), [ADRES])
    assert complete.doel == "De ouderapp"
    assert complete.velden[0].zonder == "Dan niet."


@pytest.mark.parametrize(
    ("inhoud", "match"),
    [
        (replace(GOOD, doel=" "), "waarvoor"),
        (with_veld(doel="Kort."), "20 tekens"),
        (with_veld(doel="x" * (MOST_SIGNS + 1)), "301 tekens"),
        (with_veld(zonder="x" * (MOST_SIGNS + 1)), "301 tekens"),
        (with_veld(grondslag="over\u202eeenkomst"), "stuurteken"),
        (replace(GOOD, hoe_vaak="x" * (MOST_SIGNS + 1)), "301 tekens"),
    ],
)
def test_a_text_that_is_missing_too_long_or_misleading_is_refused(inhoud: Voorstelinhoud, match: str) -> None:
    with pytest.raises(Geweigerd, match=match):
        require_complete(inhoud, [ADRES])


def test_three_hundred_signs_are_not_too_many() -> None:
    assert require_complete(with_veld(doel="x" * MOST_SIGNS), [ADRES]).velden[0].doel == "x" * MOST_SIGNS


def test_a_field_without_a_warning_needs_no_long_purpose() -> None:
    assert require_complete(with_veld(doel=""), []).velden[0].doel == ""
    nee = replace(GOOD, velden=(Voorstelveld(veld=ADRES, gebruik=Veldgebruik.NEE),))
    assert require_complete(nee, [ADRES]).gevraagd == frozenset()


@pytest.mark.parametrize("velden", [["leerling/bsn"], ["verzorger/iban"], [ADRES, ADRES]])
def test_a_field_is_one_of_the_set_and_comes_once(velden: list[str]) -> None:
    doel = GOOD.velden[0].doel
    asked = tuple(Voorstelveld(veld=veld, doel=doel) for veld in velden)
    with pytest.raises(VeldOngeldig):
        require_complete(replace(GOOD, velden=asked), [])
