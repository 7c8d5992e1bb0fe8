"""What people mean by the words they type for a group, a location or a pupil of a school."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school import benaming
from uwlr_service.domain.school.benaming import Benoemd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import shown
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.school.namen import GROEPEN, VESTIGINGEN, NamenRepository

SINGULAR = {GROEPEN: "groep", VESTIGINGEN: "vestiging"}
SOME = 5
"""Schools that a sentence names."""


def keys_by_school(
    namen: NamenRepository, soort: str, woorden: Collection[str], scholen: Mapping[int, Schoolcode]
) -> dict[int, frozenset[str]]:
    """The keys that words mean at each of some schools, by their number; words are names or keys.

    A key that only another of the schools has stays as it is, and chooses nobody here. Raises Geweigerd for a
    word that means nothing, or more than one thing.
    """
    by_school = namen.of(soort, scholen)
    every_key = {benoemd.key for benoemden in by_school.values() for benoemd in benoemden}
    jaar = Schooljaar.current()
    chosen: dict[int, set[str]] = {school_id: set() for school_id in scholen}
    for woord in woorden:
        without = []
        for school_id, code in scholen.items():
            key = benaming.find(woord, by_school[school_id], jaar)
            if key is None and woord in every_key:
                key = woord
            if key is None:
                without.append(code)
            else:
                chosen[school_id].add(key)
        if without:
            every = [benoemd for school_id in scholen for benoemd in by_school[school_id]]
            raise Geweigerd(_unknown(soort, woord, without, len(scholen), every))
    return {school_id: frozenset(keys) for school_id, keys in chosen.items()}


def _unknown(
    soort: str, woord: str, without: Sequence[Schoolcode], number: int, every: Collection[Benoemd]
) -> str:
    """That a group or a location is not there, and which ones are."""
    wat = SINGULAR[soort]
    there = benaming.of_year(every, Schooljaar.current())
    if len(without) < number:
        some = ", ".join(map(str, without[:SOME])) + (", ..." if len(without) > SOME else "")
        return (
            f"Niet elke school van de koppeling heeft een {wat} '{shown(woord)}': {some} niet. Noem de school"
            " erbij, met --school."
        )
    near = benaming.bedoeld(woord, [benoemd.naam for benoemd in there])
    return f"Er is geen {wat} '{shown(woord)}'.{near} Er zijn: {benaming.names(there)}."


def groep_of(namen: NamenRepository, school_id: int, school: Schoolcode, woord: str) -> str:
    """The key of a group of a school by its key or name. Raises Geweigerd."""
    (keys,) = keys_by_school(namen, GROEPEN, [woord], {school_id: school}).values()
    (key,) = keys
    return key


def leerlingen_of(
    namen: NamenRepository, zoeker: LeerlingzoekerRepository, school_id: int, woorden: Iterable[str]
) -> frozenset[str]:
    """The keys of pupils by whole name, or by a key that the school has or had.

    Raises Geweigerd for a word that means nobody, or several.
    """
    present = list(namen.leerlingen(school_id))
    jaar = Schooljaar.current()
    meant = {woord: benaming.find(woord, present, jaar) for woord in woorden}
    unknown = [woord for woord, key in meant.items() if key is None]
    former = {inschrijving.leerling.key for inschrijving in zoeker.find(school_id, unknown)}
    for woord in unknown:
        if woord not in former:
            near = benaming.bedoeld(woord, [benoemd.naam for benoemd in present])
            raise Geweigerd(
                f"Er is geen leerling '{shown(woord)}' op deze school.{near} Noem de key, of de"
                " roepnaam met de achternaam."
            )
    return frozenset(key or woord for woord, key in meant.items())
