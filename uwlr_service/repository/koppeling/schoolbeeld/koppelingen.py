"""The links of one school, each with the company behind it and its last use, in one statement for all."""

from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.schoolkoppeling import Schoolkoppeling, Uitgegaan, Versie
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.koppeling.afspraken import AFSPRAAK, afspraak_of
from uwlr_service.repository.koppeling.gebruik import uses
from uwlr_service.repository.schema.gkv import levering, ophaling
from uwlr_service.repository.schema.koppeling import (
    deelname,
    gegevensafspraak,
    klant,
    koppeling,
    verstrekking,
)
from uwlr_service.repository.schema.partner import koppelpartner, product, toelating
from uwlr_service.repository.schema.school import schooljaar
from uwlr_service.repository.schema.voorstel import getoond
from uwlr_service.repository.school.scholen import AnyRow

PAKKET = "pakket"
"""What went out where a package was collected."""


class SchoolkoppelingRepository:
    """What a school has to do with links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_school(self, school_id: int, koppeling_id: int | None = None) -> list[Schoolkoppeling]:
        """Every link of a school, or the one that is named, by the name of its product."""
        c = deelname.c
        used = uses()
        conditions = [c.school_id == school_id]
        if koppeling_id is not None:
            conditions.append(c.koppeling_id == koppeling_id)
        rows = self._connection.execute(
            select(
                c.koppeling_id,
                c.stand,
                c.sinds,
                c.besloten_door,
                c.overeenkomst,
                c.afspraak_id,
                koppeling.c.gegevensset.label("set_of_link"),
                klant.c.naam.label("klantnaam"),
                klant.c.toelating,
                koppelpartner.c.naam.label("partner"),
                product.c.naam.label("product"),
                toelating.c.opgeschort_reden,
                used.c.laatste,
                *AFSPRAAK,
            )
            .join_from(deelname, koppeling, koppeling.c.id == c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .outerjoin(product, product.c.klant_id == klant.c.id)
            .outerjoin(koppelpartner, koppelpartner.c.id == product.c.koppelpartner_id)
            .outerjoin(toelating, toelating.c.product_id == product.c.id)
            .outerjoin(gegevensafspraak, gegevensafspraak.c.id == c.afspraak_id)
            .outerjoin(used, and_(used.c.koppeling_id == c.koppeling_id, used.c.school_id == c.school_id))
            .where(*conditions)
            .order_by(func.lower(func.coalesce(product.c.naam, klant.c.naam)), c.koppeling_id)
        )
        return [_schoolkoppeling(row) for row in rows]

    def versies(self, koppeling_id: int, school_id: int) -> list[Versie]:
        """Every version of the agreement of a school, newest first, with who said yes to a proposal."""
        c = gegevensafspraak.c
        rows = self._connection.execute(
            select(*AFSPRAAK, getoond.c.door, getoond.c.eerste)
            .join_from(gegevensafspraak, getoond, getoond.c.afspraak_id == c.id, isouter=True)
            .where(c.koppeling_id == koppeling_id, c.school_id == school_id)
            .order_by(c.versie.desc())
        )
        return [Versie(afspraak=afspraak_of(row), door=row.door, eerste=row.eerste) for row in rows]

    def uitgegaan(self, koppeling_id: int, school_id: int, since: datetime, most: int) -> list[Uitgegaan]:
        """What went out after a moment, newest first: answers of UWLR, and packages that were collected."""
        given = self._connection.execute(
            select(
                verstrekking.c.laatste,
                verstrekking.c.bericht,
                verstrekking.c.aantal,
                gegevensafspraak.c.versie,
            )
            .join_from(verstrekking, schooljaar, schooljaar.c.id == verstrekking.c.schooljaar_id)
            .join(gegevensafspraak, gegevensafspraak.c.id == verstrekking.c.afspraak_id)
            .where(
                verstrekking.c.koppeling_id == koppeling_id,
                schooljaar.c.school_id == school_id,
                verstrekking.c.laatste >= since,
            )
            .order_by(verstrekking.c.laatste.desc())
            .limit(most)
        ).all()
        collected = self._connection.execute(
            select(ophaling.c.laatste, ophaling.c.aantal, gegevensafspraak.c.versie, levering.c.leerlingen)
            .join_from(ophaling, levering, levering.c.id == ophaling.c.levering_id)
            .join(gegevensafspraak, gegevensafspraak.c.id == levering.c.afspraak_id)
            .where(
                levering.c.koppeling_id == koppeling_id,
                levering.c.school_id == school_id,
                ophaling.c.laatste >= since,
            )
            .order_by(ophaling.c.laatste.desc())
            .limit(most)
        ).all()
        days = [
            Uitgegaan(dag=tijd.today(row.laatste), wat=row.bericht, aantal=row.aantal, versie=row.versie)
            for row in given
        ]
        days += [
            Uitgegaan(
                dag=tijd.today(row.laatste),
                wat=PAKKET,
                aantal=row.aantal,
                versie=row.versie,
                leerlingen=row.leerlingen,
            )
            for row in collected
        ]
        return sorted(days, key=lambda uitgegaan: uitgegaan.dag, reverse=True)[:most]


def _schoolkoppeling(row: AnyRow) -> Schoolkoppeling:
    return Schoolkoppeling(
        koppeling=row.koppeling_id,
        partner=row.partner or row.klantnaam,
        product=row.product or row.klantnaam,
        gegevensset=row.gegevensset or row.set_of_link,
        toelating=Toelatingstand(row.toelating),
        stand=Deelnamestand(row.stand),
        sinds=row.sinds,
        afspraak=None if row.afspraak_id is None else afspraak_of(row),
        besloten_door=row.besloten_door,
        overeenkomst=row.overeenkomst,
        opgeschort=row.opgeschort_reden,
        laatste=row.laatste,
    )
