"""Reading scripts: that of the project is right, and a mistake in one is told with its place."""

from pathlib import Path

import pytest

from uwlr_service.conformiteit.geval import Gewicht
from uwlr_service.conformiteit.lezer import SuiteOngeldig
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek

HEAD = """\
naam = "proef"
titel = "Een proef"
versie = "1"
soort = "draaiboek"
groepen = ["groep.toml"]
"""
STEP = '[[stap]]\nid = "eerst"\ntitel = "Eerst"\ndoe = "Haal iets."\ningrepen = ["http-500"]\n'
CASE = """\
[[geval]]
id = "een-geval"
titel = "Een geval"
gewicht = "moet"
clausule = "UWLR 2.2, ergens"
herstel = "Doe het goed."
stappen = ["eerst"]
[[geval.verwacht]]
uitkomst = ["gegevens"]
minstens = 1
zin = "er is niets gehaald"
"""
GROUP = f'titel = "Een groep"\nuitleg = "Voor een test."\n{STEP}{CASE}'


def written(folder: Path, group: str = GROUP) -> Path:
    (folder / "suite.toml").write_text(HEAD)
    (folder / "groep.toml").write_text(group)
    return folder


@pytest.mark.parametrize("name", ["uitgever", "gkv-partner"])
def test_the_scripts_of_the_project_can_be_read(name: str) -> None:
    folder = SUITES / name
    script = read_draaiboek(folder)
    assert script.suite.naam == name
    assert any(geval.gewicht is Gewicht.MOET for geval in script.suite.gevallen)
    files = {groep.naam for groep in script.suite.groepen}
    assert files | {"suite"} == {path.stem for path in folder.glob("*.toml")}
    judged = {stap for grond in script.gronden.values() for stap in grond.stappen}
    assert judged == {stap.id for stap in script.stappen}


def test_a_script_as_it_is_written(tmp_path: Path) -> None:
    script = read_draaiboek(written(tmp_path))
    (stap,) = script.stappen
    assert (stap.id, stap.groep, stap.plan.ingrepen) == ("eerst", "groep", ("http-500",))
    assert script.next_of("eerst") is None
    assert [geval.id for geval in script.gevallen_of("eerst")] == ["een-geval"]
    (verwachting,) = script.gronden["een-geval"].verwacht
    assert (verwachting.minstens, verwachting.hoogstens) == (1, None)
    assert verwachting.soort.uitkomst == ("gegevens",)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            GROUP.replace('"moet"', '"zwaar"'),
            "geval een-geval: 'zwaar' kan niet bij 'gewicht'; verwacht: moet,",
        ),
        (GROUP.replace("http-500", "http-501"), "stap eerst: 'http-501' kan niet bij 'ingrepen 1'"),
        (GROUP.replace("http-500", "geen-plaats"), "stap eerst: 'geen-plaats' kan niet bij"),
        (
            GROUP.replace("http-500", "byte"),
            "'byte' kan niet bij 'ingrepen 1'; verwacht: bij halen en brengen:",
        ),
        (
            GROUP.replace("ingrepen", 'bij = "pakket"\ningrepen').replace("http-500", "fout"),
            "verwacht: bij een pakket: byte,",
        ),
        (
            GROUP.replace("ingrepen", "volledig = true\ningrepen"),
            "gaan over 'pakketten', en die zijn er niet",
        ),
        (
            GROUP.replace("ingrepen", "pakketten = 1\ndag = 6\ningrepen"),
            "6 kan niet bij 'dag'; verwacht: een dag",
        ),
        (GROUP.replace('stappen = ["eerst"]', 'stappen = ["later"]'), "geen stap die er al is: later"),
        (
            GROUP.replace('stappen = ["eerst"]\n', ""),
            "geval een-geval: 'stappen' ontbreekt; verwacht: een lijst",
        ),
        (GROUP.replace('["eerst"]', '["eerst", "eerst"]'), "in 'stappen' staat iets twee keer"),
        (GROUP.replace("minstens = 1\n", ""), "'minstens' en 'hoogstens' ontbreken"),
        (
            GROUP.replace("minstens = 1", "minstens = 0"),
            "verwacht 1: 0 kan niet bij 'minstens'; verwacht: een",
        ),
        (
            GROUP.replace('zin = "er', 'kleur = "rood"\nzin = "er'),
            "'kleur' is hier geen veld; verwacht: zin,",
        ),
        (GROUP.replace('zin = "er', 'gzip = "ja"\nzin = "er'), "'ja' kan niet bij 'gzip'; verwacht: true of"),
        (GROUP.replace('zin = "er', 'sinds = ["nooit"]\nzin = "er'), "'nooit' kan niet bij 'sinds 1'"),
        (GROUP[: GROUP.index("[[geval.verwacht]]")], "geval een-geval: 'verwacht' ontbreekt"),
        (GROUP.replace('"een-geval"', '"Een geval"'), "geval Een geval: 'Een geval' kan niet bij 'id'"),
        (
            GROUP.replace('"eerst"', '"Eerst"'),
            "stap Eerst: 'Eerst' kan niet bij 'id'; verwacht: hoogstens 64",
        ),
        (GROUP.replace('titel = "Een groep"\n', ""), "groep.toml, 'titel' ontbreekt"),
        (GROUP + CASE, "er is al een ander met id 'een-geval'"),
        (GROUP + STEP, "er is al een ander met id 'eerst'"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, wrong: str, told: str) -> None:
    with pytest.raises(SuiteOngeldig) as caught:
        read_draaiboek(written(tmp_path, wrong))
    assert told in caught.value.tekst
    assert caught.value.tekst.startswith("groep.toml, ")


def test_a_script_is_no_suite_and_a_suite_is_no_script(tmp_path: Path) -> None:
    with pytest.raises(SuiteOngeldig, match="'soort' is draaiboek; verwacht: gevallen"):
        read_suite(written(tmp_path))
    with pytest.raises(SuiteOngeldig, match="'soort' is gevallen; verwacht: draaiboek"):
        read_draaiboek(SUITES / "las")
