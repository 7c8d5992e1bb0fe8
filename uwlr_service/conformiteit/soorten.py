"""All kinds of expectation by the names that suites use."""

from collections.abc import Mapping
from typing import Any

from uwlr_service.conformiteit import verwachtingen
from uwlr_service.conformiteit.gkv import httpverwachtingen, pakketverwachtingen
from uwlr_service.conformiteit.verwachtingen import Gezien, Kind

KINDS: Mapping[str, Kind] = {
    **verwachtingen.KINDS,
    **httpverwachtingen.KINDS,
    **pakketverwachtingen.KINDS,
}


def judged(verwacht: Mapping[str, Any], gezien: Gezien) -> list[str]:
    """All that is not as expected; empty if everything is. Raises NietTeBeoordelen."""
    found: list[str] = []
    for kind, value in verwacht.items():
        found += KINDS[kind].judge(value, gezien)
    return found
