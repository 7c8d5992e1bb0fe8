"""What operators see, read in set statements: the same number for one school and for four hundred."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.deelname import TAKES_PART, Deelnamestand
from uwlr_service.domain.koppeling.dienstzicht import (
    Importregel,
    Overtijd,
    Schooldeelname,
    Schoolregel,
    Sleutelregel,
)
from uwlr_service.domain.lijstvraag import Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.koppeling import (
    afspraakvoorstel,
    autorisatiesleutel,
    deelname,
    intrekking,
    klant,
    koppeling,
    partnersleutel,
)
from uwlr_service.repository.schema.partner import product
from uwlr_service.repository.schema.school import revisie, school, schooljaar
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of

SOAP = "autorisatiesleutel"
MOST_IMPORTS = 20


class DienstzichtRepository:
    """What operators see, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def toelatingen(self) -> dict[str, int]:
        """How many products there are in each state."""
        rows = self._connection.execute(
            select(klant.c.toelating, func.count().label("aantal"))
            .join_from(klant, product, product.c.klant_id == klant.c.id)
            .group_by(klant.c.toelating)
        )
        return {row.toelating: row.aantal for row in rows}

    def without_beheerder(self, moment: datetime) -> list[Schoolcode]:
        """The schools that were asked something, and have nobody who can decide."""
        asked = select(deelname.c.school_id).where(deelname.c.stand == Deelnamestand.VOORGESTELD.value)
        wider = select(afspraakvoorstel.c.school_id).where(afspraakvoorstel.c.besluit.is_(None))
        rows = self._connection.execute(
            select(*CODE).where(
                or_(school.c.id.in_(asked), school.c.id.in_(wider)),
                _beheerders(moment).scalar_subquery() == 0,
            )
        )
        return sorted((code_of(row) for row in rows), key=str)

    def overtijd(self, day: date) -> list[Overtijd]:
        """The withdrawals of which the destruction should have been confirmed before a day."""
        c = intrekking.c
        rows = self._connection.execute(
            select(c.koppeling_id, klant.c.naam.label("klantnaam"), *CODE, c.verwijderen_voor)
            .join_from(intrekking, koppeling, koppeling.c.id == c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .join(school, school.c.id == c.school_id)
            .where(c.bevestigd.is_(None), c.hervat_vanaf.is_(None), c.verwijderen_voor < day)
            .order_by(c.verwijderen_voor, c.id)
        )
        return [
            Overtijd(
                koppeling=row.koppeling_id,
                klantnaam=row.klantnaam,
                school=code_of(row),
                verwijderen_voor=row.verwijderen_voor,
            )
            for row in rows
        ]

    def of_koppelingen(self, koppelingen: Collection[int]) -> list[Schooldeelname]:
        """The schools in these links, in the order of links and schools."""
        rows = self._connection.execute(_deelnames().where(deelname.c.koppeling_id.in_(koppelingen)))
        return [_deelname(row) for row in rows]

    def of_school(self, school_id: int) -> list[Schooldeelname]:
        """The links of a school, whatever their state."""
        rows = self._connection.execute(_deelnames().where(deelname.c.school_id == school_id))
        return [_deelname(row) for row in rows]

    def sleutels(self, koppelingen: Collection[int], moment: datetime) -> list[Sleutelregel]:
        """Every key of these links, the newest first; never the key itself, which nobody has."""
        c = autorisatiesleutel.c
        soap = self._connection.execute(
            select(
                c.koppeling_id,
                c.aangemaakt,
                c.geldig_tot,
                c.ingetrokken,
                c.laatst_gebruikt,
                c.proeftuin,
                *CODE,
            )
            .join_from(autorisatiesleutel, school, school.c.id == c.school_id, isouter=True)
            .where(c.koppeling_id.in_(koppelingen))
        )
        regels = [_soap_key(row, moment) for row in soap]
        p = partnersleutel.c
        public = self._connection.execute(
            select(p.koppeling_id, p.soort, p.aangemaakt, p.ingetrokken, p.proeftuin).where(
                p.koppeling_id.in_(koppelingen)
            )
        )
        regels += [
            Sleutelregel(
                koppeling=row.koppeling_id,
                soort=row.soort,
                school=None,
                aangemaakt=row.aangemaakt,
                eindigt=row.ingetrokken,
                laatst_gebruikt=None,
                opent=row.ingetrokken is None,
                proeftuin=row.proeftuin,
            )
            for row in public
        ]
        return sorted(regels, key=lambda regel: regel.aangemaakt, reverse=True)

    def name(self, school_id: int) -> str | None:
        """The name of a school, where somebody gave it."""
        named = select(school.c.naam).where(school.c.id == school_id)
        return self._connection.execute(named).scalar()

    def imports(self, school_id: int) -> list[Importregel]:
        """The newest states of a school, whatever their year."""
        rows = self._connection.execute(
            select(
                schooljaar.c.schooljaar,
                revisie.c.revisie,
                revisie.c.moment,
                revisie.c.peildatum,
                revisie.c.terug_naar,
            )
            .join_from(revisie, schooljaar, schooljaar.c.id == revisie.c.schooljaar_id)
            .where(schooljaar.c.school_id == school_id)
            .order_by(revisie.c.moment.desc())
            .limit(MOST_IMPORTS)
        )
        return [Importregel(**row._mapping) for row in rows]

    def scholen(self, moment: datetime, vraag: Lijstvraag) -> list[Schoolregel]:
        """The schools, in the order of their codes: those without BRIN come last."""
        living = (
            select(func.count())
            .select_from(deelname)
            .where(deelname.c.school_id == school.c.id, deelname.c.stand.in_([s.value for s in TAKES_PART]))
            .scalar_subquery()
        )
        last = (
            select(func.max(schooljaar.c.moment))
            .where(schooljaar.c.school_id == school.c.id, schooljaar.c.revisie > 0)
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(
                *CODE,
                school.c.naam,
                last.label("laatste_import"),
                living.label("koppelingen"),
                _beheerders(moment).scalar_subquery().label("beheerders"),
            )
            .where(*_named(vraag.zoek))
            .order_by(
                school.c.brincode.is_(None), school.c.brincode, school.c.dependancecode, school.c.schoolkey
            )
            .offset(vraag.vanaf)
            .limit(vraag.aantal)
        )
        return [
            Schoolregel(
                school=code_of(row),
                naam=row.naam,
                laatste_import=row.laatste_import,
                koppelingen=row.koppelingen,
                beheerders=row.beheerders,
            )
            for row in rows
        ]


def _named(zoek: str) -> Iterator[ColumnElement[bool]]:
    """What a search asks of a school: that it is a part of its name, or of its code as people write it."""
    if zoek:
        brin = school.c.brincode + "/" + school.c.dependancecode
        yield or_(
            *(
                written.icontains(zoek, autoescape=True)
                for written in (school.c.naam, brin, school.c.schoolkey)
            )
        )


def _beheerders(moment: datetime) -> Select[int]:
    """How many people can decide for the school of the question around it."""
    return (
        select(func.count())
        .select_from(account)
        .join(inlog, inlog.c.id == account.c.inlog_id)
        .where(
            account.c.school_id == school.c.id,
            account.c.rol == Rol.SCHOOLBEHEERDER.value,
            account.c.van <= moment,
            or_(account.c.tot.is_(None), account.c.tot > moment),
            inlog.c.uitgeschakeld.is_(None),
        )
        .correlate(school)
    )


def _deelnames() -> Select[Any]:
    return (
        select(
            deelname.c.koppeling_id,
            klant.c.naam.label("klantnaam"),
            koppeling.c.gegevensset,
            *CODE,
            school.c.naam,
            deelname.c.stand,
            deelname.c.sinds,
            deelname.c.roosterdeel,
        )
        .join_from(deelname, koppeling, koppeling.c.id == deelname.c.koppeling_id)
        .join(klant, klant.c.id == koppeling.c.klant_id)
        .join(school, school.c.id == deelname.c.school_id)
        .order_by(deelname.c.koppeling_id, school.c.brincode, school.c.dependancecode, school.c.id)
    )


def _deelname(row: AnyRow) -> Schooldeelname:
    return Schooldeelname(
        koppeling=row.koppeling_id,
        klantnaam=row.klantnaam,
        gegevensset=row.gegevensset,
        school=code_of(row),
        naam=row.naam,
        stand=row.stand,
        sinds=row.sinds,
        roosterdeel=row.roosterdeel,
    )


def _soap_key(row: AnyRow, moment: datetime) -> Sleutelregel:
    return Sleutelregel(
        koppeling=row.koppeling_id,
        soort=SOAP,
        school=None if row.dependancecode is None else code_of(row),
        aangemaakt=row.aangemaakt,
        eindigt=row.ingetrokken or row.geldig_tot,
        laatst_gebruikt=row.laatst_gebruikt,
        opent=row.ingetrokken is None and (row.geldig_tot is None or moment < row.geldig_tot),
        proeftuin=row.proeftuin,
    )
