"""``uwlr call leerresultaten``: a publisher's file, against a real server."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.schools.builders import SCHOOL, eckid, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.cli import main
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = pytest.mark.e2e

Publish = Callable[..., Result]
HEADER = "leerling;afnamedatum;toetscode;score"
DEFINITIES = """<Toetsdefinities xmlns="http://www.edustandaard.nl/leerresultaten/2/toetsdefinities">
<toetsen xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten"><toets><toetscode>B1</toetscode>
<toetsnaam>Blok 1</toetsnaam><toetsnormering><norm><term>goed</term><beginnormwaarde>6</beginnormwaarde>
<eindnormwaarde>10</eindnormwaarde></norm></toetsnormering></toets></toetsen></Toetsdefinities>"""


@pytest.fixture(scope="module")
def server(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the small school."""
    folder = tmp_path_factory.mktemp("push")
    (folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{folder / 'uwlr.sqlite'}", folder, UWLR_WORKERS="1") as running:
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture
def uitgifte(server: Server, request: pytest.FixtureRequest) -> Uitgifte:
    """A publisher for this test alone."""
    code = f"U{abs(hash(request.node.name))}"
    return server.link(klantnaam="Uitgeverij", klantcode=code, scholen=[SCHOOL])


@pytest.fixture
def publish(server: Server, uitgifte: Uitgifte, tmp_path: Path) -> Publish:
    """Send a file with this text, as a person would type it."""

    def publish(text: str, *args: str, name: str = "toets.csv") -> Result:
        (tmp_path / name).write_text(text, encoding="utf-8")
        klant = uitgifte.koppeling.klant
        basis = ("--url", f"{server.url}/uwlr/leerresultaten?wsdl", "--school", str(SCHOOL))
        wie = ("--klantnaam", klant.naam, "--klantcode", klant.code)
        command = ["call", "leerresultaten", str(tmp_path / name), *basis, *wie, *args]
        return CliRunner().invoke(main, command, env={"UWLR_SLEUTEL": uitgifte.sleutel, "COLUMNS": None})

    return publish


@pytest.fixture
def seen(server: Server, uitgifte: Uitgifte) -> Callable[[], list[Regel]]:
    """What the school sees of this publisher."""
    wanted = Resultatenfilter(klantcode=uitgifte.koppeling.klant.code, history=True)
    return lambda: Resultatenoverzicht(server.database).of_school(SCHOOL, wanted)


def test_csv_is_confirmed_and_counted(publish: Publish, seen: Any) -> None:
    result = publish(f"{HEADER}\nL1;2026-11-02;B1;7\nL1;2026-11-03;B2;8\nL2;2026-11-02;B1;5\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Bevestigd: 3 resultaten van 2 leerlingen voor 2 toetsen.\n"
    assert sorted(regel.resultaat.uitslag for regel in seen()) == [5, 7, 8]


def test_the_same_rows_again_make_no_doubles(publish: Publish, seen: Any) -> None:
    for score in (7, 7, 9):
        assert publish(f"{HEADER}\nL1;2026-11-02;B1;{score}\n").exit_code == 0
    assert [(regel.resultaat.uitslag, regel.dubbel_met) for regel in seen()] == [(7, ()), (9, ())]


def test_what_a_spreadsheet_adds_is_overlooked(publish: Publish, seen: Any) -> None:
    text = "\ufeffleerling ; afnamedatum;toetscode;score\r\nL1;2026-11-02;B1;7;;\r\n\r\n;;;\r\n"
    assert publish(text).exit_code == 0
    assert [regel.resultaat.uitslag for regel in seen()] == [7]


def test_definitions_come_from_a_document(publish: Publish, seen: Any, tmp_path: Path) -> None:
    definities = tmp_path / "definities.xml"
    definities.write_text(DEFINITIES, encoding="utf-8")
    args = ("--toetsen", str(definities), "--json")
    result = publish(f"eckid,afnamedatum,toetscode,score\n{eckid(1)},2026-11-02,B1,7\n", *args)
    assert json.loads(result.stdout) == {
        "antwoord": "bevestigd",
        "resultaten": 1,
        "leerlingen": 1,
        "toetsen": 1,
    }
    (only,) = seen()
    assert (only.resultaat.afname.leerling, only.norm.term) == ("L1", "goed")


def test_json_brings_definitions_and_oso(publish: Publish, seen: Any) -> None:
    normering = {
        "normen": [{"term": "A", "beginnormwaarde": 0, "eindnormwaarde": 10, "schoolcijfer_vanaf": 5.5}]
    }
    oso = {"toetsscore": {"aantalgoed": 3, "vaardigheidsscore": 21.5}, "referentiescores": []}
    bericht = {
        "resultaten": [
            {"leerling": "L1", "afnamedatum": "2026-11-02", "toetscode": "B1", "score": 7, "key": "eigen"},
            {"leerling": "L2", "afnamedatum": "2026-11-02", "toetscode": "B2", "osoresultaat": oso},
        ],
        "toetsen": [{"toetscode": "B1", "vakgebied": {"waarde": "Spelling"}, "toetsnormering": normering}],
    }
    result = publish(json.dumps(bericht), name="toets.json")
    assert result.exit_code == 0, result.stderr
    first, second = seen()
    assert (first.resultaat.key, first.norm.term, first.toets.vakgebied.waarde) == ("eigen", "A", "Spelling")
    assert str(second.resultaat.uitslag.toetsscore.vaardigheidsscore) == "21.5"


def test_a_refusal_names_the_line_of_the_file(publish: Publish, seen: Any) -> None:
    text = f"{HEADER}\nL1;2026-11-02;B1;7\nL9;2026-11-02;B1;7\n"
    result = publish(text)
    assert result.exit_code == 1
    assert "Client.LeerlingOngeldig" in result.stderr
    assert " 3 " in result.stderr
    told = json.loads(publish(text, "--json").stdout)
    (melding,) = told["meldingen"]
    assert (melding["regel"], melding["code"]) == (3, "Client.LeerlingOngeldig")
    assert "(regel 3 van het bestand); verwacht: de key van een leerling" in told["fout"]
    assert seen() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEADER}\nL1;2 november;B1;7\n", "'afnamedatum' is geen datum"),
        (f"{HEADER}\nL1;2026-11-02;B1;zeven\n", "'score' is geen geheel getal"),
        (f"{HEADER}\nL1;2026-11-02;B1;7;8\n", "de rij heeft meer cellen dan de kop"),
        (f"{HEADER}\nL1;2026-11-02;B1;1_0\n", "'score' is geen geheel getal"),
        (f"{HEADER}\n;2026-11-02;B1;7\n", "'leerling' en 'eckid' ontbreken"),
        (f"{HEADER}\nL1;2026-11-02;B1;\n", "een score of een osoresultaat"),
        ("naam;score\nSanne;7\n", "een kolom die hier niets betekent: naam"),
        (f"{HEADER}\n", "geen enkel resultaat"),
        ("", "geen enkel resultaat"),
    ],
)
def test_a_file_that_is_no_good_is_not_sent(publish: Publish, seen: Any, text: str, said: str) -> None:
    result = publish(text)
    assert result.exit_code == 1
    assert said in " ".join(result.stderr.split())
    assert seen() == []


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "7",
        '{"resultaten": 7}',
        '[{"leerling": ["L1"], "afnamedatum": "2026-11-02", "toetscode": "B1", "score": 7}]',
        '{"toetsen": [7], "resultaten": [{}]}',
    ],
)
def test_json_that_is_no_good_is_explained(publish: Publish, text: str) -> None:
    result = publish(text, name="toets.json")
    assert (result.exit_code, result.stderr[:6]) == (1, "Fout: ")


