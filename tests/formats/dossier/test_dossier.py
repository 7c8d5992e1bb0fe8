"""The dossier as a file: what is written is read back, and what is wrong is named with its line."""

import io
import re
from dataclasses import replace

import pytest
import xmlschema

from tests.support.schools.builders import SCHOOL
from uwlr_service import demodata
from uwlr_service.demodata.scores import SENTINEL
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.dossier import SETINHOUD, Dossier, Dossierobject
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.dossier import read_dossier, write_dossier
from uwlr_service.formats.schemas import DOSSIER

GEGEVENS = next(iter(demodata.schools(1, 130, 7, Schooljaar("2026-2027"))))
MADE = demodata.make_dossier(GEGEVENS, 7, 2, 4)
OBJECTS = list(MADE.objecten)
DOCTYPE = b"<!DOCTYPE x [<!ENTITY a 'b'>]>"


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
    found = read(written(Dossier(school=school, objecten=())))
    assert (found.school, found.naam, list(found.objecten), list(found.berekenden)) == (school, None, [], [])


CODE = Dossierobject(
    "codewaarde", "relatiesoort/V", {"lijst": "relatiesoort", "code": "V", "omschrijving": "Vader"}
)


def broken(old: str, new: str) -> bytes:
    text = written(Dossier(school=SCHOOL, objecten=(CODE,))).decode()
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
        (DOCTYPE + written(Dossier(school=SCHOOL, objecten=())).partition(b"\n")[2], None, ""),
    ],
)  # fmt: skip
def test_what_is_not_a_dossier_is_refused_with_its_place(content: bytes, line: int | None, what: str) -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read(content)
    (melding,) = refused.value.meldingen
    assert what in f"{melding.tekst} {melding.verwacht}"
    assert line is None or melding.regel == line


@pytest.mark.parametrize("sign", ["\x85", "\x9b", "\u2028", "\u202e", "&#x85;"])
def test_a_misleading_sign_goes_out_of_a_text_and_is_counted(sign: str) -> None:
    assert read(broken("Vader", "Vader")).opgeschoond == 0
    found = read(broken("Vader", f"{sign}Va{sign}der"))
    assert (found.opgeschoond, list(found.objecten)) == (1, [CODE])


@pytest.mark.parametrize("sign", ["\x85", "\x9b", "\u2028", "\u202e", "&#x85;"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('key="relatiesoort/V"', 'key="relatiesoort/V{}"'),
        ("<code>V</code>", "<code>V{}</code>"),
        ("Vader", "{}"),
        ('brincode="99XX" dependancecode="16"', 'schoolkey="x{}"'),
    ],
)
def test_a_misleading_sign_in_a_key_or_a_code_is_refused(old: str, new: str, sign: str) -> None:
    (melding,) = refused(broken(old, new.format(sign))).meldingen
    assert "stuurteken" in melding.tekst
    assert melding.regel is not None


def test_the_name_of_a_school_in_a_dossier_is_a_text() -> None:
    found = read(broken('brincode="99XX"', 'naam="De \x85Regenboog" brincode="99XX"'))
    assert (found.naam, found.opgeschoond) == ("De Regenboog", 1)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u3000"])
def test_a_space_of_any_kind_around_a_text_means_nothing(space: str) -> None:
    assert list(read(broken("Vader", f"{space}Vader{space}")).objecten) == [CODE]


def test_white_space_around_a_value_means_nothing() -> None:
    spaced = re.sub(r"<(datum|mutatiedatum|heledag)>([^<]*)<", r"<\1>\n    \2 <", WHOLE.decode())
    assert spaced.count("\n    20") > 10
    assert list(read(spaced.encode()).objecten) == list(read(WHOLE).objecten)


WHOLE = written(demodata.make_dossier(GEGEVENS, 7, 2, 4))
FOUND = WHOLE.replace(b"<heledag>", b"\n<heledag>", 1)
AT = FOUND[: FOUND.index(b"<heledag>")].count(b"\n") + 1
"""The line of the first absentie that has a line of its own."""


def refused(content: bytes) -> DocumentOngeldig:
    with pytest.raises(DocumentOngeldig) as caught:
        read(content)
    return caught.value


