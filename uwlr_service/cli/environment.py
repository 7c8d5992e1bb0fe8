"""The surroundings of a command: the settings, and use cases on a database that is ready for use."""

from uwlr_service.diensten import opened

__all__ = ["opened"]
