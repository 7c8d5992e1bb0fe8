"""Any chain of deltas of GKV uitgebreid adds up to the newest full set."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.dossiers import EVERYTHING, absentie, dossierobject, relatie, result
from tests.support.hypothesis_profiles import examples
from tests.support.partners.handelenden import DOOR, TWEE
from tests.support.schools.builders import JAAR, SCHOOL, groep, leerling, school, schoolgegevens
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PUPILS = st.dictionaries(
    st.sampled_from(["L1", "L2", "L3", "L4"]), st.sampled_from(["G1", "G2", None]), min_size=1
)
RECORDS = st.dictionaries(
    st.tuples(st.sampled_from(["A", "T", "V", "R"]), st.integers(0, 4)),
    st.tuples(st.sampled_from(["L1", "L2", "L3", "L4"]), st.sampled_from(["x", "y & z"])),
)
STEPS = st.lists(
    st.tuples(
        PUPILS, RECORDS, st.booleans(), st.sampled_from([{}, {"set/toetsen": False}, {"groepen": ["G1"]}])
    ),
    min_size=2,
    max_size=5,
)


def objects_of(records: dict[tuple[str, int], tuple[str, str]]) -> Iterator[Dossierobject]:
    for kind in "TAVR":  # in the order of the schema
        for (which, at), (of, text) in sorted(records.items()):
            if which != kind:
                continue
            key = f"{kind}{at}"
            if kind == "A":
                yield absentie(key, of, dagdeel="ochtend" if text == "x" else "middag")
            elif kind == "T":
                yield result(key, of, **{"@groep": "G1" if at % 2 else "G2"}, vakgebied=text)
            elif kind == "V":
                yield dossierobject("verzorger", key, roepnaam=text)
            else:
                yield relatie(key, of, f"V{at}", relatiesoort=text)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_chain_amounts_to_the_newest_full_set_over_a_school_year_too(
    database_url: str, tmp_path: Path, steps: list[Any]
) -> None:
    database = Database.open(database_url)
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    gkv: Gkv | None = None
    last_of_july = datetime(JAAR.first_day.year + 1, 7, 30, 2, tzinfo=UTC)
    with_copy = None
    for day, (pupils, records, volledig, change) in enumerate(steps):
        jaar = Schooljaar.at((last_of_july + timedelta(days=day)).date())
        leerlingen = tuple(leerling(key, groep=in_groep) for key, in_groep in pupils.items())
        gegevens = schoolgegevens(
            school=school(SCHOOL, jaar), groepen=(groep(), groep("G2")), leerlingen=leerlingen
        )
        EdexmlUitwisseling(database).store(gegevens, allow_shrink=True)
        Dossiers(database).store(
            Dossier(school=SCHOOL, objecten=list(objects_of(records))), allow_shrink=True
        )
        if gkv is None:
            gkv = Gkv(database, folder, gegevensset=GKV_UITGEBREID)
            gkv.start = last_of_july
            gkv.beheer.change_afspraak(
                gkv.koppeling, velden=EVERYTHING, namens=TWEE, statussen=list(Status), door=DOOR
            )
        elif "groepen" in change:
            gkv.beheer.change_afspraak(gkv.koppeling, **change, door=DOOR)
        elif change:
            gkv.beheer.change_afspraak(gkv.koppeling, velden=change, door=DOOR)
        with gkv.kopie() as kopie:
            assert kopie.apply(gkv.open(gkv.make(day, allow_shrink=True, volledig=volledig)))
            with_copy = gkv.objects(kopie)
    assert gkv is not None
    with gkv.kopie("fresh") as fresh:
        fresh.apply(gkv.open(gkv.make(len(steps) - 1, volledig=True)))
        assert with_copy == gkv.objects(fresh)
    database.close()
