"""Lines of the log as people read them, in Dutch and in English, out of the files beside this module."""

from uwlr_service.domain.toezicht.logwoorden.onderdelen import Schrijfwijze, details
from uwlr_service.domain.toezicht.logwoorden.zinnen import asked, doer, ended, sentence

__all__ = ["Schrijfwijze", "asked", "details", "doer", "ended", "sentence"]
