"""What was proposed, field by field: once for all schools that were asked."""

from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
)
from uwlr_service.repository.koppeling.afspraken import dump_selectie, load_selectie
from uwlr_service.repository.schema.voorstel import voorstelinhoud, voorstelveld


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
        """The contents with these numbers, in two statements for all of them."""
        if not inhoud_ids:
            return {}
        velden: dict[int, list[Voorstelveld]] = {inhoud_id: [] for inhoud_id in inhoud_ids}
        c = voorstelveld.c
        rows = self._connection.execute(
            select(c.inhoud_id, c.veld, c.gebruik, c.doel, c.grondslag, c.bewaartermijn, c.zonder)
            .where(c.inhoud_id.in_(inhoud_ids))
            .order_by(c.inhoud_id, c.volgorde)
        )
        for row in rows:
            velden[row.inhoud_id].append(
                Voorstelveld(
                    veld=row.veld,
                    gebruik=Veldgebruik(row.gebruik),
                    doel=row.doel,
                    grondslag=row.grondslag,
                    bewaartermijn=row.bewaartermijn,
                    zonder=row.zonder,
                )
            )
        inhouden = self._connection.execute(select(voorstelinhoud).where(voorstelinhoud.c.id.in_(inhoud_ids)))
        return {
            row.id: Voorstelinhoud(
                gegevensset=row.gegevensset,
                doel=row.doel,
                hoe_vaak=row.hoe_vaak,
                bewaartermijn=row.bewaartermijn,
                overeenkomst=row.overeenkomst,
                aanbevolen=load_selectie(row.aanbevolen),
                velden=tuple(velden[row.id]),
            )
            for row in inhouden
        }
