"""The schools of a proeftuin: valid, the same each time, and each with the case that it is there for."""

import io
from collections import Counter
from functools import partial

import pytest

from tests.support.messages.edexml import errors, read
from tests.support.places import ROOT
from uwlr_service.demodata.proeftuin import OPZETTEN, SCRIPT, stand_of
from uwlr_service.demodata.proeftuin.namen import LANGSTE
from uwlr_service.demodata.proeftuin.opzet import Opzet
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY, TESTBEREIK, brincodes
from uwlr_service.domain.proeftuin.script import Proefstand
from uwlr_service.domain.school.codelijsten import HISTORISCH
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.formats.dossier import read_dossier, write_dossier

JAAR = Schooljaar("2026-2027")
DAYS = range(1, LAST_DAY + 1)
EVERY = [pytest.param(opzet, id=f"{opzet.school.nummer:02}") for opzet in OPZETTEN]


def on(nummer: int, dag: int, brincode: str = "98AA") -> Proefstand:
    (opzet,) = (opzet for opzet in OPZETTEN if opzet.school.nummer == nummer)
    return stand_of(opzet, brincode, dag, JAAR)


def year(nummer: int, dag: int, at: int = 0) -> Schoolgegevens:
    return on(nummer, dag).jaren[at]


def keys(gegevens: Schoolgegevens) -> set[str]:
    """The pupils who are at school."""
    return {leerling.key for leerling in gegevens.leerlingen if leerling.jaargroep != HISTORISCH}


@pytest.mark.parametrize("dag", DAYS)
@pytest.mark.parametrize("opzet", EVERY)
def test_every_school_is_valid_on_every_day_and_comes_back_as_it_was(opzet: Opzet, dag: int) -> None:
    stand = stand_of(opzet, "98ZZ", dag, JAAR)
    for gegevens in stand.jaren:
        data = b"".join(edexml.write(gegevens))
        assert errors(data, "2.1") == []
        assert read(data).gegevens == gegevens
        if opzet is not LANGSTE:  # 2.0 has no such keys
            assert errors(b"".join(edexml.write(gegevens, "2.0")), "2.0") == []
    dossier = read_dossier(io.BytesIO(b"".join(write_dossier(stand.dossier))))
    assert list(dossier.objecten) == list(stand.dossier.objecten)
    assert dossier.naam == opzet.school.naam


@pytest.mark.parametrize("opzet", EVERY)
def test_made_twice_it_is_equal_and_another_proeftuin_shares_no_key(opzet: Opzet) -> None:
    make = partial(stand_of, opzet, schooljaar=JAAR)
    for dag in DAYS:
        assert make("98AA", dag) == make("98AA", dag)
        own = {leerling.key for leerling in make("98AA", dag).jaren[0].leerlingen}
        other = {leerling.key for leerling in make("98AB", dag).jaren[0].leerlingen}
        assert not own & other


@pytest.mark.parametrize("opzet", EVERY)
def test_a_school_changes_on_the_days_that_it_tells_of_and_on_no_other(opzet: Opzet) -> None:
    def content(dag: int) -> tuple[object, ...]:
        stand = stand_of(opzet, "98AA", dag, JAAR)
        first = stand.jaren[0]
        return (*(getattr(first, naam) for naam in ("groepen", "leerlingen")), stand.dossier)

    changed = {dag for dag in DAYS[1:] if content(dag) != content(dag - 1)}
    # The new school year is told of once, at the school that it is the case of.
    assert changed == set(opzet.school.dagen) - ({4} if opzet.school.nummer == 13 else set())


def test_the_numbers_and_names_are_different_and_the_words_are_there() -> None:
    assert [school.nummer for school in SCRIPT.scholen] == list(range(1, 21))
    assert max(Counter(school.naam for school in SCRIPT.scholen).values()) == 1
    for school in SCRIPT.scholen:
        assert school.waarvoor.endswith(".")
        assert school.verwacht.endswith(".")


def test_what_the_schools_are_for() -> None:
    assert [len(keys(year(nummer, 1))) for nummer in (1, 2, 3, 20)] == [0, 1, 200, 400]
    assert len(year(20, 1).groepen) == 1
    only = year(4, 1).leerlingen[0]
    assert (only.achternaam, only.roepnaam) == (None, "Sterre")
    names = "".join(f"{leerling.roepnaam}{leerling.achternaam}" for leerling in year(5, 1).leerlingen)
    assert all(sign in names for sign in "&\"'<>🐻")
    assert [len(leerling.key) for leerling in year(6, 1).leerlingen] == [256, 64]
    twins = year(7, 1).leerlingen
    assert len({(pupil.achternaam, pupil.geboortedatum) for pupil in twins}) == 1
    assert len({pupil.key for pupil in twins}) == len(twins)
    assert [len(pupil.samengestelde_groepen) for pupil in year(8, 1).leerlingen] == [2, 1, 0, 1]
    used = {pupil.groep for pupil in year(9, 1).leerlingen}
    assert len(used) < len(year(9, 1).groepen)


def test_what_happens_on_the_days() -> None:
    assert len(keys(year(10, 2)) - keys(year(10, 3))) == 2
    assert [pupil.jaargroep for pupil in year(10, 3).leerlingen].count("H") == 1
    assert not keys(year(11, 1)) & keys(year(11, 2))
    eckids = [{pupil.eckid for pupil in year(11, dag).leerlingen} for dag in (1, 2)]
    assert eckids[0] == eckids[1]
    assert len(keys(year(14, 4))) == 4
    assert keys(year(14, 5)) == set()
    assert keys(year(15, 5)) == keys(year(15, 4)) | keys(year(14, 4))


def test_the_new_year_keeps_the_people_and_leaves_group_8_behind() -> None:
    old = year(13, 4)
    new = year(13, 4, at=1)
    assert new.school.schooljaar == "2027-2028"
    assert keys(new) == keys(old)
    assert [groep.naam for groep in new.groepen] == ["Groep 3", "Groep 4", "Groep 5"]
    assert not {groep.key for groep in new.groepen} & {groep.key for groep in old.groepen}
    left = keys(year(12, 4)) - keys(year(12, 4, at=1))
    assert left == {pupil.key for pupil in year(12, 4).leerlingen if pupil.jaargroep == "8"}
    assert {str(pupil.uitstroomdatum) for pupil in year(12, 4).leerlingen if pupil.key in left} == {
        "2027-07-31"
    }


def test_the_range_holds_every_brin_once() -> None:
    every = list(brincodes())
    assert (every[0], every[-1], len(set(every))) == ("98AA", "98ZZ", 676)
    assert all(TESTBEREIK.fullmatch(brincode) for brincode in every)


def test_the_documentation_tells_of_every_school_in_the_same_words() -> None:
    told = " ".join((ROOT / "docs" / "proeftuin.rst").read_text(encoding="utf-8").split())
    for school in SCRIPT.scholen:
        row = f"* - {school.nummer} - {school.naam} - {school.waarvoor} - {school.verwacht}"
        assert row in told
        for dag, what in school.dagen.items():
            assert f"* - {dag} - {school.nummer} - {what}" in told
