"""A proeftuin and the judging of its client as rows, with schools that hold nothing: data take a while."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from uwlr_service.conformiteit.clientkeuring.soorten import KEURSOORTEN
from uwlr_service.domain import tijd
from uwlr_service.domain.proeftuin.keurstand import Keurstand
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.waarneming import Waarneming
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.proeftuin.keuringen import KeuringRepository
from uwlr_service.repository.proeftuin.proeftuinen import ProeftuinRepository
from uwlr_service.repository.proeftuin.waarnemingen import WaarnemingRepository
from uwlr_service.repository.school.scholen import SchoolRepository

SCHOLEN = (1, 2, 3, 10)
"""The first one of the page, and those by which clients are judged."""


def add_proeftuin(database: Database, product: int) -> Proeftuin:
    """The proeftuin of a product, on its first day, with the schools that links need."""
    with database.write() as connection:
        made = ProeftuinRepository(connection).add(product, Schooljaar.current(), tijd.now())
        assert made is not None
        scholen = SchoolRepository(connection)
        for nummer in SCHOLEN:
            scholen.mark(scholen.ensure(made.school(nummer)), Schoolsoort.TEST)
    return made


def pulled(**changed: Any) -> Waarneming:
    """A client pulled the data of school 02 just now; with other facts where they are given."""
    seen = Waarneming(
        moment=tijd.now(),
        stap=None,
        bericht="leerlinggegevens",
        xsdversie="2.2",
        school="02",
        soapactie='"HaalLeerlinggegevens"',
        mediatype="text/xml",
        accept_encoding="gzip",
        laatstontvangen=None,
        aanmaakdatum=tijd.now(),
        sleutel=1,
        bytes_in=600,
        uitkomst="gegevens",
    )
    return replace(seen, **changed)


def add_call(database: Database, proeftuin: int, stap: str | None, sleutel: int | None = 1) -> Waarneming:
    """A client, or a stranger, pulled the data of school 02."""
    uitkomst = "gegevens" if sleutel else "Client.AutorisatieOngeldig"
    seen = pulled(stap=stap, sleutel=sleutel, uitkomst=uitkomst)
    with database.write() as connection:
        WaarnemingRepository(connection).add(proeftuin, seen)
    return seen


def add_keuring(database: Database, proeftuin: int, suite: str = "uitgever") -> None:
    """A judging at its second step, with calls in both."""
    first, second, *_ = KEURSOORTEN[suite].draaiboek.stappen
    stand = Keurstand(
        suite=suite,
        versie=KEURSOORTEN[suite].draaiboek.suite.versie,
        begonnen=tijd.now() - timedelta(hours=1),
        stap=second.id,
        gedaan=(first.id,),
        plan=second.plan,
    )
    with database.write() as connection:
        KeuringRepository(connection).put(proeftuin, stand)
    for stap, sleutel in ((first.id, 1), (second.id, None), (second.id, 1)):
        add_call(database, proeftuin, stap, sleutel)
