"""Plausible Dutch schools of synthetic people, for demonstrations, tests and benchmarks."""

from uwlr_service.demodata.dossier import make_dossier
from uwlr_service.demodata.scholen import school, schools

__all__ = ["make_dossier", "school", "schools"]
