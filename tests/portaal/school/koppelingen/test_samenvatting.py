"""The summary before a yes: what goes, what does not, and that nobody goes without a name."""

import pytest

from tests.support.portaal.beslissen import send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod


@pytest.mark.usefixtures("voorstel")
def test_the_summary_says_what_goes_and_what_does_not(anna: Visitor, aanbod: Aanbod) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam")
    sentence = document(anna.get(confirm)).xpath("string(//main/p[strong='Basisgegevens:'])")
    going, _, left = sentence.partition("Niet:")
    assert "Roepnaam" in going
    assert "Leerlingsleutel" in going
    assert "Achternaam" in left
    assert "Geboortedatum" in left
    assert "Roepnaam," not in left.replace("Roepnaam van de leerkracht", "")


@pytest.mark.usefixtures("voorstel")
def test_the_summary_names_what_two_kinds_have_apart(anna: Visitor, aanbod: Aanbod) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam", "leerling/voorletters-1")
    sentence = document(anna.get(confirm)).xpath("string(//main/p[strong='Basisgegevens:'])")
    going, _, left = sentence.partition("Niet:")
    assert "Voorletters (leerlingen)" in going
    assert "Voorletters (leerkrachten)" in left


@pytest.mark.usefixtures("voorstel")
def test_without_any_name_the_summary_warns_that_nobody_goes(anna: Visitor, aanbod: Aanbod) -> None:
    warning = "Zonder roepnaam en zonder achternaam krijgt het bedrijf geen enkele leerling."
    assert warning in anna.get(send(anna, aanbod, "verder", "leerling/geslacht")).text
    assert warning not in anna.get(send(anna, aanbod, "verder", "leerling/roepnaam")).text
