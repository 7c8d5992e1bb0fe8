"""Storing results: each key in versions, and the message they came in, in one transaction."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from uwlr_service.domain.resultaat import soort_of
from uwlr_service.domain.verwerking import Afname, Vastgelegd, Verwerking
from uwlr_service.repository import snapshots, upsert
from uwlr_service.repository.database import Database
from uwlr_service.repository.driver import Prepared
from uwlr_service.repository.schema_resultaten import (
    resultaat,
    resultatenbericht,
    resultatenstand,
    toetsdefinitie,
)

BATCH = 500

STORED = select(
    resultaat.c.key,
    resultaat.c.leerling,
    toetsdefinitie.c.vocabulaire,
    toetsdefinitie.c.toetscode,
    resultaat.c.versie,
    resultaat.c.toetsonderdeelcode,
    resultaat.c.afnamedatum,
    resultaat.c.definitie_id,
    resultaat.c.score,
    resultaat.c.uitslag,
    resultaat.c.aanmaakdatum,
    resultaat.c.infourl,
    resultaat.c.resultaatverwerkerid,
    resultaat.c.tot_revisie,
).join_from(resultaat, toetsdefinitie)


KNOWN = select(resultatenbericht.c.revisie).where(
    resultatenbericht.c.klant_id == bindparam("klant_id"),
    resultatenbericht.c.school_id == bindparam("school_id"),
    resultatenbericht.c.digest == bindparam("digest"),
)


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """A message as it came in; ``inhoud`` is compressed, ``digest`` that of the message itself."""

    school_id: int
    klant_id: int
    koppeling_id: int
    sleutel_id: int
    digest: str
    schooljaar: str
    xsdversie: str
    aanmaakdatum: datetime
    ontvangen: datetime
    auteur: str | None
    commentaar: str | None
    aantal: int
    inhoud: bytes


class Berichtenzoeker:
    """The question whether a message came before; it serves all calls of a process."""

    def __init__(self, database: Database) -> None:
        self._known = Prepared(database.driver, KNOWN)

    def is_known(self, klant_id: int, school_id: int, digest: str) -> bool:
        """Whether this very message was stored before."""
        return self._known.first(klant_id=klant_id, school_id=school_id, digest=digest) is not None


class ResultaatRepository:
    """The results of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_revisie(self, school_id: int) -> int:
        """The revision that a message makes; other messages for this school wait until it is stored."""
        statement = upsert.insert(self._connection, resultatenstand).values(school_id=school_id, revisie=1)
        statement = statement.on_conflict_do_update(
            index_elements=["school_id"], set_={"revisie": resultatenstand.c.revisie + 1}
        )
        return int(self._connection.execute(statement.returning(resultatenstand.c.revisie)).scalar_one())

    def present(self, klant_id: int, school_id: int, keys: Iterable[str]) -> dict[str, Vastgelegd]:
        """What is in force under these keys, or was when another key took its place."""
        c = resultaat.c
        found: dict[str, Vastgelegd] = {}
        of_klant = STORED.where(
            c.school_id == school_id,
            c.klant_id == klant_id,
            or_(c.tot_revisie.is_(None), c.vervangen_door.is_not(None)),
        ).order_by(c.van_revisie)
        for batch in _batches(keys):
            for row in self._connection.execute(of_klant.where(c.key.in_(batch))):
                found[row.key] = load_vastgelegd(row)
        return found

    def doubles(
        self, klant_id: int, school_id: int, afnamen: Collection[Afname]
    ) -> dict[Afname, list[Vastgelegd]]:
        """What is in force for these administrations of a test, under whatever key."""
        c = resultaat.c
        found: dict[Afname, list[Vastgelegd]] = {}
        in_force = STORED.where(
            c.school_id == school_id, c.klant_id == klant_id, c.tot_revisie.is_(None)
        ).order_by(c.van_revisie, c.key)
        for batch in _batches(hash_of(klant_id, afname) for afname in afnamen):
            for row in self._connection.execute(in_force.where(c.afname.in_(batch))):
                stored = load_vastgelegd(row)
                found.setdefault(stored.afname, []).append(stored)
        return found

    def add(self, ontvangen: Ontvangen, revisie: int) -> bool:
        """Store a message; False when this very one was stored before."""
        values = {name: getattr(ontvangen, name) for name in ontvangen.__slots__}
        statement = upsert.insert(self._connection, resultatenbericht).values(revisie=revisie, **values)
        statement = statement.on_conflict_do_nothing().returning(resultatenbericht.c.revisie)
        return self._connection.execute(statement).first() is not None

    def write(self, ontvangen: Ontvangen, revisie: int, verwerking: Verwerking) -> None:
        """Store what a message changes, as the revision that it makes."""
        self._end(ontvangen, revisie, verwerking)
        base = {"school_id": ontvangen.school_id, "klant_id": ontvangen.klant_id, "van_revisie": revisie}
        self._insert(base | {"tot_revisie": None}, [*verwerking.toegevoegd, *verwerking.gewijzigd])
        self._insert(base | {"tot_revisie": revisie}, verwerking.ingehaald)
        self._confirm(ontvangen, verwerking.bevestigd)

    def purge(self, before: datetime) -> int:
        """Forget the text of messages that came before a moment; returns how many.

        What they said stays, with their digest, sender and time.
        """
        c = resultatenbericht.c
        return self._connection.execute(
            update(resultatenbericht).where(c.ontvangen < before, c.inhoud.is_not(None)).values(inhoud=None)
        ).rowcount

    def _insert(self, base: Mapping[str, Any], rows: Sequence[Vastgelegd]) -> None:
        if rows:
            self._connection.execute(insert(resultaat), [_row(base, one) for one in rows])

    def _end(self, ontvangen: Ontvangen, revisie: int, verwerking: Verwerking) -> None:
        ended: list[dict[str, str | None]] = [
            {"ended": one.key, "door": None} for one in verwerking.gewijzigd
        ]
        ended += [{"ended": key, "door": door} for key, door in verwerking.vervangen.items()]
        if ended:
            self._connection.execute(
                update(resultaat)
                .where(*_in_force(ontvangen, "ended"))
                .values(tot_revisie=revisie, vervangen_door=bindparam("door")),
                ended,
            )

    def _confirm(self, ontvangen: Ontvangen, bevestigd: Sequence[Vastgelegd]) -> None:
        if bevestigd:
            self._connection.execute(
                update(resultaat)
                .where(*_in_force(ontvangen, "said"))
                .values(aanmaakdatum=ontvangen.aanmaakdatum),
                [{"said": one.key} for one in bevestigd],
            )


