"""EDEXML 2.0 and 2.1: the national file of a school, in and out."""

from uwlr_service.formats.edexml.read import Gelezen, read
from uwlr_service.formats.edexml.versies import VERSIES
from uwlr_service.formats.edexml.write import write

__all__ = ["VERSIES", "Gelezen", "read", "write"]
