"""The links of one school, each with the company behind it and its last use, in one statement for all."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection, and_, func, select

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.schoolkoppeling import Schoolkoppeling, Uitgegaan, Versie
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.koppeling.afspraken import AFSPRAAK, afspraak_of
from uwlr_service.repository.koppeling.gebruik import uses
from uwlr_service.repository.koppeling.getoond import GetoondRepository
from uwlr_service.repository.koppeling.schoolbeeld.aanmeldingen import by_day, last_of
from uwlr_service.repository.schema.gkv import levering, ophaling
from uwlr_service.repository.schema.koppeling import (
    deelname,
    gegevensafspraak,
    klant,
    koppeling,
)
from uwlr_service.repository.schema.partner import koppelpartner, product, toelating
from uwlr_service.repository.schema.toezicht import verkeersregel
from uwlr_service.repository.school.scholen import AnyRow

PAKKET = "pakket"
"""What went out where a package was collected."""
GEGEVENS = "gegevens"
"""The outcome of a call that brought data."""
MOST_MINUTES = 20_000
"""More than there are in fourteen days; a link that is called every minute by several operations."""


class SchoolkoppelingRepository:
    """What a school has to do with links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_school(self, school_id: int, koppeling_id: int | None = None) -> list[Schoolkoppeling]:
        """Every link of a school, or the one that is named, by the name of its product."""
        c = deelname.c
        used = uses(school_id)
        signed_in = last_of(school_id)
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
                c.navraag,
                c.roosterdeel,
                koppeling.c.gegevensset.label("set_of_link"),
                koppeling.c.richting,
                klant.c.naam.label("klantnaam"),
                klant.c.toelating,
                koppelpartner.c.naam.label("partner"),
                product.c.naam.label("product"),
                toelating.c.kwalificatie_moment,
                toelating.c.opgeschort_reden,
                func.coalesce(used.c.laatste, signed_in.c.laatste).label("laatste"),
                *AFSPRAAK,
            )
            .join_from(deelname, koppeling, koppeling.c.id == c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .outerjoin(product, product.c.klant_id == klant.c.id)
            .outerjoin(koppelpartner, koppelpartner.c.id == product.c.koppelpartner_id)
            .outerjoin(toelating, toelating.c.product_id == product.c.id)
            .outerjoin(gegevensafspraak, gegevensafspraak.c.id == c.afspraak_id)
            .outerjoin(used, and_(used.c.koppeling_id == c.koppeling_id, used.c.school_id == c.school_id))
            .outerjoin(signed_in, signed_in.c.koppeling_id == c.koppeling_id)
            .where(*conditions)
            .order_by(func.lower(func.coalesce(product.c.naam, klant.c.naam)), c.koppeling_id)
        )
        return [_schoolkoppeling(row) for row in rows]

    def versies(self, koppeling_id: int, school_id: int) -> list[Versie]:
        """Every version of the agreement of a school, newest first, with what was shown for a yes."""
        c = gegevensafspraak.c
        rows = self._connection.execute(
            select(*AFSPRAAK)
            .where(c.koppeling_id == koppeling_id, c.school_id == school_id)
            .order_by(c.versie.desc())
        )
        shown = GetoondRepository(self._connection).of_koppeling(koppeling_id, school_id)
        by_versie = {bewijs.versie: bewijs for bewijs in shown}
        return [Versie(afspraak=afspraak_of(row), bewijs=by_versie.get(row.versie)) for row in rows]

    def uitgegaan(self, koppeling_id: int, school_id: int, since: datetime) -> list[Uitgegaan]:
        """What went out after a moment, by day, newest first: answers, packages and sign-ins."""
        days = [
            *self._answers(koppeling_id, school_id, since),
            *self._pakketten(koppeling_id, school_id, since),
            *by_day(self._connection, koppeling_id, school_id, since),
        ]
        return sorted(days, key=lambda uitgegaan: (uitgegaan.dag, uitgegaan.wat), reverse=True)

    def _answers(self, koppeling_id: int, school_id: int, since: datetime) -> Iterator[Uitgegaan]:
        c = verkeersregel.c
        rows = self._connection.execute(
            select(c.minuut, c.operatie, c.aantal, c.objecten)
            .where(
                c.koppeling_id == koppeling_id,
                c.school_id == school_id,
                c.uitkomst == GEGEVENS,
                c.minuut >= since,
            )
            .order_by(c.minuut.desc())
            .limit(MOST_MINUTES)
        )
        counted: dict[tuple[date, str], tuple[int, int]] = {}
        for row in rows:
            of_day = (tijd.today(row.minuut), row.operatie)
            aantal, objecten = counted.get(of_day, (0, 0))
            counted[of_day] = (aantal + row.aantal, objecten + row.objecten)
        for (dag, wat), (aantal, objecten) in counted.items():
            yield Uitgegaan(dag=dag, wat=wat, aantal=aantal, objecten=objecten)

    def _pakketten(self, koppeling_id: int, school_id: int, since: datetime) -> Iterator[Uitgegaan]:
        rows = self._connection.execute(
            select(ophaling.c.laatste, ophaling.c.aantal, levering.c.volgnummer, levering.c.leerlingen)
            .join_from(ophaling, levering, levering.c.id == ophaling.c.levering_id)
            .where(
                levering.c.koppeling_id == koppeling_id,
                levering.c.school_id == school_id,
                ophaling.c.laatste >= since,
            )
            .order_by(levering.c.volgnummer.desc())
        )
        for row in rows:
            yield Uitgegaan(
                dag=tijd.today(row.laatste),
                wat=PAKKET,
                aantal=row.aantal,
                objecten=row.leerlingen,
                volgnummer=row.volgnummer,
            )


def _schoolkoppeling(row: AnyRow) -> Schoolkoppeling:
    return Schoolkoppeling(
        koppeling=row.koppeling_id,
        partner=row.partner or row.klantnaam,
        product=row.product or row.klantnaam,
        gegevensset=row.gegevensset or row.set_of_link,
        richting=Richting(row.richting),
        toelating=Toelatingstand(row.toelating),
        stand=Deelnamestand(row.stand),
        sinds=row.sinds,
        afspraak=None if row.afspraak_id is None else afspraak_of(row),
        besloten_door=row.besloten_door,
        overeenkomst=row.overeenkomst,
        gekeurd=row.kwalificatie_moment,
        opgeschort=row.opgeschort_reden,
        roosterdeel=row.roosterdeel,
        laatste=row.laatste,
        navraag=row.navraag,
    )
