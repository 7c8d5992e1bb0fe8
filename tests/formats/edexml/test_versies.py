"""Which version a file is read as, and what 2.0 may not hold."""

import pytest

from tests.support.messages.edexml import document, errors, leerling, read
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school import edexml
from uwlr_service.formats.edexml import VERSIES
from uwlr_service.formats.schemas import EDEXML

SCHOOL = "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode>"


@pytest.mark.parametrize(
    ("said", "versie"),
    [
        ("2.0", "2.0"),
        (" 2.0 ", "2.0"),
        ("2.0.1", "2.0"),
        ("2.1", "2.1"),
        ("2.1.7", "2.1"),
        ("2.10", "2.1"),
        ("2.2", "2.1"),
        ("EDEXML 2.0", "2.0"),
        ("edex-v2.0.3", "2.0"),
        ("Een LAS 2.0", "2.1"),
        ("UWLR", "2.1"),
    ],
)
def test_the_version_that_the_school_says(said: str, versie: str) -> None:
    gelezen = read(document(leerling(), school=f"{SCHOOL}<xsdversie>{said}</xsdversie>"))
    assert gelezen.versie == versie


@pytest.mark.parametrize("said", ["1", "1.0.3", "EDEXML 1.0", "3.0", "9.9"])
def test_another_format_is_refused(said: str) -> None:
    with pytest.raises(DocumentOngeldig, match=r"alleen 2\.0 en 2\.1 worden gelezen") as refused:
        read(document(leerling(), school=f"{SCHOOL}<xsdversie>{said}</xsdversie>"))
    assert [melding.pad for melding in refused.value.meldingen] == ["/EDEX/school/xsdversie"]


def test_without_a_version_it_is_the_latest() -> None:
    assert read(document(leerling(), school=SCHOOL)).versie == "2.1"


@pytest.mark.parametrize("said", ["1", "1.0", "1.03", "1.0.3"])
def test_an_older_version_is_named(said: str) -> None:
    with pytest.raises(DocumentOngeldig, match=r"EDEXML 1.*alleen 2\.0 en 2\.1"):
        read(document(leerling(), school=f"{SCHOOL}<xsdversie>{said}</xsdversie>"))


@pytest.mark.parametrize("versie", VERSIES)
def test_the_limit_of_a_key_is_that_of_the_schema(versie: str) -> None:
    longest = VERSIES[versie].longest_key
    school = f"{SCHOOL}<xsdversie>{versie}</xsdversie>"
    fits = document(leerling("k" * longest), school=school)
    assert errors(fits, versie) == []
    assert read(fits).gegevens.leerlingen[0].key == "k" * longest
    assert errors(document(leerling("k" * (longest + 1)), school=school), versie)


def test_every_schema_compiles_and_knows_its_objects() -> None:
    assert VERSIES.keys() == EDEXML.keys()
    for versie in VERSIES.values():
        assert versie.schema.compiled() is versie.schema.compiled()


def test_the_domain_names_the_same_versions() -> None:
    assert tuple(VERSIES) == edexml.VERSIES
    assert edexml.LATEST in VERSIES
