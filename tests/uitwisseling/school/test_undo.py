"""``undo``: the state before the newest import comes back as a new one, each time one further back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.hypothesis_profiles import examples
from tests.support.schools.builders import (
    ALL_ALLOWED,
    ANDERE_SCHOOL,
    JAAR,
    SCHOOL,
    eckid,
    leerling,
    school,
    schoolgegevens,
)
from tests.support.schools.states import named, stand, state
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import ImportAangehouden, NietTerugTeZetten, SchoolOnbekend
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.herstel.standen import StandRepository
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling, Terugzetverslag

KEPT = timedelta(days=400)
MADE = datetime(2026, 11, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def uitwisseling(database: Database) -> EdexmlUitwisseling:
    return EdexmlUitwisseling(database)


def undo(uitwisseling: EdexmlUitwisseling) -> Terugzetverslag:
    return uitwisseling.undo(SCHOOL, JAAR, KEPT, door=Handelende.opdrachtregel())


def test_all_of_the_state_before_comes_back(database: Database, uitwisseling: EdexmlUitwisseling) -> None:
    whole = replace(
        schoolgegevens(), school=school(aanmaakdatum=MADE, peildatum=MADE.date(), auteur="LAS", schoolkey="S")
    )
    uitwisseling.store(whole)
    before = stand(database)
    uitwisseling.store(
        schoolgegevens(
            school=school(aanmaakdatum=MADE + DAY),
            leerlingen=(leerling("L1", eckid=eckid(9)), leerling("L9", eckid=eckid(1))),
        ),
        ALL_ALLOWED,
    )
    wrong = stand(database)
    verslag = undo(uitwisseling)
    assert state(database) == whole
    after = stand(database)
    assert (after.revisie, after.aanmaakdatum, after.peildatum) == (3, MADE, MADE.date())
    assert after.moment > wrong.moment > before.moment
    assert (verslag.stand_van, verslag.aanmaakdatum) == (before.moment, MADE)
    assert verslag.tellingen["leerlingen"] == Importtelling(toegevoegd=2, gewijzigd=1, verdwenen=1)
    assert verslag.tellingen["groepen"] == Importtelling(toegevoegd=2)


def test_what_is_put_back_is_news_to_whoever_asks_by_its_moment(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    whole = schoolgegevens()
    uitwisseling.store(whole)
    first, second, third = whole.leerlingen
    uitwisseling.store(replace(whole, leerlingen=(replace(first, roepnaam="X"), third)), ALL_ALLOWED)
    undo(uitwisseling)
    with database.read() as connection:
        present = SchoolgegevensRepository(connection).present(SCHOOL, JAAR)
    assert present is not None
    moment = stand(database).moment
    news = {pupil.key for pupil in present.leerlingen if pupil.mutatiedatum == moment}
    assert news == {first.key, second.key}


def test_once_more_goes_one_further_back_and_is_no_way_forward(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    for naam in "ABC":
        uitwisseling.store(named(naam))
    for naam in "BA":
        undo(uitwisseling)
        assert state(database) == named(naam)
    before = stand(database)
    with pytest.raises(NietTerugTeZetten, match="geen eerdere stand"):
        undo(uitwisseling)
    assert stand(database) == before


def test_an_import_after_an_undo_follows_the_state_that_came_back(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    ten = tuple(leerling(f"L{number}") for number in range(10))
    uitwisseling.store(schoolgegevens(leerlingen=ten))
    uitwisseling.store(schoolgegevens(leerlingen=ten[:2]), allow_shrink=True)
    undo(uitwisseling)
    with pytest.raises(ImportAangehouden, match="3 van de 10 leerlingen"):
        uitwisseling.store(schoolgegevens(leerlingen=ten[:7]))
    uitwisseling.store(schoolgegevens(leerlingen=ten[:8]))
    undo(uitwisseling)
    assert len(state(database).leerlingen) == 10
    with pytest.raises(NietTerugTeZetten):
        undo(uitwisseling)


def test_an_import_that_changed_nothing_does_not_count(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A", MADE))
    uitwisseling.store(named("A", MADE + DAY))
    with pytest.raises(NietTerugTeZetten):
        undo(uitwisseling)
    uitwisseling.store(named("B", MADE + 2 * DAY))
    uitwisseling.store(named("B", MADE + 3 * DAY))
    undo(uitwisseling)
    # The state goes by the last file that had it.
    assert state(database) == named("A", MADE + DAY)


def test_the_aanmaakdatum_to_compare_with_goes_back_too(
    uitwisseling: EdexmlUitwisseling,
) -> None:
    uitwisseling.store(named("A", MADE))
    uitwisseling.store(named("B", MADE + 9 * DAY))
    with pytest.raises(ImportAangehouden, match="--allow-older"):
        uitwisseling.store(named("C", MADE + DAY))
    undo(uitwisseling)
    uitwisseling.store(named("C", MADE + DAY))
    with pytest.raises(ImportAangehouden, match="--allow-older"):
        uitwisseling.store(named("D", MADE))
    uitwisseling.store(named("D", MADE), ALL_ALLOWED)
    uitwisseling.store(named("E", MADE))


def test_a_file_without_a_date_does_not_open_the_way_for_an_older_one(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A", MADE))
    uitwisseling.store(named("B"))
    assert stand(database).aanmaakdatum is None
    with pytest.raises(ImportAangehouden, match="ouder"):
        uitwisseling.store(named("C", MADE - DAY))
    uitwisseling.store(named("C", MADE))
    undo(uitwisseling)
    assert state(database) == named("B")
    with pytest.raises(ImportAangehouden, match="ouder"):
        uitwisseling.store(named("C", MADE - DAY))


def test_school_years_and_schools_know_nothing_of_each_other(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    later = Schooljaar("2098-2099")
    uitwisseling.store(named("A", MADE))
    uitwisseling.store(schoolgegevens(jaar=later, school=school(jaar=later, aanmaakdatum=MADE - DAY)))
    uitwisseling.store(schoolgegevens(ANDERE_SCHOOL))
    uitwisseling.store(named("B", MADE))
    with pytest.raises(NietTerugTeZetten):
        uitwisseling.undo(SCHOOL, later, KEPT, door=Handelende.opdrachtregel())
    for code, jaar in ((ANDERE_SCHOOL, later), (replace(SCHOOL, dependancecode="99"), JAAR)):
        with pytest.raises(SchoolOnbekend, match="geen gegevens"):
            uitwisseling.undo(code, jaar, KEPT, door=Handelende.opdrachtregel())
    undo(uitwisseling)
    assert state(database) == named("A", MADE)


def test_an_import_can_be_taken_back_after_the_database_was_restored(
    database: Database, uitwisseling: EdexmlUitwisseling
) -> None:
    uitwisseling.store(named("A", MADE))
    uitwisseling.store(named("B", MADE + DAY))
    with database.write() as connection:
        StandRepository(connection).move_on(tijd.now() + DAY, 1_000_000)
    with pytest.raises(ImportAangehouden, match="ouder"):
        uitwisseling.store(named("C", MADE))
    uitwisseling.store(named("C", MADE + DAY))
    undo(uitwisseling)
    assert state(database) == named("B", MADE + DAY)
    undo(uitwisseling)
    assert (state(database), stand(database).revisie) == (named("A", MADE), 1_000_005)
    with pytest.raises(NietTerugTeZetten):
        undo(uitwisseling)


def test_the_dossier_stays_as_it_is(database: Database, uitwisseling: EdexmlUitwisseling) -> None:
    uitwisseling.store(named("A"))
    uitwisseling.store(named("B"))
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=[Dossierobject("leerlingdetail", "L1", {})]))
    undo(uitwisseling)
    with database.read() as connection:
        assert DossierRepository(connection).stand(stand(database).school_id).revisie == 1


STEPS = st.lists(st.sampled_from(["A", "B", "C", "undo"]), min_size=1, max_size=12)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_states_come_back_as_from_a_stack(migrated_sqlite: Path, tmp_path: Path, steps: list[str]) -> None:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = Database.open(f"sqlite:///{path}")
    uitwisseling = EdexmlUitwisseling(database)
    stack: list[str] = []
    for step in steps:
        if step != "undo":
            uitwisseling.store(named(step))
            if stack[-1:] != [step]:
                stack.append(step)
        elif len(stack) > 1:
            stack.pop()
            undo(uitwisseling)
        else:
            with pytest.raises((NietTerugTeZetten, SchoolOnbekend)):
                undo(uitwisseling)
        if stack:
            assert state(database) == named(stack[-1])
    database.close()
