"""Whatever may be stored is written as a valid document and read back the same."""

import dataclasses

import pytest
import xmlschema
from hypothesis import given, settings
from lxml import etree

from tests.support.hypothesis_profiles import examples
from tests.support.messages.edexml import errors, read
from tests.support.schools import strategies
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.codelijsten import LATE_ROLLEN, ROLLEN
from uwlr_service.domain.school.leerkracht import Leerkracht, Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import edexml
from uwlr_service.formats.edexml import VERSIES
from uwlr_service.formats.schemas import XSD


@settings(max_examples=examples(60))
@given(strategies.schoolgegevens())
def test_what_is_drawn_may_be_stored(gegevens: Schoolgegevens) -> None:
    assert regels.violations(gegevens) == []


@settings(max_examples=examples(80))
@given(strategies.schoolgegevens(min_leerlingen=1))
def test_2_1_gives_back_what_was_stored(gegevens: Schoolgegevens) -> None:
    data = b"".join(edexml.write(gegevens))
    assert errors(data) == []
    gelezen = read(data)
    assert gelezen.gegevens == gegevens
    assert (gelezen.versie, gelezen.ingekort, gelezen.terzijde) == ("2.1", 0, {})


def _early(rol: Rol) -> Rol:
    return Rol(omschrijving=ROLLEN[rol.code]) if rol.code in LATE_ROLLEN else rol


def _as_2_0(leerkracht: Leerkracht) -> Leerkracht:
    groepen = tuple(
        dataclasses.replace(binding, rollen=tuple(map(_early, binding.rollen)))
        for binding in leerkracht.groepen
    )
    return dataclasses.replace(
        leerkracht, eckid=None, rollen=tuple(map(_early, leerkracht.rollen)), groepen=groepen
    )


def _longest_key(gegevens: Schoolgegevens) -> int:
    school = gegevens.school
    keys = [school.schoolkey or "", school.code.schoolkey or ""]
    keys += [vestiging.key for vestiging in gegevens.vestigingen]
    keys += [groep.key for groep in gegevens.groepen]
    keys += [groep.key for groep in gegevens.samengestelde_groepen]
    keys += [leerling.key for leerling in gegevens.leerlingen]
    keys += [leerkracht.key for leerkracht in gegevens.leerkrachten]
    return max(map(len, keys))


@settings(max_examples=examples(80))
@given(strategies.schoolgegevens(min_leerlingen=1))
def test_2_0_gives_back_what_it_can_hold_or_refuses(gegevens: Schoolgegevens) -> None:
    if _longest_key(gegevens) > VERSIES["2.0"].longest_key:
        with pytest.raises(DocumentOngeldig):
            edexml.write(gegevens, "2.0")
        return
    data = b"".join(edexml.write(gegevens, "2.0"))
    assert errors(data, "2.0") == []
    assert read(data).gegevens == dataclasses.replace(
        gegevens,
        leerlingen=tuple(dataclasses.replace(pupil, eckid=None) for pupil in gegevens.leerlingen),
        leerkrachten=tuple(map(_as_2_0, gegevens.leerkrachten)),
    )


@pytest.fixture(scope="module")
def second_opinion() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(XSD / "edexml-2.1" / "EDEXML.structuur.xsd")


@settings(max_examples=examples(25))
@given(gegevens=strategies.schoolgegevens(min_leerlingen=1))
def test_xmlschema_agrees_that_it_is_valid(
    second_opinion: xmlschema.XMLSchema, gegevens: Schoolgegevens
) -> None:
    root = etree.fromstring(b"".join(edexml.write(gegevens)))
    assert [str(error) for error in second_opinion.iter_errors(root)] == []
