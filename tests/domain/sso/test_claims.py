"""What a partner can be told of whoever signs in, and how that is a set like the others."""

import pytest

from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Gegevensafspraak, versies_of
from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.ssoset import SSO, SSO_VERSIE, may_sign_in, toegang_van, veld_of
from uwlr_service.domain.sso.claims import CLAIMS, Affiliation, Scope

NEVER = (
    "bsn",
    "onderwijsnummer",
    "birth",
    "geboorte",
    "address",
    "adres",
    "picture",
    "photo",
    "foto",
    "phone",
)


def velden() -> frozenset[str]:
    return Gegevensafspraak(gegevensset=SSO).veldenlijst(SSO_VERSIE).velden


def test_sso_is_a_set_with_one_version() -> None:
    assert versies_of(SSO) == (SSO_VERSIE,)


def test_every_claim_is_a_field_of_its_own() -> None:
    names = [veld_of(claim) for claim in CLAIMS]
    assert len(set(names)) == len(names)
    fields = ALLE_SETS[SSO, SSO_VERSIE].velden.keys()
    assert fields == {*names, *map(toegang_van, Affiliation)}


def test_only_what_the_protocol_needs_always_goes() -> None:
    always = ALLE_SETS[SSO, SSO_VERSIE].with_gebruik(Gebruik.VERPLICHT)
    assert always == {"sso/sub", "sso/sid", "sso/acr", "sso/amr"}
    assert all(claim.scope is Scope.OPENID for claim in CLAIMS if claim.altijd)


def test_pupils_do_not_sign_in_until_the_school_says_so() -> None:
    afspraak = Gegevensafspraak(gegevensset=SSO)
    assert may_sign_in(velden(), Affiliation.EMPLOYEE)
    assert not may_sign_in(velden(), Affiliation.STUDENT)
    wider = afspraak.switch({"sso/student": True, "sso/employee": False}).veldenlijst(SSO_VERSIE).velden
    assert may_sign_in(wider, Affiliation.STUDENT)
    assert not may_sign_in(wider, Affiliation.EMPLOYEE)


def test_of_a_pupil_only_the_first_name_goes_by_itself() -> None:
    assert {veld for veld in velden() if veld.startswith("sso_leerling/")} == {"sso_leerling/given_name"}
    assert "sso_medewerker/email" in velden()
    assert velden().isdisjoint({"sso/eckid", "sso/groepen", "sso/gkv_key"})


@pytest.mark.parametrize("word", NEVER)
def test_some_data_have_no_claim_at_all(word: str) -> None:
    assert not any(word in claim.naam.casefold() for claim in CLAIMS)
