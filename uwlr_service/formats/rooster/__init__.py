"""A school as a roster in CSV, for programs that read no GKV: OneRoster 1.2 and Microsoft SDS v2.1."""

from uwlr_service.formats.rooster.samenstelling import compose, narrowed
from uwlr_service.formats.rooster.vorm import Rooster, Vorm, Weggelaten
from uwlr_service.formats.rooster.vormen import VORMEN
from uwlr_service.formats.rooster.write import write, zipped

__all__ = [
    "VORMEN",
    "Rooster",
    "Vorm",
    "Weggelaten",
    "compose",
    "narrowed",
    "write",
    "zipped",
]
