"""A reference to a group that is not in the document is found, whoever makes it."""

import pytest

from tests.support.schools.builders import groep, leerkracht, leerling, samengestelde_groep, schoolgegevens
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.domain.school.schoolgegevens import inconsistencies


@pytest.mark.parametrize(("key", "missing"), [("S1", []), ("S9", ["L1", "K1"]), ("G1", ["L1", "K1"])])
def test_a_samengestelde_groep_must_be_in_the_document(key: str, missing: list[str]) -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1"),),
        samengestelde_groepen=(samengestelde_groep("S1"),),
        leerlingen=(leerling("L1", groep="G1", samengestelde_groepen=(key,)),),
        leerkrachten=(leerkracht("K1", groepen=(Groepsbinding(key, samengesteld=True),)),),
    )
    found = inconsistencies(gegevens)
    assert [melding.key for melding in found] == missing
    for melding in found:
        assert melding.tekst == f"verwijst naar samengestelde_groep '{key}', die niet in het document staat"
