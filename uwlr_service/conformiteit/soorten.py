"""All kinds of expectation by the names that suites use."""

from collections.abc import Mapping
from typing import Any

from uwlr_service.conformiteit import verwachtingen
from uwlr_service.conformiteit.antwoord import NietTeBeoordelen
from uwlr_service.conformiteit.gkv import httpverwachtingen, pakketverwachtingen
from uwlr_service.conformiteit.verwachtingen import Gezien, Kind

KINDS: Mapping[str, Kind] = {
    **verwachtingen.KINDS,
    **httpverwachtingen.KINDS,
    **pakketverwachtingen.KINDS,
}


def judged(verwacht: Mapping[str, Any], gezien: Gezien) -> list[str]:
    """All that is not as expected; empty if everything is.

    Raises NietTeBeoordelen for what cannot be judged, unless something else is wrong already.
    """
    found: list[str] = []
    passed_over: NietTeBeoordelen | None = None
    for kind, value in verwacht.items():
        try:
            for finding in KINDS[kind].judge(value, gezien):
                found.append(finding)  # one at a time: those before an error count
        except NietTeBeoordelen as error:
            passed_over = error
    if passed_over is not None and not found:
        raise passed_over
    return found
