"""Any school under any agreement, as a roster: right by the rules, and nothing that is not agreed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.gkv.roosterkeuring import rows
from tests.support.gkv.roosters import FAULTS, ONEROSTER, SDS, bron
from tests.support.hypothesis_profiles import examples
from tests.support.schools import strategies
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.rooster import Rooster, Vorm, compose, write

both = pytest.mark.parametrize("vorm", [ONEROSTER, SDS], ids=["oneroster", "sds"])
OPTIONAL = sorted(
    veld
    for veld, regel in ALLE_SETS[GKV_BASIS, GKV_VERSIE].velden.items()
    if regel.gebruik is not Gebruik.VERPLICHT
)
PERSONAL = ("achternaam", "voorvoegsel", "voornamen", "roepnaam", "gebruikersnaam", "emailadres", "eckid")


@st.composite
def cases(draw: Any) -> tuple[Schoolgegevens, dict[str, Any]]:
    """A school and an agreement about it."""
    gegevens = draw(strategies.schoolgegevens())
    schakelaars = draw(st.dictionaries(st.sampled_from(OPTIONAL), st.booleans()))
    groepen = [one.key for one in gegevens.groepen]
    groepen += [one.key for one in gegevens.samengestelde_groepen]
    chosen: frozenset[str] = frozenset()
    if groepen:
        chosen = draw(st.frozensets(st.sampled_from(groepen), max_size=2))
    return gegevens, {"schakelaars": schakelaars, "selectie": Leerlingselectie(groepen=chosen)}


def secret(gegevens: Schoolgegevens, element: str, veld: str) -> Schoolgegevens:
    """The school with another value for everybody in one field."""
    other: Any = {veld: "ander"}
    if element == "leerling":
        return replace(gegevens, leerlingen=tuple(replace(one, **other) for one in gegevens.leerlingen))
    return replace(gegevens, leerkrachten=tuple(replace(one, **other) for one in gegevens.leerkrachten))


@both
@settings(max_examples=examples(30), suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_any_school_under_any_agreement_is_right_and_holds_no_more_than_was_agreed(
    vorm: Vorm, case: tuple[Schoolgegevens, dict[str, Any]]
) -> None:
    gegevens, terms = case
    code = gegevens.school.code
    if not vorm.sleutel.fullmatch(code.schoolkey or "99XX"):
        gegevens = replace(gegevens, school=replace(gegevens.school, code=Schoolcode("99XX")))
    dag = gegevens.school.schooljaar.first_day
    source = bron(gegevens, dag, None, **terms)
    rooster = compose(vorm, source)
    bestanden = dict(write(vorm, rooster))
    assert FAULTS[vorm.formaat.naam](bestanden) == [] or vorm.formaat.lacking(source.velden.velden)
    allowed = {leerling.key for leerling in source.gegevens.leerlingen}
    allowed |= {leerkracht.key for leerkracht in source.gegevens.leerkrachten}
    assert {row["sourcedId"] for row in rows(bestanden["users.csv"])} <= allowed
    for element in ("leerling", "leerkracht"):
        for veld in PERSONAL:
            if f"{element}/{veld}" not in source.velden.velden or veld not in vorm.velden:
                # A field that may not go out makes no difference, not even in who is left out.
                other = replace(source, gegevens=secret(source.gegevens, element, veld))
                assert dict(write(vorm, compose(vorm, other))) == bestanden


def counted(rooster: Rooster) -> int:
    return len(rooster.gebruikers) + sum(weg.soort != "groep" for weg in rooster.weggelaten)


@both
@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(gegevens=strategies.schoolgegevens())
def test_everybody_is_in_it_or_named(vorm: Vorm, gegevens: Schoolgegevens) -> None:
    source = bron(gegevens, gegevens.school.schooljaar.first_day)
    rooster = compose(vorm, source)
    assert counted(rooster) == len(source.gegevens.leerlingen) + len(source.gegevens.leerkrachten)
