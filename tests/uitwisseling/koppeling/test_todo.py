"""What a school has to complete, told before a partner notices."""

from contextlib import suppress

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ALL_ALLOWED, JAAR, SCHOOL, leerling, schoolgegevens
from tests.support.schools.many import store_schools
from tests.support.sso.toepassingen import LEERLINGEN_OOK, add_sso_link
from tests.support.statements import recorded
from uwlr_service.config import Settings
from uwlr_service.domain.fouten import KoppelingOnbekend, VeldOngeldig
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.verzoek import Autorisatie, Bericht, Verzoek
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.sleutels import SleutelRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.todo import Todolijst
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg


@pytest.fixture
def lvs(beheer: Koppelingbeheer, stored: object) -> Uitgifte:
    """A link for the LVS set with the small school, of which every pupil is complete."""
    return beheer.add(klantnaam="LVS", klantcode="L1", scholen=[SCHOOL], gegevensset="lvs-set", door=DOOR)


def pull(database: Database, settings: Settings, register: Register, uitgifte: Uitgifte) -> bytes:
    """Fetch the school as the holder of a key."""
    klant = uitgifte.koppeling.klant
    toegang = Toegangscontrole(database, settings.secret).identify(
        Autorisatie(sleutel=uitgifte.sleutel, klantcode=klant.code, klantnaam=klant.naam)
    )
    heenweg = Heenweg(database, Antwoordcache(settings.cache_bytes), register)
    return heenweg.answer(
        toegang, Verzoek(bericht=Bericht.LEERLINGGEGEVENS, schooljaar=JAAR, school=SCHOOL, xsdversie="2.2")
    ).body


def test_a_complete_school_has_nothing_to_do(database: Database, lvs: Uitgifte) -> None:
    assert Todolijst(database).of_koppeling(lvs.koppeling.id) == []


def test_who_would_be_left_out_is_named_per_version(database: Database, lvs: Uitgifte) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(leerlingen=(leerling("L1"), leerling("L2", bsn_ondwnr_4=None))), allow_shrink=True
    )
    (todo,) = Todolijst(database).of_koppeling(lvs.koppeling.id)
    assert (todo.leerling, todo.veld) == ("L2", "leerling/bsn_ondwnr-4")
    assert (todo.weggelaten, todo.eerder_verstrekt) == (True, False)
    assert todo.xsdversies == ("2.1", "2.2")


def test_who_was_served_before_is_marked(
    database: Database, settings: Settings, register: Register, lvs: Uitgifte
) -> None:
    assert b'key="L2"' in pull(database, settings, register, lvs)
    incomplete = (leerling("L1"), leerling("L2", geslacht=None), leerling("L9", geslacht=None))
    EdexmlUitwisseling(database).store(schoolgegevens(leerlingen=incomplete), ALL_ALLOWED)
    todos = Todolijst(database).of_koppeling(lvs.koppeling.id)
    assert {todo.leerling: todo.eerder_verstrekt for todo in todos} == {"L2": True, "L9": False}
    body = pull(database, settings, register, lvs)
    assert b'key="L1"' in body
    assert b'key="L2"' not in body


def test_a_school_sees_all_its_links_at_once(database: Database, lvs: Uitgifte, uitgifte: Uitgifte) -> None:
    incomplete = (leerling("L1", geslacht=None), leerling("L2"), leerling("L3"))
    EdexmlUitwisseling(database).store(schoolgegevens(leerlingen=incomplete), ALL_ALLOWED)
    assert [todo.koppeling for todo in Todolijst(database).of_school(SCHOOL)] == [lvs.koppeling.id]
    assert Todolijst(database).left_out(SCHOOL) == 1
    assert Todolijst(database).left_out(Schoolcode("98ZZ", "00")) == 0


LACKING = (
    leerling("L1"),
    leerling("L2", geslacht=None),
    leerling("L3", bsn_ondwnr_4=None),
    leerling("L4", achternaam=None),
    leerling("L5", roepnaam=None),
    leerling("L" * 65),
    leerling("L8", geboortedatum=None),
)


@pytest.mark.parametrize("gegevensset", ["volledig", "smalle-set", "lvs-set", "gkv-basis", "gkv-uitgebreid"])
@pytest.mark.parametrize("velden", [{}, {"leerling/achternaam": False}, {"leerling/roepnaam": False}])
def test_counting_finds_whom_the_list_names(
    database: Database, beheer: Koppelingbeheer, gegevensset: str, velden: dict[str, bool]
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(leerlingen=LACKING))
    link = beheer.add(
        klantnaam="Een", klantcode="E1", scholen=[SCHOOL], gegevensset=gegevensset, door=DOOR
    ).koppeling
    with suppress(VeldOngeldig):  # not every set lets every name be switched off
        beheer.change_afspraak(link.id, velden=velden, door=DOOR)
    lijst = Todolijst(database)
    named = {todo.leerling for todo in lijst.of_school(SCHOOL)}
    assert lijst.left_out(SCHOOL) == len(named)
    assert named or gegevensset.startswith("gkv-")
    with database.read() as connection:
        school_id = SchoolRepository(connection).get(SCHOOL)
    counted = lijst.left_out_of([school_id, school_id + 1])
    assert counted == ({SCHOOL: len(named)} if named else {})


def test_a_link_by_which_people_sign_in_asks_for_nothing(database: Database, stored: object) -> None:
    koppeling = add_sso_link(database, velden=LEERLINGEN_OOK)
    with database.write() as connection:
        SleutelRepository(connection).add(koppeling, "0" * 64, tolerant=False, prefix="soap")
    lijst = Todolijst(database)
    assert lijst.of_koppeling(koppeling) == lijst.of_school(SCHOOL) == lijst.of_all() == []
    assert lijst.left_out(SCHOOL) == 0


def test_counting_for_many_schools_costs_three_statements(
    database: Database, beheer: Koppelingbeheer
) -> None:
    made = store_schools(database, 20)
    beheer.add(klantnaam="LVS", klantcode="L1", scholen=made, gegevensset="lvs-set", door=DOOR)
    with database.read() as connection:
        school_ids = SchoolRepository(connection).ids(made)
    with recorded() as statements:
        left_out = Todolijst(database).left_out_of(school_ids.values())
    assert left_out == dict.fromkeys(made, 1)
    assert len(statements) == 3


def test_an_unknown_link_is_said_to_be_unknown(database: Database) -> None:
    with pytest.raises(KoppelingOnbekend):
        Todolijst(database).of_koppeling(1)
