"""Reading suites: those of the project are right, and a mistake in one is told with its place."""

import tomllib
from pathlib import Path

import pytest

from uwlr_service.conformiteit import vorm
from uwlr_service.conformiteit.geval import Behoefte, Gewicht
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


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in SUITES.glob("*/berichten")))
def test_the_suites_of_the_project_can_be_read(folder: str) -> None:
    suite = read_suite(SUITES / folder)
    assert suite.naam == folder
    gevallen = suite.gevallen
    assert any(geval.gewicht is Gewicht.MOET for geval in gevallen)
    files = {groep.naam for groep in suite.groepen}
    assert files | {"suite"} == {path.stem for path in (SUITES / folder).glob("*.toml")}
    stappen = [stap for groep in suite.groepen for stap in groep.vooraf]
    stappen += [stap for geval in gevallen for stap in geval.stappen]
    used = {stap.bericht for stap in stappen}
    assert used - {None} == {path.name for path in (SUITES / folder / "berichten").iterdir()}


def test_a_suite_as_it_is_written(tmp_path: Path) -> None:
    (groep,) = read_suite(written(tmp_path)).groepen
    (geval,) = groep.gevallen
    assert (groep.titel, geval.id, geval.gewicht) == ("Een groep", "een-geval", Gewicht.MOET)
    (stap,) = geval.stappen
    assert (stap.bericht, stap.verwacht) == ("vraag.xml", {"status": 200})


SHAPE = [
    (
        CASE.replace('gewicht = "moet"', 'gewicht = "zwaar"'),
        "geval een-geval: 'zwaar' kan niet bij 'gewicht'",
    ),
    (
        CASE.replace('gewicht = "moet"', "gewicht = 2026-11-27"),
        "een datum kan niet bij 'gewicht'; verwacht: moet",
    ),
    (CASE.replace('clausule = "UWLR 2.2, ergens"\n', ""), "'clausule' ontbreekt; verwacht: een tekst"),
    (CASE.replace('"UWLR 2.2, ergens"', '" "'), "een lege tekst kan niet bij 'clausule'"),
    (
        CASE.replace('"een-geval"', '"Een geval"'),
        "'Een geval' kan niet bij 'id'; verwacht: hoogstens 64 kleine letters",
    ),
    (CASE.replace('id = "een-geval"\n', ""), "groep.toml, geval 1: 'id' ontbreekt"),
    (
        CASE.replace("[[geval.stap]]", 'kleur = "rood"\n[[geval.stap]]'),
        "'kleur' is hier geen veld; verwacht: id,",
    ),
    (CASE.replace("{ status = 200 }", "{}"), "een lege tabel kan niet bij 'verwacht'"),
    (CASE.replace("{ status = 200 }", '{ status = "goed" }'), "'verwacht.status'; verwacht: een getal"),
    (CASE.replace("{ status = 200 }", "{ status = nan }"), "'verwacht.status'; verwacht: een getal"),
    (CASE.replace("{ status = 200 }", "{ kleur = 1 }"), "stap 1: 'verwacht.kleur' is hier geen veld"),
    (CASE.replace("{ status = 200 }", "{ waar = [] }"), "een lege lijst kan niet bij 'verwacht.waar'"),
    (CASE.replace("{ status = 200 }", "{ waar = [1] }"), "1 kan niet bij 'verwacht.waar 1'"),
    (
        CASE.replace("{ status = 200 }", "{ soap = false }"),
        "false kan niet bij 'verwacht.soap'; verwacht: true",
    ),
    (
        CASE.replace("{ status = 200 }", "{ koppen = { Server = 1 } }"),
        "1 kan niet bij 'verwacht.koppen.Server'",
    ),
    (
        CASE + 'koppen = { "A b" = "x" }\n',
        "'A b' kan geen naam zijn in 'koppen'; verwacht: de naam van een kop",
    ),
    (
        CASE + 'koppen = { Accept = "\u20ac" }\n',
        "kan niet bij 'koppen.Accept'; verwacht: een tekst op één regel",
    ),
    (CASE + 'inpakking = "zip"\n', "'zip' kan niet bij 'inpakking'; verwacht: gzip"),
    (CASE + 'versie = "2.4"\n', "'2.4' kan niet bij 'versie'; verwacht: 2.1"),
    (CASE + 'dienst = "wsdl"\n', "'vraag.xml' kan niet bij 'bericht'; verwacht: niets, want bij wsdl"),
    (CASE.replace('bericht = "vraag.xml"\n', ""), "'bericht' ontbreekt; verwacht: een bestand in berichten"),
    (CASE.replace(STEP, ""), "'stap' ontbreekt; verwacht: een of meer stappen"),
    (CASE.partition("[[geval]]")[0], "groep.toml, 'geval' ontbreekt"),
]
"""What the schema refuses."""
MEANING = [
    (CASE.replace('"vraag.xml"', '"weg.xml"'), "berichten/weg.xml is er niet"),
    (CASE.replace("{ status = 200 }", '{ waar = ["//["] }'), "'//[' is geen XPath"),
    (
        CASE.replace("{ status = 200 }", '{ waar = ["$groep"] }'),
        "'$groep' noemt een waarde, prefix of functie",
    ),
    (CASE.replace("{ status = 200 }", '{ waar = ["lower-case(a)"] }'), "noemt een waarde, prefix of functie"),
    (CASE.replace("{ status = 200 }", '{ waar = ["//uwlr:a"] }'), "noemt een waarde, prefix of functie"),
    (CASE.replace("{ status = 200 }", "{ gelijk_aan_stap = 1 }"), "stap 1 komt niet voor deze stap"),
    (CASE + 'onthoud = { moment = "//(" }\n', "'//(' is geen XPath"),
    (CASE + 'zet = { "lg:jaar" = "x" }\n', "in het bericht is geen 'lg:jaar'"),
    (CASE + 'zet = { "naam" = "\\u0001" }\n', "in XML kan niet wat 'naam' wordt"),
    (CASE + 'erna = { "naam" = "<open>" }\n', "wat erna komt is geen XML"),
    (CASE + CASE[CASE.index("[[geval]]") :], "twee gevallen met id 'een-geval'"),
]
"""What the schema takes and the reader refuses."""


