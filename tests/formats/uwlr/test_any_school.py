"""Any school under any agreement: the answer is valid, and holds no more than was agreed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.hypothesis_profiles import examples
from tests.support.messages.soap import LG
from tests.support.messages.uwlr import assert_closed, assert_valid, fields_of
from tests.support.schools.strategies import schoolgegevens
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import NAMEN, SETS, XSDVERSIES, Gebruik
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze, Uitsnede, cut
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.uwlr.verzoek import Bericht, Geldigheid
from uwlr_service.formats.uwlr import antwoord

MOMENT = datetime(2026, 10, 1, 6, 30, tzinfo=UTC)
VANDAAG = date(2026, 10, 1)
GELDIGHEID = Geldigheid(MOMENT, VANDAAG)


def afspraken(gegevens: Schoolgegevens) -> st.SearchStrategy[Gegevensafspraak]:
    """Any agreement about a school: any set, fields switched at will, any narrowing."""

    def some(keys: Any) -> st.SearchStrategy[frozenset[str]]:
        choices = sorted(set(keys))
        return st.frozensets(st.sampled_from(choices), max_size=3) if choices else st.just(frozenset())

    groepen: list[Groep | SamengesteldeGroep] = [*gegevens.groepen, *gegevens.samengestelde_groepen]
    selectie = st.builds(
        Leerlingselectie,
        vestigingen=some(v.key for v in gegevens.vestigingen),
        jaargroepen=some(p.jaargroep for p in gegevens.leerlingen if p.jaargroep),
        groepen=some(g.key for g in groepen),
        statussen=st.frozensets(st.sampled_from(Status), min_size=1),
    )

    def of(gegevensset: str) -> st.SearchStrategy[Gegevensafspraak]:
        optional = sorted(
            veld
            for veld, regel in SETS[gegevensset, "2.2"].velden.items()
            if regel.gebruik is not Gebruik.VERPLICHT
        )
        switches = st.dictionaries(st.sampled_from(optional), st.booleans())
        return st.builds(
            lambda schakelaars, narrowing: Gegevensafspraak(
                gegevensset=gegevensset, selectie=narrowing
            ).switch(schakelaars),
            switches,
            st.one_of(st.just(Leerlingselectie()), selectie),
        )

    return st.sampled_from(NAMEN).flatmap(of)


@st.composite
def cases(draw: Any) -> tuple[Schoolgegevens, Gegevensafspraak]:
    """A school and an agreement about it."""
    gegevens = draw(schoolgegevens())
    return gegevens, draw(afspraken(gegevens))


def render(
    bericht: Bericht, uitsnede: Uitsnede, keuzes: tuple[Groepskeuze, ...] = ()
) -> etree._Element | None:
    document = antwoord.render(bericht, uitsnede, GELDIGHEID, keuzes)
    return etree.fromstring(document.body) if document else None


def keuzes_of(gegevens: Schoolgegevens) -> tuple[Groepskeuze, ...]:
    """Every group, and those who are in none."""
    return (
        *(Groepskeuze(False, groep.key) for groep in gegevens.groepen),
        *(Groepskeuze(True, groep.key) for groep in gegevens.samengestelde_groepen),
        Groepskeuze(False, None),
    )


@pytest.mark.parametrize("versie", XSDVERSIES)
@given(case=cases(), gevraagd=st.sampled_from([None, *NAMEN]))
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_it_is_served_validly_and_within_the_agreement(
    versie: str, case: tuple[Schoolgegevens, Gegevensafspraak], gevraagd: str | None
) -> None:
    gegevens, afspraak = case
    veldenlijst = afspraak.veldenlijst(versie, gevraagd)
    uitsnede = cut(gegevens, afspraak.afbakening(versie, gevraagd), VANDAAG)
    in_scope = {p.key for p in gegevens.leerlingen if afspraak.selectie.holds(p, VANDAAG)}
    weggelaten = {gemis.leerling for gemis in uitsnede.gemis if gemis.weggelaten}
    for bericht in Bericht:
        keuzes = keuzes_of(gegevens) if bericht in (Bericht.LEERLINGEN, Bericht.LEERKRACHTEN) else ()
        document = render(bericht, uitsnede, keuzes)
        if document is None:
            continue
        assert_valid(document, versie, veldenlijst.gegevensset)
        allowed = veldenlijst.velden | {"leerling/key"}  # stands in for a missing eckid in 2.3
        if "vestiging/naam" in allowed:
            allowed |= {"vestiging/key"}  # a definition without its key would define nothing
        assert fields_of(document) <= allowed
        if bericht is Bericht.LEERLINGGEGEVENS:
            assert_closed(document)
            assert len(uitsnede.gegevens.leerlingen) == len(in_scope - weggelaten)
            assert {p.key for p in uitsnede.gegevens.leerlingen} == in_scope - weggelaten
        if bericht is Bericht.LEERLINGEN:
            assert len(document[0][1]) == len(uitsnede.gegevens.leerlingen)


@given(gegevens=schoolgegevens())
@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_volledig_leaves_out_only_pupils_that_cannot_be_written(gegevens: Schoolgegevens) -> None:
    afspraak = Gegevensafspraak(
        gegevensset="volledig", selectie=Leerlingselectie(statussen=frozenset(Status))
    )
    for versie in XSDVERSIES:
        uitsnede = cut(gegevens, afspraak.afbakening(versie), VANDAAG)
        served = {p.key for p in uitsnede.gegevens.leerlingen}
        longest = 64 if versie == "2.1" else 256
        assert served == {p.key for p in gegevens.leerlingen if len(p.key) <= longest}
        document = render(Bericht.LEERLINGGEGEVENS, uitsnede)
        if document is not None:
            written = [(p.get("key"), p.findtext(f"{LG}achternaam")) for p in document.iter(f"{LG}leerling")]
            assert written == [(p.key, p.achternaam) for p in uitsnede.gegevens.leerlingen]
