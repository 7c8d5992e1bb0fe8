"""The LASes as an operator sees them; they are registered on the command line."""

from flask import render_template

from uwlr_service.domain.las.las import client_id
from uwlr_service.paginas.state import diensten, door


def show_all() -> str:
    """Every LAS, also those that were revoked."""
    return render_template(
        "beheer/lassen.html", lassen=diensten().lassenzicht.all(door=door()), client_id=client_id
    )
