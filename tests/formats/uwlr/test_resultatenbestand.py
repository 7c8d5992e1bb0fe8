"""A file with results is taken or refused by one rule for rows, cells and columns, and never half."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.uwlr.resultaat import Resultaat
from uwlr_service.formats.uwlr.bestand import csvtekst
from uwlr_service.formats.uwlr.bestand.resultaten import Resultatenbestand, read_bestand

KOP = "leerling;afnamedatum;toetscode;score"
RIJ = "L1;2026-11-02;BLOK-1;7"
PLAIN = [("L1", "2026-11-02", "BLOK-1", 7)]

Read = Callable[..., Resultatenbestand]
Faults = Callable[..., tuple[Melding, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a file with this content."""

    def read(content: str | bytes, name: str = "toets.csv") -> Resultatenbestand:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_bestand(path)

    return read


@pytest.fixture
def faults(read: Read) -> Faults:
    """The findings in a file with this content, which must not be read."""

    def faults(content: str | bytes, name: str = "toets.csv") -> tuple[Melding, ...]:
        with pytest.raises(DocumentOngeldig) as refused:
            read(content, name)
        return refused.value.meldingen

    return faults


def told(bestand: Resultatenbestand) -> list[tuple[str | None, str, str, object]]:
    """Each result in the words of its row."""
    return [
        (afname.leerlingid, str(resultaat.afnamedatum), resultaat.toetscode, resultaat.uitslag)
        for afname in bestand.toetsafnames
        for resultaat in afname.resultaten
    ]


def only(bestand: Resultatenbestand) -> Resultaat:
    """The result of a file with one."""
    ((resultaat,),) = [afname.resultaten for afname in bestand.toetsafnames]
    return resultaat


@pytest.mark.parametrize(
    "content",
    [
        f"{KOP}\n{RIJ}\n",
        f"{KOP}\n{RIJ}",
        f"{KOP}\r\n{RIJ}\r\n",
        f"{KOP}\r{RIJ}\r",
        f"\n\n{KOP}\n\n;;;\n  \n{RIJ}\n\u00a0;\n",
        f"{KOP}\n{RIJ}".replace(";", ","),
        f"{KOP}\n{RIJ}".replace(";", "\t"),
        f"sep=;\r\n{KOP}\r\n{RIJ}\r\n",
        f"sep=,\n{KOP}\n{RIJ}".replace(";", ",").replace("sep,", "sep=,"),
        f"{KOP};;\n{RIJ};;;;\n",
        f"{KOP};versie;infourl\n{RIJ}\n",
        f"Leerling; AFNAMEDATUM ;\u00a0ToetsCode;\ufeffscore\n{RIJ}\n",
        '"leerling";"afnamedatum";toetscode;score\n"L1";"2026-11-02";"BLOK-1";"7"\n',
        f'{KOP}\n "L1" ;\t"2026-11-02"\u00a0;"BLOK-1";7\n',
        f'{KOP}\n"L1\n";2026-11-02;"\nBLOK-1";7\n',
        f"{KOP}\nL1;2-11-2026;BLOK-1;7\n",
        f"{KOP}\nL1;02-11-2026;BLOK-1;007\n",
        f"\ufeff{KOP}\n{RIJ}\n",
        f"{KOP}\n{RIJ}\n".encode("utf-16"),
        f"{KOP}\n{RIJ}\n".replace(";", "\t").encode("utf-16"),
        "score;toetscode;afnamedatum;leerling\n7;BLOK-1;2026-11-02;L1\n",
    ],
)
def test_the_same_row_in_the_ways_in_which_it_is_written(read: Read, content: str | bytes) -> None:
    assert told(read(content)) == PLAIN


@pytest.mark.parametrize("sign", csvtekst.AROUND)
def test_what_cannot_be_seen_around_a_cell_does_not_count(read: Read, sign: str) -> None:
    cells = ";".join(f'"{sign}{cell}{sign}"' for cell in RIJ.split(";"))
    names = ";".join(f'"{sign}{name}{sign}"' for name in KOP.split(";"))
    assert told(read(f"{names}\n{cells}\n")) == PLAIN
    row = {"leerling": f"{sign}L1", "afnamedatum": f"2026-11-02{sign}", f"{sign}toetscode": "BLOK-1"}
    assert told(read(json.dumps([row | {"Score": f" 7{sign}"}]), "toets.json")) == PLAIN


def test_a_quoted_cell_may_hold_quotes_separators_and_ends_of_lines(read: Read) -> None:
    resultaat = only(read(f'{KOP}\nL1;2026-11-02;"BLOK ""1"";\n2";7\n'))
    assert resultaat.toetscode == 'BLOK "1";\n2'