def _in_force(ontvangen: Ontvangen, key: str) -> tuple[Any, ...]:
    c = resultaat.c
    return (
        c.school_id == ontvangen.school_id,
        c.klant_id == ontvangen.klant_id,
        c.key == bindparam(key),
        c.tot_revisie.is_(None),
    )


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    wanted = list(values)
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


def hash_of(klant_id: int, afname: Afname) -> int:
    """A number that fits an index; where two differ in nothing else, the values themselves are compared."""
    text = "\0".join((str(klant_id), *(str(part or "") for part in afname)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)


def _row(base: Mapping[str, Any], one: Vastgelegd) -> dict[str, Any]:
    afname, uitslag = one.afname, one.uitslag
    is_score = isinstance(uitslag, int)
    return {
        **base,
        "key": one.key,
        "leerling": afname.leerling,
        "definitie_id": one.definitie,
        "afnamedatum": afname.afnamedatum,
        "versie": afname.versie,
        "toetsonderdeelcode": afname.toetsonderdeelcode,
        "soort": soort_of(uitslag),
        "score": uitslag if is_score else None,
        "uitslag": None if is_score else snapshots.dump(uitslag),
        "infourl": one.infourl,
        "resultaatverwerkerid": one.resultaatverwerkerid,
        "aanmaakdatum": one.aanmaakdatum,
        "afname": hash_of(base["klant_id"], afname),
    }


def load_vastgelegd(row: Any) -> Vastgelegd:
    """A stored result from a row of STORED."""
    afname = Afname(
        row.leerling, row.vocabulaire, row.toetscode, row.versie, row.toetsonderdeelcode, row.afnamedatum
    )
    return Vastgelegd(
        row.key,
        afname,
        row.definitie_id,
        row.score if row.uitslag is None else snapshots.load_uitslag(row.uitslag),
        row.aanmaakdatum,
        row.infourl,
        row.resultaatverwerkerid,
        geldig=row.tot_revisie is None,
    )
