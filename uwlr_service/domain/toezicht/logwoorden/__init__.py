"""Lines of the log as people read them, in Dutch and in English, out of the files beside this module."""

from uwlr_service.domain.toezicht.logwoorden.onderdelen import Schrijfwijze, details
from uwlr_service.domain.toezicht.logwoorden.zinnen import doer, sentence

__all__ = ["Schrijfwijze", "details", "doer", "sentence"]
