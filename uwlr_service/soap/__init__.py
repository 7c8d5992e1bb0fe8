"""The SOAP 1.1 face of the service; the only room that knows Spyne."""

from uwlr_service.soap import spyne_compat  # noqa: F401  must come before anything of Spyne
from uwlr_service.soap.asking import is_for_a_page
from uwlr_service.soap.documents import SOAP_PATHS
from uwlr_service.soap.elsewhere import answer as answer_elsewhere
from uwlr_service.soap.elsewhere import is_message
from uwlr_service.soap.front import application
from uwlr_service.soap.generiek import PATH as GENERIEK_PATH
from uwlr_service.soap.generiek import generiek_application
from uwlr_service.soap.proeftuin import PATH as PROEFTUIN_PATH
from uwlr_service.soap.proeftuin import proeftuin_application
from uwlr_service.soap.refusal import refusal, speaks

__all__ = [
    "GENERIEK_PATH",
    "PROEFTUIN_PATH",
    "SOAP_PATHS",
    "answer_elsewhere",
    "application",
    "generiek_application",
    "is_for_a_page",
    "is_message",
    "proeftuin_application",
    "refusal",
    "speaks",
]
