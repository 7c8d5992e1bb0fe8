"""Reading scripts: that of the project is right, and a mistake in one is told with its place."""

from pathlib import Path

import pytest

from uwlr_service.conformiteit.geval import Gewicht
from uwlr_service.conformiteit.lezer import SuiteOngeldig
from uwlr_service.conformiteit.suitebestand import SUITES
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek

HEAD = 'naam = "proef"\ntitel = "Een proef"\nversie = "1"\ngroepen = ["groep.toml"]\n'
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


def test_the_script_of_the_project_can_be_read() -> None:
    folder = SUITES / "uitgever"
    script = read_draaiboek(folder)
    assert script.suite.naam == "uitgever"
    gevallen = [geval for groep in script.suite.groepen for geval in groep.gevallen]
    assert any(geval.gewicht is Gewicht.MOET for geval in gevallen)
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
        (GROUP.replace('gewicht = "moet"', 'gewicht = "zwaar"'), "geval een-geval: 'zwaar' kan niet bij"),
        (GROUP.replace("http-500", "http-501"), "'http-501' kan niet bij 'ingrepen'"),
        (GROUP.replace('stappen = ["eerst"]', 'stappen = ["later"]'), "geen stap die er al is: later"),
        (GROUP.replace('stappen = ["eerst"]\n', ""), "geen stap die er al is: niets"),
        (GROUP.replace("minstens = 1\n", ""), "'minstens' en 'hoogstens' ontbreken"),
        (GROUP.replace("minstens = 1", "minstens = -1"), "'minstens' is geen heel getal vanaf 0"),
        (GROUP.replace('zin = "er', 'kleur = "rood"\nzin = "er'), "'kleur' is hier geen veld"),
        (GROUP.replace('zin = "er', 'gzip = "ja"\nzin = "er'), "'gzip' is niet true of false"),
        (GROUP[: GROUP.index("[[geval.verwacht]]")], "er wordt niets verwacht"),
        (GROUP.replace('"een-geval"', '"Een geval"'), "id 'Een geval' is niet goed"),
        (GROUP + CASE, "er is al een ander met id 'een-geval'"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, wrong: str, told: str) -> None:
    with pytest.raises(SuiteOngeldig) as caught:
        read_draaiboek(written(tmp_path, wrong))
    assert told in caught.value.tekst
