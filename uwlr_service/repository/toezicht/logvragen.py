"""Looks lines of the log up, the newest first."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel, Logvraag
from uwlr_service.repository.schema.partner import koppelpartner
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.repository.toezicht.lognamen import Lognamen


class LogvraagRepository:
    """The lines of the log, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, vraag: Logvraag) -> list[Getoonderegel]:
        """The newest lines that answer the question, at most as many as it asks for."""
        c = logregel.c
        rows = self._connection.execute(
            select(
                c.id,
                c.zegel,
                c.moment,
                c.soort,
                c.wat,
                c.actor,
                c.partner,
                c.content,
                school.c.brincode,
                school.c.dependancecode,
                school.c.schoolkey,
                school.c.naam.label("schoolnaam"),
                koppelpartner.c.naam.label("partnernaam"),
            )
            .join_from(logregel, school, school.c.id == c.school, isouter=True)
            .outerjoin(koppelpartner, koppelpartner.c.id == c.partner)
            .where(*_conditions(vraag))
            .order_by(c.id.desc())
            .limit(vraag.aantal)
        ).all()
        contents = [{} if row.content is None else json.loads(row.content) for row in rows]
        namen = Lognamen.of(self._connection, [content.get("inhoud", {}) for content in contents])
        return [_shown(row, content, namen) for row, content in zip(rows, contents, strict=True)]


def _conditions(vraag: Logvraag) -> Iterator[ColumnElement[bool]]:
    c = logregel.c
    equal = {
        c.soort: vraag.soort and vraag.soort.value,
        c.wat: vraag.wat,
        c.school: vraag.school,
        c.partner: vraag.partner,
        c.inlog: vraag.inlog,
    }
    for column, value in equal.items():
        if value is not None:
            yield column == value
    if vraag.van is not None:
        yield c.moment >= vraag.van
    if vraag.tot is not None:
        yield c.moment < vraag.tot
    if vraag.voor_regel is not None:
        yield c.id < vraag.voor_regel
    if vraag.regels is not None:
        yield c.id.in_(vraag.regels)


def _shown(row: Row[*tuple[Any, ...]], content: Mapping[str, Any], namen: Lognamen) -> Getoonderegel:
    named = None
    if row.dependancecode is not None:
        named = str(Schoolcode(row.brincode, row.dependancecode, row.schoolkey))
    inhoud = content.get("inhoud", {})
    of_line = {"school": row.schoolnaam or named, "partner": row.partnernaam}
    known = {what: naam for what, naam in of_line.items() if naam is not None}
    return Getoonderegel(
        id=row.id,
        zegel=row.zegel,
        moment=row.moment,
        soort=Logsoort(row.soort),
        wat=row.wat,
        herkomst=content.get("herkomst"),
        actor=row.actor,
        school=named,
        partner=row.partner,
        inhoud=inhoud,
        namen={**namen.in_inhoud(inhoud), **known},
        is_vergeten=row.content is None,
    )