def test_a_server_that_is_not_there_ends_with_3(publish: Publish) -> None:
    text = f"{HEADER}\nL1;2026-11-02;B1;7\n"
    assert publish(text, "--url", "http://127.0.0.1:9/uwlr/leerresultaten?wsdl").exit_code == 3


def test_the_wsdl_of_pupil_data_is_not_the_one(publish: Publish, server: Server) -> None:
    result = publish(f"{HEADER}\nL1;2026-11-02;B1;7\n", "--url", f"{server.url}/uwlr/leerlinggegevens?wsdl")
    assert (result.exit_code, "geen WSDL van UWLR-leerresultaten" in result.stderr) == (3, True)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2007", "\u202f", "\u3000"])
def test_a_space_of_any_kind_around_a_cell_means_nothing(publish: Publish, seen: Any, space: str) -> None:
    spaced = f"{space}leerling;afnamedatum{space};toetscode;score"
    row = ";".join(f"{space}{cell}{space}" for cell in ("L1", "2026-11-02", "B1", "7"))
    assert publish(f"{spaced}\n{row}\n").exit_code == 0
    assert publish(f"{HEADER}\nL1;2026-11-02;B1;7\n").exit_code == 0
    assert [(regel.resultaat.uitslag, regel.dubbel_met) for regel in seen()] == [(7, ())]


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u202e"])
def test_a_misleading_sign_in_a_cell_is_named_with_its_row(publish: Publish, sign: str) -> None:
    result = publish(f"{HEADER}\nL1;2026-11-02;B1;7\nL2;2026-11-02;B{sign}1;7\n")
    assert result.exit_code == 1
    assert f"'toetscode' bevat een stuurteken (U+{ord(sign):04X})" in " ".join(result.stderr.split())
    rows = json.dumps([{"leerling": "L1", "afnamedatum": "2026-11-02", "toetscode": f"B{sign}", "score": 1}])
    assert publish(rows, name="toets.json").exit_code == 1
