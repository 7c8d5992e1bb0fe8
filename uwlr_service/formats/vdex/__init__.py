"""IMS VDEX 1.0, the format of vocabularies."""

from uwlr_service.formats.vdex.read import read, shipped

__all__ = ["read", "shipped"]
