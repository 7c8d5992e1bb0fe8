"""The changes that a message makes to the results of a school (UWLR 2.2, Leerresultaten, resultaat/@key)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from uwlr_service.domain.uwlr.resultaat import Uitslag


class Afname(NamedTuple):
    """The fields by which two results of one klant and school are probably the same, whatever their keys.

    Some publishers give a result a new random key each time that they send it.
    """

    leerling: str
    toetsvocabulaire: str | None
    toetscode: str
    versie: str | None
    toetsonderdeelcode: str | None
    afnamedatum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Vastgelegd:
    """A result as it is stored: about a pupil of this school, and judged by a known definition.

    ``aanmaakdatum`` is the moment of the last message that said so. ``definitie`` numbers the snapshot of
    the test. A result that is not ``geldig`` gave way to one with another key.
    """

    key: str
    afname: Afname
    definitie: int
    uitslag: Uitslag
    aanmaakdatum: datetime
    infourl: str | None = None
    resultaatverwerkerid: str | None = None
    geldig: bool = True

    @property
    def inhoud(self) -> tuple[object, ...]:
        """The content: when it differs, there is a new version."""
        return (self.afname, self.definitie, self.uitslag, self.infourl, self.resultaatverwerkerid)

    def is_about_the_same(self, other: "Vastgelegd") -> bool:
        """Whether two results with one key are about the same pupil and test."""
        return (
            self.afname.leerling == other.afname.leerling
            and self.afname.toetsvocabulaire == other.afname.toetsvocabulaire
            and self.afname.toetscode == other.afname.toetscode
        )


@dataclass(slots=True, kw_only=True)
class Verwerking:
    """The changes that a message makes."""

    toegevoegd: list[Vastgelegd] = field(default_factory=list)
    gewijzigd: list[Vastgelegd] = field(default_factory=list)
    ingehaald: list[Vastgelegd] = field(default_factory=list)
    """Older than what is there: kept for the school to see, and never in force."""
    bevestigd: list[Vastgelegd] = field(default_factory=list)
    """Sent again without a change."""
    vervangen: dict[str, str] = field(default_factory=dict)
    """Keys that give way to another key, by the replaced one."""

    def resultaten(self) -> Iterator[Vastgelegd]:
        """Every result of the message, whatever it does."""
        yield from self.toegevoegd
        yield from self.gewijzigd
        yield from self.ingehaald
        yield from self.bevestigd


def process(
    new: Iterable[Vastgelegd],
    known: Mapping[str, Vastgelegd],
    doubles: Mapping[Afname, Sequence[Vastgelegd]],
    *,
    tolerant: bool,
) -> Verwerking:
    """Decide per result; the newest aanmaakdatum wins, and of two equal ones the later message.

    ``known`` holds what is stored under the same keys, ``doubles`` what is in force for the same afname.
    Only for a tolerant key does a new key replace the one that an earlier message used.
    """
    verwerking = Verwerking()
    for resultaat in new:
        present = known.get(resultaat.key)
        if present is not None and resultaat.aanmaakdatum < present.aanmaakdatum:
            verwerking.ingehaald.append(resultaat)
        elif present is None or not present.geldig:
            verwerking.toegevoegd.append(resultaat)
        elif present.inhoud == resultaat.inhoud:
            verwerking.bevestigd.append(resultaat)
        else:
            verwerking.gewijzigd.append(resultaat)
    if tolerant and doubles:
        _replace(verwerking, doubles)
    return verwerking


def _replace(verwerking: Verwerking, doubles: Mapping[Afname, Sequence[Vastgelegd]]) -> None:
    # A key that this message names itself does not give way: the publisher still uses it.
    of_this_message = {resultaat.key for resultaat in verwerking.resultaten()}
    for resultaat in verwerking.toegevoegd:
        for other in doubles.get(resultaat.afname, ()):
            if other.key not in of_this_message and other.aanmaakdatum <= resultaat.aanmaakdatum:
                verwerking.vervangen.setdefault(other.key, resultaat.key)