@pytest.mark.parametrize("length", [*range(500, len(WHOLE), len(WHOLE) // 20), -2])
def test_a_dossier_that_breaks_off_is_refused_where_it_does(length: int) -> None:
    content = WHOLE[:length]
    assert refused(content).meldingen[0].regel == content.count(b"\n") + 1


@pytest.mark.parametrize(
    "last", [b"<heledag", b"<heledag>", b"</absenties>", b"</d:berekenden>\n", b"</d:dossier"]
)
def test_a_dossier_that_breaks_off_is_told_so(last: bytes) -> None:
    (melding,) = refused(WHOLE[: WHOLE.index(last) + len(last)]).meldingen
    assert melding.tekst.startswith("het document houdt op")


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (b"<heledag>Zo\xeb", "passen niet bij de tekenset"),
        (b"&foo;<heledag>", "een entiteit is hier niet toegestaan"),
        (b"\x01<heledag>", "in XML niet mag voorkomen"),
        (b"</heledag>", "met een andere naam afgesloten"),
        (b"& <heledag>", "staat los"),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_line(new: bytes, words: str) -> None:
    (melding,) = refused(FOUND.replace(b"<heledag>", new, 1)).meldingen
    assert (melding.regel, words in melding.tekst) == (AT, True)


@pytest.mark.parametrize(
    ("content", "sentence", "words", "line"),
    [
        (b"", "Het bestand is leeg.", "bevat niets", 1),
        (b"geen XML", "Dit is geen dossier.", "het is geen XML", 1),
        (b"PK\x03\x04", "Dit is geen dossier. Het lijkt een zipbestand", "het is geen XML", 1),
        (b"<EDEX>\n</EDEX>", "Dit is geen dossier.", "het eerste element is 'EDEX'", 1),
        (WHOLE + b"rest", "Het bestand is geen geldig", "na het laatste element", WHOLE.count(b"\n") + 1),
        (WHOLE.replace(b"\n", b"\n<!DOCTYPE d:dossier>\n", 1), "(DOCTYPE) is niet toegestaan", "DOCTYPE", 2),
    ],
)
def test_what_is_not_a_dossier_at_all_is_told_apart(
    content: bytes, sentence: str, words: str, line: int
) -> None:
    fout = refused(content)
    (melding,) = fout.meldingen
    assert sentence in fout.tekst
    assert (words in melding.tekst, melding.regel) == (True, line)


@pytest.mark.parametrize(
    ("element", "value", "verwacht"),
    [
        ("datumaanmelding", "14-11-2026", "een datum als JJJJ-MM-DD, zoals 2026-11-14"),
        ("mutatiedatum", "gisteren", "een moment met een tijdzone, zoals 2026-11-14T12:12:12+01:00"),
        ("geboortedatumonzeker", "ja", "true of false"),
        ("aantalopgaven", "-1", "een heel getal van 0 tot en met 999999"),
        ("geboorteland", "nl", "een landcode van twee hoofdletters, zoals NL, of ? voor onbekend"),
        ("leerlingnummer", "1" * 33, "hoogstens 32 tekens"),
        ("volgnummer", "100", "een getal, 99 of lager"),
        ("geslacht", "7", "0, 1, 2 of 9"),
    ],
)
def test_a_wrong_value_is_told_with_what_was_expected(element: str, value: str, verwacht: str) -> None:
    text = re.sub(f"<{element}>[^<]*", f"<{element}>{value}", WHOLE.decode(), count=1)
    (melding,) = refused(text.encode()).meldingen
    assert (melding.verwacht, melding.regel is not None) == (verwacht, True)
    assert str(melding.pad).endswith(f"/{element}")


def test_a_value_that_reads_as_a_message_is_not_believed() -> None:
    quoted = "Sanne is not accepted by the pattern 'Sanne'."
    text = re.sub("<datumaanmelding>[^<]*", f"<datumaanmelding>{quoted}", WHOLE.decode(), count=1)
    (melding,) = refused(text.encode()).meldingen
    assert melding.verwacht == "een datum als JJJJ-MM-DD, zoals 2026-11-14"


def test_a_fault_far_down_has_its_own_line() -> None:
    down = FOUND.replace(b"<absenties>", b"\n" * 70_000 + b"<absenties>")
    (melding,) = refused(down.replace(b"<heledag>", b"<heledag>nee", 1)).meldingen
    assert melding.regel == AT + 70_000


def test_a_fault_never_quotes_a_value() -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read(broken("<lijst>relatiesoort</lijst>", "<lijst>Sanne van den Berg</lijst>"))
    assert "Sanne" not in str(refused.value.meldingen)


def test_a_full_bsn_has_no_place() -> None:
    with pytest.raises(DocumentOngeldig):
        read(broken("<code>V</code>", "<code>V</code><bsn>123456782</bsn>"))


@pytest.mark.parametrize("size", [100, 1_000_000])
def test_a_file_that_is_too_large_for_a_tree_gets_its_fault_without_a_place(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("uwlr_service.formats.dossier.read.LARGEST_TREE", size)
    with pytest.raises(DocumentOngeldig) as refused:
        read(broken("<code>V</code>", "<code></code>"))
    (melding,) = refused.value.meldingen
    assert "code" in melding.tekst
    assert (melding.pad is None) == (size == 100)
