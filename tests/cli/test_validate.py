"""``uwlr validate``: documents of every known standard, judged for the person who has to mend them."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.messages.edexml import EDEXML_CORPUS, document, leerling
from tests.support.messages.soap import envelope, header, verzoek
from tests.support.schools.builders import JAAR
from uwlr_service.domain.koppeling.gegevenssets import PROFIELEN
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, SOAP
from uwlr_service.uitwisseling.keuring.documenten import PROFIELSCHEMAS

LG = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
LEERLING = (
    '<leerling key="1"><achternaam>De Proef</achternaam><roepnaam>Rik</roepnaam>'
    "<geboortedatum>2015-01-01</geboortedatum><jaargroep>4</jaargroep></leerling>"
)


def antwoord(leerlingen: str = LEERLING, xsdversie: str = "2.2") -> str:
    """An answer to HaalLeerlinggegevens, one element a line."""
    return (
        f'<leerlinggegevens_antwoord xmlns="{LG}"><leerlinggegevens>\n'
        f"<school><schooljaar>{JAAR}</schooljaar><brincode>99XX</brincode>"
        f"<xsdversie>{xsdversie}</xsdversie></school>\n<leerlingen>\n{leerlingen}\n</leerlingen>\n"
        "</leerlinggegevens></leerlinggegevens_antwoord>"
    )


def judged(uwlr: Uwlr, text: str | bytes, *args: str, exit_code: int = 1) -> list[dict[str, Any]]:
    """What a program is told about a document."""
    path = uwlr.folder / "document.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found: list[dict[str, Any]] = uwlr.json("validate", path, *args, exit_code=exit_code)
    return found


def test_a_school_is_valid(empty_uwlr: Uwlr, bestand: Path) -> None:
    result = empty_uwlr.good("validate", bestand)
    assert "geldig (EDEX 2.1)" in result.stderr
    assert empty_uwlr.json("validate", bestand) == []


@pytest.mark.parametrize("path", sorted((EDEXML_CORPUS / "goed").glob("*.xml")), ids=lambda path: path.stem)
def test_what_import_takes_is_valid(empty_uwlr: Uwlr, path: Path) -> None:
    assert empty_uwlr.json("validate", path) == []


@pytest.mark.parametrize(
    "path",
    sorted(p for p in (EDEXML_CORPUS / "fout").iterdir() if p.stem not in ("uwlr", "soap")),
    ids=lambda path: path.name,
)
def test_what_import_refuses_is_not(empty_uwlr: Uwlr, path: Path) -> None:
    found = empty_uwlr.json("validate", path, exit_code=1)
    assert found
    for melding in found:
        assert melding["bestand"] == str(path)
        assert melding["melding"]
        assert melding["verwacht"]


@pytest.mark.parametrize(
    "document",
    [
        verzoek(),
        verzoek("leerlingen", extra='<groepen><groep key="G1"/></groepen>'),
        envelope(verzoek(), header("sleutel")),
        envelope(antwoord()),
        envelope(f'<structuur_antwoord xmlns="{LG}"><geengegevens/></structuur_antwoord>'),
        envelope("<s:Fault><faultcode>s:Client</faultcode><faultstring>Nee</faultstring></s:Fault>"),
        antwoord(xsdversie="2.1"),
        antwoord('<leerling eckid="https://ketenid.nl/1"><roepnaam>Rik</roepnaam></leerling>', "2.3"),
    ],
)
def test_messages_are_valid(empty_uwlr: Uwlr, document: str | bytes) -> None:
    assert judged(empty_uwlr, document, exit_code=0) == []


NAMED = '<leerling key="1"><roepnaam>R</roepnaam>{}</leerling>'


@pytest.mark.parametrize(
    ("leerling", "pad", "verwacht"),
    [
        (NAMED.format("<geslacht>5</geslacht>"), "geslacht", "0, 1, 2 of 9"),
        (NAMED.format("<geboortedatum>gisteren</geboortedatum>"), "geboortedatum", "een datum"),
        (NAMED.format("<jaargroep>9</jaargroep>"), "jaargroep", "B, D, 0, 1"),
        (NAMED.format("<bsn_ondwnr-4>12</bsn_ondwnr-4>"), "bsn_ondwnr-4", "vier cijfers"),
        (NAMED.format("<mutatiedatum>nu</mutatiedatum>"), "mutatiedatum", "een moment"),
        (NAMED.format("<onzin/>"), "onzin", "geboortedatum"),
        (NAMED.format("tekst"), "leerling", "alleen elementen"),
        ('<leerling key="1"><roepnaam></roepnaam></leerling>', "roepnaam", "minstens 1 teken"),
        ('<leerling key="1"><geslacht>1</geslacht></leerling>', "geslacht", "achternaam of roepnaam"),
        ("<leerling><roepnaam>R</roepnaam></leerling>", "leerling", "het attribuut key"),
        (
            '<leerling key="1" b="2"><roepnaam>R</roepnaam></leerling>',
            "leerling",
            "leerling zonder dit attribuut",
        ),
    ],
)
def test_each_fault_has_its_place_and_what_was_expected(
    empty_uwlr: Uwlr, leerling: str, pad: str, verwacht: str
) -> None:
    melding = judged(empty_uwlr, envelope(antwoord(leerling)))[0]
    assert melding["regel"] == 4
    assert melding["pad"].startswith("/leerlinggegevens_antwoord/leerlinggegevens/leerlingen/")
    assert pad in melding["pad"].rpartition("/")[2]
    assert verwacht in melding["verwacht"]


def test_a_reference_that_leads_nowhere(empty_uwlr: Uwlr) -> None:
    (melding,) = judged(
        empty_uwlr, antwoord('<leerling key="1"><roepnaam>R</roepnaam><groep key="G"/></leerling>')
    )
    assert melding["verwacht"] == "een key die in het document staat"


def test_values_are_not_quoted(empty_uwlr: Uwlr) -> None:
    path = _write(empty_uwlr, antwoord(NAMED.format("<jaargroep>Zeldzaam</jaargroep>")))
    result = empty_uwlr("validate", path)
    assert result.exit_code == 1
    assert "Zeldzaam" not in result.stdout + result.stderr


def _write(uwlr: Uwlr, text: str) -> Path:
    path = uwlr.folder / "document.xml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("versie", "leerling", "tekst"),
    [
        ("2.1", '<leerling key="1" eckid="e"><roepnaam>R</roepnaam></leerling>', "eckid"),
        ("2.1", f'<leerling key="{"k" * 65}"><roepnaam>R</roepnaam></leerling>', "te lang"),
        ("2.3", "<leerling><roepnaam>R</roepnaam></leerling>", "geen eckid en geen key"),
    ],
)
def test_what_a_version_adds_to_its_schema(empty_uwlr: Uwlr, versie: str, leerling: str, tekst: str) -> None:
    (melding,) = judged(empty_uwlr, antwoord(leerling, versie))
    assert tekst in melding["melding"]
    assert melding["regel"] == 4


def test_a_request_with_years_that_do_not_follow(empty_uwlr: Uwlr) -> None:
    (melding,) = judged(empty_uwlr, verzoek(schooljaar="2024-2026"))
    assert melding["pad"] == "/leerlinggegevens_verzoek/schooljaar"


def test_the_version_can_be_forced(empty_uwlr: Uwlr) -> None:
    met_eckid = antwoord('<leerling key="1" eckid="e"><roepnaam>R</roepnaam></leerling>', "2.2")
    assert judged(empty_uwlr, met_eckid, exit_code=0) == []
    assert judged(empty_uwlr, met_eckid, "--versie", "2.1")[0]["verwacht"] == "alleen het attribuut key"


def test_a_version_that_a_standard_does_not_have(empty_uwlr: Uwlr, bestand: Path) -> None:
    (melding,) = empty_uwlr.json("validate", bestand, "--versie", "2.2", exit_code=1)
    assert melding["verwacht"] == "2.0 of 2.1"


def test_a_profile_narrows_the_data(empty_uwlr: Uwlr) -> None:
    met_geslacht = LEERLING.replace("<jaargroep>", "<geslacht>1</geslacht><jaargroep>")
    assert judged(empty_uwlr, envelope(antwoord()), "--profiel", "smalle-set", exit_code=0) == []
    found = judged(empty_uwlr, envelope(antwoord(met_geslacht)), "--profiel", "smalle-set")
    assert "geslacht" in found[0]["pad"]
    assert judged(empty_uwlr, envelope(antwoord()), "--profiel", "lvs-set")


def test_a_profile_has_nothing_to_say_of_a_request(empty_uwlr: Uwlr) -> None:
    result = empty_uwlr.good("validate", _write(empty_uwlr, verzoek()), "--profiel", "smalle-set")
    assert "zonder gegevens voor profiel smalle-set" in result.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("document", "tekst"),
    [
        ("<school/>", "geen standaard"),
        ("geen xml", "geen XML"),
        ("", "niets"),
        ('<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>', "DOCTYPE"),
        (antwoord(xsdversie="9.9"), "wordt hier niet ondersteund"),
        (envelope(""), "geen inhoud"),
    ],
)
def test_what_is_not_recognised(empty_uwlr: Uwlr, document: str | bytes, tekst: str) -> None:
    (melding,) = judged(empty_uwlr, document)
    assert tekst in melding["melding"]
    assert melding["verwacht"]


def test_several_files_are_judged_each_by_its_own_standard(empty_uwlr: Uwlr, bestand: Path) -> None:
    wrong = empty_uwlr.folder / "fout.xml"
    wrong.write_text(verzoek(xsdversie="2.2", schooljaar="nu"))
    result = empty_uwlr("validate", bestand, wrong)
    assert result.exit_code == 1
    # The path may be so long that the line is broken anywhere.
    assert "school.xml:geldig" in "".join(result.stderr.split())
    assert "fout.xml:1fout(leerlinggegevens_verzoek2.2)" in "".join(result.stdout.split())


def test_a_file_that_is_not_there(empty_uwlr: Uwlr) -> None:
    assert "nergens.xml" in empty_uwlr.refused("validate", "nergens.xml", exit_code=2)


def test_more_faults_than_anyone_mends(empty_uwlr: Uwlr) -> None:
    many = "".join(f'<leerling key="{n}"><roepnaam/></leerling>' for n in range(1500))
    result = empty_uwlr("validate", _write(empty_uwlr, antwoord(many)))
    assert result.exit_code == 1
    assert "de eerste 100 fouten" in " ".join(result.stdout.split())


def test_each_profile_that_can_be_chosen_has_a_schema() -> None:
    assert tuple(PROFIELSCHEMAS) == PROFIELEN


@pytest.mark.parametrize("kind", ["onbekend", "x:onbekend", "a\x85b", "x:\u202e", "", "{}", "9", "xs:string"])
@pytest.mark.parametrize("element", ["EDEX", "school", "leerling", "roepnaam"])
def test_a_type_that_nobody_knows_is_a_finding(uwlr: Uwlr, element: str, kind: str) -> None:
    named = f'<{element} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="{kind}"'
    bestand = uwlr.folder / "school.xml"
    bestand.write_text(document(leerling()).decode().replace(f"<{element}", named, 1))
    result = uwlr("validate", bestand)
    assert result.exit_code == 1
    assert all(line.isprintable() for line in (result.stdout + result.stderr).splitlines())


@pytest.mark.parametrize("body", ["", "<s:Body/>"])
def test_an_envelope_without_content_is_a_finding(empty_uwlr: Uwlr, body: str) -> None:
    (found,) = judged(empty_uwlr, f'<s:Envelope xmlns:s="{SOAP}">{body}</s:Envelope>')
    assert "De envelop heeft geen inhoud" in str(found)


def test_a_message_with_results_is_judged_by_its_own_schema(empty_uwlr: Uwlr) -> None:
    found = judged(
        empty_uwlr, f'<leerresultaten_verzoek xmlns="{LEERRESULTATEN}"><onzin/></leerresultaten_verzoek>'
    )
    assert "onzin" in str(found)
