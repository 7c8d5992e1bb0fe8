"""Pupils and guardians found by name, and by the number that stands for them in an address."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import LeerlingOnbekend, VerzorgerOnbekend
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.inzage.persoon import Persoon
from uwlr_service.domain.school.dossier import VERZORGER
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.repository.inzage.geschiedenis import GeschiedenisRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.inzage.inzage import NUMMERSOORT, school_and_key_of
from uwlr_service.uitwisseling.inzage.namen import joined

MOST = 25
"""People that a search shows; a longer list asks for more of the name."""


class _Bekend(NamedTuple):
    """Somebody before they have a number."""

    soort: Soort
    key: str
    naam: str
    groep: str = ""


class Personen:
    """The pupils and guardians of schools, for people of the school."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, school: Schoolcode, tekst: str, *, door: Handelende) -> list[Persoon]:
        """Those whose name holds a text, or whose key is that: at most MOST, by name.

        Raises NietToegestaan, SchoolOnbekend.
        """
        door.require(Actie.INZAGE, school=school)
        wanted = tekst.strip().casefold()
        if not wanted:
            return []
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            known = [
                persoon
                for persoon in _everybody(connection, school_id)
                if wanted in persoon.naam.casefold() or wanted == persoon.key.casefold()
            ]
        known.sort(key=lambda persoon: (persoon.soort, persoon.naam.casefold(), persoon.key))
        return self._numbered(school_id, known[:MOST])

    def key(self, school: Schoolcode, soort: Soort, nummer: int, *, door: Handelende) -> str:
        """The key behind a number.

        Raises NietToegestaan, SchoolOnbekend, LeerlingOnbekend, VerzorgerOnbekend.
        """
        door.require(Actie.INZAGE, school=school)
        with self._database.read() as connection:
            _, key = school_and_key_of(connection, school, soort, nummer)
        if key is None:
            raise LeerlingOnbekend if soort is Soort.LEERLING else VerzorgerOnbekend
        return key

    def numbers(
        self, school: Schoolcode, soort: Soort, keys: Iterable[str], *, door: Handelende
    ) -> dict[str, int]:
        """The numbers that stand for keys in addresses, given if they were not yet.

        Raises NietToegestaan, SchoolOnbekend.
        """
        door.require(Actie.INZAGE, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
        sleutels = [(NUMMERSOORT[soort], key) for key in keys]
        given = GkvNummers(self._database).ensure(school_id, sleutels)
        return {key: nummer for (_, key), nummer in given.items()}

    def _numbered(self, school_id: int, known: list[_Bekend]) -> list[Persoon]:
        sleutels = [(NUMMERSOORT[persoon.soort], persoon.key) for persoon in known]
        numbers = GkvNummers(self._database).ensure(school_id, sleutels)
        return [
            Persoon(
                soort=persoon.soort,
                nummer=numbers[NUMMERSOORT[persoon.soort], persoon.key],
                key=persoon.key,
                naam=persoon.naam or persoon.key,
                groep=persoon.groep,
            )
            for persoon in known
        ]


def _everybody(connection: Transaction, school_id: int) -> Iterator[_Bekend]:
    """The pupils of every year, also those who left, and the guardians of now."""
    repository = GeschiedenisRepository(connection, school_id)
    for row in repository.names():
        naam = joined(row.roepnaam or row.voornamen, row.voorvoegsel, row.achternaam)
        yield _Bekend(Soort.LEERLING, row.key, naam, row.groepsnaam or "")
    for verzorger in repository.present(VERZORGER):
        waarden = json.loads(verzorger.inhoud)
        naam = joined(
            waarden.get("roepnaam") or waarden.get("voorletters"),
            waarden.get("voorvoegsel"),
            waarden.get("achternaam"),
        )
        yield _Bekend(Soort.VERZORGER, verzorger.key, naam)