@pytest.mark.parametrize(("wrong", "told"), [*SHAPE, *MEANING, (CASE + "=", "groep.toml: dit is geen TOML")])
def test_a_mistake_is_told_with_its_place(tmp_path: Path, wrong: str, told: str) -> None:
    with pytest.raises(SuiteOngeldig) as caught:
        read_suite(written(tmp_path, wrong))
    assert told in caught.value.tekst


@pytest.mark.parametrize("wrong", [wrong for wrong, _ in SHAPE])
def test_the_schema_alone_refuses_a_wrong_shape(wrong: str) -> None:
    assert list(vorm.findings("groep", tomllib.loads(wrong)))


@pytest.mark.parametrize("wrong", [CASE, *(wrong for wrong, _ in MEANING)])
def test_the_schema_takes_what_has_its_shape(wrong: str) -> None:
    assert list(vorm.findings("groep", tomllib.loads(wrong))) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (HEAD.replace('naam = "proef"\n', ""), "suite.toml, 'naam' ontbreekt"),
        (HEAD.replace('["groep.toml"]', '["groep.toml", "groep.toml"]'), "in 'groepen' staat iets twee keer"),
        (HEAD.replace('"groep.toml"', '"../groep.toml"'), "'../groep.toml' kan niet bij 'groepen 1'"),
    ],
)
def test_a_mistake_in_the_head_is_told(tmp_path: Path, wrong: str, told: str) -> None:
    assert list(vorm.findings("suite", tomllib.loads(wrong)))
    with pytest.raises(SuiteOngeldig) as caught:
        read_suite(written(tmp_path, head=wrong))
    assert told in caught.value.tekst


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    wrong = CASE.replace('gewicht = "moet"', 'gewicht = "zwaar"').replace("200", "20")
    with pytest.raises(SuiteOngeldig) as caught:
        read_suite(written(tmp_path, wrong))
    assert len(caught.value.tekst.splitlines()) == 2


def test_a_message_in_another_encoding_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "berichten" / "vraag.xml").write_text("<vraag>é</vraag>", encoding="latin-1")
    with pytest.raises(SuiteOngeldig, match=r"berichten/vraag\.xml is niet in UTF-8"):
        read_suite(folder)


def test_a_message_may_only_hold_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(SuiteOngeldig, match=r"het bericht noemt \{\{moment\}\}, en dat is hier niet bekend"):
        read_suite(written(tmp_path, message="<vraag>{{moment}}</vraag>"))


