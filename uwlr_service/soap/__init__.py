"""The SOAP 1.1 face of the service; the only room that knows Spyne."""

from uwlr_service.soap import spyne_compat  # noqa: F401  must come before anything of Spyne
from uwlr_service.soap.front import SOAP_PATHS, application
from uwlr_service.soap.generiek import PATH as GENERIEK_PATH
from uwlr_service.soap.generiek import generiek_application
from uwlr_service.soap.refusal import refusal, speaks

__all__ = ["GENERIEK_PATH", "SOAP_PATHS", "application", "generiek_application", "refusal", "speaks"]