def test_a_row_is_named_by_the_line_on_which_it_begins(faults: Faults) -> None:
    content = f'{KOP}\n\nL1;2026-11-02;"BLOK\n1";7\n\nL2;gisteren;BLOK-1;7\nL3;2026-11-02;BLOK-1;zeven\n'
    assert [(melding.regel, melding.tekst) for melding in faults(content)] == [
        (6, "'afnamedatum' is geen datum"),
        (7, "'score' is geen geheel getal van 0 of meer"),
    ]


@pytest.mark.parametrize(
    ("row", "regel", "tekst", "verwacht"),
    [
        ("L1;11/02/2026;BLOK-1;7", 2, "'afnamedatum' is geen datum", "JJJJ-MM-DD"),
        ("L1;2026-02-30;BLOK-1;7", 2, "'afnamedatum' is geen datum", "JJJJ-MM-DD"),
        ("L1;20261102;BLOK-1;7", 2, "'afnamedatum' is geen datum", "JJJJ-MM-DD"),
        ("L1;2026-W45-1;BLOK-1;7", 2, "'afnamedatum' is geen datum", "JJJJ-MM-DD"),
        ("L1;2-11-26;BLOK-1;7", 2, "'afnamedatum' is geen datum", "DD-MM-JJJJ"),
        ("L1;;BLOK-1;7", 2, "'afnamedatum' ontbreekt", "JJJJ-MM-DD"),
        ("L1;2026-11-02;;7", 2, "'toetscode' ontbreekt", "de code"),
        ("L1;2026-11-02;BLOK-1;7,5", 2, "'score' is geen geheel getal", "een geheel getal"),
        ("L1;2026-11-02;BLOK-1;7,0", 2, "'score' is geen geheel getal", "een geheel getal"),
        ("L1;2026-11-02;BLOK-1;7.0", 2, "'score' is geen geheel getal", "een geheel getal"),
        ("L1;2026-11-02;BLOK-1;-1", 2, "'score' is geen geheel getal", "een geheel getal"),
        ("L1;2026-11-02;BLOK-1;+7", 2, "'score' is geen geheel getal", "een geheel getal"),
        ("L1;2026-11-02;BLOK-1;７", 2, "'score' is geen geheel getal", "een geheel getal"),
        ("L1;2026-11-02;BLOK-1", 2, "een score of een osoresultaat", "een geheel getal"),
        (";2026-11-02;BLOK-1;7", 2, "'leerling' en 'eckid' ontbreken", "één van de twee"),
        ("L1;2026-11-02;BLOK-1;7;8", 2, "meer cellen dan de kop: 5, en in de kop zijn het er 4", None),
        ("L1;2026-11-02;BLOK\u200b-1;7", 2, "'toetscode' bevat een onzichtbaar teken (U+200B)", None),
        ("L1;2026-11-02;BLOK\u202e-1;7", 2, "'toetscode' bevat een stuurteken (U+202E)", None),
        ("L1;2026-11-02;BLOK\x85-1;7", 2, "'toetscode' bevat een stuurteken (U+0085)", None),
        (f"{RIJ}\n{RIJ}", 3, "dezelfde leerling, toets en dag staan ook op regel 2", "een andere key"),
    ],
)
def test_a_cell_that_is_no_good_is_named_with_what_it_should_be(
    faults: Faults, row: str, regel: int, tekst: str, verwacht: str | None
) -> None:
    (melding,) = faults(f"{KOP}\n{row}\n")
    assert melding.regel == regel
    assert tekst in melding.tekst
    assert (verwacht or "") in (melding.verwacht or "")


