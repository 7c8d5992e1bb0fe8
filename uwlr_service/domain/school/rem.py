"""The brake on imports: what of a school would disappear or change, held against the part that may.

Who is missing counts, not how many there are: as many others in their place make up for nothing. A pupil who
is no longer delivered is deleted at every partner, with all their work (docs/edexml.rst).
"""

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import ImportAangehouden
from uwlr_service.domain.school.deel import FIFTH, exceeds, in_words
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

Persoon = Leerling | Leerkracht
Benoemd = Vestiging | Groep | SamengesteldeGroep | Persoon
"""What has a key."""

LEERLINGEN = "leerlingen"
SOORTEN = {
    LEERLINGEN: "leerlingen",
    "leerkrachten": "leerkrachten",
    "groepen": "groepen",
    "samengestelde_groepen": "samengestelde groepen",
    "vestigingen": "vestigingen",
}
"""The kinds of which keys are counted, by their field of Schoolgegevens, and what they are called."""
MASS = 2
"""The fewest pupils whose names or birth dates make a mass change: one is a correction, at any school."""


class Optie(enum.StrEnum):
    """The option by which a person says that it is right."""

    SHRINK = "--allow-shrink"
    OLDER = "--allow-older"
    MASS_CHANGE = "--allow-mass-change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezwaar:
    """A reason to wait for a person: ``aantal`` of ``van``, which an age does not have, and how to go on."""

    soort: str
    tekst: str
    optie: Optie
    aantal: int | None = None
    van: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vrijstelling:
    """What a person has looked at and allows."""

    allow_shrink: bool = False
    allow_older: bool = False
    allow_mass_change: bool = False

    def covers(self, bezwaar: Bezwaar) -> bool:
        """Whether this reason to wait was looked at."""
        allowed = {
            Optie.SHRINK: self.allow_shrink,
            Optie.OLDER: self.allow_older,
            Optie.MASS_CHANGE: self.allow_mass_change,
        }
        return allowed[bezwaar.optie]

    def uncovered(self, bezwaren: Iterable[Bezwaar]) -> tuple[Bezwaar, ...]:
        """The reasons to wait that were not looked at."""
        return tuple(bezwaar for bezwaar in bezwaren if not self.covers(bezwaar))


NOTHING_ALLOWED = Vrijstelling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatstaf:
    """What a school is held against: its part, the day, and the ``aanmaakdatum`` that it has reached."""

    dag: date
    deel: Fraction = FIFTH
    aanmaakdatum: datetime | None = None


def judge(before: Schoolgegevens, after: Schoolgegevens, maatstaf: Maatstaf) -> tuple[Bezwaar, ...]:
    """Every reason why a person has to look before one state of a school year follows another."""
    return (
        *_of_age(after.school, maatstaf),
        *_of_keys(before, after, maatstaf.deel),
        *_of_answers(before, after, maatstaf),
        *_of_mass(before, after, maatstaf.deel),
    )


def aangehouden(code: Schoolcode, jaar: Schooljaar, bezwaren: Sequence[Bezwaar]) -> ImportAangehouden:
    """What is raised: every reason, and the options that let the import go on."""
    redenen = "; ".join(bezwaar.tekst for bezwaar in bezwaren)
    opties = " ".join(dict.fromkeys(bezwaar.optie.value for bezwaar in bezwaren))
    return ImportAangehouden(
        f"School {code}, schooljaar {jaar}: {redenen}. Er is niets gewijzigd; herhaal de opdracht met"
        f" {opties} als dit klopt.",
        bezwaren,
    )


def _of_age(school: School, maatstaf: Maatstaf) -> Iterator[Bezwaar]:
    """A file that was made before the one that the state came from. A file without a date is not judged."""
    reached = maatstaf.aanmaakdatum
    made = school.aanmaakdatum
    if made is None or reached is None or made >= reached:
        return
    yield Bezwaar(
        soort="ouder",
        tekst=f"de aanmaakdatum {tijd.format_moment(made)} is ouder dan die van de vorige stand"
        f" ({tijd.format_moment(reached)})",
        optie=Optie.OLDER,
    )


def _of_keys(before: Schoolgegevens, after: Schoolgegevens, deel: Fraction) -> Iterator[Bezwaar]:
    """Objects that are no longer there by their keys, and people who have another key now."""
    for naam, meervoud in SOORTEN.items():
        old: Sequence[Benoemd] = getattr(before, naam)
        new: Sequence[Benoemd] = getattr(after, naam)
        gone = len(_keys(old) - _keys(new))
        is_gone = exceeds(gone, len(old), deel)
        if is_gone:
            tekst = f"{_would(gone, len(old), meervoud)} verdwijnen: meer dan {in_words(deel)}"
            yield Bezwaar(soort=f"{naam}_weg", tekst=tekst, optie=Optie.SHRINK, aantal=gone, van=len(old))
        replaced = _replaced(old, new)
        # Where so many disappear, a key that was replaced is the reason, however few of those there are.
        if exceeds(replaced, len(old), deel) or (is_gone and replaced):
            tekst = (
                "de sleutels zijn vervangen, de ECK-iD's zijn gelijk: dat geldt voor"
                f" {replaced} van de {len(old)} {meervoud}"
            )
            yield Bezwaar(
                soort=f"{naam}_sleutels", tekst=tekst, optie=Optie.SHRINK, aantal=replaced, van=len(old)
            )


