"""What is there before a story begins: a school, its administrator, and a publisher that it deals with."""

from tests.support.callers import post
from tests.support.messages.results import BRENG, bericht, resultaat, toets, toetsafname
from tests.support.verhalen.leerlingen import SCHOOL, dorpsschool, key
from tests.support.verhalen.mens import Mens
from tests.support.verhalen.oproep import Programma
from tests.support.verhalen.toneel import Toneel

UITGEVERIJ = ("--klantnaam", "Uitgeverij", "--klantcode", "U1")
"""As ``bericht`` signs what it brings."""


def uitgeverij(toneel: Toneel) -> Programma:
    """A school that was imported, and a publisher that fetches from it."""
    toneel.school(dorpsschool())
    made = toneel.uwlr.json("koppeling", "add", *UITGEVERIJ, "--school", str(SCHOOL))
    return Programma(
        url=toneel.server.url,
        sleutel=made["autorisatiesleutel"],
        klantcode="U1",
        klantnaam="Uitgeverij",
    )


def results(programma: Programma) -> None:
    """The publisher brings results of pupils in groups 7 and 8."""
    message = bericht(
        programma.sleutel,
        toetsafname(key("7", 0), resultaat("uitslag-1", 4)),
        toetsafname(key("8", 0), resultaat("uitslag-2", 8), resultaat("uitslag-3", 3, code="T2")),
        toetsafname(key("8", 1), resultaat("uitslag-4", 9)),
        toetsen=toets() + toets("T2").replace("Blok 1", "Blok 2"),
    )
    answer = post(programma.url, message, BRENG)
    assert answer.faultcode is None, answer.faultstring


def beheerder(toneel: Toneel, naam: str, mail: str) -> Mens:
    """An administrator of that school, who has come in."""
    mens = Mens(toneel.enter(), naam, mail)
    mens.accept(toneel.invite(naam, mail, "--rol", "schoolbeheerder", "--school", str(SCHOOL)))
    return mens
