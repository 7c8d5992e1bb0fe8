"""What a school reads about each set and field of an agreement, in Dutch and in English."""

from uwlr_service.domain.koppeling.teksten.bijzonder import (
    bijzondere_velden,
    is_bijzonder,
    meer_bijzonder,
)
from uwlr_service.domain.koppeling.teksten.veldteksten import (
    SETVOLGORDE,
    Merk,
    Tekst,
    Teksten,
    set_of,
    teksten,
)

__all__ = [
    "SETVOLGORDE",
    "Merk",
    "Tekst",
    "Teksten",
    "bijzondere_velden",
    "is_bijzonder",
    "meer_bijzonder",
    "set_of",
    "teksten",
]
