"""The portal: the pages below ``/portaal``, one package for each kind of visitor (docs/portaal.rst)."""

from pathlib import Path

from flask import Flask

from uwlr_service.diensten import Diensten
from uwlr_service.paginas.adres import PREFIX
from uwlr_service.paginas.toepassing import pages
from uwlr_service.portaal import adressen

__all__ = ["PREFIX", "portaal_application"]

HERE = Path(__file__).parent
PACKAGES = {name: HERE / name for name in ("publiek", "eigen", "school", "partner", "beheer")}
"""The folders with templates and translations, by the name of their visitor."""


def portaal_application(diensten: Diensten) -> Flask:
    """An application of its own, so that nothing of it reaches the interfaces for programs."""
    return pages(diensten, PACKAGES, adressen.ALLE)
