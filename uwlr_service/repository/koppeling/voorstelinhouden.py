"""What was proposed, field by field: once for all schools that were asked."""

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, insert, select

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
)
from uwlr_service.repository.koppeling.afspraken import dump_selectie, load_selectie
from uwlr_service.repository.schema.voorstel import voorstelinhoud, voorstelveld
from uwlr_service.repository.school.scholen import AnyRow

TEXTS = ("doel", "grondslag", "bewaartermijn", "zonder")
"""What the partner says of a field."""


class VoorstelinhoudRepository:
    """The contents of proposals, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, inhoud: Voorstelinhoud, door: str) -> int:
        """Keep a content; its number."""
        inhoud_id = int(
            self._connection.execute(
                insert(voorstelinhoud)
                .values(
                    gegevensset=inhoud.gegevensset,
                    doel=inhoud.doel,
                    hoe_vaak=inhoud.hoe_vaak,
                    bewaartermijn=inhoud.bewaartermijn,
                    overeenkomst=inhoud.overeenkomst,
                    aanbevolen=dump_selectie(inhoud.aanbevolen),
                    door=door,
                    gedaan=tijd.now(),
                )
                .returning(voorstelinhoud.c.id)
            ).scalar_one()
        )
        rows = [
            {
                "inhoud_id": inhoud_id,
                "veld": asked.veld,
                "volgorde": volgorde,
                "gebruik": asked.gebruik.value,
                **asked.texts,
            }
            for volgorde, asked in enumerate(inhoud.velden)
        ]
        if rows:
            self._connection.execute(insert(voorstelveld), rows)
        return inhoud_id

    def of(self, inhoud_ids: Collection[int]) -> dict[int, Voorstelinhoud]:
        """The contents with these numbers, in one statement for all of them."""
        if not inhoud_ids:
            return {}
        c = voorstelveld.c
        asked = (c.veld, c.gebruik, *(c[naam].label(f"veld_{naam}") for naam in TEXTS))
        rows = self._connection.execute(
            select(voorstelinhoud, *asked)
            .join_from(voorstelinhoud, voorstelveld, isouter=True)
            .where(voorstelinhoud.c.id.in_(inhoud_ids))
            .order_by(voorstelinhoud.c.id, c.volgorde)
        )
        return {inhoud_id: _inhoud(list(of_one)) for inhoud_id, of_one in groupby(rows, attrgetter("id"))}


def _inhoud(rows: Sequence[AnyRow]) -> Voorstelinhoud:
    """A content, from a row for each of its fields."""
    first = rows[0]
    return Voorstelinhoud(
        gegevensset=first.gegevensset,
        doel=first.doel,
        hoe_vaak=first.hoe_vaak,
        bewaartermijn=first.bewaartermijn,
        overeenkomst=first.overeenkomst,
        aanbevolen=load_selectie(first.aanbevolen),
        velden=tuple(_veld(row) for row in rows if row.veld is not None),
    )


def _veld(row: AnyRow) -> Voorstelveld:
    return Voorstelveld(
        veld=row.veld,
        gebruik=Veldgebruik(row.gebruik),
        **{naam: row._mapping[f"veld_{naam}"] for naam in TEXTS},
    )
