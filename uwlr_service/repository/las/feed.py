"""Reading the feed: the results behind a place in the order, of the schools of one LAS.

Whatever is read goes by an index and is bounded, however many results there are, and however few of them
are of these schools.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    select,
)

from uwlr_service.domain.las.feed import Feedbericht, Feeddeel, Feedresultaat, Punt
from uwlr_service.repository.las.bereik import Scholenbereik
from uwlr_service.repository.lookup import among
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht, toetsdefinitie
from uwlr_service.repository.schema.volgorde import resultatenvolgorde
from uwlr_service.repository.school.scholen import CODE, code_of

PORTION = 50
"""Messages that are looked up at first; most hold the results of a group."""
MORE = 400
"""And after that, when these were small, or said nothing new."""
ROUNDS = 12
"""After this many portions a page is given as it is, and the next one goes on from there."""

_volgorde = resultatenvolgorde.c
_is_message = and_(
    resultatenbericht.c.school_id == _volgorde.school_id, resultatenbericht.c.revisie == _volgorde.revisie
)
BERICHT = (
    select(
        _volgorde.volgnummer,
        *CODE,
        klant.c.code.label("klantcode"),
        klant.c.naam.label("klantnaam"),
        resultatenbericht.c.koppeling_id,
        resultatenbericht.c.schooljaar,
        resultatenbericht.c.xsdversie,
        resultatenbericht.c.aanmaakdatum,
        resultatenbericht.c.ontvangen,
        resultatenbericht.c.auteur,
        resultatenbericht.c.aantal,
    )
    .select_from(resultatenvolgorde)
    .join(resultatenbericht, _is_message)
    .join(school, school.c.id == _volgorde.school_id)
    .join(klant, klant.c.id == resultatenbericht.c.klant_id)
)
RESULTAAT = (
    select(
        _volgorde.volgnummer,
        # And the fields of Feedresultaat between the message and what was replaced, in their order.
        resultaat.c.key,
        resultaat.c.leerling,
        resultaat.c.afnamedatum,
        toetsdefinitie.c.toetscode,
        resultaat.c.versie,
        resultaat.c.toetsonderdeelcode,
        resultaat.c.score,
        resultaat.c.uitslag,
        resultaat.c.infourl,
        resultaat.c.resultaatverwerkerid,
        toetsdefinitie.c.digest,
        func.coalesce(resultaat.c.tot_revisie != resultaat.c.van_revisie, True).label("geldig"),
    )
    .select_from(resultatenvolgorde)
    .join(
        resultaat,
        and_(resultaat.c.van_revisie == _volgorde.revisie, resultaat.c.school_id == _volgorde.school_id),
    )
    .join(toetsdefinitie, toetsdefinitie.c.id == resultaat.c.definitie_id)
    .order_by(_volgorde.volgnummer, resultaat.c.key)
)
Key = tuple[int, str]
"""The number of a message, and a key in it."""


class FeedRepository:
    """The feed of some schools, within one connection."""

    def __init__(self, connection: Connection, scholen: Scholenbereik) -> None:
        self._connection = connection
        self._scholen = scholen

    def read(self, after: Punt, until: int, most: int) -> Feeddeel:
        """At most so many results behind a place, of the messages up to and including a number."""
        page = _Page(self._connection, after, most)
        if after.key is not None:
            page.go_on(self._bericht(after.volgnummer), after.key)
        for turn in range(ROUNDS):
            if page.is_full or page.tot.volgnummer >= until:
                break
            portion = MORE if turn else PORTION
            berichten, reached = self._berichten(page.tot.volgnummer, until, portion)
            page.take(berichten)
            page.passed(reached)
        return page.finished(until)

    def _bericht(self, volgnummer: int) -> Feedbericht | None:
        """The message of a number; None where it is not in the order any more, or not of these schools."""
        statement = BERICHT.where(_volgorde.volgnummer == volgnummer, *self._scholen.conditions())
        row = self._connection.execute(statement).first()
        return None if row is None else _bericht(row)

    def _berichten(self, after: int, until: int, most: int) -> tuple[list[Feedbericht], int]:
        """The next messages of these schools, and the number up to which there are no others."""
        window = self._scholen.window(self._connection, after, until)
        statement = (
            BERICHT.where(_volgorde.volgnummer > window.na, _volgorde.volgnummer <= window.tot)
            .where(*self._scholen.conditions())
            .order_by(_volgorde.volgnummer)
            .limit(most)
        )
        berichten = [_bericht(row) for row in self._connection.execute(statement).all()]
        if len(berichten) == most:
            return berichten, berichten[-1].volgnummer
        return berichten, window.tot


class _Page:
    """Results that are gathered; one more than is wanted says that there are more."""

    def __init__(self, connection: Connection, after: Punt, most: int) -> None:
        self._connection = connection
        self._most = most
        self._rows: list[tuple[Feedbericht, Any]] = []
        self.tot = after

    @property
    def is_full(self) -> bool:
        """Whether there are more results than are wanted."""
        return len(self._rows) > self._most

    @property
    def _room(self) -> int:
        return self._most + 1 - len(self._rows)

    def go_on(self, bericht: Feedbericht | None, key: str) -> None:
        """Take the results of a message behind one of its keys."""
        if bericht is not None:
            self._add([bericht], resultaat.c.key > key)
        self.passed(self.tot.volgnummer)

    def take(self, berichten: Sequence[Feedbericht]) -> None:
        """Take the results of messages, as many as there is room for."""
        # A message can have more results than a page, and of those no more are read than are wanted. The
        # smaller ones before it are read together.
        for batch in _batches(berichten, self._room):
            if self.is_full:
                return
            self._add(batch)

    def passed(self, volgnummer: int) -> None:
        """All messages up to here lie behind the page, unless it is full."""
        if not self.is_full:
            self.tot = Punt(volgnummer)

    def finished(self, until: int) -> Feeddeel:
        """The part of the feed."""
        more = self.tot.volgnummer < until
        if self.is_full:
            del self._rows[self._most :]
            bericht, last = self._rows[-1]
            self.tot = Punt(bericht.volgnummer, last.key)
            more = True
        vervangen = self._vervangen()
        return Feeddeel([_resultaat(bericht, row, vervangen) for bericht, row in self._rows], self.tot, more)

    def _add(self, berichten: Sequence[Feedbericht], *conditions: ColumnElement[bool]) -> None:
        by_number = {bericht.volgnummer: bericht for bericht in berichten}
        wanted = RESULTAAT.where(self._of(by_number), *conditions).limit(self._room)
        # By its place, as everything in a row here: there are ten thousand, and by its name each value takes
        # half a microsecond.
        self._rows += [(by_number[row[0]], row) for row in self._connection.execute(wanted).all()]

    def _of(self, volgnummers: Collection[int]) -> ColumnElement[bool]:
        if len(volgnummers) == 1:
            (only,) = volgnummers
            return _volgorde.volgnummer == only
        return among(self._connection.dialect.name, _volgorde.volgnummer, list(volgnummers))

    def _vervangen(self) -> dict[Key, list[str]]:
        """The keys that these results took the place of."""
        vervangen: dict[Key, list[str]] = {}
        if not self._rows:
            return vervangen
        c = resultaat.c
        new_key = func.coalesce(c.vervangen_door, c.key)
        keys = [row[1] for _, row in self._rows]
        rows = self._connection.execute(
            select(_volgorde.volgnummer, c.key, new_key.label("new_key"))
            .select_from(resultatenvolgorde)
            .join(resultaat, and_(c.tot_revisie == _volgorde.revisie, c.school_id == _volgorde.school_id))
            .where(
                self._of({bericht.volgnummer for bericht, _ in self._rows}),
                c.tot_revisie.is_not(None),
                c.van_revisie < c.tot_revisie,
                among(self._connection.dialect.name, new_key, keys),
            )
            .order_by(c.key)
        )
        for row in rows.all():
            vervangen.setdefault((row.volgnummer, row.new_key), []).append(row.key)
        return vervangen


def _batches(berichten: Sequence[Feedbericht], room: int) -> Iterator[list[Feedbericht]]:
    """The messages in groups of no more results than there is room for; a larger one goes alone."""
    batch: list[Feedbericht] = []
    size = 0
    for bericht in berichten:
        if batch and size + bericht.aantal > room:
            yield batch
            batch = []
            size = 0
        batch.append(bericht)
        size += bericht.aantal
    if batch:
        yield batch


def _bericht(row: Any) -> Feedbericht:
    return Feedbericht(
        volgnummer=row.volgnummer,
        school=code_of(row),
        klantcode=row.klantcode,
        klantnaam=row.klantnaam,
        koppeling=row.koppeling_id,
        schooljaar=row.schooljaar,
        xsdversie=row.xsdversie,
        aanmaakdatum=row.aanmaakdatum,
        ontvangen=row.ontvangen,
        auteur=row.auteur,
        aantal=row.aantal,
    )


def _resultaat(bericht: Feedbericht, row: Any, vervangen: dict[Key, list[str]]) -> Feedresultaat:
    volgnummer, *values = row  # in the order of the fields of a result
    return Feedresultaat._make((bericht, *values, vervangen.get((volgnummer, values[0]), ())))
