"""Reading suites: those of the project are right, and a mistake in one is told with its place."""

from pathlib import Path

import pytest

from uwlr_service.conformiteit.geval import Gewicht
from uwlr_service.conformiteit.lezer import SuiteOngeldig
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite

HEAD = 'naam = "proef"\ntitel = "Een proef"\nversie = "1"\ngroepen = ["groep.toml"]\n'
CASE = """\
titel = "Een groep"
uitleg = "Voor een test."

[[geval]]
id = "een-geval"
titel = "Een geval"
gewicht = "moet"
clausule = "UWLR 2.2, ergens"
herstel = "Doe het goed."
[[geval.stap]]
bericht = "vraag.xml"
verwacht = { status = 200 }
"""
MESSAGE = "<vraag><naam>{{klantnaam}}</naam></vraag>"
STEP = '[[geval.stap]]\nbericht = "vraag.xml"\nverwacht = { status = 200 }\n'


def written(folder: Path, case: str = CASE, message: str = MESSAGE, head: str = HEAD) -> Path:
    (folder / "berichten").mkdir()
    (folder / "suite.toml").write_text(head)
    (folder / "groep.toml").write_text(case)
    (folder / "berichten" / "vraag.xml").write_text(message)
    return folder


@pytest.mark.parametrize("folder", sorted(path.name for path in SUITES.iterdir() if path.is_dir()))
def test_the_suites_of_the_project_can_be_read(folder: str) -> None:
    suite = read_suite(SUITES / folder)
    assert suite.naam == folder
    gevallen = [geval for groep in suite.groepen for geval in groep.gevallen]
    assert any(geval.gewicht is Gewicht.MOET for geval in gevallen)
    files = {groep.naam for groep in suite.groepen}
    assert files | {"suite"} == {path.stem for path in (SUITES / folder).glob("*.toml")}
    used = {stap.bericht for geval in gevallen for stap in geval.stappen}
    assert used - {None} == {path.name for path in (SUITES / folder / "berichten").iterdir()}


def test_a_suite_as_it_is_written(tmp_path: Path) -> None:
    (groep,) = read_suite(written(tmp_path)).groepen
    (geval,) = groep.gevallen
    assert (groep.titel, geval.id, geval.gewicht) == ("Een groep", "een-geval", Gewicht.MOET)
    (stap,) = geval.stappen
    assert (stap.bericht, stap.verwacht) == ("vraag.xml", {"status": 200})


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (CASE.replace('gewicht = "moet"', 'gewicht = "zwaar"'), "geval een-geval: 'zwaar' kan niet bij"),
        (CASE.replace('clausule = "UWLR 2.2, ergens"\n', ""), "'clausule' ontbreekt"),
        (CASE.replace('"een-geval"', '"Een geval"'), "id 'Een geval' is niet goed"),
        (CASE.replace("[[geval.stap]]", 'kleur = "rood"\n[[geval.stap]]'), "'kleur' is hier geen veld"),
        (CASE.replace('"vraag.xml"', '"weg.xml"'), "berichten/weg.xml is er niet"),
        (CASE.replace("{ status = 200 }", "{}"), "er wordt niets verwacht"),
        (CASE.replace("{ status = 200 }", '{ status = "goed" }'), "status: verwacht: een getal"),
        (CASE.replace("{ status = 200 }", "{ kleur = 1 }"), "'kleur' is geen soort verwachting"),
        (CASE.replace("{ status = 200 }", '{ waar = ["//["] }'), "'//[' is geen XPath"),
        (CASE + 'onthoud = { moment = "//(" }\n', "'//(' is geen XPath"),
        (CASE.replace("{ status = 200 }", "{ koppen = { Server = 1 } }"), "verwacht: een tabel van namen"),
        (CASE + 'zet = { "lg:jaar" = "x" }\n', "in het bericht is geen 'lg:jaar'"),
        (CASE + 'erna = { "naam" = "<open>" }\n', "wat erna komt is geen XML"),
        (CASE + 'inpakking = "zip"\n', "'zip' kan niet bij 'inpakking'"),
        (CASE.replace(STEP, ""), "er is geen stap"),
        (CASE + CASE[CASE.index("[[geval]]") :], "twee gevallen met id 'een-geval'"),
        (CASE + "=", "groep.toml: dit is geen TOML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, wrong: str, told: str) -> None:
    with pytest.raises(SuiteOngeldig) as caught:
        read_suite(written(tmp_path, wrong))
    assert told in caught.value.tekst


def test_a_message_may_only_hold_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(SuiteOngeldig, match=r"het bericht noemt \{\{moment\}\}, en dat is hier niet bekend"):
        read_suite(written(tmp_path, message="<vraag>{{moment}}</vraag>"))


def test_what_a_step_remembers_is_known_in_the_next(tmp_path: Path) -> None:
    first = CASE + 'onthoud = { moment = "//moment" }\n'
    second = STEP + 'zet = { "naam" = "{{moment}}" }\n'
    (groep,) = read_suite(written(tmp_path, first + second)).groepen
    assert [set(stap.onthoud) for stap in groep.gevallen[0].stappen] == [{"moment"}, set()]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteOngeldig, match=r"suite\.toml: dit bestand is er niet"):
        read_suite(tmp_path)
