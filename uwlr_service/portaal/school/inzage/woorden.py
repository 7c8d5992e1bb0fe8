"""The words in which an overview is shown: names of fields, values, ways out, and how sure it is."""

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.inzage.overzicht import Soort, Veldinzage, Weg
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.paginas import talen

WEGEN: dict[Weg, LazyString] = {
    Weg.UWLR: lazy_gettext("rechtstreeks opgehaald (UWLR)"),
    Weg.PAKKET: lazy_gettext("in een pakket"),
    Weg.GENERIEK: lazy_gettext("rechtstreeks opgehaald (GeneriekeService)"),
}
SOORTEN: dict[Soort, LazyString] = {
    Soort.LEERLING: lazy_gettext("leerling"),
    Soort.VERZORGER: lazy_gettext("ouder of verzorger"),
}


def naam_van(veld: str) -> str:
    """How people call a field."""
    return teksten(talen.chosen()).titel(veld)


def waarde_van(inzage: Veldinzage) -> str:
    """A value as people read it."""
    return words_of(inzage.veld, inzage.waarde, talen.chosen())


WORDS = {"wegen": WEGEN, "soorten": SOORTEN, "naam_van": naam_van, "waarde_van": waarde_van}
"""What the templates call."""
