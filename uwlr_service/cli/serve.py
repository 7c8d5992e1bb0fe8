"""``uwlr serve``: the server."""

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import read_settings


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr serve",
        "UWLR_BIND=0.0.0.0:8080 UWLR_BASE_URL=https://uwlr.example.nl uwlr serve",
    ),
)
def command() -> None:
    """Start de server, tot Ctrl-C.

    Luistert op UWLR_BIND (127.0.0.1:8080). Zet er voor gebruik buiten deze machine een proxy met TLS
    voor, en noem het adres daarvan in UWLR_BASE_URL. De server start niet op een database die niet is
    bijgewerkt: voer dan eerst 'uwlr db upgrade' uit.
    """
    settings = read_settings()
    from uwlr_service import server

    server.serve(settings)
