"""The addresses that anybody may open."""

from uwlr_service.paginas.adres import OPENBAAR, Adres
from uwlr_service.portaal.publiek import start, taal

ADRESSEN = (
    Adres(rule="/", endpoint="start", view=start.show, actie=OPENBAAR),
    Adres(rule="/taal/<code>", endpoint="taal", view=taal.choose, actie=OPENBAAR),
)
