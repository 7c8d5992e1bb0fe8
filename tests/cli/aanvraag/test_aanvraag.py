"""``uwlr aanvraag``: an application is entered, judged, asked about, admitted or refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.aanvragen.ingevuld import ANTWOORDEN, BIJZONDER, MAIL, UWLR
from tests.support.commandline import Uwlr
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag

ROOT = Path(__file__).parents[3]
KLANT = ("--klantnaam", "Leeslijst", "--klantcode", "LL1")


def as_json(gegevensvraag: Gegevensvraag) -> dict[str, Any]:
    """A link that is asked for, as a file has it."""
    return {
        "antwoorden": dict(gegevensvraag.antwoorden),
        "delen": {
            deel: {
                "doel": setvraag.doel,
                "grondslag": setvraag.grondslag,
                "bewaartermijn": setvraag.bewaartermijn,
            }
            for deel, setvraag in gegevensvraag.delen.items()
        },
        "velden": {
            veld: {"gebruik": veldvraag.gebruik.value, "doel": veldvraag.doel}
            for veld, veldvraag in gegevensvraag.velden.items()
        },
    }


def content(*gegevens: Gegevensvraag) -> dict[str, Any]:
    """An application as a file has it."""
    return {
        "mail": MAIL,
        "antwoorden": {deel.value: dict(antwoorden) for deel, antwoorden in ANTWOORDEN.items()},
        "koppelingen": {gegevensvraag.soort.value: as_json(gegevensvraag) for gegevensvraag in gegevens},
    }


def enter(uwlr: Uwlr, *gegevens: Gegevensvraag) -> str:
    """An application that was entered; its number."""
    path = uwlr.folder / "aanvraag.json"
    path.write_text(json.dumps(content(*gegevens)), encoding="utf-8")
    return str(uwlr.json("aanvraag", "add", path)["aanvraag"])


def test_an_application_is_entered_and_admitted(uwlr: Uwlr) -> None:
    nummer = enter(uwlr, UWLR)
    (listed,) = uwlr.json("aanvraag", "list")
    assert (listed["stand"], listed["organisatie"], listed["koppelingen"]) == (
        "ingediend",
        "De Lezerij B.V.",
        ["uwlr"],
    )
    early = uwlr.refused("aanvraag", "admit", nummer, *KLANT, "--reden", "Alles klopt.")
    assert "Dit kan nu niet: de stand is nu ingediend." in early
    assert "uwlr aanvraag judge" in early
    uwlr.good("aanvraag", "judge", nummer, "--namens", "Eva")
    assert "Dit is al gebeurd" in uwlr.refused("aanvraag", "judge", nummer)
    admitted = uwlr.json("aanvraag", "admit", nummer, *KLANT, "--reden", "Alles klopt.")
    assert admitted["toegelaten"]
    assert "/portaal/uitnodiging/" in admitted["uitnodiging"]
    assert uwlr.json("aanvraag", "list") == []
    shown = uwlr.json("aanvraag", "show", nummer)
    assert (shown["stand"], shown["toegelaten_product"]) == ("toegelaten", admitted["product"])
    assert shown["velden"]["uwlr"]["leerling/roepnaam"]["gebruik"] == "nodig"
    assert [stap["door"] for stap in shown["stappen"]][2:3] == ["Eva"]
    assert uwlr.json("toelating", "show", str(admitted["product"]))["stand"] == "sandbox"
    for words in (("list", "--all"), ("show", nummer)):
        assert "De Lezerij" in uwlr.good("aanvraag", *words).stdout


def test_special_data_take_two_names(uwlr: Uwlr) -> None:
    nummer = enter(uwlr, BIJZONDER)
    uwlr.good("aanvraag", "judge", nummer)
    first = uwlr.good("aanvraag", "admit", nummer, *KLANT, "--reden", "Goed.", "--namens", "Eva")
    assert "wacht nog op een tweede beheerder" in first.stderr
    assert "andere beheerder" in uwlr.refused(
        "aanvraag", "admit", nummer, "--reden", "Goed.", "--namens", "Eva"
    )
    for naam in ("eva", "E.va", "e\nva", "E va", "\uff25va", "Ev\u034fa"):
        again = uwlr.refused("aanvraag", "admit", nummer, "--reden", "Goed.", "--namens", naam)
        assert "andere beheerder" in again
    unseen = uwlr.refused("aanvraag", "admit", nummer, "--reden", "Goed.", "--namens", "E\u200bva")
    assert "allemaal te zien" in unseen
    second = uwlr.good("aanvraag", "admit", nummer, "--reden", "Ook gezien.", "--namens", "Omar")
    assert "toegelaten" in second.stderr
    assert "/portaal/uitnodiging/" in second.stdout
    assert "klantnaam" in uwlr.refused(
        "aanvraag", "admit", nummer, "--klantnaam", "x", "--reden", "y", exit_code=2
    )


def test_a_company_is_asked_and_refused(uwlr: Uwlr) -> None:
    nummer = enter(uwlr, UWLR)
    uwlr.good("aanvraag", "judge", nummer)
    uwlr.good("aanvraag", "ask", nummer, "--vraag", "organisatie/kvk=Klopt dit?")
    shown = uwlr.json("aanvraag", "show", nummer)
    assert shown["navragen"] == [{"vraag": "organisatie/kvk", "tekst": "Klopt dit?", "antwoord": None}]
    assert "Klopt dit?" in uwlr.good("aanvraag", "show", nummer).stdout
    link = uwlr.good("aanvraag", "link", nummer).stdout
    assert "/portaal/aanvragen/verder/" in link
    assert "verwacht" in uwlr.refused("aanvraag", "ask", nummer, "--vraag", "wat", exit_code=2)
    uwlr.good("aanvraag", "withdraw", nummer)
    other = enter(uwlr, UWLR)
    uwlr.good("aanvraag", "judge", other)
    uwlr.good("aanvraag", "reject", other, "--reden", "Het doel past niet.")
    assert uwlr.json("aanvraag", "show", other)["stappen"][-1]["reden"] == "Het doel past niet."
    for words in (("show", "404"), ("judge", "404"), ("withdraw", "404")):
        gone = uwlr.refused("aanvraag", *words)
        assert gone == "Er is geen aanvraag 404. De aanvragen die er zijn: uwlr aanvraag list --all."


def test_what_is_wrong_in_a_file_is_said(uwlr: Uwlr, tmp_path: Path) -> None:
    wrong = content(UWLR)
    wrong["antwoorden"]["organisatie"]["kvk"] = "12"
    path = tmp_path / "fout.json"
    path.write_text(json.dumps(wrong), encoding="utf-8")
    refused = uwlr("aanvraag", "add", path)
    assert refused.exit_code == 1
    assert "acht cijfers" in refused.stderr
    assert "organisatie/kvk" in refused.stderr
    assert uwlr.json("aanvraag", "list", "--all") == []


MISTAKES: tuple[tuple[tuple[str, ...], object, str], ...] = (
    (("mial",), "x", "'mial' is hier niet bekend"),
    (("antwoorden", "organisatie", "staat"), "Kade 12", "'staat' is hier niet bekend"),
    (("antwoorden", "organisatie", "plaats"), "Voorbeeld\ndam", "meer dan één regel"),
    (("antwoorden", "organisatie", "plaats"), 7, "dit is geen tekst"),
    (("antwoorden", "product", "doelgroep"), "po", "dit is geen lijst"),
    (("antwoorden", "product", "productsoort"), "spel", "leermiddel, toets, ouderapp"),
    (("antwoorden", "beveiliging", "dpia"), "", "niet-nodig"),
    (("koppelingen", "raket"), {}, "'raket' is hier niet bekend"),
    (("koppelingen", "uwlr", "antwoorden", "snelheid"), "x", "'snelheid' is hier niet bekend"),
    (("koppelingen", "uwlr", "delen", "basis", "waarom"), "x", "'waarom' is hier niet bekend"),
    (("koppelingen", "uwlr", "velden", "leerling/schoenmaat"), {}, "'leerling/schoenmaat' is hier niet"),
    (("koppelingen", "uwlr", "velden", "leerling/roepnaam"), [], "dit is geen object"),
    (("koppelingen", "uwlr", "velden", "leerling/roepnaam", "gebruik"), "graag", "nodig, mag, nee"),
)


@pytest.mark.parametrize(("path", "value", "said"), MISTAKES)
def test_a_mistake_in_a_file_is_named_and_leaves_nothing(
    uwlr: Uwlr, tmp_path: Path, path: tuple[str, ...], value: object, said: str
) -> None:
    wrong = content(UWLR)
    *way, last = path
    place = wrong
    for step in way:
        place = place[step]
    place[last] = value
    bestand = tmp_path / "fout.json"
    bestand.write_text(json.dumps(wrong), encoding="utf-8")
    refused = uwlr("aanvraag", "add", bestand, COLUMNS="200")
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert uwlr.json("aanvraag", "list", "--all") == []


def test_wrong_json_has_a_line_and_a_column(uwlr: Uwlr, tmp_path: Path) -> None:
    bestand = tmp_path / "fout.json"
    bestand.write_text('{\n  "mail": iris\n}', encoding="utf-8")
    assert "kijk bij regel 2, kolom 11." in uwlr.refused("aanvraag", "add", bestand)
    bestand.write_text("[" * 100_000, encoding="utf-8")
    assert "het bestand is te diep genest." in uwlr.refused("aanvraag", "add", bestand)
    bestand.write_text("9" * 5000, encoding="utf-8")
    assert "een getal is te lang." in uwlr.refused("aanvraag", "add", bestand)
    bestand.write_bytes(b'"\xff"')
    assert "het bestand is geen UTF-8." in uwlr.refused("aanvraag", "add", bestand)


def test_the_example_of_the_documentation_can_be_entered(uwlr: Uwlr, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "portaal.rst").read_text(encoding="utf-8")
    _, _, after = text.partition(".. code-block:: json\n\n")
    example, _, _ = after.partition("\n\n``doelgroep``")
    bestand = tmp_path / "aanvraag.json"
    bestand.write_text(example, encoding="utf-8")
    nummer = uwlr.json("aanvraag", "add", bestand)["aanvraag"]
    shown = uwlr.json("aanvraag", "show", str(nummer))
    assert (shown["stand"], shown["product"]) == ("ingediend", "Leeslijst")


@pytest.mark.parametrize("text", ["", "[]", "{}", "\xff"])
def test_what_is_not_an_application(uwlr: Uwlr, tmp_path: Path, text: str) -> None:
    path = tmp_path / "fout.json"
    path.write_bytes(text.encode("latin-1"))
    assert "geen aanvraag in JSON" in uwlr.refused("aanvraag", "add", path)