def test_what_a_step_remembers_is_known_in_the_next(tmp_path: Path) -> None:
    first = CASE + 'onthoud = { moment = "//moment" }\n'
    second = STEP + 'zet = { "naam" = "{{moment}}" }\n'
    (groep,) = read_suite(written(tmp_path, first + second)).groepen
    assert [set(stap.onthoud) for stap in groep.gevallen[0].stappen] == [{"moment"}, set()]


RESULTATEN = """<lr:leerresultaten_verzoek
 xmlns:lr="http://www.edustandaard.nl/leerresultaten/2/leerresultaten">
<lr:toetsafname><lr:leerlingid>{{merk}}-niemand</lr:leerlingid>
<lr:resultaat key="{{merk}}-1"><lr:toetscode>{{merk}}</lr:toetscode></lr:resultaat></lr:toetsafname>
</lr:leerresultaten_verzoek>"""
LEAVE = CASE.replace("[[geval.stap]]", 'nodig = ["brengen"]\n[[geval.stap]]')


def test_results_are_brought_only_with_leave_and_with_a_mark(tmp_path: Path) -> None:
    (groep,) = read_suite(written(tmp_path, LEAVE, RESULTATEN)).groepen
    assert groep.gevallen[0].nodig == {Behoefte.BRENGEN}


@pytest.mark.parametrize(
    ("case", "message", "told"),
    [
        (CASE, RESULTATEN, "stap 1: wie resultaten brengt, heeft nodig = ['brengen']"),
        (LEAVE, RESULTATEN.replace('key="{{merk}}-1"', 'key="1"'), "resultaat/@key is iets van een ander"),
        (LEAVE, RESULTATEN.replace(">{{merk}}<", ">T1<"), "toetscode is iets van een ander"),
        (LEAVE, RESULTATEN.replace("{{merk}}-niemand", "L1"), "leerlingid is iets van een ander"),
        (
            CASE.replace('bericht = "vraag.xml"', 'dienst = "wsdl-resultaten"'),
            MESSAGE,
            "dienst 'wsdl-resultaten' heeft nodig = ['url-resultaten']",
        ),
    ],
)
def test_a_case_that_might_harm_is_not_read(tmp_path: Path, case: str, message: str, told: str) -> None:
    with pytest.raises(SuiteOngeldig) as caught:
        read_suite(written(tmp_path, case, message))
    assert told in caught.value.tekst


def test_what_comes_before_the_cases_is_known_in_all_of_them(tmp_path: Path) -> None:
    before = STEP.replace("geval.stap", "vooraf") + 'onthoud = { moment = "//moment" }\n\n[[geval]]'
    (groep,) = read_suite(
        written(tmp_path, CASE.replace("[[geval]]", before) + 'zet = { "naam" = "{{moment}}" }\n')
    ).groepen
    assert [set(stap.onthoud) for stap in groep.vooraf] == [{"moment"}]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteOngeldig, match=r"suite\.toml: dit bestand is er niet"):
        read_suite(tmp_path)


@pytest.mark.parametrize("name", ["schooljaar", "versie", "nu", "sleutel"])
def test_what_an_answer_said_is_not_remembered_as_what_a_report_shows(tmp_path: Path, name: str) -> None:
    remembering = CASE + f'onthoud = {{ {name} = "//achternaam" }}\n'
    with pytest.raises(SuiteOngeldig) as caught:
        read_suite(written(tmp_path, remembering))
    assert f"'{name}' is al de naam van een waarde" in caught.value.tekst


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "toegangsvraag: berichten/toegang.xml is er niet"),
        ("<a>{{leerling}}</a>", "toegangsvraag noemt {{leerling}}, en dat is hier niet bekend"),
        ("<leerresultaten_verzoek/>", "toegangsvraag: berichten/toegang.xml brengt resultaten"),
    ],
)
def test_a_question_beforehand_that_cannot_go_out_is_told(
    tmp_path: Path, content: str | None, told: str
) -> None:
    folder = written(tmp_path, head=f'{HEAD}toegangsvraag = "toegang.xml"\n')
    if content is not None:
        (folder / "berichten" / "toegang.xml").write_text(content)
    with pytest.raises(SuiteOngeldig) as caught:
        read_suite(folder)
    assert told in str(caught.value)
