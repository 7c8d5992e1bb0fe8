"""How many pupils may be missing in OneRoster and SDS, on the page of a link."""

from fractions import Fraction

import pytest

from tests.support.portaal.beslissen import path, say_yes
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende


@pytest.mark.usefixtures("voorstel")
def test_a_link_with_a_roster_says_how_many_pupils_it_may_miss(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam")
    operator = Handelende.opdrachtregel()
    diensten.roosterremmen.set(aanbod.koppeling, SCHOOL, Fraction(1, 8), door=operator)
    told = "Voor OneRoster of Microsoft mag 12,5% van uw leerlingen ontbreken."
    assert told not in document(anna.get(path(aanbod, ""))).text_content()
    diensten.koppelingbeheer.change_afspraak(aanbod.koppeling, velden={"set/sds": True}, door=operator)
    assert told in document(anna.get(path(aanbod, ""))).text_content()
