"""Links in mails by which an applicant comes back, by the hash of their value."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from uwlr_service.repository import upsert
from uwlr_service.repository.schema.aanvraag import aanvraag, aanvraaglink, aanvraaglinkvraag


class AanvraaglinkRepository:
    """The links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, nummer: int, digest: str, moment: datetime, until: datetime) -> None:
        """Keep a link to an application, which works until a moment."""
        self._connection.execute(
            insert(aanvraaglink).values(aanvraag_id=nummer, hash=digest, gemaakt=moment, verloopt=until)
        )

    def made_since(self, nummer: int, moment: datetime) -> int:
        """How many links to an application were made since a moment."""
        c = aanvraaglink.c
        statement = select(func.count()).where(c.aanvraag_id == nummer, c.gemaakt > moment)
        return int(self._connection.execute(statement).scalar_one())

    def find(self, digest: str, moment: datetime) -> int | None:
        """The number of the application that a link leads to, as long as it works."""
        c = aanvraaglink.c
        statement = (
            select(aanvraag.c.id)
            .join_from(aanvraaglink, aanvraag)
            .where(c.hash == digest, c.gebruikt.is_(None), c.verloopt > moment, aanvraag.c.mail != "")
        )
        return self._connection.execute(statement).scalar()

    def use(self, digest: str, moment: datetime) -> bool:
        """Use a link up; False when somebody was first."""
        c = aanvraaglink.c
        done = self._connection.execute(
            update(aanvraaglink).where(c.hash == digest, c.gebruikt.is_(None)).values(gebruikt=moment)
        )
        return done.rowcount == 1

    def ask(self, mail: str, moment: datetime) -> None:
        """Keep that somebody asked links for an address; once, however often that is before they are made."""
        statement = upsert.insert(self._connection, aanvraaglinkvraag).values(mail=mail, gevraagd=moment)
        self._connection.execute(statement.on_conflict_do_nothing())

    def asked(self, most: int) -> list[str]:
        """The addresses that wait for links, the first one first."""
        c = aanvraaglinkvraag.c
        statement = select(c.mail).order_by(c.gevraagd, c.mail).limit(most)
        return list(self._connection.execute(statement).scalars())

    def take(self, mail: str) -> bool:
        """Let an address wait no longer; False when somebody was first."""
        statement = delete(aanvraaglinkvraag).where(aanvraaglinkvraag.c.mail == mail)
        return self._connection.execute(statement).rowcount == 1
