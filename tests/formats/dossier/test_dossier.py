"""The dossier as a file: what is written is read back, and what is wrong is named with its line."""

import io
from dataclasses import replace

import pytest
import xmlschema
from builders import SCHOOL

from uwlr_service import demodata
from uwlr_service.demodata.scores import SENTINEL
from uwlr_service.domain.dossier import SETINHOUD, Dossier, Dossierobject
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school import Schoolcode
from uwlr_service.domain.schooljaar import Schooljaar
from uwlr_service.formats.dossier import read_dossier, write_dossier
from uwlr_service.formats.schemas import DOSSIER

GEGEVENS = next(iter(demodata.schools(1, 130, 7, Schooljaar("2026-2027"))))
MADE = demodata.make_dossier(GEGEVENS, 7, 2, 4)
OBJECTS = list(MADE.objecten)


def written(dossier: Dossier) -> bytes:
    return b"".join(write_dossier(dossier))


def read(content: bytes) -> Dossier:
    return read_dossier(io.BytesIO(content))


def test_the_generator_fills_every_kind() -> None:
    assert {one.entiteit for one in OBJECTS} == {kind for inhoud in SETINHOUD.values() for kind in inhoud}


def test_what_is_written_is_read_back() -> None:
    found = read(written(replace(MADE, objecten=OBJECTS)))
    assert (found.school, found.naam) == (MADE.school, MADE.naam)
    assert list(found.objecten) == OBJECTS
    berekenden = list(found.berekenden)
    assert berekenden
    assert all(one.waarde.startswith(SENTINEL) for one in berekenden)


def test_a_dossier_is_valid_for_another_reader_too() -> None:
    small = [
        one
        for one in OBJECTS
        if one.key.endswith(("-5", "-12")) or one.entiteit in ("codewaarde", "verzorger")
    ]
    schema = xmlschema.XMLSchema(str(DOSSIER.path))
    assert not list(schema.iter_errors(io.BytesIO(written(replace(MADE, objecten=small, berekenden=())))))


@pytest.mark.parametrize("school", [Schoolcode("99XX", "16"), Schoolcode(schoolkey="zonder <BRIN>")])
def test_an_empty_dossier_still_names_its_school(school: Schoolcode) -> None:
    found = read(written(Dossier(school, ())))
    assert (found.school, found.naam, list(found.objecten), list(found.berekenden)) == (school, None, [], [])


CODE = Dossierobject(
    "codewaarde", "relatiesoort/V", {"lijst": "relatiesoort", "code": "V", "omschrijving": "Vader"}
)


def broken(old: str, new: str) -> bytes:
    text = written(Dossier(SCHOOL, (CODE,))).decode()
    assert old in text
    return text.replace(old, new).encode()


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (broken("<code>V</code>", ""), 5, "code"),
        (broken("<code>V</code>", "<code></code>"), 5, "code"),
        (broken("</codewaarden>", '<codewaarde key="relatiesoort/V"><lijst>relatiesoort</lijst><code>V</code>'
                "<omschrijving>V</omschrijving></codewaarde></codewaarden>"), None, ""),
        (broken("<codewaarden>", "<leerlingdetails>"), None, ""),
        (broken('brincode="99XX"', 'brincode="9XXX"'), 3, "brincode"),
        (broken('brincode="99XX" dependancecode="16"', ""), 3, "brincode of een schoolkey"),
        (broken('versie="1.0"', 'versie="2.0"'), 2, "versie"),
        (b"<dossier/>", 1, "dossier"),
        (b"", None, ""),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + written(Dossier(SCHOOL, ())).partition(b"\n")[2], None, ""),
    ],
)  # fmt: skip
def test_what_is_no_dossier_is_refused_with_its_place(content: bytes, line: int | None, what: str) -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read(content)
    (melding,) = refused.value.meldingen
    assert what in melding.tekst
    assert line is None or melding.regel == line


def test_a_fault_never_quotes_a_value() -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read(broken("<lijst>relatiesoort</lijst>", "<lijst>Sanne van den Berg</lijst>"))
    assert "Sanne" not in str(refused.value.meldingen)


def test_a_full_bsn_has_no_place() -> None:
    with pytest.raises(DocumentOngeldig):
        read(broken("<code>V</code>", "<code>V</code><bsn>123456782</bsn>"))
