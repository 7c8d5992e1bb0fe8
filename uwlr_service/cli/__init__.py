"""The ``uwlr`` command."""

from uwlr_service.cli.root import main

__all__ = ["main"]
