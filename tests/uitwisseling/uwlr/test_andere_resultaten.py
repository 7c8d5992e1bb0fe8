"""Results of a type that partners agreed on: taken, kept as they came, and judged by the agreed schema."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.messages.soap import Answer
from tests.support.schools.builders import SCHOOL
from uwlr_service.config import ConfigFout, Settings
from uwlr_service.domain.fouten import TypenOngeldig
from uwlr_service.domain.uwlr.resultaat import AnderResultaat
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.formats.uwlr.andere_resultaten import agreed
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, XSI
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

SCHEMA = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:lr="{LEERRESULTATEN}"
  targetNamespace="urn:uitgever" elementFormDefault="qualified">
  <xs:import namespace="{LEERRESULTATEN}" schemaLocation="http://nergens.example/niet-opgehaald.xsd"/>
  <xs:complexType name="Niveau">
    <xs:complexContent>
      <xs:extension base="lr:ctpAnderResultaatType">
        <xs:sequence><xs:element name="niveau" type="xs:integer"/></xs:sequence>
      </xs:extension>
    </xs:complexContent>
  </xs:complexType>
</xs:schema>"""
Send = Callable[..., Answer]


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """The settings of a service that agreed on one type."""
    path = tmp_path / "eigen typen.xsd"
    path.write_text(SCHEMA)
    return Settings.from_environment(
        {
            "UWLR_DATABASE_URL": database_url,
            "UWLR_VAR": str(tmp_path / "var"),
            "UWLR_ANDERE_RESULTATEN": str(path),
        }
    )


@pytest.fixture
def send(application, uitgifte) -> Send:
    """Send one result of a type, with what it holds, in a version of the standard."""

    def send(type_: str, inner: str, xsdversie: str) -> Answer:
        names = f'xmlns:xsi="{XSI}" xmlns:u="urn:uitgever"'
        uitslag = f'<anderresultaat {names} xsi:type="{type_}">{inner}</anderresultaat>'
        afname = toetsafname("L1", resultaat("R1", uitslag=uitslag))
        return call(application, bericht(uitgifte.sleutel, afname, xsdversie=xsdversie), BRENG)

    return send


@pytest.mark.parametrize("xsdversie", ["2.1", "2.2", "2.3"])
def test_an_agreed_type_is_taken_and_kept_as_it_came(send: Send, database, xsdversie: str) -> None:
    answer = send("u:Niveau", "<andere_score>A</andere_score><u:niveau>3</u:niveau>", xsdversie)
    assert answer.status == 200, answer.content
    (regel,) = Resultatenoverzicht(database).of_school(SCHOOL, Resultatenfilter())
    uitslag = regel.resultaat.uitslag
    assert isinstance(uitslag, AnderResultaat)
    assert uitslag.type == "{urn:uitgever}Niveau"
    kept = etree.fromstring(uitslag.xml)
    assert kept.findtext("{urn:uitgever}niveau") == "3"
    assert regel.norm is None


@pytest.mark.parametrize(
    ("type_", "inner", "says"),
    [
        ("u:Niveau", "<u:niveau>hoog</u:niveau>", "'niveau'"),
        ("u:Ander", "<u:niveau>3</u:niveau>", "xsi:type 'Ander' is niet bekend"),
        ("ctpAnderResultaatType", "", "abstract type"),
    ],
)
def test_anything_else_is_refused_with_its_place(send: Send, database, type_: str, inner: str, says: str):
    answer = send(type_, inner, "2.2")
    assert answer.faultcode == "Client.OngeldigBericht"
    assert says in answer.faultstring
    assert 'key="R1"' in answer.content.decode()
    assert not Resultatenoverzicht(database).of_school(SCHOOL, Resultatenfilter())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<xs:schema", "een tag is niet afgesloten met > (regel 1)"),
        (SCHEMA.replace("lr:ctpAnder", "lr:ctpGeen"), "een type, element of attribuut dat er niet is"),
        (SCHEMA.replace("<xs:complexType", "<xs:niets/><xs:complexType"), "niet toelaat"),
        ("<schema/>", "geen XML Schema"),
        ("<!DOCTYPE a>" + SCHEMA, "geen XML Schema zonder DOCTYPE"),
        (SCHEMA.replace(' targetNamespace="urn:uitgever"', ""), "geen eigen targetNamespace"),
        (SCHEMA.replace("lr:ctpAnder", "lr:ctpGeen"), "regel 4"),
        (SCHEMA.replace("<xs:complexType", '<xs:include schemaLocation="x.xsd"/><xs:complexType'), "regel 4"),
        (SCHEMA.replace(f'namespace="{LEERRESULTATEN}" s', 'namespace="urn:x" s'), "regel 3"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "eigen.xsd"
    path.write_text(content)
    with pytest.raises(TypenOngeldig, match=r"eigen\.xsd") as raised:
        agreed([path])
    assert says in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigFout, match=r"UWLR_ANDERE_RESULTATEN .*weg\.xsd"):
        Settings.from_environment({"UWLR_VAR": str(tmp_path), "UWLR_ANDERE_RESULTATEN": "weg.xsd"})


def test_an_invalid_host_is_named_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigFout, match=r"UWLR_VOCABULAIRE_HOSTS .*geen host"):
        Settings.from_environment({"UWLR_VAR": str(tmp_path), "UWLR_VOCABULAIRE_HOSTS": "https://a.example"})
