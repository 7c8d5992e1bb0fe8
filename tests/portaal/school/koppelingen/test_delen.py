"""The parts of the consent page: what stands beside a field."""

import pytest

from tests.support.portaal.beslissen import path, send
from tests.support.portaal.visiting import Visitor
from tests.support.portaal.voorstellen import Aanbod


@pytest.mark.usefixtures("voorstel")
def test_what_is_not_filled_in_is_said_of_the_pupils_that_were_chosen(anna: Visitor, aanbod: Aanbod) -> None:
    whole = anna.get(path(aanbod)).text
    assert "Uw school heeft hier niets ingevuld." in whole
    narrowed = anna.get(send(anna, aanbod, "tellen", jaargroepen=["4"])).text
    assert "Bij deze keuze van leerlingen is hier niets ingevuld." in narrowed
    assert "Uw school heeft hier niets ingevuld." not in narrowed
