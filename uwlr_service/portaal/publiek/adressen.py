"""The addresses that anybody may open."""

from uwlr_service.paginas.adres import OPENBAAR, Adres
from uwlr_service.portaal.publiek import start, taal, verklaringen
from uwlr_service.portaal.publiek.aanvragen import adressen as aanvragen

ADRESSEN = (
    Adres(rule="/", endpoint="start", view=start.show, actie=OPENBAAR),
    Adres(rule="/privacy", endpoint="privacy", view=verklaringen.privacy, actie=OPENBAAR),
    Adres(
        rule="/toegankelijkheid",
        endpoint="toegankelijkheid",
        view=verklaringen.toegankelijkheid,
        actie=OPENBAAR,
    ),
    Adres(rule="/taal/<code>", endpoint="taal", view=taal.choose, actie=OPENBAAR),
    *aanvragen.ADRESSEN,
)
