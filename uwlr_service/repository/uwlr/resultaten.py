"""Storing results: each key in versions, and the message they came in, in one transaction."""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from uwlr_service.domain.uwlr import as_json
from uwlr_service.domain.uwlr.resultaat import soort_of
from uwlr_service.domain.uwlr.verwerking import Afname, Vastgelegd, Verwerking
from uwlr_service.repository import upsert
from uwlr_service.repository.database import Database
from uwlr_service.repository.driver import Prepared
from uwlr_service.repository.lookup import for_each
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht, resultatenstand, toetsdefinitie
from uwlr_service.repository.schema.volgorde import resultatenwachtrij

BATCH = 500
"""Values in one statement: databases bound the number of its parameters."""

ROWS = 2000
"""Rows that are handed over at once: as values for a statement they take several times their size."""

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
    resultaat.c.van_revisie,
    resultaat.c.tot_revisie,
).join_from(resultaat, toetsdefinitie)
OF_KLANT = STORED.where(
    resultaat.c.school_id == bindparam("school_id"), resultaat.c.klant_id == bindparam("klant_id")
)
LAST = OF_KLANT.where(or_(resultaat.c.tot_revisie.is_(None), resultaat.c.vervangen_door.is_not(None)))
IN_FORCE = OF_KLANT.where(
    resultaat.c.tot_revisie.is_(None), resultaat.c.afnamedatum.in_(bindparam("dagen", expanding=True))
)
INSERT = insert(resultaat)
QUEUE = insert(resultatenwachtrij).values(school_id=bindparam("school_id"), revisie=bindparam("revisie"))

# A subquery with an offset is never merged with what is around it: while PostgreSQL has no statistics, it
# reads all messages of the school as willingly as the one with this digest, and keeps to that.
_SAME = (
    select(resultatenbericht).where(resultatenbericht.c.digest == bindparam("digest")).offset(0).subquery()
)
KNOWN = select(_SAME.c.revisie).where(
    _SAME.c.klant_id == bindparam("klant_id"), _SAME.c.school_id == bindparam("school_id")
)