@pytest.mark.parametrize(
    ("kop", "tekst", "verwacht"),
    [
        (
            "leerling;datum;toetscode;score",
            "een kolom die hier niets betekent: datum; bedoeld: afnamedatum?",
            "een of meer van leerling, eckid",
        ),
        ("leerling;afnamedatum;toets code;score", "toets code; bedoeld: toetscode?", "een of meer van"),
        (f"{KOP};Score", "de kolom 'score' staat er meer dan één keer", "elke kolom één keer"),
        (f"{KOP};zzz", "een kolom die hier niets betekent: zzz", "een of meer van"),
        ("leerling;toetscode;score", "de kolom 'afnamedatum' ontbreekt", "afnamedatum in de kop"),
        ("leerling;afnamedatum;score", "de kolom 'toetscode' ontbreekt", "toetscode in de kop"),
        ("leerling;afnamedatum;toetscode", "de kolom 'score' ontbreekt", "score in de kop"),
        (
            "afnamedatum;toetscode;score",
            "de kolom 'leerling' of 'eckid' ontbreekt",
            "leerling of eckid in de kop",
        ),
        ("leerling;afnamedatum,toetscode;score", "afnamedatum,toetscode", "een of meer van"),
    ],
)
def test_a_heading_that_is_no_good_is_named_once(faults: Faults, kop: str, tekst: str, verwacht: str) -> None:
    meldingen = faults(f"\n{kop}\n{RIJ}\n{RIJ}\n")
    assert {melding.regel for melding in meldingen} == {2}
    verwachtingen = [melding.verwacht or "" for melding in meldingen if tekst in melding.tekst]
    assert len(verwachtingen) == 1
    assert verwachtingen[0].startswith(verwacht)


def test_a_cell_under_no_name_is_named(faults: Faults) -> None:
    (melding,) = faults("leerling;;afnamedatum;toetscode;score\nL1;?;2026-11-02;BLOK-1;7\n")
    assert melding.tekst == "cel 2 staat onder een lege naam in de kop"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f'{KOP}\nL1;2026-11-02;"BLOK-1;7\nL2;2026-11-02;BLOK-1;8\n', "de aanhalingstekens op regel 2"),
        (f'{KOP}\nL1;2026-11-02;"BLOK"-1;7\n', "de aanhalingstekens op regel 2"),
        (f"{KOP}\nL1;2026-11-02;CAF\u00c9;7\n".encode("cp1252"), "geen UTF-8, zie regel 2"),
        (f"{KOP}\n{RIJ}\n".encode("utf-16")[:-1], "geen UTF-8"),
        (f"{KOP}\n{RIJ}\n".encode("utf-16-le"), "geen tekst in UTF-8"),
        (b"PK\x03\x04", "een werkblad en geen CSV"),
    ],
)
def test_a_file_that_is_not_csv_is_refused_as_a_whole(read: Read, content: str | bytes, said: str) -> None:
    with pytest.raises(DocumentOngeldig, match=said):
        read(content)


def test_every_bad_row_is_named_at_once(faults: Faults) -> None:
    rows = [f"L{number};gisteren;BLOK-1;7" for number in range(30)]
    assert [melding.regel for melding in faults("\n".join([KOP, *rows]))] == [*range(2, 32)]
    assert faults("\n".join([KOP, *rows * 10]))[-1].tekst.startswith("en meer")


def test_two_rows_with_a_key_of_their_own_may_be_alike(read: Read, faults: Faults) -> None:
    assert len(told(read(f"{KOP};key\n{RIJ};A\n{RIJ};B\n"))) == 2
    (melding,) = faults(f"{KOP};key\n{RIJ};A\nL2;2026-11-02;BLOK-1;7;A\n")
    assert melding.tekst == "de key 'A' staat ook op regel 2"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([{"naam": "L1"}], "niets betekent: naam"),
        ([{"leerling": "L1", "Leerling": "L2"}], "meer dan één keer"),
        ([{"leerling": 1, "afnamedatum": "2026-11-02", "toetscode": "B", "score": 7}], "geen tekst"),
        ([{"leerling": "L1", "afnamedatum": 20261102, "toetscode": "B", "score": 7}], "geen datum"),
        (
            [{"leerling": "L1", "afnamedatum": "2026-11-02", "toetscode": "B", "score": True}],
            "geen geheel getal",
        ),
        ([{"leerling": "L1", "afnamedatum": "2026-11-02", "toetscode": "B", "osoresultaat": 7}], "geen oso"),
    ],
)
def test_json_is_judged_by_the_same_rule(faults: Faults, document: object, said: str) -> None:
    meldingen = faults(json.dumps(document), "toets.json")
    assert said in " | ".join(melding.tekst for melding in meldingen)
    assert {melding.regel for melding in meldingen} == {1}


@pytest.mark.parametrize("toetsen", [7, [7], [{"naam": "x"}], [{"toetscode": {"zonder": "waarde"}}]])
def test_a_definition_in_json_that_is_no_good_is_told_in_dutch(read: Read, toetsen: object) -> None:
    row = {"leerling": "L1", "afnamedatum": "2026-11-02", "toetscode": "B", "score": 7}
    document = json.dumps({"resultaten": [row], "toetsen": toetsen})
    with pytest.raises(DocumentOngeldig, match=r"(geen lijst|niet de juiste vorm; verwacht: een object)"):
        read(document, "toets.json")
