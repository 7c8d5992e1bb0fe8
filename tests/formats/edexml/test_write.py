"""What is written, and what is refused."""

import dataclasses
import io
from datetime import UTC, datetime

import pytest
from lxml import etree

from tests.support.messages.edexml import EDEXML_CORPUS, errors, read
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Schoolcode, Toevoeging
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml

SCHOOL = School(code=Schoolcode("99XX"), schooljaar=Schooljaar("2026-2027"))
BRAM = Leerling(key="L1", roepnaam="Bram", jaargroep="4")


def written(gegevens: Schoolgegevens, versie: str = "2.1") -> bytes:
    data = b"".join(edexml.write(gegevens, versie))
    assert errors(data, versie) == []
    return data


def tree(gegevens: Schoolgegevens, versie: str = "2.1") -> etree._Element:
    return etree.fromstring(written(gegevens, versie))


def test_the_smallest_document() -> None:
    assert written(Schoolgegevens(school=SCHOOL, leerlingen=(BRAM,))).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd">\n'
        "<school>\n<schooljaar>2026-2027</schooljaar>\n<brincode>99XX</brincode>\n"
        "<dependancecode>00</dependancecode>\n<xsdversie>2.1</xsdversie>\n</school>\n"
        '<leerlingen>\n<leerling key="L1">\n<roepnaam>Bram</roepnaam>\n<jaargroep>4</jaargroep>\n'
        "</leerling>\n</leerlingen>\n</EDEX>\n"
    )


def test_a_moment_has_the_dutch_offset() -> None:
    winter = dataclasses.replace(BRAM, mutatiedatum=datetime(2026, 12, 1, 12, 0, 0, 999, UTC))
    root = tree(Schoolgegevens(school=SCHOOL, leerlingen=(winter,)))
    assert root.findtext("leerlingen/leerling/mutatiedatum") == "2026-12-01T13:00:00+01:00"


@pytest.mark.parametrize(
    "text", ["]]>", "<b>&amp;", "\"'", "a\rb\r\nc", "a\tb\nc", "𝄞a\u200db\u00ad", "  spaties  ", ""]
)
def test_text_comes_back_as_it_was(text: str) -> None:
    remark = Toevoeging("code", text, text)
    bram = dataclasses.replace(BRAM, key=f"L{text}1", toevoegingen=(remark,))
    gegevens = Schoolgegevens(school=dataclasses.replace(SCHOOL, commentaar=text), leerlingen=(bram,))
    assert read(written(gegevens)).gegevens == gegevens


def test_everybody_stays_in_place() -> None:
    pupils = tuple(dataclasses.replace(BRAM, key=key) for key in ("Z", "A", "10", "9", "é"))
    root = tree(Schoolgegevens(school=SCHOOL, leerlingen=pupils))
    assert [pupil.get("key") for pupil in root.iterfind("leerlingen/leerling")] == ["Z", "A", "10", "9", "é"]


@pytest.mark.parametrize("versie", ["2.0", "2.1"])
def test_a_school_without_pupils_is_not_edexml(versie: str) -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        edexml.write(Schoolgegevens(school=SCHOOL), versie)
    assert "ten minste een leerling" in refused.value.meldingen[0].tekst


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(DocumentOngeldig, match=r"wel 2\.0 en 2\.1"):
        edexml.write(Schoolgegevens(school=SCHOOL, leerlingen=(BRAM,)), "1.0.3")


def test_2_0_leaves_the_eckid_out_and_describes_a_late_role() -> None:
    full = read((EDEXML_CORPUS / "goed" / "volledig-2.1.xml").read_bytes()).gegevens
    data = written(full, "2.0")
    assert b"eckid" not in data
    again = read(data)
    assert again.versie == "2.0"
    teacher = again.gegevens.leerkrachten[0]
    assert teacher.groepen[0].rollen == (Rol(omschrijving="Toetsafnameleider"), Rol(omschrijving="Vervanger"))
    without = dataclasses.replace(full.leerlingen[0], eckid=None)
    assert again.gegevens.leerlingen == (without, *full.leerlingen[1:])


def test_2_0_never_cuts_a_key() -> None:
    long = "k" * 65
    gegevens = Schoolgegevens(
        school=dataclasses.replace(SCHOOL, schoolkey=long),
        leerlingen=(BRAM, dataclasses.replace(BRAM, key=long)),
        leerkrachten=(Leerkracht(key=long + "2", roepnaam="Noor"),),
    )
    with pytest.raises(DocumentOngeldig) as refused:
        edexml.write(gegevens, "2.0")
    assert [melding.key for melding in refused.value.meldingen] == [long, long, long + "2"]
    assert "telt 65 tekens" in refused.value.meldingen[0].tekst
    assert read(written(gegevens)).gegevens == gegevens


def test_a_school_is_never_written_without_what_it_is_known_by() -> None:
    only_code = School(
        code=Schoolcode(schoolkey="S1"), schooljaar=Schooljaar("2026-2027"), instellingsnummer="1234"
    )
    root = tree(Schoolgegevens(school=only_code, leerlingen=(BRAM,)))
    assert root.findtext("school/instellingsnummer") == "1234"
    assert root.findtext("school/schoolkey") == "S1"


def test_a_teacher_with_both_kinds_of_groups_keeps_their_order() -> None:
    full = read((EDEXML_CORPUS / "goed" / "volledig-2.1.xml").read_bytes()).gegevens
    mixed = (Groepsbinding("S1", samengesteld=True), Groepsbinding("G2"), Groepsbinding("G1"))
    teacher = dataclasses.replace(full.leerkrachten[0], groepen=mixed)
    gegevens = dataclasses.replace(full, leerkrachten=(teacher,))
    assert edexml.read(io.BytesIO(written(gegevens))).gegevens == gegevens


def test_a_large_school_is_written_in_pieces() -> None:
    pupils = tuple(dataclasses.replace(BRAM, key=str(number)) for number in range(1_000))
    pieces = list(edexml.write(Schoolgegevens(school=SCHOOL, leerlingen=pupils)))
    assert len(pieces) > 10
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 5
