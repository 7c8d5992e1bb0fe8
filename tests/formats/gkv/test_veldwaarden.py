"""The values of fields for people are those of the package: its XML, parsed again, is the measure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from uwlr_service import demodata
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Veldenlijst
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID, GKV_VERSIE, UITGEBREID
from uwlr_service.formats.gkv import basis, veldwaarden
from uwlr_service.formats.gkv.dossierobjecten import BEHIND, write_whole
from uwlr_service.formats.gkv.lijsten import BASIS_LIJSTEN

DAY = date(2026, 11, 25)
MARKUP = "R & B <c> \"d\" 'e'"
VELDEN = Veldenlijst(
    gegevensset=GKV_UITGEBREID,
    xsdversie=GKV_VERSIE,
    velden=frozenset(ALLE_SETS[GKV_UITGEBREID, GKV_VERSIE].velden),
    verplicht=frozenset(),
    verwacht=frozenset(),
)


def school() -> Any:
    """A demo school, with a name that XML has to escape."""
    gegevens = next(iter(demodata.schools(1, 30, 5)))
    first, *others = gegevens.leerlingen
    return replace(gegevens, leerlingen=(replace(first, achternaam=MARKUP), *others))


def text_of(element: etree._Element) -> str:
    """The text of an element, or its parts and their attributes by name."""
    if not len(element):
        return element.text or ""
    parts: list[str] = []
    for part in element.iter():
        parts += (f"{naam} {waarde}" for naam, waarde in part.attrib.items())
        if part.text and not len(part):
            parts.append(f"{part.tag} {part.text}")
    return ", ".join(parts)


def parsed(root: etree._Element, naam: str) -> Iterator[str]:
    """What the XML of an object says of a field."""
    if naam in root.attrib:
        yield root.get(naam)
    for element in root:
        if BEHIND.get(element.tag, element.tag) == naam:
            yield text_of(element)


FIELDS = [veld.split("/") for veld in UITGEBREID if veld.partition("/")[0] in BASIS_LIJSTEN]


@pytest.mark.parametrize(("entiteit", "naam"), FIELDS)
def test_a_field_of_the_basis_has_the_values_of_the_package(entiteit: str, naam: str) -> None:
    gegevens = school()
    written = [
        list(parsed(etree.fromstring(fragment.xml), naam))
        for fragment in basis.fragments(gegevens, VELDEN, DAY, {})
        if fragment.entiteit == entiteit
    ]
    (soort,) = (soort for soort in basis.soorten(gegevens, VELDEN, DAY, {}) if soort.entiteit == entiteit)
    assert list(veldwaarden.of_basis(soort, naam)) == written


def test_every_field_of_a_dossier_has_the_values_of_the_package() -> None:
    compared = set()
    for dossierobject in demodata.make_dossier(school(), 5, 1).objecten:
        root = etree.fromstring(write_whole(dossierobject))
        names = {
            veld.partition("/")[2] for veld in UITGEBREID if veld.startswith(f"{dossierobject.entiteit}/")
        }
        for naam in names:
            assert veldwaarden.of_dossier(dossierobject, naam) == list(parsed(root, naam))
        compared.add(dossierobject.entiteit)
    assert len(compared) > 8


def test_what_is_described_is_what_the_agreement_lets_out() -> None:
    for dossierobject in demodata.make_dossier(school(), 5, 1).objecten:
        root = etree.fromstring(write_whole(dossierobject))
        allowed = frozenset(BEHIND.get(element.tag, element.tag) for element in root[:2])
        assert veldwaarden.described(dossierobject, allowed) == [
            f"{element.tag} {text_of(element)}"
            for element in root
            if BEHIND.get(element.tag, element.tag) in allowed
        ]
