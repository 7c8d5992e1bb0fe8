"""Made-up schools: the same for the same seed, storable, and with every exception of a real one."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from functools import cache
from itertools import chain, pairwise

import pytest

from tests.support.messages.edexml import errors, read
from uwlr_service import demodata
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml

YEAR = Schooljaar("2026-2027")
OCTOBER = YEAR.first_day + timedelta(days=61)


@cache
def large() -> Schoolgegevens:
    return next(demodata.schools(1, 300, 7, YEAR))


@pytest.mark.parametrize("pupils", [1, 2, 3, 7, 10, 25, 60, 240, 600])
def test_every_school_may_be_stored(pupils: int) -> None:
    for gegevens in demodata.schools(5, pupils, 1, YEAR):
        assert regels.violations(gegevens) == []
        assert len(gegevens.leerlingen) == pupils


@pytest.mark.parametrize("versie", edexml.VERSIES)
def test_it_is_valid_edexml(versie: str) -> None:
    data = b"".join(edexml.write(large(), versie))
    assert errors(data, versie) == []
    if versie == "2.1":
        assert read(data).gegevens == large()


def test_the_same_seed_gives_the_same_schools() -> None:
    first, second = (list(demodata.schools(3, 40, 5, YEAR)) for _ in range(2))
    assert first == second
    assert list(demodata.schools(2, 40, 5, YEAR)) == first[:2], "whatever the number of schools"
    assert list(demodata.schools(3, 40, 6, YEAR)) != first


def test_the_hash_seed_does_not_matter() -> None:
    program = (
        "import hashlib; from uwlr_service import demodata;"
        "from uwlr_service.domain.school.schooljaar import Schooljaar;"
        "made = repr(list(demodata.schools(2, 80, 5, Schooljaar('2026-2027'))));"
        "print(hashlib.sha256(made.encode()).hexdigest())"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (0, 1, 12345)
    }
    assert len(outcomes) == 1


def test_only_the_school_year_is_of_today() -> None:
    today, said = (next(demodata.schools(1, 30, 5, year)) for year in (None, Schooljaar.current()))
    assert today == said


def test_schools_differ() -> None:
    made = list(demodata.schools(700, 1, 1, YEAR))
    assert len({gegevens.school.code for gegevens in made}) == 700
    assert len({gegevens.school.code.brincode for gegevens in made}) == 700
    assert all(re.fullmatch(r"9[0-9][A-Z]{2}", gegevens.school.code.brincode or "") for gegevens in made)
    assert Counter(gegevens.school.code.dependancecode for gegevens in made)["00"] == 525
    keys = [gegevens.leerlingen[0].key for gegevens in made]
    assert len(set(keys)) == 700


@pytest.mark.parametrize(("count", "pupils"), [(-1, 10), (10_000, 10), (1, 0)])
def test_impossible_numbers_are_refused(count: int, pupils: int) -> None:
    with pytest.raises(ValueError, match=r"scholen|leerling"):
        demodata.schools(count, pupils, 1)


def _count(*, of: str) -> int:
    return sum(getattr(pupil, of) is not None for pupil in large().leerlingen)


def test_pupils_have_what_the_standards_ask_for() -> None:
    assert 290 <= _count(of="bsn_ondwnr_4") < 300
    assert 200 < _count(of="eckid") < 300
    for pupil in large().leerlingen:
        assert pupil.eckid is None or re.fullmatch(r"https://ketenid\.nl/201703/[0-9a-f]{128}", pupil.eckid)
        assert pupil.emailadres is None or pupil.emailadres.endswith(".example")
    assert {pupil.geslacht for pupil in large().leerlingen} == {0, 1, 2, 9}


def test_names_are_of_several_cultures() -> None:
    schools = demodata.schools(4, 300, 1, YEAR)
    pupils = list(chain.from_iterable(school.leerlingen for school in schools))
    assert any(pupil.voorvoegsel == "van der" for pupil in pupils)
    assert any("-" in (pupil.achternaam or "") for pupil in pupils)
    assert {"Zoë", "Renée", "Łukasz", "Ahmet"} <= {pupil.roepnaam for pupil in pupils}
    assert "Şahin" in {pupil.achternaam for pupil in pupils}
    for pupil in pupils:
        assert pupil.achternaam == (pupil.achternaam or "").strip() or pupil.achternaam is None
        assert (pupil.voorletters_1 or "").isupper() or pupil.voorletters_1 is None


def test_accounts_are_unique_and_plain() -> None:
    people: list[Leerling | Leerkracht] = [*large().leerlingen, *large().leerkrachten]
    names = [person.gebruikersnaam for person in people if person.gebruikersnaam]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+\.[a-z0-9]+", name) for name in names)


def _is_regular(pupil: Leerling) -> bool:
    return pupil.groep is not None and pupil.jaargroep != "H"


def test_birth_dates_fit_the_year() -> None:
    for pupil in filter(_is_regular, large().leerlingen):
        assert pupil.geboortedatum is not None
        assert pupil.instroomdatum is not None
        age = (OCTOBER - pupil.geboortedatum).days / 365.25
        assert int(pupil.jaargroep or 0) + 3 <= age < int(pupil.jaargroep or 0) + 5.1
        assert pupil.instroomdatum > pupil.geboortedatum
    groups = {groep.key: groep.jaargroep for groep in large().groepen}
    for pupil in filter(_is_regular, large().leerlingen):
        assert groups[pupil.groep or ""] in ("C", pupil.jaargroep)


def test_every_exception_is_there() -> None:
    pupils = large().leerlingen
    statuses = Counter(pupil.status(OCTOBER) for pupil in pupils)
    assert set(statuses) == set(Status)
    assert any(pupil.achternaam is None for pupil in pupils), "one name only"
    assert any(pupil.groep is None and pupil.status(OCTOBER) is Status.VOLGT_ONDERWIJS for pupil in pupils)
    assert any(
        (pupil.achternaam, pupil.geboortedatum) == (other.achternaam, other.geboortedatum)
        and pupil.roepnaam != other.roepnaam
        for pupil, other in pairwise(pupils)
    ), "twins"
    assert any(groep.jaargroep == "C" for groep in large().groepen)
    assert any(pupil.samengestelde_groepen for pupil in pupils)
    assert {pupil.vestiging for pupil in pupils} == {vestiging.key for vestiging in large().vestigingen}


def test_teachers_have_every_kind_of_post() -> None:
    teachers = large().leerkrachten
    rollen = chain.from_iterable(teacher.rollen for teacher in teachers)
    codes = {rol.code for rol in rollen}
    assert {"TAL", "DIR", "IB", None} <= codes
    assert sum(not teacher.groepen for teacher in teachers) == 1
    assert any(len(teacher.groepen) > 3 for teacher in teachers)
    bindings = list(chain.from_iterable(teacher.groepen for teacher in teachers))
    assert any(binding.samengesteld for binding in bindings)
    assert {binding.key for binding in bindings} >= {groep.key for groep in large().groepen}