OF_SIZE = select(resultatenbericht.c.revisie).where(
    resultatenbericht.c.klant_id == bindparam("klant_id"),
    resultatenbericht.c.school_id == bindparam("school_id"),
    resultatenbericht.c.aantal == bindparam("aantal"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
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
        self._of_size = Prepared(database.driver, OF_SIZE)

    def is_known(self, klant_id: int, school_id: int, digest: str) -> bool:
        """Whether this very message was stored before."""
        return self._known.first(klant_id=klant_id, school_id=school_id, digest=digest) is not None

    def may_be_known(self, klant_id: int, school_id: int, aantal: int) -> bool:
        """Whether a message with so many results was stored before."""
        return self._of_size.first(klant_id=klant_id, school_id=school_id, aantal=aantal) is not None


class ResultaatRepository:
    """The results of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, ontvangen: Ontvangen) -> int | None:
        """Store a message as the next revision of its school's results; None when it was stored before.

        Other messages for this school wait until the transaction ends.
        """
        values = {name: getattr(ontvangen, name) for name in ontvangen.__slots__}
        if self._connection.dialect.name == "sqlite":
            return self._begin_in_turn(values)
        begun = self._connection.execute(_begin(), values)
        return begun.scalar_one_or_none()

    def _begin_in_turn(self, values: dict[str, Any]) -> int | None:
        """The same for SQLite, whose statements change one table each."""
        revisie = self._connection.execute(_next_revisie("sqlite"), {"school_id": values["school_id"]})
        values["revisie"] = revisie.scalar_one()
        begun: int | None = self._connection.execute(_add("sqlite"), values).scalar_one_or_none()
        if begun is not None:
            self._connection.execute(QUEUE, values)
        return begun

    def present(self, klant_id: int, school_id: int, keys: Iterable[str]) -> dict[str, Vastgelegd]:
        """The results in force under these keys, or in force until another key took their place."""
        # Oldest first, so that the later of two versions under one key is kept.
        rows = self._lookup(_last_by_key, klant_id, school_id, keys)
        return {row.key: load_vastgelegd(row) for row in rows}

    def doubles(
        self, klant_id: int, school_id: int, afnamen: Collection[Afname]
    ) -> dict[Afname, list[Vastgelegd]]:
        """The results in force for these administrations of a test, under any key."""
        of_afname: dict[Afname, list[Vastgelegd]] = {}
        leerlingen = sorted({afname.leerling for afname in afnamen})
        dagen = sorted({afname.afnamedatum for afname in afnamen})
        for row in self._lookup(_in_force_by_leerling, klant_id, school_id, leerlingen, dagen=dagen):
            stored = load_vastgelegd(row)
            of_afname.setdefault(stored.afname, []).append(stored)
        return of_afname

    def _lookup(
        self,
        statement: Callable[[str], Any],
        klant_id: int,
        school_id: int,
        values: Iterable[Any],
        **others: Any,
    ) -> Iterator[Any]:
        for batch in _batches(values):
            yield from self._connection.execute(
                statement(self._connection.dialect.name),
                {"school_id": school_id, "klant_id": klant_id, "values": batch, **others},
            )

    def write(self, ontvangen: Ontvangen, revisie: int, verwerking: Verwerking) -> None:
        """Store the changes of a message, as the revision that it makes."""
        # The old versions end first: then never two versions under one key are in force.
        self._end(ontvangen, revisie, verwerking)
        base = {"school_id": ontvangen.school_id, "klant_id": ontvangen.klant_id, "van_revisie": revisie}
        self._insert(base | {"tot_revisie": None}, [*verwerking.toegevoegd, *verwerking.gewijzigd])
        self._insert(base | {"tot_revisie": revisie}, verwerking.ingehaald)
        self._confirm(ontvangen, verwerking.bevestigd)

    def purge(self, before: datetime) -> int:
        """Forget the text of messages that came before a moment; returns how many.

        Their results stay, and so do their digest, sender and time.
        """
        statement = (
            update(resultatenbericht)
            .where(resultatenbericht.c.ontvangen < before, resultatenbericht.c.inhoud.is_not(None))
            .values(inhoud=None)
        )
        return self._connection.execute(statement).rowcount

    def _insert(self, base: dict[str, Any], rows: Sequence[Vastgelegd]) -> None:
        for start in range(0, len(rows), ROWS):
            values = [row_of(base, row) for row in rows[start : start + ROWS]]
            self._connection.execute(INSERT, values)

    def _end(self, ontvangen: Ontvangen, revisie: int, verwerking: Verwerking) -> None:
        ended: list[dict[str, str | None]] = [
            {"ended": vastgelegd.key, "door": None} for vastgelegd in verwerking.gewijzigd
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
                [{"said": vastgelegd.key} for vastgelegd in bevestigd],
            )


@functools.cache
def _last_by_key(dialect: str) -> Any:
    return for_each(dialect, LAST, resultaat.c.key).order_by("van_revisie")


@functools.cache
def _in_force_by_leerling(dialect: str) -> Any:
    return for_each(dialect, IN_FORCE, resultaat.c.leerling).order_by("van_revisie", "key")


@functools.cache
def _next_revisie(dialect: str) -> Any:
    first = {"school_id": bindparam("school_id"), "revisie": 1}
    statement = (
        upsert.insert_for(dialect, resultatenstand)
        .values(first)
        .on_conflict_do_update(index_elements=["school_id"], set_={"revisie": resultatenstand.c.revisie + 1})
    )
    return statement.returning(resultatenstand.c.revisie)


@functools.cache
def _add(dialect: str) -> Any:
    statement = upsert.insert_for(dialect, resultatenbericht).on_conflict_do_nothing()
    return statement.returning(resultatenbericht.c.revisie)


@functools.cache
def _begin() -> Any:
    """All in one statement, as PostgreSQL can: messages of one school wait for each answer in turn."""
    stand = _next_revisie("postgresql").cte("stand")
    names = Ontvangen.__slots__
    values = [bindparam(name, type_=resultatenbericht.c[name].type) for name in names]
    statement = upsert.insert_for("postgresql", resultatenbericht).from_select(
        [*names, "revisie"], select(*values, stand.c.revisie)
    )
    bericht = statement.on_conflict_do_nothing().returning(
        resultatenbericht.c.school_id, resultatenbericht.c.revisie
    )
    begun = bericht.cte("bericht")
    queued = insert(resultatenwachtrij).from_select(
        ["school_id", "revisie"], select(begun.c.school_id, begun.c.revisie)
    )
    return select(begun.c.revisie).add_cte(queued.cte("wachtrij"))


def _in_force(ontvangen: Ontvangen, key: str) -> tuple[Any, ...]:
    """The condition that a result is the sender's, and the version in force; ``key`` names the parameter."""
    return (
        resultaat.c.school_id == ontvangen.school_id,
        resultaat.c.klant_id == ontvangen.klant_id,
        resultaat.c.key == bindparam(key),
        resultaat.c.tot_revisie.is_(None),
    )


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    wanted = list(values)
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


def row_of(base: dict[str, Any], vastgelegd: Vastgelegd) -> dict[str, Any]:
    """The row of a result; ``base`` has what it has in common with the others of its message."""
    afname = vastgelegd.afname
    uitslag = vastgelegd.uitslag
    # A score has a column of its own, so that the database can count with it.
    score: int | None = None
    described: str | None = None
    if isinstance(uitslag, int):
        score = uitslag
    else:
        described = as_json.dump(uitslag)
    return base | {
        "key": vastgelegd.key,
        "leerling": afname.leerling,
        "definitie_id": vastgelegd.definitie,
        "afnamedatum": afname.afnamedatum,
        "versie": afname.versie,
        "toetsonderdeelcode": afname.toetsonderdeelcode,
        "soort": soort_of(uitslag),
        "score": score,
        "uitslag": described,
        "infourl": vastgelegd.infourl,
        "resultaatverwerkerid": vastgelegd.resultaatverwerkerid,
        "aanmaakdatum": vastgelegd.aanmaakdatum,
    }


def load_vastgelegd(row: Any) -> Vastgelegd:
    """A stored result from a row of STORED."""
    afname = Afname(
        leerling=row.leerling,
        toetsvocabulaire=row.vocabulaire,
        toetscode=row.toetscode,
        versie=row.versie,
        toetsonderdeelcode=row.toetsonderdeelcode,
        afnamedatum=row.afnamedatum,
    )
    return Vastgelegd(
        key=row.key,
        afname=afname,
        definitie=row.definitie_id,
        uitslag=row.score if row.uitslag is None else as_json.load_uitslag(row.uitslag),
        aanmaakdatum=row.aanmaakdatum,
        infourl=row.infourl,
        resultaatverwerkerid=row.resultaatverwerkerid,
        geldig=row.tot_revisie is None,
    )
