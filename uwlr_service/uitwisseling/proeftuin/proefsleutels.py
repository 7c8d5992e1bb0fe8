"""The signing keys of a proeftuin: those of the service stay out of what is done there on purpose."""

from typing import Any

from uwlr_service.domain.proeftuin.waarneming import Ingreep
from uwlr_service.formats.gkv import handtekening

NIEUW = Ingreep.NIEUWE_SLEUTEL
VREEMD = Ingreep.VREEMDE_SLEUTEL


class Proefsleutels:
    """Makes each key out of the secret of the service, so that none has to be kept."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def key(self, proeftuin_id: int, soort: Ingreep) -> dict[str, Any]:
        """The private key of this kind."""
        return handtekening.derived_key(self._secret + f"proeftuin/{proeftuin_id}/{soort}".encode())
