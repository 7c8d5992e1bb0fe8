"""An overview holds exactly what left, by any way: nothing is missing, and nothing is too much."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.gkv.deliveries import SECRET
from tests.support.gkv.dossiers import EVERYTHING
from tests.support.hypothesis_profiles import examples
from tests.support.inzage.gifts import KEYS, World, told
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gegevenssets import LVS_SET, SMALLE_SET
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.inzage.inzage import Inzage

WIE = Handelende.opdrachtregel("test")


BEGIN = tijd.today()
PUPIL = st.fixed_dictionaries(
    {
        "groep": st.sampled_from(["G1", "G2", None]),
        "samengestelde_groepen": st.sampled_from([(), ("S1",), ("S1", "S2")]),
        "roepnaam": st.sampled_from(["Tijn", "Zoë & Co", "<Bo>"]),
        "jaargroep": st.sampled_from(["3", "4"]),
        "geslacht": st.sampled_from([1, None]),
        "bsn_ondwnr_4": st.sampled_from(["1234", None]),
        "vestiging": st.sampled_from(["V1", None]),
        "instroomdatum": st.sampled_from([None, BEGIN + timedelta(days=1)]),
        "uitstroomdatum": st.sampled_from([None, BEGIN - timedelta(days=1)]),
    }
)
RECORDS = st.dictionaries(
    st.tuples(st.sampled_from("ATDIVR"), st.integers(0, 3)),
    st.tuples(st.sampled_from(KEYS), st.sampled_from(["x", "y & z"])),
    max_size=8,
)
CHANGE = st.sampled_from(
    [
        {},
        {"groepen": ["G1"]},
        {"groepen": ["S1"]},
        {"jaargroepen": ["3"]},
        {"velden": {"leerling/roepnaam": False}},
        {"velden": {"leerling/eckid": True}},
        {"vestigingen": ["V1"]},
        {"velden": {"leerling/groep": False}},
        {"velden": {"leerling/samengestelde_groepen": False}},
        {"statussen": list(Status)},
    ]
)
GKV_CHANGE = st.sampled_from(
    [{}, {"velden": {"set/toetsen": False}}, {"velden": {"set/edex": False}}, {"velden": EVERYTHING}]
)
CALL = st.tuples(
    st.sampled_from([Bericht.LEERLINGGEGEVENS, Bericht.LEERLINGEN, Bericht.STRUCTUUR]),
    st.sampled_from(["2.1", "2.2", "2.3"]),
    st.sampled_from([None, SMALLE_SET, LVS_SET]),
    st.sampled_from([(("groep", "G1"),), (("samengestelde_groep", "S1"), ("groep", None))]),
)
STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "pupils": st.dictionaries(st.sampled_from(KEYS), PUPIL, min_size=1),
            "records": RECORDS,
            "change": CHANGE,
            "gkv_change": GKV_CHANGE,
            "calls": st.lists(CALL, max_size=3),
            "generiek": st.booleans(),
            "volledig": st.booleans(),
            "collected": st.booleans(),
        }
    ),
    min_size=1,
    max_size=4,
)


def pupil(groep: str | None, jaargroep: str = "4") -> dict[str, Any]:
    """A pupil of whom only the place matters."""
    return {"groep": groep, "jaargroep": jaargroep, "samengestelde_groepen": (), "roepnaam": "Tijn"}


def night(pupils: dict[str, Any], records: dict[Any, Any], **change: Any) -> dict[str, Any]:
    """A step in which packages are made and nobody asks."""
    return {
        "pupils": pupils,
        "records": records,
        "change": change,
        "gkv_change": {},
        "calls": [],
        "generiek": False,
        "volledig": False,
        "collected": True,
    }


A_GROUP_OF_BEFORE = [
    # The test refers to G1, which is only seen as long as somebody in sight is in it.
    night({"L1": pupil("G2"), "L2": pupil("G1")}, {("T", 1): ("L1", "x")}, jaargroepen=["4"]),
    night({"L1": pupil("G2"), "L2": pupil("G1", "3")}, {("T", 1): ("L1", "x")}),
]
AN_OBJECT_THAT_MOVES = [
    night({"L1": pupil("G1"), "L2": pupil("G1")}, {("A", 1): ("L1", "x")}),
    night({"L1": pupil("G1"), "L2": pupil("G1")}, {("A", 1): ("L2", "x")}),
]


@settings(
    max_examples=examples(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
@example(steps=A_GROUP_OF_BEFORE)
@example(steps=AN_OBJECT_THAT_MOVES)
def test_what_left_is_what_is_told(migrated_sqlite: Path, tmp_path: Path, steps: list[Any]) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    path = folder / "db" / "uwlr.sqlite"
    path.parent.mkdir()
    path.write_bytes(migrated_sqlite.read_bytes())
    database = Database.open(f"sqlite:///{path}")
    world = World(database, folder)
    for day, step in enumerate(steps):
        world.step(day, step)
    world.register.flush()
    inzage = Inzage(database, SECRET, timedelta(days=400))
    for key in KEYS:
        if not world.given[key]:
            continue
        assert told(inzage.of_leerling(SCHOOL, key, door=WIE)) == world.given[key]
    database.close()
