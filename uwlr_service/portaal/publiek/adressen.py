"""The addresses that anybody may open."""

from uwlr_service.paginas.adres import OPENBAAR, page
from uwlr_service.paginas.toegang import taalkeuze
from uwlr_service.portaal.publiek import start, verklaringen
from uwlr_service.portaal.publiek.aanvragen import adressen as aanvragen

ADRESSEN = (
    page("/", "start", start.show, OPENBAAR),
    page("/privacy", "privacy", verklaringen.privacy, OPENBAAR),
    page("/toegankelijkheid", "toegankelijkheid", verklaringen.toegankelijkheid, OPENBAAR),
    page("/taal/<code>", "taal", taalkeuze.choose, OPENBAAR),
    *aanvragen.ADRESSEN,
)
