"""The pages for a person: ``/`` lists the addresses, and each SOAP address explains itself to a browser."""

from dataclasses import dataclass

from flask import render_template, request

from uwlr_service import versie
from uwlr_service.domain import tijd
from uwlr_service.domain.netwerk import called_address
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.uwlr import namespaces
from uwlr_service.web import documentatie, gkv_schemas
from uwlr_service.web.state import diensten

VERSIES = ("2.2", "2.3")
"""The versions that have a WSDL; 2.1 is asked for through that of 2.2."""
SCHEMAS = ("Autorisatie", "Leerlinggegevens", "Leerresultaten", "Toetsdefinities")
"""The schemas of UWLR that are named on the first page; they lead to the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoapAdres:
    """A SOAP address as its page shows it; the example is a request that only lacks its own values."""

    path: str
    titel: str
    operaties: tuple[tuple[str, str], ...]
    uitleg: str
    voorbeeld: str
    """The local name of the body element in the example."""

    @property
    def is_brengen(self) -> bool:
        """Whether it takes results, instead of giving pupil data."""
        return self.voorbeeld == "leerresultaten_verzoek"


ADRESSEN = (
    SoapAdres(
        path="/uwlr/leerlinggegevens",
        titel="Leerlinggegevens",
        operaties=(("HaalLeerlinggegevens", "school, groepen, leerlingen en leerkrachten in één antwoord"),),
        uitleg="Hier haalt een uitgever de leerlingen, groepen en leerkrachten van een school op,"
        " in één keer.",
        voorbeeld="leerlinggegevens_verzoek",
    ),
    SoapAdres(
        path="/uwlr/leerlinggegevens/getrapt",
        titel="Leerlinggegevens, getrapt",
        operaties=(
            ("HaalStructuur", "de school en de groepen"),
            ("HaalLeerlingen", "de leerlingen van gekozen groepen"),
            ("HaalLeerkrachten", "de leerkrachten van gekozen groepen"),
        ),
        uitleg="Hier haalt een uitgever de gegevens van een school in stappen op: eerst de groepen,"
        " daarna de leerlingen en leerkrachten van de groepen die hij kiest.",
        voorbeeld="structuur_verzoek",
    ),
    SoapAdres(
        path="/uwlr/leerresultaten",
        titel="Leerresultaten",
        operaties=(("BrengLeerresultaten", "resultaten, met de definities van hun toetsen"),),
        uitleg="Hier brengt een uitgever de resultaten terug: één, of van een hele klas tegelijk. Ze worden"
        " allemaal bewaard, of geen van alle.",
        voorbeeld="leerresultaten_verzoek",
    ),
)
GENERIEK = "/gkv/GeneriekeService"
PATHS = frozenset(adres.path for adres in ADRESSEN) | {GENERIEK}
DOCUMENTEN = (
    ("scholen", "Voor scholen", "wat er de school uit gaat, hoe u beslist, en hoe u stopt"),
    ("partners", "Voor partners", "koppelen, ophalen en resultaten terugbrengen, per toolkit"),
    ("beheerders", "Voor beheerders", "installeren, bewaken, bijwerken en herstellen"),
    ("developers", "For developers", "the code, and how to change it"),
)
"""The pages of the documentation where each reader begins."""


def shared() -> dict[str, str | None]:
    """What every template knows: the address that partners use, or else that of the call.

    ``documentatie`` is where the documentation is, or None if a reader cannot open it here.
    """
    basis = diensten().settings.base_url
    if basis is None:
        environ = request.environ
        own = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
        basis = called_address(request.scheme, request.headers.get("Host", ""), own)
    return {
        "basis": basis,
        "versie": versie.shown(),
        "documentatie": documentatie.address(),
    }


def index() -> str:
    """The list of everything that can be called, and of what there is to read."""
    return render_template(
        "index.html",
        adressen=ADRESSEN,
        versies=VERSIES,
        schemas=SCHEMAS,
        generiek=GENERIEK,
        gkv_schemas=[f"{gkv_schemas.PATH}/{naam}" for naam in gkv_schemas.NAMEN],
        documenten=DOCUMENTEN,
    )


def generiek() -> str:
    """GeneriekeService explained."""
    return render_template("generiek.html", pad=GENERIEK, schooljaar=Schooljaar.current())


def soap(adres: SoapAdres) -> str:
    """A SOAP address explained, with a request that can be copied."""
    return render_template(
        "soap.html",
        adres=adres,
        versies=VERSIES,
        schooljaar=Schooljaar.current(),
        moment=tijd.format_moment(tijd.now()),
        namespaces=namespaces,
    )
