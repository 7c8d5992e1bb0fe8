"""Everything that went out, or was made ready, of some school years: by the register and by packages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.repository.koppeling.aanbieders import AANBIEDER, Aanbieder, aanbieder_of
from uwlr_service.repository.koppeling.afspraken import AFSPRAAK, afspraak_of
from uwlr_service.repository.schema.gkv import levering, ophaling
from uwlr_service.repository.schema.koppeling import (
    afspraakvoorstel,
    deelname,
    gegevensafspraak,
    intrekking,
    klant,
    koppeling,
    verstrekking,
)
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.voorstel import getoond
from uwlr_service.repository.school.scholen import AnyRow

Periode = tuple[datetime | None, datetime | None]
"""From a moment, until before another; None is without a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intrekkingsregel:
    """A withdrawal of the school from a link; ``is_hervat`` when the school came back since."""

    moment: datetime
    verwijderen_voor: date
    bevestigd: datetime | None
    is_hervat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Afspraakversie:
    """A version of an agreement of the school, with the link that it is about and the name of the school.

    ``door`` is who decided it and ``doel`` what the partner said it is for, where that was written down.
    ``intrekkingen`` are the withdrawals from that link, oldest first.
    """

    koppeling: int
    klantnaam: str
    schoolnaam: str | None
    aanbieder: Aanbieder
    afspraak: Gegevensafspraak
    door: str | None = None
    doel: str | None = None
    intrekkingen: tuple[Intrekkingsregel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registerregel:
    """A line of the register: what was asked, of which state, and how often it went out."""

    koppeling: int
    jaar: int
    revisie: int
    afspraak: int
    aanmaakdatum: datetime
    bericht: str
    xsdversie: str
    gegevensset: str
    groepskeuze: tuple[str, ...]
    eerste: datetime
    laatste: datetime
    aantal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pakketbron:
    """What a package was made from: the state of the year and of the dossier, on a day."""

    jaar: int
    revisie: int
    dossierrevisie: int
    peildag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pakketregel:
    """A package of one link; ``vorige`` is what the one before it was made from, if it is a delta.

    ``pad`` is where it lies, as long as it is kept. ``edex`` is whether it holds everybody once more as
    EDEXML; None where that was not written down.
    """

    id: str
    volgnummer: int
    pad: str | None
    koppeling: int
    afspraak: int
    bron: Pakketbron
    vorige: Pakketbron | None
    edex: bool | None
    gemaakt: datetime
    eerste: datetime | None
    laatste: datetime | None
    aantal: int


class UitgifteRepository:
    """What went out of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id

    def afspraken(self) -> dict[int, Afspraakversie]:
        """Every version of every agreement of the school, by number."""
        c = gegevensafspraak.c
        rows = self._connection.execute(
            select(
                c.id,
                c.koppeling_id,
                school.c.naam.label("schoolnaam"),
                *AANBIEDER,
                getoond.c.eerste,
                func.coalesce(getoond.c.door, deelname.c.besloten_door).label("door"),
                afspraakvoorstel.c.doel,
                intrekking.c.moment.label("ingetrokken"),
                intrekking.c.verwijderen_voor,
                intrekking.c.bevestigd,
                intrekking.c.hervat_vanaf,
                *AFSPRAAK,
            )
            .join_from(gegevensafspraak, koppeling, koppeling.c.id == c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .join(school, school.c.id == c.school_id)
            .outerjoin(product, product.c.klant_id == klant.c.id)
            .outerjoin(koppelpartner, koppelpartner.c.id == product.c.koppelpartner_id)
            .outerjoin(getoond, getoond.c.afspraak_id == c.id)
            .outerjoin(afspraakvoorstel, afspraakvoorstel.c.id == getoond.c.voorstel_id)
            # Who decided without a proposal is only known of the agreement in force.
            .outerjoin(deelname, deelname.c.afspraak_id == c.id)
            .outerjoin(
                intrekking,
                and_(intrekking.c.koppeling_id == c.koppeling_id, intrekking.c.school_id == c.school_id),
            )
            .where(c.school_id == self._school_id)
            .order_by(c.koppeling_id, c.versie, intrekking.c.id)
        )
        return {number: _afspraakversie(list(of_one)) for number, of_one in groupby(rows, attrgetter("id"))}

    def register(
        self,
        koppelingen: Collection[int],
        jaren: Collection[int],
        berichten: Collection[str],
        periode: Periode,
    ) -> list[Registerregel]:
        """The lines of some messages about some school years that fall in a period, oldest first."""
        c = verstrekking.c
        names = [
            "revisie",
            "aanmaakdatum",
            "bericht",
            "xsdversie",
            "gegevensset",
            "eerste",
            "laatste",
            "aantal",
        ]
        statement = select(
            c.koppeling_id, c.schooljaar_id, c.afspraak_id, c.groepskeuze, *(c[naam] for naam in names)
        ).where(
            # By link and year, because those are the first two columns of the index.
            c.koppeling_id.in_(koppelingen),
            c.schooljaar_id.in_(jaren),
            c.bericht.in_(berichten),
        )
        rows = self._connection.execute(_within(statement, periode, c.eerste, c.laatste).order_by(c.eerste))
        return [
            Registerregel(
                koppeling=row.koppeling_id,
                jaar=row.schooljaar_id,
                afspraak=row.afspraak_id,
                groepskeuze=tuple(row.groepskeuze),
                **{naam: row._mapping[naam] for naam in names},
            )
            for row in rows
        ]

    def pakketten(
        self, koppelingen: Collection[int], periode: Periode, *, with_unchanged: bool = False
    ) -> list[Pakketregel]:
        """The packages of some links that fall in a period, each with what the one before was made from.

        Those without any change hold nobody, and are left out unless they are asked for.
        """
        c = levering.c
        with_before = (
            select(
                c.id,
                *(
                    func.lag(c[naam], type_=c[naam].type)
                    .over(partition_by=c.koppeling_id, order_by=c.volgnummer)
                    .label(f"vorige_{naam}")
                    for naam in ("schooljaar_id", "revisie", "dossierrevisie", "peildag")
                ),
            )
            .where(c.koppeling_id.in_(koppelingen), c.school_id == self._school_id)
            .subquery()
        )
        collected = (
            select(
                ophaling.c.levering_id,
                func.min(ophaling.c.eerste).label("eerste"),
                func.max(ophaling.c.laatste).label("laatste"),
                func.sum(ophaling.c.aantal).label("aantal"),
            )
            .group_by(ophaling.c.levering_id)
            .subquery()
        )
        begin = func.coalesce(collected.c.eerste, c.gemaakt)
        end = func.coalesce(collected.c.laatste, c.gemaakt)
        statement = (
            select(levering, with_before, collected.c.eerste, collected.c.laatste, collected.c.aantal)
            .join_from(levering, with_before, with_before.c.id == c.id)
            .outerjoin(collected, collected.c.levering_id == c.id)
            .where(c.koppeling_id.in_(koppelingen), c.school_id == self._school_id)
        )
        if not with_unchanged:
            statement = statement.where(
                or_(
                    c.soort == Leveringsoort.VOLLEDIG.value,
                    c.gewijzigd > 0,
                    c.verwijderd > 0,
                    c.edex.is_not(False),
                )
            )
        rows = self._connection.execute(_within(statement, periode, begin, end).order_by(c.gemaakt))
        return [_pakket(row) for row in rows]


def _afspraakversie(rows: Sequence[AnyRow]) -> Afspraakversie:
    """A version of an agreement, from a row for each withdrawal from its link, or one without any."""
    first = rows[0]
    return Afspraakversie(
        koppeling=first.koppeling_id,
        klantnaam=first.naam,
        schoolnaam=first.schoolnaam,
        aanbieder=aanbieder_of(first),
        afspraak=afspraak_of(first),
        door=" en ".join(filter(None, (first.eerste, first.door))) or None,
        doel=first.doel,
        intrekkingen=tuple(
            Intrekkingsregel(
                moment=row.ingetrokken,
                verwijderen_voor=row.verwijderen_voor,
                bevestigd=row.bevestigd,
                is_hervat=row.hervat_vanaf is not None,
            )
            for row in rows
            if row.ingetrokken is not None
        ),
    )


def _within(statement: Select[Any], periode: Periode, begin: Any, end: Any) -> Select[Any]:
    van, tot = periode
    if van is not None:
        statement = statement.where(end >= van)
    if tot is not None:
        statement = statement.where(begin < tot)
    return statement


def _pakket(row: Any) -> Pakketregel:
    vorige: Pakketbron | None = None
    if row.soort != Leveringsoort.VOLLEDIG.value:
        vorige = Pakketbron(
            jaar=row.vorige_schooljaar_id,
            revisie=row.vorige_revisie,
            dossierrevisie=row.vorige_dossierrevisie,
            peildag=row.vorige_peildag,
        )
    return Pakketregel(
        id=row.id,
        volgnummer=row.volgnummer,
        pad=row.pad,
        koppeling=row.koppeling_id,
        afspraak=row.afspraak_id,
        bron=Pakketbron(
            jaar=row.schooljaar_id,
            revisie=row.revisie,
            dossierrevisie=row.dossierrevisie,
            peildag=row.peildag,
        ),
        vorige=vorige,
        edex=row.edex,
        gemaakt=row.gemaakt,
        eerste=row.eerste,
        laatste=row.laatste,
        aantal=int(row.aantal or 0),
    )
