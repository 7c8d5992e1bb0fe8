"""The jaargroep of a pupil that has none of their own."""

import pytest

from tests.support.schools.builders import groep, leerling, schoolgegevens
from uwlr_service.domain.school.jaargroepen import with_jaargroepen

GROEPEN = (groep("G5", jaargroep="5"), groep("GC", naam="Groep 5/6", jaargroep="C"))


@pytest.mark.parametrize(
    ("own", "stamgroep", "filled"),
    [
        ("4", "G5", "4"),
        (None, "G5", "5"),
        (None, "GC", None),
        (None, "G9", None),
        (None, None, None),
    ],
    ids=["own", "of the group", "combination group", "unknown group", "no group"],
)
def test_a_missing_jaargroep_is_that_of_the_stamgroep(
    own: str | None, stamgroep: str | None, filled: str | None
) -> None:
    gegevens = schoolgegevens(groepen=GROEPEN, leerlingen=(leerling("L1", jaargroep=own, groep=stamgroep),))
    (pupil,) = with_jaargroepen(gegevens).leerlingen
    assert pupil == leerling("L1", jaargroep=filled, groep=stamgroep)
