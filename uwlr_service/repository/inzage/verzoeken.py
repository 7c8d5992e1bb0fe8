"""The requests for disclosure."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.inzage.verzoek import Inzageverzoek, Verzoekvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.inzage import inzageverzoek
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of

NAMES = (
    "id",
    "key",
    "aanvrager",
    "identiteit",
    "ontvangen",
    "uiterlijk",
    "vastgelegd_door",
    "herinnerd",
    "beantwoord",
    "beantwoord_door",
)
VERZOEK = (inzageverzoek.c.soort, *(inzageverzoek.c[name] for name in NAMES))


class Wachtend(NamedTuple):
    """An open request of which its school is to be reminded."""

    school_id: int
    school: Schoolcode
    verzoek: Inzageverzoek


class VerzoekRepository:
    """The requests, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, school_id: int, vraag: Verzoekvraag, door: str) -> int:
        """Keep a new request; returns its number."""
        return self._connection.execute(
            insert(inzageverzoek)
            .values(
                school_id=school_id,
                soort=vraag.soort.value,
                key=vraag.key,
                aanvrager=vraag.aanvrager,
                identiteit=vraag.identiteit,
                ontvangen=vraag.ontvangen,
                uiterlijk=vraag.uiterlijk,
                vastgelegd_door=door,
            )
            .returning(inzageverzoek.c.id)
        ).scalar_one()

    def of_school(self, school_id: int) -> list[Inzageverzoek]:
        """The requests of a school: the open ones first, those that are due soonest on top."""
        c = inzageverzoek.c
        rows = self._connection.execute(
            select(*VERZOEK)
            .where(c.school_id == school_id)
            .order_by(c.beantwoord.is_not(None), c.uiterlijk, c.id)
        )
        return [_verzoek(row) for row in rows]

    def locked(self, school_id: int, verzoek_id: int) -> Inzageverzoek | None:
        """A request of a school, for this transaction alone; None if it has none with this number."""
        c = inzageverzoek.c
        row = self._connection.execute(
            select(*VERZOEK).where(c.school_id == school_id, c.id == verzoek_id).with_for_update()
        ).first()
        return None if row is None else _verzoek(row)

    def answer(self, verzoek_id: int, moment: datetime, door: str) -> None:
        """Note that a request was answered."""
        self._connection.execute(
            update(inzageverzoek)
            .where(inzageverzoek.c.id == verzoek_id)
            .values(beantwoord=moment, beantwoord_door=door)
        )

    def waiting(self, received_until: date) -> list[Wachtend]:
        """The open requests that came on a day or earlier, and of which nobody was reminded yet."""
        c = inzageverzoek.c
        rows = self._connection.execute(
            select(c.school_id, *CODE, *VERZOEK)
            .join_from(inzageverzoek, school)
            .where(c.beantwoord.is_(None), c.herinnerd.is_(None), c.ontvangen <= received_until)
            .order_by(c.id)
        )
        return [Wachtend(row.school_id, code_of(row), _verzoek(row)) for row in rows]

    def remind(self, ids: list[int], moment: datetime) -> None:
        """Note that the schools of these were reminded."""
        self._connection.execute(
            update(inzageverzoek).where(inzageverzoek.c.id.in_(ids)).values(herinnerd=moment)
        )


def _verzoek(row: AnyRow) -> Inzageverzoek:
    own = {name: row._mapping[name] for name in NAMES}
    return Inzageverzoek(soort=Soort(row.soort), **own)
