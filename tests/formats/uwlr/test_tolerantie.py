"""What is mended for a tolerant key, and that nothing else is."""

import pytest
from lxml import etree

from tests.support.messages.soap import LG, verzoek
from tests.support.schools.builders import JAAR
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.domain.uwlr.verzoek import Tolerantie, Verzoek
from uwlr_service.formats.uwlr.tolerantie import mend
from uwlr_service.formats.uwlr.verzoek import read_verzoek


def element(**velden: str | None) -> etree._Element:
    return etree.fromstring(verzoek(**velden))


CORRECT = read_verzoek(element())

MISTAKES: dict[str, tuple[dict[str, str | None], list[Tolerantie]]] = {
    "nothing": ({}, []),
    "empty dependancecode": ({"dependancecode": ""}, []),
    "empty gegevenssetid": ({"gegevenssetid": ""}, [Tolerantie.LEEG]),
    "empty moment": ({"laatstontvangengegevens": " "}, [Tolerantie.SPATIES, Tolerantie.LEEG]),
    "empty year": ({"schooljaar": ""}, [Tolerantie.SCHOOLJAAR]),
    "schoolkey beside brincode": ({"schoolkey": "x"}, [Tolerantie.SCHOOLKEY]),
    "spaces around a moment": ({"laatstontvangengegevens": "\n2026-10-01T08:00:00Z "}, []),
    "spaces of another kind": (
        {"laatstontvangengegevens": "\u00a02026-10-01T08:00:00Z"},
        [Tolerantie.SPATIES],
    ),
    "spaces": ({"brincode": "\n 99XX ", "xsdversie": " 2.2 "}, [Tolerantie.SPATIES]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_mended_and_named(name: str) -> None:
    velden, expected = MISTAKES[name]
    asked = element(**velden)
    assert mend(asked) == expected
    read = read_verzoek(asked)
    assert (read.schooljaar, read.school.brincode, read.xsdversie) == (JAAR, "99XX", "2.2")
    assert read.gegevenssetid is None
    assert (read.laatstontvangen is not None) == ("spaces " in name)


def test_known_elements_are_put_in_order() -> None:
    asked = element()
    asked[:] = list(reversed(asked))
    assert mend(asked) == [Tolerantie.VOLGORDE]
    assert read_verzoek(asked) == CORRECT


def test_all_at_once() -> None:
    asked = element(schooljaar=" ", schoolkey="U1", gegevenssetid="", laatstontvangengegevens="")
    asked[:] = list(reversed(asked))
    assert set(mend(asked)) == set(Tolerantie) - {Tolerantie.GEGEVENSSET}
    assert isinstance(read_verzoek(asked), Verzoek)


@pytest.mark.parametrize(
    ("gegevenssetid", "expected"),
    [
        ("zork", [Tolerantie.GEGEVENSSET]),
        (" zork ", [Tolerantie.SPATIES, Tolerantie.GEGEVENSSET]),
        ("Smalle-set-VO", []),
        (" smalle-set", [Tolerantie.SPATIES]),
        (" ", [Tolerantie.SPATIES, Tolerantie.LEEG]),
    ],
)
def test_a_set_that_there_is_not_is_passed_over(gegevenssetid: str, expected: list[Tolerantie]) -> None:
    asked = element(gegevenssetid=gegevenssetid)
    assert mend(asked) == expected
    assert read_verzoek(asked, any_gegevenssetid=True).school == CORRECT.school


def test_a_name_of_a_set_must_still_fit_the_schema() -> None:
    asked = element(gegevenssetid="z" * 65)
    mend(asked)
    with pytest.raises(OngeldigBericht, match="UWLR-schema"):
        read_verzoek(asked, any_gegevenssetid=True)


@pytest.mark.parametrize(
    "velden", [{"schooljaar": '""'}, {"brincode": "99xx"}, {"brincode": ""}, {"extra": "<zork/>"}]
)
def test_other_mistakes_stay(velden: dict[str, str]) -> None:
    asked = element(**velden)
    mend(asked)
    with pytest.raises(OngeldigBericht):
        read_verzoek(asked)


def test_a_double_element_stays_double() -> None:
    asked = element()
    asked.append(etree.SubElement(asked, f"{LG}brincode"))
    mend(asked)
    with pytest.raises(OngeldigBericht):
        read_verzoek(asked)
