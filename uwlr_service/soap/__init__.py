"""The SOAP 1.1 face of the service; the only room that knows Spyne."""

from uwlr_service.soap import spyne_compat  # noqa: F401  must come before anything of Spyne
from uwlr_service.soap.front import SOAP_PATHS, application

__all__ = ["SOAP_PATHS", "application"]
