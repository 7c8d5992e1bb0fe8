"""A UWLR client for the demo, the tests and partners."""

from uwlr_service.client.antwoord import Antwoord, Record, Soort
from uwlr_service.client.fouten import Onbereikbaar, SoapFout
from uwlr_service.client.resultaten import ResultatenClient
from uwlr_service.client.uwlr import UwlrClient

__all__ = ["Antwoord", "Onbereikbaar", "Record", "ResultatenClient", "SoapFout", "Soort", "UwlrClient"]
