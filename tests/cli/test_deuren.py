"""One mistake in one document is told in the same words by ``uwlr validate`` and by its own door."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.callers import call
from tests.support.commandline import Uwlr
from tests.support.messages import results, soap
from tests.support.messages.edexml import EDEXML_CORPUS, document, leerling
from tests.support.messages.vocabularies import vdex
from uwlr_service import demodata
from uwlr_service.formats.dossier import write_dossier
from uwlr_service.formats.uwlr.namespaces import FOUT, LEERRESULTATEN, TOETSDEFINITIES

Faults = list[tuple[str, int | None, str | None, str | None]]
"""Of each fault the sentence, the line, the path and what was expected."""
WIDE = "400"
GOOD = document(leerling("L1") + "\n" + leerling("L2")).decode()
DECLARATION = '<?xml version="1.0" encoding="{}"?>\n'
OTHERS = ("ander-element.xml", "dossier.xml", "soap.xml", "uwlr.xml", "webpagina.html")
"""Files that only look like another document to the import of EDEXML."""
EDEXML = {
    path.name: path.read_bytes()
    for path in sorted((EDEXML_CORPUS / "fout").iterdir())
    if path.name not in OTHERS
} | {
    "a temporary key": GOOD.replace('"L2"', '"#17"').replace("4</jaargroep>", "9</jaargroep>", 1).encode(),
    "a reference": GOOD.replace("</leerling>", '<groep key="G9"/></leerling>', 1).encode(),
    "a date": GOOD.replace("<jaargroep>", "<geboortedatum>2016-02-30</geboortedatum><jaargroep>", 1).encode(),
    "utf-16": (DECLARATION.format("utf-16") + GOOD).encode(),
    "utf-32": (DECLARATION.format("UTF-32") + GOOD).encode(),
    "nothing": b"",
    "a line before the declaration": ("\n" + DECLARATION.format("UTF-8") + GOOD).encode(),
    "a tag": GOOD.replace("</roepnaam>", "</naam>", 1).encode(),
    "an attribute": GOOD.replace('key="L2"', "key").encode(),
    "a type of the document": GOOD.replace("<EDEX", '<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
                                           ' xsi:type="onbekend"').encode(),
    "a document type": GOOD.replace("<EDEX", "<!DOCTYPE EDEX>\n<EDEX", 1).encode(),
    "a prefix": GOOD.replace("<school>", "<p:school>").replace("</school>", "</p:school>").encode(),
    "a prefix of the document": GOOD.replace("EDEX>", "p:EDEX>").encode(),
    "a control character": GOOD.replace("Bram", "Bram\x01", 1).encode(),
    "one pupil": document('<leerling key="L1"><roepnaam/></leerling>'),
}  # fmt: skip


def validated(uwlr: Uwlr, path: Path) -> Faults:
    return _of_records(json.loads(uwlr("validate", path, "--json").stdout_bytes))


def _of_records(records: list[dict[str, Any]]) -> Faults:
    return [(fault["melding"], fault["regel"], fault["pad"], fault["verwacht"]) for fault in records]


def as_file(uwlr: Uwlr, data: bytes) -> Path:
    path = uwlr.folder / "document.xml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", EDEXML)
def test_edexml(uwlr: Uwlr, name: str) -> None:
    path = as_file(uwlr, EDEXML[name])
    imported = uwlr.json("edexml", "import", path, exit_code=1)
    tried = uwlr.json("edexml", "import", "--proef", path, exit_code=1)
    faults = validated(uwlr, path)
    assert faults == _of_records(imported["meldingen"]) == _of_records(tried["meldingen"])
    assert all(verwacht for _, _, _, verwacht in faults)


DOSSIER = b"".join(write_dossier(demodata.make_dossier(next(iter(demodata.schools(1, 5, 1))), 1, 1))).decode()
DOSSIERS = {
    "a date": re.sub("<datumaanmelding>[^<]*", "<datumaanmelding>gisteren", DOSSIER, count=1),
    "two values": re.sub("<heledag>[^<]*", "<heledag>nee", DOSSIER, count=2),
    "a version": DOSSIER.replace('versie="1.0"', 'versie="7"'),
    "not well-formed": DOSSIER.replace("</heledag>", "</dag>", 1),
    "a part": DOSSIER[:4000],
    "a sign": re.sub('key="', 'key="\u202e', DOSSIER, count=1),
}
TOETS = results.toets(normen=results.norm("a", 0, 5) + results.norm("b", 4, 9))
DEFINITIES = {
    "norms": TOETS,
    "a number": results.toets().replace("<beginnormwaarde>0", "<beginnormwaarde>nul"),
    "not well-formed": results.toets().replace("</toetsnaam>", "</naam>"),
}
VDEX = {
    "a term": vdex("goed", inner="<term/>"),
    "no name": vdex("goed", identifier=" "),
    "a part": vdex("x")[:90],
}
FILES: dict[str, tuple[bytes, Callable[[Path], tuple[str | Path, ...]]]] = {
    **{
        f"dossier, {name}": (text.encode(), lambda path: ("dossier", "import", path))
        for name, text in DOSSIERS.items()
    },
    **{
        f"toetsdefinities, {name}": (
            f'<Toetsdefinities xmlns="{TOETSDEFINITIES}">\n<toetsen xmlns="{LEERRESULTATEN}">{text}</toetsen>'
            "</Toetsdefinities>".encode(),
            lambda path: ("toetsdefinities", "import", path, "--klantcode", "U1"),
        )
        for name, text in DEFINITIES.items()
    },
    **{
        f"vocabulaire, {name}": (data, lambda path: ("vocabulaire", "import", path))
        for name, data in VDEX.items()
    },
}


@pytest.mark.usefixtures("koppeling")
@pytest.mark.parametrize("name", FILES)
def test_other_files(uwlr: Uwlr, name: str) -> None:
    data, command = FILES[name]
    path = as_file(uwlr, data)
    result = uwlr(*command(path), COLUMNS=WIDE)
    assert result.exit_code == 1
    faults = validated(uwlr, path)
    assert faults
    lines = [line.strip() for line in result.stderr.splitlines()]
    told = [line for line in lines if any(tekst in line for tekst, *_ in faults)]
    assert len(told) == len(faults)
    at = 0
    for tekst, regel, pad, verwacht in faults:
        at = next(number for number, line in enumerate(lines) if number > at and tekst in line)
        assert regel is None or re.search(rf"\b{regel}\b", lines[at])
        assert all(part in " ".join(lines[at : at + 4]) for part in (pad, verwacht) if part)


LEERLING = results.toetsafname("L1", results.resultaat("R1"))
TWO = results.toetsafname("L1", results.resultaat("R1", "7,5"), results.resultaat("R2", datum="02-11-2026"))
TWICE = results.toetsafname("L1", results.resultaat("R1"), results.resultaat("R1"))
MESSAGES = {
    "a year": soap.verzoek(schooljaar="2026/2027"),
    "years that do not follow": soap.verzoek(schooljaar="2026-2028"),
    "several fields": soap.verzoek(brincode="99xx", dependancecode="0", laatstontvangengegevens="gisteren"),
    "a version": soap.verzoek(xsdversie="9.9"),
    "a set": soap.verzoek(gegevenssetid="mijnset"),
    "an order": soap.verzoek(extra="<schooljaar>2026-2027</schooljaar>"),
    "groups": soap.verzoek("leerlingen", extra="<groepen><groep/>\n<groep sleutel='1'/></groepen>"),
    "two results": results.verzoek(TWO),
    "a test": results.verzoek(results.toetsafname("L1", results.resultaat(code="T9"))),
    "a moment to come": results.verzoek(aanmaakdatum="2099-01-01T00:00:00Z"),
    "norms": results.verzoek(toetsen=TOETS),
    "a key twice": results.verzoek(
        results.toetsafname("L1", results.resultaat("R1"), results.resultaat("R1"))
    ),
    "a day that nobody can keep": results.verzoek(
        results.toetsafname("L1", results.resultaat(datum="12026-11-02"))
    ),
    "no namespace": soap.verzoek().replace(" xmlns=", " naam="),
}
BROKEN = {
    "a tag": lambda message: message.replace(b"</schooljaar>", b"</jaar>"),
    "an attribute": lambda message: message.replace(b"<s:Body>", b"<s:Body id>"),
    "utf-16": lambda message: DECLARATION.format("utf-16").encode() + message,
    "utf-32": lambda message: DECLARATION.format("utf-32").encode() + message,
    "a comment": lambda message: message.replace(b"<s:Body>", b"<s:Body><!-- -- -->"),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages(uwlr: Uwlr, application: Any, uitgifte: Any, name: str) -> None:
    message = soap.envelope("\n" + MESSAGES[name] + "\n", soap.header(uitgifte.sleutel))
    faults = validated(uwlr, as_file(uwlr, message))
    assert [_without_clock(fault) for fault in faults] == [
        _without_clock(fault) for fault in answered(application, message)
    ]


def _without_clock(fault: tuple[Any, ...]) -> tuple[Any, ...]:
    """A fault without the moment at which it was found."""
    return (re.sub(r"klok staat op \S+", "", fault[0]), *fault[1:])


ENVELOPES = {
    "a part of the header": lambda head: soap.envelope(soap.verzoek(), head.replace("klantcode>", "code>")),
    "text in the header": lambda head: soap.envelope(soap.verzoek(), head.replace("<a:klantn", "x<a:klantn")),
    "another header": lambda head: soap.envelope(soap.verzoek(), head.replace("/autorisatie", "/aut")),
    "a mandatory header": lambda head: soap.envelope(
        soap.verzoek(), head + '<w:Security xmlns:w="u" s:mustUnderstand="1"/>'
    ),
    "two requests": lambda head: soap.envelope(soap.verzoek() + soap.verzoek(), head),
    "a Header of another name": lambda head: soap.envelope(soap.verzoek(), head).replace(
        b"s:Header", b"s:Kop"
    ),
    "SOAP 1.2": lambda head: soap.envelope(soap.verzoek(), head).replace(
        b"http://schemas.xmlsoap.org/soap/envelope/", b"http://www.w3.org/2003/05/soap-envelope"
    ),
}


@pytest.mark.parametrize("name", ENVELOPES)
def test_envelopes(uwlr: Uwlr, application: Any, uitgifte: Any, name: str) -> None:
    message = ENVELOPES[name](soap.header(uitgifte.sleutel)).replace(b"<s:Body>", b"\n<s:Body>")
    faults = validated(uwlr, as_file(uwlr, message))
    told = answered(application, message)
    assert told == faults or (told, faults[0][0]) == ([], call(application, message).faultstring)
    assert len(faults) == 1


@pytest.mark.parametrize("name", BROKEN)
def test_messages_that_are_not_xml(uwlr: Uwlr, application: Any, uitgifte: Any, name: str) -> None:
    good = soap.envelope("\n" + soap.verzoek() + "\n", soap.header(uitgifte.sleutel))
    message = BROKEN[name](good)
    assert validated(uwlr, as_file(uwlr, message)) == answered(application, message)


def answered(application: Any, message: bytes) -> Faults:
    """The findings in a fault; no character set is named by HTTP."""
    answer = call(application, message, CONTENT_TYPE="text/xml")
    assert answer.status == 500
    found: dict[tuple[str, int | None, str | None, str | None], None] = {}
    for melding in answer.root.iter(f"{{{FOUT}}}melding"):
        regel = melding.get("regel")
        fault = (
            melding.text or "",
            int(regel) if regel else None,
            melding.get("pad"),
            melding.get("verwacht"),
        )
        found[fault] = None  # a staged fault has each finding twice
    assert not re.search(r"ERR_|\b(is|not|of the)\b[^;]*\bvalue\b", answer.faultstring)
    return list(found)


def test_the_other_documents_are_still_judged_by_their_schema(uwlr: Uwlr) -> None:
    root = etree.fromstring(soap.verzoek())
    root.tag = root.tag.replace("verzoek", "antwoord")
    assert validated(uwlr, as_file(uwlr, etree.tostring(root)))
