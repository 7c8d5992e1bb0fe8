"""Any valid message with results goes into the domain and comes back out as it was."""

import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.hypothesis_profiles import examples
from tests.support.schools.result_strategies import leerresultaten
from uwlr_service.domain.uwlr.plaats import TOETSDEFINITIES
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.formats import parsing, schemas
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten
from uwlr_service.formats.uwlr.toetsen import read_toetsen
from uwlr_service.formats.uwlr.write_resultaten import write_leerresultaten
from uwlr_service.formats.uwlr.write_toetsen import write_toetsdefinities


def judged(bericht: Leerresultaten) -> etree._Element:
    """The written message, judged by its schema."""
    element = parsing.parse(write_leerresultaten(bericht))
    schemas.LEERRESULTATEN[bericht.xsdversie].compiled().assertValid(element)
    return element


@pytest.mark.parametrize("xsdversie", ["2.2", "2.3"])
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=examples(40))
@given(data=st.data())
def test_a_message_is_read_back_as_it_was_written(xsdversie: str, data: st.DataObject) -> None:
    bericht = data.draw(leerresultaten(xsdversie))
    again = read_leerresultaten(judged(bericht))
    assert again == bericht
    assert write_leerresultaten(again) == write_leerresultaten(bericht)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=examples(40))
@given(leerresultaten())
def test_definitions_are_read_back_from_a_document_of_their_own(bericht: Leerresultaten) -> None:
    document = parsing.parse(write_toetsdefinities(bericht.toetsen))
    schemas.TOETSDEFINITIES.compiled().assertValid(document)
    assert read_toetsen(document[0], TOETSDEFINITIES) == bericht.toetsen


def test_another_validator_agrees() -> None:
    schema = xmlschema.XMLSchema(str(schemas.LEERRESULTATEN["2.2"].path))

    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=examples(20))
    @given(leerresultaten())
    def agrees(bericht: Leerresultaten) -> None:
        assert not list(schema.iter_errors(judged(bericht)))

    agrees()
