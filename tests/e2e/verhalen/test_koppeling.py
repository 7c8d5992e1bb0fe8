"""A company and a school, from the application to the destruction of all that was given."""

from tests.support.verhalen import aanvraag
from tests.support.verhalen.leerlingen import SCHOOL, TESTSCHOOL, dorpsschool
from tests.support.verhalen.mens import Mens
from tests.support.verhalen.oproep import Programma, pupils
from tests.support.verhalen.toneel import Toneel


def test_from_application_to_destruction(toneel: Toneel) -> None:
    toneel.school(dorpsschool())
    toneel.school(dorpsschool(TESTSCHOOL))
    toneel.uwlr.good("school", "soort", str(TESTSCHOOL), "--test")
    otto = Mens(toneel.enter(), "Otto Dam", "otto@dienst.example")
    otto.accept(toneel.invite(otto.naam, otto.mail, "--rol", "operator"))

    iris = Mens(toneel.enter(), "De Lezerij B.V.", "iris@lezerij.example")
    aanvraag.fill_in(iris.bezoeker, iris.mail)
    aanvraag.send(iris, otto)
    aanvraag.ask_and_answer(iris, otto)
    iris.accept(aanvraag.admit(otto))

    iris.bezoeker.follow("Proeftuin")
    iris.bezoeker.picture("proeftuin")
    iris.bezoeker.press(f"Laat {TESTSCHOOL} meedoen met koppeling 1")
    iris.bezoeker.follow("Maak een sleutel voor koppeling 1 (UWLR, volledig)")
    iris.bezoeker.press("Sleutel maken")
    iris.bezoeker.picture("sleutel")
    proef = program(toneel, iris.bezoeker.copy(r"Autorisatiesleutel (\S+)"))
    assert len(pupils(proef.fetch(TESTSCHOOL))) == len(dorpsschool().leerlingen)
    assert proef.fetch(SCHOOL).kind == "Client.AutorisatieOngeldig"

    aanvraag.activate(otto)


def program(toneel: Toneel, sleutel: str) -> Programma:
    """The program of the company, with a key that was copied from the page."""
    return Programma(url=toneel.server.url, sleutel=sleutel, klantcode="LL1", klantnaam="Leeslijst")
