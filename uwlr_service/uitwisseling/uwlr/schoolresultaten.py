"""The results of a school for people of that school, bound to the groups of whoever reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie
from uwlr_service.domain.fouten import GroepOnbekend, LeerlingOnbekend
from uwlr_service.domain.gkv.generiek import Nummersleutel, Nummersoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter
from uwlr_service.domain.uwlr.schoolresultaten import (
    Bladkeuze,
    Groepsregel,
    Leerlingresultaat,
    Resultatenblad,
)
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.nummers import GkvNummers, key_of
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.resultatenlijst import ResultatenlijstRepository
from uwlr_service.repository.uwlr.schoolresultaten import Ingedeeld, SchoolresultatenRepository

EVERYTHING = Bladkeuze()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Zicht:
    """The groups and pupils of a school that somebody sees; groups by key, with name and kind."""

    school_id: int
    groepen: dict[str, tuple[str, bool]]
    leerlingen: list[Ingedeeld]

    def naam(self, groep: str | None) -> str:
        """How a group is called, if it is seen."""
        return self.groepen.get(groep or "", ("", False))[0]

    def sleutel(self, groep: str) -> Nummersleutel:
        """What the number of a group is kept under."""
        _, is_samengesteld = self.groepen[groep]
        return (Nummersoort.SAMENGESTELDE_GROEP if is_samengesteld else Nummersoort.GROEP), groep


class Schoolresultaten:
    """Results by group and by pupil, with names; whoever is bound to groups sees those groups only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def groepen(self, school: Schoolcode, *, door: Handelende) -> list[Groepsregel]:
        """The groups that somebody sees. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.RESULTATEN_ZIEN, school=school)
        with self._database.read() as connection:
            zicht = _zicht(connection, school, door)
            counts = SchoolresultatenRepository(connection, zicht.school_id).counts()
        numbers = self._numbers(zicht.school_id, map(zicht.sleutel, zicht.groepen))
        regels = []
        for groep, (naam, _) in zicht.groepen.items():
            leerlingen = [leerling for leerling in zicht.leerlingen if groep in leerling.groepen]
            aantallen = [counts[leerling.key] for leerling in leerlingen if leerling.key in counts]
            regels.append(
                Groepsregel(
                    nummer=numbers[zicht.sleutel(groep)],
                    naam=naam,
                    leerlingen=len(leerlingen),
                    met_resultaat=len(aantallen),
                    resultaten=sum(aantal.aantal for aantal in aantallen),
                    nieuwste=max((aantal.nieuwste for aantal in aantallen), default=None),
                )
            )
        return regels

    def of_groep(
        self, school: Schoolcode, nummer: int, keuze: Bladkeuze = EVERYTHING, *, door: Handelende
    ) -> Resultatenblad:
        """What holds of the pupils of a group. Raises NietToegestaan, SchoolOnbekend, GroepOnbekend."""
        door.require(Actie.RESULTATEN_ZIEN, school=school)
        with self._database.read() as connection:
            zicht = _zicht(connection, school, door)
            groep = _groep(connection, zicht, nummer)
            members = [leerling for leerling in zicht.leerlingen if groep in leerling.groepen]
            regels = _regels(connection, zicht, members, keuze)
        return Resultatenblad(
            nummer=nummer,
            naam=zicht.naam(groep),
            resultaten=self._named(zicht, members, _chosen(regels, keuze)),
            toetsen=_toetsen(regels),
        )

    def of_leerling(
        self, school: Schoolcode, nummer: int, keuze: Bladkeuze = EVERYTHING, *, door: Handelende
    ) -> Resultatenblad:
        """Every version of the results of a pupil who is there now.

        Raises NietToegestaan, SchoolOnbekend, LeerlingOnbekend.
        """
        door.require(Actie.RESULTATEN_ZIEN, school=school)
        with self._database.read() as connection:
            zicht = _zicht(connection, school, door)
            key = key_of(connection, zicht.school_id, Nummersoort.LEERLING, nummer)
            members = [leerling for leerling in zicht.leerlingen if leerling.key == key]
            if not members:
                raise LeerlingOnbekend
            regels = _regels(connection, zicht, members, keuze, history=True)
        (member,) = members
        return Resultatenblad(
            nummer=nummer,
            naam=member.naam,
            groep=zicht.naam(member.stamgroep),
            resultaten=self._named(zicht, members, _chosen(regels, keuze)),
            toetsen=_toetsen(regels),
        )

    def _named(
        self, zicht: _Zicht, members: Iterable[Ingedeeld], regels: Iterable[Regel]
    ) -> tuple[Leerlingresultaat, ...]:
        """Results with the names and numbers of their pupils, by name, newest day first."""
        leerlingen = {leerling.key: leerling for leerling in members}
        sleutels = [(Nummersoort.LEERLING, key) for key in leerlingen]
        numbers = self._numbers(zicht.school_id, sleutels)
        resultaten = [
            Leerlingresultaat(
                nummer=numbers[Nummersoort.LEERLING, regel.resultaat.afname.leerling],
                naam=leerlingen[regel.resultaat.afname.leerling].naam,
                regel=regel,
            )
            for regel in regels
        ]
        resultaten.sort(key=lambda each: each.regel.ontvangen, reverse=True)
        resultaten.sort(key=lambda each: each.regel.resultaat.afname.afnamedatum, reverse=True)
        resultaten.sort(key=lambda each: (each.naam.casefold(), each.nummer))
        return tuple(resultaten)

    def _numbers(self, school_id: int, sleutels: Iterable[Nummersleutel]) -> dict[Nummersleutel, int]:
        return GkvNummers(self._database).ensure(school_id, sleutels)


def _zicht(connection: Transaction, school: Schoolcode, door: Handelende) -> _Zicht:
    school_id = SchoolRepository(connection).get(school)
    repository = SchoolresultatenRepository(connection, school_id)
    groepen = repository.groepen()
    leerlingen = repository.leerlingen()
    bound = bound_to(door, school)
    if bound is not None:
        groepen = {key: groep for key, groep in groepen.items() if key in bound}
        leerlingen = [leerling for leerling in leerlingen if not bound.isdisjoint(leerling.groepen)]
    return _Zicht(school_id=school_id, groepen=groepen, leerlingen=leerlingen)


def bound_to(door: Handelende, school: Schoolcode) -> frozenset[str] | None:
    """The groups that somebody is bound to at a school; None for somebody who sees all of them."""
    if not door.is_person:
        return None
    groepen: set[str] = set()
    for account in door.accounts:
        if account.school != school or account.rol not in ROLLEN_VAN[Actie.RESULTATEN_ZIEN]:
            continue
        if account.is_unbound:
            return None
        groepen |= account.groepen
    return frozenset(groepen)


def _groep(connection: Transaction, zicht: _Zicht, nummer: int) -> str:
    for soort in (Nummersoort.GROEP, Nummersoort.SAMENGESTELDE_GROEP):
        key = key_of(connection, zicht.school_id, soort, nummer)
        if key is not None and key in zicht.groepen:
            return key
    raise GroepOnbekend


def _regels(
    connection: Transaction,
    zicht: _Zicht,
    members: Iterable[Ingedeeld],
    keuze: Bladkeuze,
    *,
    history: bool = False,
) -> list[Regel]:
    wanted = Resultatenfilter(
        leerlingen=frozenset(leerling.key for leerling in members),
        vanaf=keuze.vanaf,
        totenmet=keuze.totenmet,
        history=history,
    )
    return ResultatenlijstRepository(connection).find(zicht.school_id, wanted)


def _chosen(regels: Iterable[Regel], keuze: Bladkeuze) -> list[Regel]:
    """Those of one test; the others are read too, for the list to choose from."""
    return [regel for regel in regels if keuze.toetscode in (None, regel.resultaat.afname.toetscode)]


def _toetsen(regels: Iterable[Regel]) -> tuple[tuple[str, str], ...]:
    names: dict[str, str] = {}
    for regel in regels:
        code = regel.resultaat.afname.toetscode
        names[code] = regel.toets.toetsnaam or code
    return tuple(sorted(names.items(), key=lambda each: each[1].casefold()))
