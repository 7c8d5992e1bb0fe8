"""The words in which an overview is shown: names of fields, values, ways out, and how sure it is."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.inzage import woorden
from uwlr_service.domain.inzage.objecten import soorten_of
from uwlr_service.domain.inzage.overzicht import Soort, Weg
from uwlr_service.domain.taal import Taal
from uwlr_service.paginas import talen

WEGEN: dict[Weg, LazyString] = {
    Weg.UWLR: lazy_gettext("rechtstreeks opgehaald (UWLR)"),
    Weg.PAKKET: lazy_gettext("in een pakket"),
    Weg.GENERIEK: lazy_gettext("rechtstreeks opgehaald (GeneriekeService)"),
    Weg.ROOSTER: lazy_gettext("in een bestand (OneRoster of SDS)"),
}
SOORTEN: dict[Soort, LazyString] = {
    Soort.LEERLING: lazy_gettext("leerling"),
    Soort.VERZORGER: lazy_gettext("ouder of verzorger"),
}


def in_words() -> dict[str, Any]:
    """What the templates ask for, in the language of this call, which is looked up once."""
    taal = talen.chosen()
    return {
        "wegen": {weg: str(text) for weg, text in WEGEN.items()},
        "soorten": SOORTEN,
        "naam_van": partial(woorden.naam_in_words, taal=taal),
        "namen_van": partial(_names, taal=taal),
        "soort_van": partial(woorden.soort_in_words, taal=taal),
        "waarde_van": partial(woorden.waarde_in_words, taal=taal),
        "besluiter_van": partial(woorden.besluiter_in_words, taal=taal),
        "objectsoorten": soorten_of,
    }


def _names(velden: Iterable[str], taal: Taal) -> str:
    return ", ".join(woorden.naam_in_words(veld, taal) for veld in velden)
