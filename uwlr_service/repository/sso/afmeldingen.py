"""Logouts that wait to be sent to applications, and what became of them; ``einden`` puts them there."""

from datetime import datetime

from sqlalchemy import Connection, and_, delete, select, update

from uwlr_service.domain.sso.afmelding import Afmelding, Afmelduitkomst, Gemiste
from uwlr_service.domain.sso.client import Adressoort, Algoritme
from uwlr_service.repository.schema.sso import sso_adres, sso_afmelding, sso_client
from uwlr_service.repository.school.scholen import AnyRow

MISSED = (Afmelduitkomst.GEWEIGERD.value, Afmelduitkomst.OPGEGEVEN.value)


class AfmeldingRepository:
    """The queue, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_due(self, moment: datetime) -> bool:
        """Whether anything has to be sent."""
        statement = select(sso_afmelding.c.id).where(sso_afmelding.c.volgende <= moment).limit(1)
        return self._connection.execute(statement).first() is not None

    def take(self, moment: datetime, until: datetime) -> Afmelding | None:
        """The logout that waits longest, for this caller alone until a moment; None when none is due."""
        c = sso_afmelding.c
        # Another worker may take the same one between the look and the change: then its time has moved,
        # nothing is changed here, and the next one is looked for.
        while (row := self._due(moment)) is not None:
            taken = self._connection.execute(
                update(sso_afmelding)
                .where(c.id == row.id, c.volgende == row.volgende)
                .values(volgende=until, pogingen=c.pogingen + 1)
            )
            if taken.rowcount == 1:
                return Afmelding(
                    id=row.id,
                    client=row.sso_client_id,
                    client_id=row.client_id,
                    algoritme=Algoritme(row.algoritme),
                    url=row.uri,
                    sub=row.sub,
                    sid=row.sid,
                    pogingen=row.pogingen + 1,
                )
        return None

    def _due(self, moment: datetime) -> AnyRow | None:
        c = sso_afmelding.c
        # An application that ended is told too: people may be signed in there.
        is_address = and_(
            sso_adres.c.sso_client_id == c.sso_client_id,
            sso_adres.c.soort == Adressoort.AFMELDING.value,
            sso_adres.c.bevestigd.is_not(None),
            sso_adres.c.vervallen.is_(None),
        )
        return self._connection.execute(
            select(
                c.id,
                c.sso_client_id,
                c.sub,
                c.sid,
                c.volgende,
                c.pogingen,
                sso_client.c.client_id,
                sso_client.c.algoritme,
                sso_adres.c.uri,
            )
            .join_from(sso_afmelding, sso_client, sso_client.c.id == c.sso_client_id)
            .outerjoin(sso_adres, is_address)
            .where(c.volgende <= moment)
            .order_by(c.volgende, c.id)
            .limit(1)
        ).first()

    def finish(self, number: int, uitkomst: Afmelduitkomst, moment: datetime) -> None:
        """A logout was taken or refused, or is given up."""
        self._change(number, volgende=None, klaar=moment, uitkomst=uitkomst.value)

    def retry(self, number: int, volgende: datetime) -> None:
        """Try a logout again at a moment."""
        self._change(number, volgende=volgende)

    def _change(self, number: int, **values: object) -> None:
        c = sso_afmelding.c
        self._connection.execute(
            update(sso_afmelding).where(c.id == number, c.volgende.is_not(None)).values(**values)
        )

    def missed(self, client: int, most: int) -> list[Gemiste]:
        """The last logouts of an application that did not arrive, the newest first."""
        c = sso_afmelding.c
        rows = self._connection.execute(
            select(c.klaar, c.pogingen, c.uitkomst)
            .where(c.sso_client_id == client, c.uitkomst.in_(MISSED))
            .order_by(c.klaar.desc(), c.id.desc())
            .limit(most)
        )
        return [
            Gemiste(moment=row.klaar, pogingen=row.pogingen, uitkomst=Afmelduitkomst(row.uitkomst))
            for row in rows
        ]

    def purge(self, before: datetime) -> int:
        """Forget the logouts that were put in the queue before a moment; returns how many."""
        done = self._connection.execute(delete(sso_afmelding).where(sso_afmelding.c.aangemaakt < before))
        return done.rowcount
