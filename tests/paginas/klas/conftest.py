"""A class with pictures and badges, a device of it, and a browser of nobody."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.support.people.klas import Klaswereld, leerkracht, school_with_pupils
from tests.support.portaal.visiting import Visitor
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.middel import Kaart, Middelsoort
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database

ROW = (Plaatje.ZON, Plaatje.HUIS, Plaatje.BAL)


@dataclass(kw_only=True)
class Klas:
    """Group 4 with Sanne in it: her account, her card, and the value of the cookie of a tablet."""

    wereld: Klaswereld
    sanne: int
    kaart: Kaart
    apparaat: str
    code: str


@pytest.fixture
def portaal(diensten: Diensten) -> Flask:
    """The portal."""
    return portaal_application(diensten)


@pytest.fixture
def klas(diensten: Diensten, database: Database) -> Klas:
    """The class, which is open too."""
    wereld = school_with_pupils(database)
    klas = diensten.mensen.klas
    teacher = leerkracht("G1")
    at = (wereld.school, wereld.groepen["G1"])
    klas.middelen.choose_pictures(*at, wereld.accounts["L1"], ROW, door=teacher)
    (kaart,) = klas.middelen.make(*at, Middelsoort.BADGE, door=teacher)
    apparaat, _ = klas.beheer.enrol(*at, door=teacher)
    code = klas.beheer.open(*at, door=teacher)
    return Klas(wereld=wereld, sanne=wereld.accounts["L1"], kaart=kaart, apparaat=apparaat, code=code)


@pytest.fixture
def tablet(portaal: Flask, klas: Klas) -> Visitor:
    """A device of the class."""
    visitor = Visitor(portaal)
    visitor.set_cookie("klas", klas.apparaat)
    return visitor


@pytest.fixture
def elsewhere(portaal: Flask) -> Visitor:
    """A device that nobody knows."""
    return Visitor(portaal)
