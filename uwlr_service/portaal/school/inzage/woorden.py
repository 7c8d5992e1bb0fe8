"""The words in which an overview is shown: names of fields, values, ways out, and how sure it is."""

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.inzage import woorden
from uwlr_service.domain.inzage.objecten import soorten_of
from uwlr_service.domain.inzage.overzicht import Namen, Soort, Veldinzage, Weg
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
    """How people call a field of an object."""
    return woorden.naam_in_words(veld, talen.chosen())


def soort_van(entiteit: str) -> str:
    """How people call a kind of object."""
    return woorden.soort_in_words(entiteit, talen.chosen())


def waarde_van(inzage: Veldinzage, namen: Namen) -> str:
    """A value as people read it."""
    return woorden.waarde_in_words(inzage, namen, talen.chosen())


def besluiter_van(door: str) -> str:
    """Who decided, as people read it."""
    return woorden.besluiter_in_words(door, talen.chosen())


WORDS = {
    "wegen": WEGEN,
    "soorten": SOORTEN,
    "naam_van": naam_van,
    "soort_van": soort_van,
    "waarde_van": waarde_van,
    "besluiter_van": besluiter_van,
    "objectsoorten": soorten_of,
}
"""What the templates call."""
