"""The addresses of every interface, as pages show them to whoever makes a program that calls one."""

from dataclasses import dataclass

from flask import request
from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.netwerk import called_address

VERSIES = ("2.2", "2.3")
"""The versions of UWLR that have a WSDL; 2.1 is asked for through that of 2.2."""
SCHEMAS = ("Autorisatie", "Leerlinggegevens", "Leerresultaten", "Toetsdefinities")
"""The schemas of UWLR that are named on the first page; they lead to the others."""
GKV_SCHEMAS_PATH = "/gkv/v1/schemas"
GKV_SCHEMAS = ("gkv.xsd", "manifest.xsd", "types.xsd", "uitgebreid.xsd")
"""The schemas of ``xsd/gkv-1`` (docs/gkv-1.rst)."""
GENERIEK = "/gkv/GeneriekeService"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoapAdres:
    """A SOAP address as its page shows it; the example is a request that only lacks its own values."""

    path: str
    titel: LazyString
    operaties: tuple[tuple[str, LazyString], ...]
    uitleg: LazyString
    voorbeeld: str
    """The local name of the body element in the example."""

    @property
    def is_brengen(self) -> bool:
        """Whether it takes results, instead of giving pupil data."""
        return self.voorbeeld == "leerresultaten_verzoek"


ADRESSEN = (
    SoapAdres(
        path="/uwlr/leerlinggegevens",
        titel=lazy_gettext("Leerlinggegevens"),
        operaties=(
            (
                "HaalLeerlinggegevens",
                lazy_gettext("school, groepen, leerlingen en leerkrachten in één antwoord"),
            ),
        ),
        uitleg=lazy_gettext(
            "Hier haalt een uitgever de leerlingen, groepen en leerkrachten van een school op, in één keer."
        ),
        voorbeeld="leerlinggegevens_verzoek",
    ),
    SoapAdres(
        path="/uwlr/leerlinggegevens/getrapt",
        titel=lazy_gettext("Leerlinggegevens, getrapt"),
        operaties=(
            ("HaalStructuur", lazy_gettext("de school en de groepen")),
            ("HaalLeerlingen", lazy_gettext("de leerlingen van gekozen groepen")),
            ("HaalLeerkrachten", lazy_gettext("de leerkrachten van gekozen groepen")),
        ),
        uitleg=lazy_gettext(
            "Hier haalt een uitgever de gegevens van een school in stappen op: eerst de groepen,"
            " daarna de leerlingen en leerkrachten van de groepen die hij kiest."
        ),
        voorbeeld="structuur_verzoek",
    ),
    SoapAdres(
        path="/uwlr/leerresultaten",
        titel=lazy_gettext("Leerresultaten"),
        operaties=(("BrengLeerresultaten", lazy_gettext("resultaten, met de definities van hun toetsen")),),
        uitleg=lazy_gettext(
            "Hier brengt een uitgever de resultaten terug: één, of van een hele klas tegelijk. Ze worden"
            " allemaal bewaard, of geen van alle."
        ),
        voorbeeld="leerresultaten_verzoek",
    ),
)
PATHS = frozenset(adres.path for adres in ADRESSEN) | {GENERIEK}
"""The SOAP addresses that a browser gets a page for."""


def called(base_url: str | None) -> str:
    """What these addresses begin with: what partners call, or else what was called for this page."""
    if base_url is not None:
        return base_url
    environ = request.environ
    own = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return called_address(request.scheme, request.headers.get("Host", ""), own)
