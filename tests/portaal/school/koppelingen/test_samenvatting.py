"""The summary before a yes: what goes, what does not, and that nobody goes without a name."""

import pytest

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import path, say_yes, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik, Voorstelinhoud, Voorstelveld

EERDER = "Anders dan u eerder koos."
BASIS = "string(//main/p[strong='Basisgegevens:'])"


def read(visitor: Visitor, where: str) -> str:
    """What stands on a page."""
    return " ".join(document(visitor.get(where)).text_content().split())


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


@pytest.mark.usefixtures("voorstel")
def test_a_roster_without_what_it_demands_does_not_go_and_each_page_says_so(
    anna: Visitor, aanbod: Aanbod
) -> None:
    lacking = (
        "De basisgegevens voor Microsoft: dit gaat niet mee. Daarvoor moet u ook geven: E-mailadres van de"
        " leerling (leerlingen)."
    )
    names = ("leerling/roepnaam", "set/sds", "leerkracht/emailadres")
    summary = read(anna, send(anna, aanbod, "verder", *names))
    assert f"{lacking} Ga terug als u dat ook wilt geven." in summary
    assert lacking not in read(anna, send(anna, aanbod, "verder", *names, "leerling/emailadres"))
    running = read(anna, say_yes(anna, aanbod, *names))
    assert f"{lacking} Wilt u dat ook geven, vraag het bedrijf dan om een voorstel." in running


@pytest.mark.usefixtures("voorstel")
def test_the_summary_says_how_many_pupils_it_is_about(anna: Visitor, aanbod: Aanbod) -> None:
    whole = read(anna, send(anna, aanbod, "verder", "leerling/roepnaam"))
    assert "3 van uw 3 leerlingen." in whole
    narrowed = read(anna, send(anna, aanbod, "verder", "leerling/roepnaam", jaargroepen=["4"]))
    assert "2 van uw 3 leerlingen. 1 leerling doet niet mee door uw keuze" in narrowed
    nobody = read(anna, send(anna, aanbod, "verder", "leerling/geslacht", jaargroepen=[]))
    assert "0 van uw 3 leerlingen. 3 leerlingen doen niet mee, want er mist een verplicht gegeven." in nobody


@pytest.mark.usefixtures("voorstel")
def test_a_first_yes_has_nothing_to_be_compared_with(anna: Visitor, aanbod: Aanbod) -> None:
    page = read(anna, send(anna, aanbod, "verder", "leerling/roepnaam", jaargroepen=["4"]))
    for word in ("Nieuw:", "Gaat niet meer mee:", "eerder koos"):
        assert word not in page


@pytest.mark.usefixtures("voorstel")
def test_the_summary_says_what_is_new_and_what_goes_no_more(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam", "leerling/geslacht", jaargroepen=["4"])
    velden = (
        Voorstelveld(veld="leerling/groep", doel="Om per groep te tonen wat er is."),
        Voorstelveld(veld="leerling/geboortedatum", doel="Om een verjaardag te kunnen vieren."),
        Voorstelveld(veld="leerling/geslacht", gebruik=Veldgebruik.NEE),
    )
    voorstellen.propose(diensten, aanbod, Voorstelinhoud(gegevensset="gkv-basis", doel="Meer", velden=velden))
    confirm = send(anna, aanbod, "verder", "leerling/groep", jaargroepen=["4", "5"])
    sentence = document(anna.get(confirm)).xpath(BASIS)
    going, _, changed = sentence.partition("Nieuw:")
    new, _, changed = changed.partition("Gaat niet meer mee:")
    gone, _, left = changed.partition("Niet:")
    assert "Roepnaam" in going
    assert (new.strip(), gone.strip(), left.strip()) == ("Groep.", "Geslacht.", "Geboortedatum.")
    page = read(anna, confirm)
    assert "Bij elk deel staat wat nieuw is, en wat niet meer meegaat." in page
    assert f"{EERDER} Nieuw: groep 5." in page


@pytest.mark.usefixtures("voorstel")
def test_more_of_which_nothing_is_chosen_changes_nothing(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam", jaargroepen=["4"])
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud("gkv-basis", "leerling/groep"))
    page = read(anna, send(anna, aanbod, "verder", jaargroepen=["4"]))
    assert "Er verandert niets aan wat u eerder koos." in page
    assert EERDER not in page
    assert "2 van uw 3 leerlingen." in page


@pytest.mark.usefixtures("voorstel")
def test_a_school_that_left_reads_what_differs_from_then(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam", "leerling/geslacht", jaargroepen=["4"])
    diensten.intrekkingen.withdraw(aanbod.koppeling, SCHOOL, door=Handelende.opdrachtregel())
    diensten.intrekkingen.confirm_destroyed(aanbod.koppeling, SCHOOL, door=voorstellen.WIE)
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud())
    assert "wil gegevens van uw school" in read(anna, path(aanbod))
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam", "leerling/groep", jaargroepen=[])
    sentence = document(anna.get(confirm)).xpath(BASIS)
    assert "Nieuw: Groep. Gaat niet meer mee: Geslacht. Niet:" in sentence
    assert f"{EERDER} Nieuw: niet meer alleen groep 4." in read(anna, confirm)
