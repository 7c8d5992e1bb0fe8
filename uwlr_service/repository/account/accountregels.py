"""The accounts of the imported data as a list: by name, by group, a page at a time."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Text,
    and_,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from uwlr_service.domain.account.accountregel import Accountregel, Accountstand
from uwlr_service.domain.account.rollen import IMPORTROLLEN, Rol
from uwlr_service.domain.account.uitnodiging import Uitnodigingsoort
from uwlr_service.domain.lijstvraag import ALLES, Lijstvraag
from uwlr_service.repository.account.accounts import names_of
from uwlr_service.repository.schema.account import account, inlog, inlog_passkey, uitnodiging
from uwlr_service.repository.schema.klas import leerling_middel
from uwlr_service.repository.schema.school import leerling
from uwlr_service.repository.school.huidig import begun

ROLLEN = tuple(sorted(rol.value for rol in IMPORTROLLEN))
OTHER = account.alias("other")


class AccountregelRepository:
    """The list of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id
        self._jaar = begun(school_id)

    def all(
        self, moment: datetime, vraag: Lijstvraag = ALLES, groep: str | None = None
    ) -> list[Accountregel]:
        """The accounts by name, also closed ones; with ``groep`` those of one stamgroep with its teachers."""
        which = [*names_of(inlog, vraag.zoek)]
        if groep is not None:
            which.append(_is_in(groep))
        return self._regels(moment, which, vraag)

    def get(self, account_id: int, moment: datetime) -> Accountregel | None:
        """An account by its number; None for one of another school, and of another kind."""
        regels = self._regels(moment, [account.c.id == account_id], ALLES)
        return regels[0] if regels else None

    def _regels(
        self, moment: datetime, which: Sequence[ColumnElement[bool]], vraag: Lijstvraag
    ) -> list[Accountregel]:
        is_pupil = and_(
            account.c.rol == Rol.LEERLING.value,
            leerling.c.key == account.c.persoon,
            leerling.c.schooljaar_id == self._jaar,
            leerling.c.tot_revisie.is_(None),
        )
        rows = self._connection.execute(
            select(
                account.c.id,
                account.c.inlog_id,
                account.c.rol,
                account.c.tot,
                account.c.groepen,
                inlog.c.inlognaam,
                inlog.c.naam,
                leerling.c.groep,
                leerling.c.jaargroep,
                _has_proof().label("has_proof"),
                _sheet(moment).label("blad_tot"),
                self._is_elsewhere(moment).label("is_elsewhere"),
            )
            .join_from(account, inlog)
            .outerjoin(leerling, is_pupil)
            .where(account.c.school_id == self._school_id, account.c.rol.in_(ROLLEN), *which)
            .order_by(inlog.c.naam, account.c.id)
            .offset(vraag.vanaf)
            .limit(vraag.aantal)
        )
        return [_regel(row) for row in rows]

    def _is_elsewhere(self, moment: datetime) -> ColumnElement[bool]:
        """Whether somebody has another account than those of imports here."""
        c = OTHER.c
        is_other = or_(c.rol.not_in(ROLLEN), c.school_id != self._school_id)
        lives = and_(c.van <= moment, or_(c.tot.is_(None), c.tot > moment))
        return exists().where(c.inlog_id == account.c.inlog_id, is_other, lives)


def _is_in(groep: str) -> ColumnElement[bool]:
    """Whether somebody is a pupil of a stamgroep, or teaches it."""
    # The list of groups is a text for the database.
    of_leerkracht = type_coerce(account.c.groepen, Text).contains(
        json.dumps(groep, ensure_ascii=False), autoescape=True
    )
    return or_(leerling.c.groep == groep, of_leerkracht)


def _has_proof() -> ColumnElement[bool]:
    """Whether somebody can sign in."""
    middel = leerling_middel.c
    return or_(
        inlog.c.wachtwoord.is_not(None),
        exists().where(inlog_passkey.c.inlog_id == account.c.inlog_id),
        exists().where(middel.account_id == account.c.id, middel.ingetrokken.is_(None)),
    )


def _sheet(moment: datetime) -> ColumnElement[Any]:
    c = uitnodiging.c
    return (
        select(func.max(c.verloopt))
        .where(
            c.inlog_id == account.c.inlog_id,
            c.soort == Uitnodigingsoort.BLAD.value,
            c.gebruikt.is_(None),
            c.ingetrokken.is_(None),
            c.verloopt > moment,
        )
        .scalar_subquery()
    )


def _regel(row: Row[*tuple[Any, ...]]) -> Accountregel:
    stand = Accountstand.ACTIEF if row.has_proof else Accountstand.NIEUW
    if row.tot is not None:
        stand = Accountstand.GESLOTEN
    return Accountregel(
        id=row.id,
        inlog=row.inlog_id,
        inlognaam=row.inlognaam,
        naam=row.naam,
        rol=Rol(row.rol),
        stand=stand,
        groepen=row.groepen or tuple(key for key in [row.groep] if key),
        jaargroep=row.jaargroep,
        blad_tot=row.blad_tot,
        is_elsewhere=bool(row.is_elsewhere),
    )
