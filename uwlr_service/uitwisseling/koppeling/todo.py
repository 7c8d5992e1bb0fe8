"""What a school has to complete before a partner gets every pupil of the agreement."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.rooster import roosters_uit
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import NAMEN
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie, Veldenlijst, versies_of
from uwlr_service.domain.koppeling.gemis import Gemis, gemis_of, suspects
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.uitsnede import cut
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.todo import Koppeljaar, Koppeljaarnummers, TodoRepository, Verstrekt
from uwlr_service.repository.school.scholen import SchoolRepository

Gemissen = dict[Gemis, list[str]]
"""What pupils lack, with the versions of the standard that ask for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """A pupil, by the LAS key, and a field that is lacking; ``xsdversies`` are those it matters in.

    ``weggelaten``: the pupil is not served without it, and so disappears at a partner that had them.
    ``afgesproken``: the school has it, and keeps it back by the agreement.
    """

    koppeling: int
    school: Schoolcode
    schooljaar: Schooljaar
    leerling: str
    veld: str
    xsdversies: tuple[str, ...]
    weggelaten: bool
    afgesproken: bool
    eerder_verstrekt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roosteruit:
    """A roster that is agreed and in no package of a school, because ``velden`` are not agreed."""

    koppeling: int
    school: Schoolcode
    rooster: str
    velden: tuple[str, ...]


class _Vraag(NamedTuple):
    """What a link asks of pupils in one version of the standard, and which pupils it is about."""

    veldenlijst: Veldenlijst
    selectie: Leerlingselectie

    @property
    def gist(self) -> object:
        """What decides whether a pupil can be served: beside the set and its version, which name goes."""
        lijst = self.veldenlijst
        return lijst.gegevensset, lijst.xsdversie, lijst.velden.intersection(NAMEN), self.selectie


