"""``uwlr koppeling voorstel``: a file with a purpose for each field, and what a school decides."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr

GOOD = """
gegevensset = "gkv-uitgebreid"
doel = "Ouders zien in onze app hoe het met hun kind gaat."
hoe_vaak = "Elke nacht."
bewaartermijn = "Een jaar."
overeenkomst = "Overeenkomst 3.1 van 1 juli 2026"

[aanbevolen]
jaargroepen = ["7", 8]

[velden."leerling/roepnaam"]
gebruik = "nodig"
doel = "Zo noemen wij het kind in de app."

[velden."absentie/absentiereden"]
doel = "Zodat een ouder ziet waarom het kind er niet was."
zonder = "Dan ziet een ouder alleen dat het kind er niet was."

[velden."leerling/geslacht"]
gebruik = "nee"
"""


@pytest.fixture
def link(uwlr: Uwlr) -> str:
    """A link of gkv-basis with one school; another one is known."""
    uwlr.good("demo-data", "--schools", "2", "--pupils", "30", "--seed", "1", "--dossier", "1")
    args = ("--klantnaam", "Ouderapp", "--klantcode", "OA", "--school", "99AA", "--gegevensset", "gkv-basis")
    made: dict[str, Any] = uwlr.json("koppeling", "add", *args)
    return str(made["koppeling"])


@pytest.fixture
def bestand(tmp_path: Path) -> str:
    path = tmp_path / "voorstel.toml"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


def at(link: str, school: str = "99AB") -> tuple[str, ...]:
    return (link, "--school", school)


def test_a_school_is_asked_and_gives_less_than_was_asked(uwlr: Uwlr, link: str, bestand: str) -> None:
    (asked,) = uwlr.json("koppeling", "voorstel", "add", *at(link), "--bestand", bestand)
    assert (asked["school"], asked["stand"]) == ("99AB/00", "open")
    assert asked["velden"] == {
        "absentie/absentiereden": True,
        "leerling/roepnaam": True,
        "set/absenties": True,
    }
    choice = ("--veld", "leerling/roepnaam=aan", "--jaargroep", "8", "--bestuur", "Overeenkomst 3.1")
    said = uwlr.good("koppeling", "voorstel", "accept", *at(link), *choice).stderr
    assert "versie 1 van de afspraak (gkv-uitgebreid)" in said
    afspraken = uwlr.json("koppeling", "afspraak", link)["afspraken"]
    (afspraak,) = (each for each in afspraken if each["school"] == "99AB/00")
    assert afspraak["velden"]["leerling/roepnaam"]["aan"] == {"gkv-1": True}
    assert afspraak["velden"]["absentie/absentiereden"]["aan"] == {"gkv-1": False}
    assert afspraak["leerlingen"]["jaargroepen"] == ["8"]
    (listed,) = uwlr.json("koppeling", "voorstel", "list", link)
    assert (listed["stand"], listed["besluit"]) == ("geaccepteerd", "geaccepteerd")


def test_extra_protected_data_take_two_names(uwlr: Uwlr, link: str, bestand: str) -> None:
    uwlr.good("koppeling", "voorstel", "add", *at(link), "--bestand", bestand)
    accept = ("koppeling", "voorstel", "accept", *at(link), "--namens")
    assert "--namens" in uwlr.refused(*accept[:-1]), "whoever is not named is nobody beside one who is"
    assert "wacht het voorstel op een tweede" in uwlr.good(*accept, "A. Jansen").stderr
    assert "na A. Jansen" in uwlr.good("koppeling", "voorstel", "list", link, COLUMNS="200").stdout
    assert "wacht het voorstel op een tweede" in uwlr.good(*accept, "a.  jansen").stderr
    assert "geldt nu versie 1" in uwlr.good(*accept, "B. de Vries").stderr


def test_both_names_can_be_given_at_once_and_no_third(uwlr: Uwlr, link: str, bestand: str) -> None:
    uwlr.good("koppeling", "voorstel", "add", *at(link), "--bestand", bestand)
    names = ("--namens", "A", "--namens", "B")
    accept = ("koppeling", "voorstel", "accept", *at(link))
    assert uwlr(*accept, *names, "--namens", "C").exit_code == 2
    assert "geldt nu versie 1" in uwlr.good(*accept, *names).stderr


def test_a_no_has_a_reason_and_a_proposal_can_be_taken_back(uwlr: Uwlr, link: str, bestand: str) -> None:
    add = ("koppeling", "voorstel", "add", *at(link), "--bestand", bestand)
    uwlr.good(*add)
    assert "hoeft niet meer" in uwlr.good("koppeling", "voorstel", "withdraw", *at(link)).stderr
    uwlr.good(*add)
    said = uwlr.good("koppeling", "voorstel", "decline", *at(link), "--reden", "Te veel").stderr
    assert "koppelt niet" in said
    listed = uwlr.json("koppeling", "voorstel", "list", link)
    assert [(each["stand"], each["reden"]) for each in listed] == [
        ("vervallen", None),
        ("afgewezen", "Te veel"),
    ]
    assert "30 dagen" in uwlr.refused(*add)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("doel = ", "geen TOML; kijk bij het einde."),
        ("doel = 'x'\ndoel", "geen TOML; kijk bij"),
        ("= 3", "geen TOML; kijk bij regel 1, kolom 1."),
        ("doel = " + "[" * 100_000, "te diep genest"),
        ("doel = '" + "x" * 1024 * 1024 + "'", "groter dan 1048576 bytes"),
        ("wat = 'x'", "onbekend woord 'wat'"),
        ("doel = 3", "'doel'"),
        ("doel = 'x'\n[velden]\n'leerling/roepnaam' = 'ja'", "'leerling/roepnaam'"),
        ("doel = 'x'\n[velden.'leerling/roepnaam']\ngebruik = 'graag'", "gebruik 'graag'"),
        ("doel = 'x'\n[velden.'leerling/roepnaam']\nwaarom = 'x'", "onbekend woord 'waarom'"),
        ("doel = 'x'\n[aanbevolen]\ngroepen = ['7A']", "onbekend woord 'groepen'"),
    ],
)
def test_a_file_of_another_form_says_what_is_wrong(
    uwlr: Uwlr, link: str, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "fout.toml"
    path.write_text(text, encoding="utf-8")
    done = uwlr("koppeling", "voorstel", "add", *at(link), "--bestand", str(path))
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_file_that_is_no_text_says_so(uwlr: Uwlr, link: str, tmp_path: Path) -> None:
    path = tmp_path / "fout.toml"
    path.write_bytes(b"doel = '\xff'")
    add = ("koppeling", "voorstel", "add", *at(link), "--bestand")
    assert "het is geen UTF-8" in uwlr.refused(*add, str(path), exit_code=2)
    assert "is een map en geen bestand" in uwlr.refused(*add, str(tmp_path), exit_code=2)
    assert "is geen gewoon bestand" in uwlr.refused(*add, "/dev/zero", exit_code=2)
    assert "waarvoor de gegevens nodig zijn" in uwlr.refused(*add, "-")


def test_a_file_without_a_set_is_about_the_one_of_the_link(uwlr: Uwlr, link: str, tmp_path: Path) -> None:
    path = tmp_path / "meer.toml"
    path.write_text(
        "doel = 'Berichten'\n[velden.'leerling/emailadres']\ndoel = 'Om het kind een bericht te sturen.'\n",
        encoding="utf-8",
    )
    (asked,) = uwlr.json("koppeling", "voorstel", "add", *at(link, "99AA"), "--bestand", str(path))
    assert (asked["gegevensset"], asked["doel"]) == ("gkv-basis", "Berichten")
    assert "versie 2" in uwlr.good("koppeling", "accept", link, "--school", "99AA").stderr
