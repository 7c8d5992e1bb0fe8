"""What goes and what does not, by set, in the words that people read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.teksten import SETVOLGORDE, Teksten, set_of
from uwlr_service.domain.koppeling.teksten.veldteksten import SET
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.portaal.volgorde import in_reading_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Setzin:
    """One set: the names of the fields that go, and of those that could and do not.

    ``nieuw`` are those among the first that did not go before, ``weg`` those that did and go no more.
    """

    naam: str
    gaat: tuple[str, ...]
    niet: tuple[str, ...]
    nieuw: tuple[str, ...]
    weg: tuple[str, ...]
    elementen: Mapping[str, tuple[str, ...]]
    """Those that go, by the kind of object that they are of."""


def sentences(
    afspraak: Gegevensafspraak,
    possible: Iterable[str],
    texts: Teksten,
    *,
    eerder: Gegevensafspraak | None = None,
) -> list[Setzin]:
    """A line for each set in which something goes, could, or did.

    ``possible`` are the fields to choose; without ``eerder`` nothing is new.
    """
    going = fields_of(afspraak)
    before = going if eerder is None else fields_of(eerder)
    left = frozenset(possible) - going - before
    by_set = {naam: _of_set(naam, going, before, left, texts) for naam in SETVOLGORDE}
    return [zin for zin in by_set.values() if zin.gaat or zin.niet or zin.weg]


def _of_set(
    naam: str, going: frozenset[str], before: frozenset[str], left: Collection[str], texts: Teksten
) -> Setzin:
    mine = [veld for veld in going if set_of(veld) == naam]
    return Setzin(
        naam=texts.of_set(naam).naam,
        gaat=_names(naam, going, texts),
        niet=_names(naam, left, texts),
        nieuw=_names(naam, going - before, texts),
        weg=_names(naam, before - going, texts),
        elementen=_by_element(mine, texts),
    )


def _by_element(velden: Iterable[str], texts: Teksten) -> Mapping[str, tuple[str, ...]]:
    """The names of fields by their kind of object; the tick of a whole set is of none."""
    by_element: dict[str, list[str]] = {}
    for veld in in_reading_order(velden, texts):
        element, _, _ = veld.partition("/")
        if element != SET:
            by_element.setdefault(texts.elementen[element], []).append(texts.of_veld(veld).naam)
    return {element: tuple(names) for element, names in by_element.items()}


def _names(naam: str, velden: Collection[str], texts: Teksten) -> tuple[str, ...]:
    """The fields by name."""
    mine = [veld for veld in in_reading_order(velden, texts) if set_of(veld) == naam]
    fields = [veld for veld in mine if not veld.startswith(f"{SET}/")]
    # A set without fields of its own, such as the extra file, goes by its own name.
    return tuple(texts.titel(veld) for veld in fields or mine)


def grounds(inhoud: Voorstelinhoud, afspraak: Gegevensafspraak, texts: Teksten) -> list[str]:
    """The grounds of the law that a company gives for what goes, each once and in words."""
    going = fields_of(afspraak)
    codes = [
        voorstelveld.grondslag
        for voorstelveld in inhoud.velden
        if voorstelveld.grondslag and voorstelveld.veld in going
    ]
    return [words_of("grondslag", code, texts.taal) for code in dict.fromkeys(codes)]
