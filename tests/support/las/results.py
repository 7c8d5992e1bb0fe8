"""Results that came in, and a LAS that takes them over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from werkzeug.test import TestResponse

from tests.support.callers import call
from tests.support.las.las import Beller
from tests.support.messages.results import BRENG, bericht

Bring = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """A page of the feed."""

    resultaten: list[dict[str, Any]]
    cursor: str
    meer: bool

    @property
    def keys(self) -> list[str]:
        """The keys of its results, in order."""
        return [resultaat["key"] for resultaat in self.resultaten]


def bringer(application: Any, sleutel: str) -> Bring:
    """Brings a message with results, made of the same parts as ``bericht``, and sees it confirmed."""

    def bring(*delen: str, **velden: str) -> None:
        answer = call(application, bericht(sleutel, *delen, **velden), BRENG)
        assert answer.status == 200, answer.content

    return bring


def ask(
    las: Beller, token: str | None = None, headers: dict[str, str] | None = None, **query: Any
) -> TestResponse:
    """Ask for results; what is None is left out."""
    given = {name: value for name, value in query.items() if value is not None}
    return las.call(f"/resultaten?{urlencode(given)}", token, headers=headers or {})


def page(las: Beller, na: str | None = None, **query: Any) -> Bladzijde:
    """A page of results."""
    answer = ask(las, na=na, **query)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return Bladzijde(**answer.json)


def pages(las: Beller, na: str | None = None, **query: Any) -> Iterator[Bladzijde]:
    """Pages until there is no more for now."""
    more = True
    while more:
        blad = page(las, na, **query)
        yield blad
        na = blad.cursor
        more = blad.meer


def confirm(las: Beller, document: Any) -> TestResponse:
    """Say up to where results were taken over."""
    return las.call("/resultaten/ontvangstbevestiging", method="POST", json=document)
