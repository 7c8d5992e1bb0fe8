"""What was seen at the watched addresses of a proeftuin: the newest calls, within one connection."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from uwlr_service.domain.proeftuin.waarneming import MOST, MOST_VREEMD, Ingreep, Waarneming
from uwlr_service.repository.schema.proeftuin import proeftuin_waarneming

FIELDS = tuple(column for column in proeftuin_waarneming.c if column.name not in {"id", "proeftuin_id"})


class WaarnemingRepository:
    """The calls that were seen."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, proeftuin_id: int, waarneming: Waarneming) -> None:
        """Keep a call, in the place of the oldest when there are as many as are kept.

        Those of strangers are counted by themselves: however often they call, what was seen of the client
        stays.
        """
        c = proeftuin_waarneming.c
        self._connection.execute(
            insert(proeftuin_waarneming).values(
                proeftuin_id=proeftuin_id,
                moment=waarneming.moment,
                stap=waarneming.stap,
                bericht=waarneming.bericht,
                xsdversie=waarneming.xsdversie,
                school=waarneming.school,
                soapactie=waarneming.soapactie,
                mediatype=waarneming.mediatype,
                accept_encoding=waarneming.accept_encoding,
                laatstontvangen=waarneming.laatstontvangen,
                aanmaakdatum=waarneming.aanmaakdatum,
                sleutel_id=waarneming.sleutel,
                bytes_in=waarneming.bytes_in,
                uitkomst=waarneming.uitkomst,
                plek=waarneming.plek,
                ingreep=waarneming.ingreep,
                resultaten=waarneming.resultaten,
                schooljaar=waarneming.schooljaar,
                gegevensset=waarneming.gegevensset,
                groepen=waarneming.groepen,
            )
        )
        most = MOST
        is_alike = c.sleutel_id.is_not(None)
        if waarneming.sleutel is None:
            most = MOST_VREEMD
            is_alike = c.sleutel_id.is_(None)
        oldest = (
            select(c.id)
            .where(c.proeftuin_id == proeftuin_id, is_alike)
            .order_by(c.id.desc())
            .offset(most)
            .limit(1)
        )
        self._connection.execute(
            delete(proeftuin_waarneming).where(
                c.proeftuin_id == proeftuin_id, is_alike, c.id <= oldest.scalar_subquery()
            )
        )

    def all(self, proeftuin_id: int) -> list[Waarneming]:
        """The calls at a proeftuin, the oldest first."""
        c = proeftuin_waarneming.c
        rows = self._connection.execute(select(*FIELDS).where(c.proeftuin_id == proeftuin_id).order_by(c.id))
        return [_waarneming(row) for row in rows.mappings()]

    def forget(self, proeftuin_id: int) -> None:
        """Forget the calls at a proeftuin."""
        c = proeftuin_waarneming.c
        self._connection.execute(delete(proeftuin_waarneming).where(c.proeftuin_id == proeftuin_id))

    def purge(self, before: datetime) -> int:
        """Forget the calls of before a moment; returns how many."""
        done = self._connection.execute(
            delete(proeftuin_waarneming).where(proeftuin_waarneming.c.moment < before)
        )
        return done.rowcount


def _waarneming(row: Any) -> Waarneming:
    values = dict(row)
    ingreep = values.pop("ingreep")
    resultaten: Sequence[Any] = values.pop("resultaten")
    return Waarneming(
        sleutel=values.pop("sleutel_id"),
        ingreep=None if ingreep is None else Ingreep(ingreep),
        resultaten=tuple(resultaten),
        **values,
    )
