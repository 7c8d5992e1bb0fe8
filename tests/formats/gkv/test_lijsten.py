"""The schema of the native format and the sets of the domain say the same."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.hypothesis_profiles import examples
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Gegevensafspraak, Veldenlijst
from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.gkvsets import GEHEIME_WAARDEN, GKV_UITGEBREID, GKV_VERSIE, HERKOMST_VELD
from uwlr_service.domain.school.dossier import SETINHOUD
from uwlr_service.formats.gkv.afspraakschema import narrowed
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN, LIJSTEN, declaraties
from uwlr_service.formats.schemas import XS

SET = ALLE_SETS[GKV_UITGEBREID, GKV_VERSIE]
PERMISSIONS = {GEHEIME_WAARDEN, HERKOMST_VELD}
"""Fields that are not elements: they let values of others through."""


@pytest.mark.parametrize("entiteit", DOSSIER_LIJSTEN)
def test_every_declared_field_is_in_the_set_and_no_other(entiteit: str) -> None:
    declared = {BEHIND.get(one.naam, one.naam) for one in declaraties()[entiteit]}
    in_set = {veld.partition("/")[2] for veld in SET.velden if veld.startswith(f"{entiteit}/")}
    assert in_set - PERMISSIONS == declared


@pytest.mark.parametrize("entiteit", DOSSIER_LIJSTEN)
def test_what_the_schema_demands_the_set_demands(entiteit: str) -> None:
    demanded = {one.naam for one in declaraties()[entiteit] if one.required} - {"key"}
    in_set = {
        veld.partition("/")[2]
        for veld, regel in SET.velden.items()
        if veld.startswith(f"{entiteit}/") and regel.gebruik is Gebruik.VERPLICHT
    } - {"key"}
    assert in_set == demanded


def test_the_lists_stand_in_the_order_of_the_sets() -> None:
    assert [entiteit for inhoud in SETINHOUD.values() for entiteit in inhoud] == list(DOSSIER_LIJSTEN)
    assert all(entiteit in declaraties() and lijst in declaraties() for entiteit, lijst in LIJSTEN.items())


def test_no_element_can_hold_a_computed_value() -> None:
    computed = (
        "vaardigheid niveau percentiel stanine dle cito standaard referentie norm schaal interval".split()
    )
    names = [one.naam.lower() for declared in declaraties().values() for one in declared]
    assert not [name for name in names if any(word in name for word in computed)]


def test_what_touches_on_health_or_secrets_is_off_until_the_school_says_otherwise() -> None:
    velden = Gegevensafspraak(gegevensset=GKV_UITGEBREID).veldenlijst(GKV_VERSIE).velden
    off = (
        "set/absenties set/ondersteuning leerlingdetail/nationaliteit leerlingdetail/huisarts verzorger/iban"
    )
    off += " leerlingdetail/geheime_waarden verzorger/geheime_waarden medewerker/geheime_waarden"
    off += " toetsresultaat/herkomst_uwlr verzuimmelding/key medewerker/geboortedatum leerling/eckid"
    assert velden.isdisjoint(off.split())


OPTIONAL = sorted(veld for veld, regel in SET.velden.items() if regel.gebruik is not Gebruik.VERPLICHT)
SWITCHES = st.dictionaries(st.sampled_from(OPTIONAL), st.booleans(), max_size=40)


def declared_in(tree: etree._ElementTree, velden: Veldenlijst) -> Iterator[str]:
    for entiteit in LIJSTEN:
        if is_delivered(entiteit, velden):
            kind = tree.find(f"{XS}complexType[@name='{entiteit}']")
            for one in kind.iter(f"{XS}element", f"{XS}attribute"):
                yield f"{entiteit}/{BEHIND.get(one.get('name'), one.get('name'))}"


@settings(max_examples=examples(20))
@given(SWITCHES)
def test_the_schema_of_an_agreement_declares_its_fields_and_no_others(switches: dict[str, bool]) -> None:
    velden = Gegevensafspraak(gegevensset=GKV_UITGEBREID, schakelaars=switches).veldenlijst(GKV_VERSIE)
    tree = narrowed(velden)
    etree.XMLSchema(tree)
    assert set(declared_in(tree, velden)) <= velden.velden
    referred = {one.get("name") for one in tree.iter(f"{XS}element")}
    for entiteit in DOSSIER_LIJSTEN:
        assert (entiteit in referred) == is_delivered(entiteit, velden)