class Todolijst:
    """Looks ahead: what would be missing from the answers, before any partner asks.

    Past school years are over: nobody completes them any more.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_koppeling(self, koppeling_id: int) -> list[Todo]:
        """What the schools of a link have to complete. Raises KoppelingOnbekend."""
        with self._database.snapshot() as connection:
            repository = TodoRepository.of_koppeling(connection, koppeling_id)
            koppeljaren = repository.koppeljaren()
            if not koppeljaren:
                KoppelingRepository(connection).get(koppeling_id)
            return _todos(repository, koppeljaren)

    def of_all(self) -> list[Todo]:
        """What the schools of all links have to complete, but for links without a key that opens."""
        with self._database.snapshot() as connection:
            repository = TodoRepository.of_all(connection, tijd.now())
            return _todos(repository, repository.koppeljaren())

    def roosters_uit(self, koppeling_id: int | None) -> list[Roosteruit]:
        """The rosters that the schools of a link, or of all links, agreed to without what they demand."""
        with self._database.snapshot() as connection:
            if koppeling_id is None:
                repository = TodoRepository.of_all(connection, tijd.now())
            else:
                repository = TodoRepository.of_koppeling(connection, koppeling_id)
            # Two school years of a school have the same agreement.
            afspraken = {
                (jaar.nummers.koppeling, jaar.school): jaar.afspraak for jaar in repository.koppeljaren()
            }
        return [
            Roosteruit(koppeling=koppeling, school=school, rooster=rooster, velden=tuple(velden))
            for (koppeling, school), afspraak in afspraken.items()
            for rooster, velden in roosters_uit(fields_of(afspraak)).items()
        ]

    def of_school(self, school: Schoolcode) -> list[Todo]:
        """What a school has to complete for any of its links: pupils that would be left out.

        A link without a key that opens leaves nobody out, for nobody can pull over it.
        """
        with self._database.snapshot() as connection:
            school_id = SchoolRepository(connection).find(school)
            if school_id is None:
                return []
            repository = TodoRepository.of_school(connection, school_id, tijd.now())
            todos = _todos(repository, repository.koppeljaren())
        return [todo for todo in todos if todo.weggelaten]

    def left_out(self, school: Schoolcode) -> int:
        """How many pupils of a school some link cannot have, without saying which or why."""
        with self._database.snapshot() as connection:
            school_id = SchoolRepository(connection).find(school)
            if school_id is None:
                return 0
            repository = TodoRepository.of_school(connection, school_id, tijd.now())
            return _left_out(repository).get(school, 0)

    def left_out_of(self, school_ids: Collection[int]) -> dict[Schoolcode, int]:
        """The same of some schools, in a fixed number of statements; a school without any is not in it."""
        with self._database.snapshot() as connection:
            return _left_out(TodoRepository.of_scholen(connection, school_ids, tijd.now()))


def _left_out(repository: TodoRepository) -> dict[Schoolcode, int]:
    """How many pupils some link cannot have, by school."""
    koppeljaren = repository.koppeljaren()
    years = {koppeljaar.nummers.schooljaar: koppeljaar.school for koppeljaar in koppeljaren}
    if not years:
        return {}
    vragen = _vragen(koppeljaren, repository.xsdversies(years))
    verdenking = suspects(vraag.veldenlijst for asked in vragen.values() for vraag in asked)
    dag = tijd.today()
    keys: dict[Schoolcode, set[str]] = {}
    for schooljaar_id, leerlingen in repository.leerlingen(years, verdenking):
        for vraag in vragen[schooljaar_id]:
            in_reach = [leerling for leerling in leerlingen if vraag.selectie.holds(leerling, dag)]
            gemissen = gemis_of(in_reach, vraag.veldenlijst)
            lacking = {gemis.leerling for gemis in gemissen if gemis.weggelaten}
            keys.setdefault(years[schooljaar_id], set()).update(lacking)
    return {school: len(lacking) for school, lacking in keys.items() if lacking}


def _vragen(
    koppeljaren: Iterable[Koppeljaar], given: Mapping[Koppeljaarnummers, Sequence[str]]
) -> dict[int, list[_Vraag]]:
    """Per school year what its links ask of a pupil; most links ask the same, and then it is asked once."""
    vragen: defaultdict[int, dict[object, _Vraag]] = defaultdict(dict)
    for koppeljaar in koppeljaren:
        afspraak = koppeljaar.afspraak
        for versie in given.get(koppeljaar.nummers) or versies_of(afspraak.gegevensset):
            vraag = _Vraag(afspraak.veldenlijst(versie), afspraak.selectie)
            vragen[koppeljaar.nummers.schooljaar].setdefault(vraag.gist, vraag)
    return {schooljaar_id: list(asked.values()) for schooljaar_id, asked in vragen.items()}


def _todos(repository: TodoRepository, koppeljaren: Sequence[Koppeljaar]) -> list[Todo]:
    given = repository.xsdversies({koppeljaar.nummers.schooljaar for koppeljaar in koppeljaren})
    gemissen = _gemissen(repository, koppeljaren, given)
    incomplete = [koppeljaar for koppeljaar in koppeljaren if gemissen[koppeljaar.nummers]]
    served = _served(repository, [koppeljaar for koppeljaar in incomplete if koppeljaar.nummers in given])
    todos: list[Todo] = []
    for koppeljaar in koppeljaren:
        todos += _todos_of(
            koppeljaar, gemissen[koppeljaar.nummers], served.get(koppeljaar.nummers, frozenset())
        )
    return todos


def _todos_of(koppeljaar: Koppeljaar, gemissen: Gemissen, served: frozenset[str]) -> Iterator[Todo]:
    for gemis, versies in gemissen.items():
        yield Todo(
            koppeling=koppeljaar.nummers.koppeling,
            school=koppeljaar.school,
            schooljaar=koppeljaar.schooljaar,
            leerling=gemis.leerling,
            veld=gemis.veld,
            xsdversies=tuple(versies),
            weggelaten=gemis.weggelaten,
            afgesproken=gemis.afgesproken,
            eerder_verstrekt=gemis.leerling in served,
        )


def _gemissen(
    repository: TodoRepository,
    koppeljaren: Sequence[Koppeljaar],
    given: Mapping[Koppeljaarnummers, Sequence[str]],
) -> defaultdict[Koppeljaarnummers, Gemissen]:
    """What is lacking per link and school year, by the versions that went out or else by all of them.

    The pupils come a school year at a time, and go before the next: all of them would be too many to hold.
    """
    of_schooljaar: dict[int, list[Koppeljaar]] = defaultdict(list)
    for koppeljaar in koppeljaren:
        of_schooljaar[koppeljaar.nummers.schooljaar].append(koppeljaar)
    gemissen: defaultdict[Koppeljaarnummers, Gemissen] = defaultdict(dict)
    for schooljaar_id, leerlingen in repository.leerlingen(of_schooljaar.keys()):
        for koppeljaar in of_schooljaar[schooljaar_id]:
            versies = given.get(koppeljaar.nummers) or versies_of(koppeljaar.afspraak.gegevensset)
            gemissen[koppeljaar.nummers] = _gemissen_of(koppeljaar, leerlingen, versies)
    return gemissen


def _gemissen_of(koppeljaar: Koppeljaar, leerlingen: Iterable[Leerling], versies: Iterable[str]) -> Gemissen:
    afspraak = koppeljaar.afspraak
    dag = tijd.today()
    in_reach = [leerling for leerling in leerlingen if afspraak.selectie.holds(leerling, dag)]
    lacking: Gemissen = {}
    for versie in versies:
        for gemis in gemis_of(in_reach, afspraak.veldenlijst(versie)):
            lacking.setdefault(gemis, []).append(versie)
    return lacking


def _served(
    repository: TodoRepository, koppeljaren: Sequence[Koppeljaar]
) -> dict[Koppeljaarnummers, frozenset[str]]:
    """The pupils of the last sets that went out, read back from the states and the agreements of then."""
    if not koppeljaren:
        return {}
    by_nummers = {koppeljaar.nummers: koppeljaar for koppeljaar in koppeljaren}
    schooljaar_ids = {nummers.schooljaar for nummers in by_nummers}
    last = {verstrekt.nummers: verstrekt for verstrekt in repository.verstrekt(schooljaar_ids)}
    return {
        nummers: _visible(last[nummers], _gegevens(by_nummers[nummers], leerlingen))
        for nummers, leerlingen in repository.leerlingen_verstrekt(schooljaar_ids)
        if nummers in by_nummers
    }


def _visible(verstrekt: Verstrekt, gegevens: Schoolgegevens) -> frozenset[str]:
    afbakening = verstrekt.afspraak.afbakening(verstrekt.xsdversie, verstrekt.gegevensset)
    uitsnede = cut(gegevens, afbakening, tijd.today(verstrekt.aanmaakdatum))
    return frozenset(leerling.key for leerling in uitsnede.gegevens.leerlingen)


def _gegevens(koppeljaar: Koppeljaar, leerlingen: Iterable[Leerling]) -> Schoolgegevens:
    """The pupils alone: who is left out does not depend on the groups and teachers around them."""
    school = School(code=koppeljaar.school, schooljaar=koppeljaar.schooljaar)
    return Schoolgegevens(school=school, leerlingen=tuple(leerlingen))
