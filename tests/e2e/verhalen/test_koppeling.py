"""A company and a school, from the application to the destruction of all that was given."""

from tests.support.verhalen import aanvraag, toestemming
from tests.support.verhalen.bezoeker import Bezoeker
from tests.support.verhalen.leerlingen import SCHOOL, TESTSCHOOL, dorpsschool
from tests.support.verhalen.mens import Mens
from tests.support.verhalen.oproep import Programma, pupils
from tests.support.verhalen.toneel import Toneel

CLOSED = "De autorisatiesleutel"
"""How every refusal begins of a key that does not open a school."""
AGREED = {
    leerling.key: {"roepnaam": leerling.roepnaam, "achternaam": leerling.achternaam}
    for leerling in dorpsschool().leerlingen
    if leerling.jaargroep in ("7", "8")
}
"""What the school says yes to: two fields, of groups 7 and 8."""


def test_from_application_to_destruction(toneel: Toneel) -> None:
    toneel.school(dorpsschool())
    toneel.school(dorpsschool(TESTSCHOOL))
    toneel.uwlr.good("school", "soort", str(TESTSCHOOL), "--test")
    otto = Mens(toneel.enter(), "Otto Dam", "otto@dienst.example")
    otto.accept(toneel.invite(otto.naam, otto.mail, "--rol", "operator"))

    iris = Mens(toneel.enter(), "Iris Prins", "iris@lezerij.example")
    aanvraag.fill_in(iris.bezoeker, iris.mail)
    aanvraag.send(iris, otto)
    aanvraag.ask_and_answer(iris, otto)
    iris.accept(aanvraag.admit(otto))

    iris.bezoeker.follow("Proeftuin")
    iris.bezoeker.picture("proeftuin")
    iris.bezoeker.press(f"Laat {TESTSCHOOL} meedoen met koppeling 1")
    iris.bezoeker.follow("Maak een sleutel voor koppeling 1 (UWLR, volledig)")
    proef = program(toneel, make_key(iris.bezoeker))
    assert len(pupils(proef.fetch(TESTSCHOOL))) == len(dorpsschool().leerlingen)
    assert proef.fetch(SCHOOL).faultstring.startswith(CLOSED)
    aanvraag.activate(otto)

    saar = Mens(toneel.enter(), "Saar den Draaier", "saar@school.example")
    toestemming.propose(iris.bezoeker, SCHOOL)
    saar.accept(toestemming.invite_beheerder(otto.bezoeker, SCHOOL, saar))
    toestemming.look(saar.bezoeker)
    iris.bezoeker.follow("Nieuwe sleutel")
    programma = program(toneel, make_key(iris.bezoeker))
    assert programma.fetch(SCHOOL).faultstring.startswith(CLOSED)
    toestemming.accept(saar.bezoeker)
    assert pupils(programma.fetch(SCHOOL)) == AGREED

    toestemming.ask_more(iris.bezoeker)
    assert pupils(programma.fetch(SCHOOL)) == AGREED
    toestemming.decline(saar.bezoeker)
    assert pupils(programma.fetch(SCHOOL)) == AGREED
    toestemming.leave(saar.bezoeker)
    assert programma.fetch(SCHOOL).faultstring.startswith(CLOSED)
    toestemming.confirm_destruction(iris.bezoeker, SCHOOL)
    saar.bezoeker.follow("Koppelingen")
    saar.bezoeker.reads("Gestopt; het bedrijf heeft de gegevens vernietigd")


def make_key(iris: Bezoeker) -> str:
    """Press the button that makes a key, and copy it."""
    iris.press("Sleutel maken")
    iris.picture("sleutel")
    sleutel = iris.copy(r"Autorisatiesleutel (\S+)")
    iris.follow("Ik heb hem bewaard")
    return sleutel


def program(toneel: Toneel, sleutel: str) -> Programma:
    """The program of the company, with a key that was copied from the page."""
    return Programma(url=toneel.server.url, sleutel=sleutel, klantcode="LL1", klantnaam="Leeslijst")
