"""A double of the server: our own application, with a defect that a test switches on."""

import io
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request, Response

from tests.support.keur.berichten import Antwoord, Verzoek
from tests.support.keur.gebrek import Gebrek
from tests.support.partners.handelenden import DOOR
from tests.support.portaal.hosting import hosted
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, schoolgegevens
from uwlr_service.app import Routes, create_app
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doel import Doel
from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.uitvoeren import Keuring
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PATIENCE = 30.0
"""Seconds within which the double answers; only a broken one takes longer."""


class Dubbelganger:
    """Answers as our application does, but for the one defect that is switched on."""

    def __init__(self, application: Routes, sleutel: str, tweede_sleutel: str) -> None:
        self._application = application
        self.sleutel = sleutel
        self.tweede_sleutel = tweede_sleutel
        self.gebrek: Gebrek | None = None
        self.address = ""

    def afwijkingen(
        self,
        suite: Suite,
        groepen: Collection[str] = (),
        standen: Collection[Stand] = (Stand.AFWIJKING,),
    ) -> dict[str, Uitkomst]:
        """Every case that deviates by its id, or of some groups, or that ended otherwise."""
        return afwijkingen(self.address, self.sleutel, self.tweede_sleutel, suite, groepen, standen)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        verzoek = Verzoek(environ, Request(environ).get_data(), self.sleutel)
        if self.gebrek is not None:
            verzoek = self.gebrek.verzoek(verzoek)
        antwoord = self._answered(verzoek)
        if self.gebrek is not None:
            antwoord = self.gebrek.antwoord(verzoek, antwoord)
        status = f"{antwoord.status} {antwoord.reden}" if antwoord.reden else antwoord.status
        # As a list: for bytes Response puts in their length, which for HEAD is not that of the document.
        return Response([antwoord.body], status, antwoord.koppen)(environ, start_response)

    def _answered(self, verzoek: Verzoek) -> Antwoord:
        environ: WSGIEnvironment = {
            **verzoek.environ,
            "wsgi.input": io.BytesIO(verzoek.body),
            "CONTENT_LENGTH": str(len(verzoek.body)),
        }
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        pieces, status, headers = run_wsgi_app(self._application, environ, buffered=True)
        if environ["REQUEST_METHOD"] != "HEAD":  # where it is the length of what is not there
            headers.remove("Content-Length")
        return Antwoord(int(status.split()[0]), dict(headers), b"".join(pieces))


def afwijkingen(
    address: str,
    sleutel: str,
    tweede_sleutel: str,
    suite: Suite,
    groepen: Collection[str] = (),
    standen: Collection[Stand] = (Stand.AFWIJKING,),
) -> dict[str, Uitkomst]:
    """Every case that ended so at a server with both schools, and a key of each."""
    doel = Doel(
        wsdl=f"{address}/uwlr/leerlinggegevens?wsdl",
        wsdl_resultaten=f"{address}/uwlr/leerresultaten?wsdl",
        brengen=True,
        klant=Klantgegevens(klantnaam="Uitgeverij & Zn.", klantcode="U1", autorisatiesleutel=sleutel),
        school=SCHOOL,
        andere_school=ANDERE_SCHOOL,
        tweede=Klantgegevens(klantnaam="Andere uitgever", klantcode="U2", autorisatiesleutel=tweede_sleutel),
        tweede_school=ANDERE_SCHOOL,
        schooljaar=JAAR,
    )
    with Verkeer(doel.wsdl, timeout=PATIENCE) as verkeer:
        uitkomsten = list(Keuring(suite, doel, verkeer).run(groepen))
    return {uitkomst.geval.id: uitkomst for uitkomst in uitkomsten if uitkomst.stand in standen}


@contextmanager
def dubbelganger(template: Path, folder: Path, **delen: Any) -> Iterator[Dubbelganger]:
    """The double, on a copy of a migrated SQLite file with two schools, of these parts if they are given."""
    file = folder / "uwlr.sqlite"
    file.write_bytes(template.read_bytes())
    url = f"sqlite:///{file}"
    settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var")})
    database = Database.open(settings.database_url, prepare=settings.database_prepare)
    for school in (SCHOOL, ANDERE_SCHOOL):
        EdexmlUitwisseling(database).store(schoolgegevens(school, **delen))
    beheer = Koppelingbeheer(database, settings.secret)
    uitgifte, tweede = (
        beheer.add(klantnaam=naam, klantcode=code, scholen=[school], gegevensset=VOLLEDIG, door=DOOR)
        for naam, code, school in (
            ("Uitgeverij & Zn.", "U1", SCHOOL),
            ("Andere uitgever", "U2", ANDERE_SCHOOL),
        )
    )
    database.close()
    application = create_app(settings)
    double = Dubbelganger(application, uitgifte.sleutel, tweede.sleutel)
    try:
        with hosted(double) as address:
            double.address = address
            yield double
    finally:
        application.close()
