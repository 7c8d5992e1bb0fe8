"""The kinds of expectation about packages: a check of each of them, or of their chain."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from uwlr_service.conformiteit.antwoord import NietTeBeoordelen
from uwlr_service.conformiteit.gkv import inhoud, ketenkeuringen, keuringen
from uwlr_service.conformiteit.gkv.keten import Keten
from uwlr_service.conformiteit.verwachtingen import Gezien, Kind, Misdescribed

OF_PACKAGE = {**keuringen.KEURINGEN, **inhoud.KEURINGEN}


def _one_of(known: Mapping[str, Any]) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if value not in known:
            raise Misdescribed(f"verwacht: een van {', '.join(sorted(known))}")

    return check


def _pakket(naam: str, gezien: Gezien) -> Iterator[str]:
    """A check that holds for every package; with one only, nothing says which.

    A package that cannot be judged does not hide what is wrong with another.
    """
    lezingen = _keten(gezien).lezingen
    passed_over: NietTeBeoordelen | None = None
    for lezing in lezingen:
        place = f"{lezing.naam}: " if len(lezingen) > 1 else ""
        try:
            for finding in OF_PACKAGE[naam](lezing):
                yield f"{place}{finding}"
        except NietTeBeoordelen as error:
            passed_over = error
    if passed_over is not None:
        raise passed_over


def _keuring(naam: str, gezien: Gezien) -> Iterator[str]:
    """A check of the chain."""
    yield from ketenkeuringen.KEURINGEN[naam](_keten(gezien))


def _keten(gezien: Gezien) -> Keten:
    if gezien.keten is None:
        raise NietTeBeoordelen("er is geen pakket")
    return gezien.keten


KINDS: Mapping[str, Kind] = {
    "pakket": Kind(_one_of(OF_PACKAGE), _pakket),
    "keten": Kind(_one_of(ketenkeuringen.KEURINGEN), _keuring),
}
