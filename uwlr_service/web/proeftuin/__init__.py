"""The pull API at the watched addresses of a proeftuin: as ``/gkv/v1``, but it may also do wrong.

Nothing of this lies on the ways of ``/gkv/`` and ``/oauth/``.
"""

import re

from uwlr_service.diensten.bezoek import Bezoekdiensten
from uwlr_service.web import blueprints, web_application
from uwlr_service.web.proeftuin.poort import Gkvpoort

PATH = re.compile(
    r"(/proeftuin/([1-9][0-9]{0,8}))(/gkv/v1/.*|/oauth/token|/\.well-known/jwks\.json)", re.ASCII
)

__all__ = ["is_ours", "proeftuin_application"]


def is_ours(path: str) -> bool:
    """Whether a path is one of these addresses."""
    return PATH.fullmatch(path) is not None


def proeftuin_application(diensten: Bezoekdiensten) -> Gkvpoort:
    """What answers at the addresses of ``PATH``."""
    return Gkvpoort(
        PATH,
        web_application(diensten, blueprints.PULL),
        diensten.proeftuinen.get,
        diensten.waarnemer,
        diensten.traagheid,
    )
