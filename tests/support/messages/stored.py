"""Messages with results in the database, without a sender."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.koppeling import autorisatiesleutel, koppeling
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.resultaten import Ontvangen, ResultaatRepository
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


def add_message(
    connection: Connection,
    uitgifte: Uitgifte,
    school: Schoolcode,
    naam: str,
    ontvangen: datetime | None = None,
) -> int | None:
    """Store a message without results under a name; returns its revision, None if the name was there."""
    row = connection.execute(
        select(koppeling.c.klant_id, autorisatiesleutel.c.id)
        .join(autorisatiesleutel, autorisatiesleutel.c.koppeling_id == koppeling.c.id)
        .where(koppeling.c.id == uitgifte.koppeling.id)
    ).first()
    assert row is not None
    moment = ontvangen or tijd.now()
    bericht = Ontvangen(
        school_id=SchoolRepository(connection).get(school),
        klant_id=row.klant_id,
        koppeling_id=uitgifte.koppeling.id,
        sleutel_id=row.id,
        digest=hashlib.sha256(naam.encode()).hexdigest(),
        schooljaar="2026-2027",
        xsdversie="2.2",
        aanmaakdatum=moment,
        ontvangen=moment,
        auteur=None,
        commentaar=None,
        aantal=1,
        inhoud=naam.encode(),
    )
    return ResultaatRepository(connection).begin(bericht)


def names(rows: Iterable[bytes]) -> list[str]:
    """The names of messages, from what is kept of them."""
    return [row.decode() for row in rows]