def _of_answers(before: Schoolgegevens, after: Schoolgegevens, maatstaf: Maatstaf) -> Iterator[Bezwaar]:
    """People who stay in the file, and whom partners would miss all the same."""
    deel = maatstaf.deel
    served_before = [leerling for leerling in before.leerlingen if _is_served(leerling, maatstaf.dag)]
    served = [leerling for leerling in after.leerlingen if _is_served(leerling, maatstaf.dag)]
    lost = _keys(served_before) - _keys(served)
    fallen = len(lost & _keys(after.leerlingen))
    gone = len(_keys(before.leerlingen) - _keys(after.leerlingen))
    # Of those who are gone it was said already, unless pupils who left long ago made their part look small.
    is_said = not fallen and exceeds(gone, len(before.leerlingen), deel)
    if exceeds(len(lost), len(served_before), deel) and not is_said:
        tekst = (
            f"{_would(len(lost), len(served_before), 'leerlingen')} uit elk antwoord vallen: {fallen} met"
            f" jaargroep H of een uitstroomdatum in het verleden, {len(lost) - fallen} weg; dat is meer dan"
            f" {in_words(deel)}"
        )
        yield Bezwaar(
            soort="leerlingen_uitgevallen",
            tekst=tekst,
            optie=Optie.SHRINK,
            aantal=len(lost),
            van=len(served_before),
        )
    yield from _without_groep(LEERLINGEN, served_before, served, deel)
    yield from _without_groep("leerkrachten", before.leerkrachten, after.leerkrachten, deel)


def _is_served(leerling: Leerling, dag: date) -> bool:
    """Whether partners get this pupil: no agreement holds pupils who left (docs/edexml.rst)."""
    return leerling.status(dag) is not Status.UITGESCHREVEN


def _without_groep(
    naam: str, before: Sequence[Persoon], after: Sequence[Persoon], deel: Fraction
) -> Iterator[Bezwaar]:
    """People who lose every group: whoever asks for groups, or may have some groups only, loses them too."""
    placed_before = _keys(persoon for persoon in before if _is_placed(persoon))
    lost = placed_before - _keys(persoon for persoon in after if _is_placed(persoon))
    if lost & _keys(after) and exceeds(len(lost), len(placed_before), deel):
        tekst = f"{_would(len(lost), len(placed_before), naam)} in geen enkele groep meer staan: meer dan"
        yield Bezwaar(
            soort=f"{naam}_zonder_groep",
            tekst=f"{tekst} {in_words(deel)}",
            optie=Optie.SHRINK,
            aantal=len(lost),
            van=len(placed_before),
        )


def _is_placed(persoon: Persoon) -> bool:
    """Whether a person is in a group, of either kind."""
    if isinstance(persoon, Leerkracht):
        return bool(persoon.groepen)
    return bool(persoon.groep or persoon.samengestelde_groepen)


def _of_mass(before: Schoolgegevens, after: Schoolgegevens, deel: Fraction) -> Iterator[Bezwaar]:
    """Pupils who stay and get another surname or birth date: more likely a mistake in the administration."""
    old = {leerling.key: leerling for leerling in before.leerlingen}
    pairs = [(old[leerling.key], leerling) for leerling in after.leerlingen if leerling.key in old]
    for soort, wat, differs in MASSA:
        changed = sum(differs(was, becomes) for was, becomes in pairs)
        if changed >= MASS and exceeds(changed, len(pairs), deel):
            tekst = f"{_would(changed, len(pairs), 'leerlingen')} {wat} krijgen: meer dan {in_words(deel)}"
            yield Bezwaar(soort=soort, tekst=tekst, optie=Optie.MASS_CHANGE, aantal=changed, van=len(pairs))


# In both of these, what was not there before and is filled in now contradicts nothing.


def _has_other_surname(was: Leerling, becomes: Leerling) -> bool:
    """Whether a pupil has another achternaam, and not the same one whose voorvoegsel moved to it."""
    if was.achternaam is None or was.achternaam == becomes.achternaam:
        return False
    return _surname(was) != _surname(becomes)


def _surname(leerling: Leerling) -> str:
    return f"{leerling.voorvoegsel or ''} {leerling.achternaam or ''}".strip()


def _has_other_birth_date(was: Leerling, becomes: Leerling) -> bool:
    return was.geboortedatum is not None and was.geboortedatum != becomes.geboortedatum


MASSA = (
    ("achternamen", "een andere achternaam", _has_other_surname),
    ("geboortedatums", "een andere geboortedatum", _has_other_birth_date),
)


def _keys(objecten: Iterable[Benoemd]) -> set[str]:
    return {element.key for element in objecten}


def _replaced(before: Iterable[Benoemd], after: Iterable[Benoemd]) -> int:
    """How many people have another key and the same ECK-iD; also where the key is that of somebody else."""
    keys = dict(_by_eckid(before))
    return sum(eckid in keys and keys[eckid] != key for eckid, key in _by_eckid(after))


def _by_eckid(objecten: Iterable[Benoemd]) -> Iterator[tuple[str, str]]:
    """The ECK-iD and the key of everybody who has one; groups and locations have none."""
    for element in objecten:
        if isinstance(element, Persoon) and element.eckid:
            yield element.eckid, element.key


def _would(aantal: int, van: int, meervoud: str) -> str:
    werkwoord = "zou" if aantal == 1 else "zouden"
    return f"{aantal} van de {van} {meervoud} {werkwoord}"
