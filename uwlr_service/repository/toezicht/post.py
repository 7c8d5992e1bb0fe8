"""Mail that waits to be handed over; what is in it is encrypted before it comes here."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update

from uwlr_service.domain.toezicht.post import Nietverzonden
from uwlr_service.repository.schema.toezicht import postbericht


class Wachtend(NamedTuple):
    """A mail that is due."""

    id: int
    aan: str
    onderwerp: str
    inhoud: str
    gemaakt: datetime
    pogingen: int


class PostRepository:
    """The mail, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, brieven: Iterable[tuple[str, str, str]], now: datetime) -> None:
        """Keep mails to hand over: to whom, the subject and the encrypted rest."""
        rows = [
            {
                "aan": aan,
                "onderwerp": onderwerp,
                "inhoud": inhoud,
                "gemaakt": now,
                "volgende": now,
                "pogingen": 0,
            }
            for aan, onderwerp, inhoud in brieven
        ]
        if rows:
            self._connection.execute(insert(postbericht), rows)

    def take(self, moment: datetime, until: datetime) -> Wachtend | None:
        """The mail that waits longest, for this caller alone until a moment; None when none is due."""
        c = postbericht.c
        # Another worker may take the same mail between the look and the change; see WebhookRepository.take.
        while True:
            row = self._connection.execute(
                select(c.id, c.aan, c.onderwerp, c.inhoud, c.gemaakt, c.pogingen, c.volgende)
                .where(c.volgende <= moment)
                .order_by(c.volgende, c.id)
                .limit(1)
            ).first()
            if row is None:
                return None
            taken = self._connection.execute(
                update(postbericht)
                .where(c.id == row.id, c.volgende == row.volgende)
                .values(volgende=until, pogingen=c.pogingen + 1)
            )
            if taken.rowcount == 1:
                return Wachtend(
                    row.id, row.aan, row.onderwerp, row.inhoud or "", row.gemaakt, row.pogingen + 1
                )

    def sent(self, brief_id: int, moment: datetime) -> None:
        """A server has a mail: what was in it goes."""
        self._change(brief_id, verzonden=moment, volgende=None, inhoud=None, fout=None)

    def retry(self, brief_id: int, volgende: datetime, fout: str) -> None:
        """Try a mail again at a moment."""
        self._change(brief_id, volgende=volgende, fout=fout)

    def give_up(self, brief_id: int, fout: str) -> None:
        """Try a mail no more: what was in it goes."""
        self._change(brief_id, volgende=None, inhoud=None, fout=fout)

    def _change(self, brief_id: int, **values: object) -> None:
        self._connection.execute(update(postbericht).where(postbericht.c.id == brief_id).values(**values))

    def unsent(self, most: int) -> list[Nietverzonden]:
        """The mails that a server did not take so far, the newest first."""
        c = postbericht.c
        rows = self._connection.execute(
            select(c.aan, c.onderwerp, c.gemaakt, c.volgende, c.pogingen, c.fout)
            .where(c.verzonden.is_(None), c.fout.is_not(None))
            .order_by(c.id.desc())
            .limit(most)
        )
        return [
            Nietverzonden(
                aan=row.aan,
                onderwerp=row.onderwerp,
                gemaakt=row.gemaakt,
                volgende=row.volgende,
                pogingen=row.pogingen,
                fout=row.fout,
            )
            for row in rows
        ]

    def purge(self, before: datetime) -> int:
        """Forget the mails that were settled, and made before a moment; returns how many."""
        c = postbericht.c
        is_settled = or_(c.verzonden.is_not(None), c.volgende.is_(None))
        return self._connection.execute(delete(postbericht).where(is_settled, c.gemaakt < before)).rowcount
