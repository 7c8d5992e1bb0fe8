"""Applications, their questions and their steps."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from uwlr_service.domain.koppeling.aanvraag.aanvraag import (
    Aanvraag,
    Aanvraagdossier,
    Aanvraagstap,
    Akkoord,
    Navraag,
)
from uwlr_service.domain.koppeling.aanvraag.stand import OPEN, REFUSED, Aanvraaggebeurtenis, Aanvraagstand
from uwlr_service.repository.koppeling.aanvraag.vorm import load_antwoorden, load_gegevens
from uwlr_service.repository.schema.aanvraag import aanvraag, aanvraaglink, aanvraagstap, navraag
from uwlr_service.repository.school.scholen import AnyRow


class AanvraagRepository:
    """The applications, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, **values: object) -> int:
        """Keep a new application; returns its number."""
        statement = insert(aanvraag).values(**values).returning(aanvraag.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def find(self, nummer: int) -> Aanvraag | None:
        """One application; None when there is none."""
        return self._one(select(aanvraag).where(aanvraag.c.id == nummer))

    def get(self, nummer: int) -> Aanvraag:
        """One application that is there."""
        return _aanvraag(self._connection.execute(select(aanvraag).where(aanvraag.c.id == nummer)).one())

    def locked(self, nummer: int) -> Aanvraag | None:
        """The same, for a transaction that changes it: whoever comes after waits, and sees what was done."""
        return self._one(select(aanvraag).where(aanvraag.c.id == nummer).with_for_update())

    def dossier(self, nummer: int) -> Aanvraagdossier | None:
        """One application with its questions and steps; None when there is none."""
        kept = self.find(nummer)
        if kept is None:
            return None
        return Aanvraagdossier(
            aanvraag=kept, navragen=tuple(self.navragen(nummer)), stappen=tuple(self._stappen(nummer))
        )

    def in_states(self, standen: Collection[Aanvraagstand]) -> list[Aanvraag]:
        """The applications in some states, oldest first."""
        return self._all(select(aanvraag).where(aanvraag.c.stand.in_([stand.value for stand in standen])))

    def of_koppelpartner(self, koppelpartner_id: int) -> list[Aanvraag]:
        """The applications of a partner, oldest first."""
        return self._all(select(aanvraag).where(aanvraag.c.koppelpartner_id == koppelpartner_id))

    def lock_beginning(self) -> None:
        """Let others wait who begin an application, so that what was counted still holds."""
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer at a time
            self._connection.execute(text("lock table aanvraag in share row exclusive mode"))

    def open_of(self, mail: str) -> list[Aanvraag]:
        """The applications of a mail address that have not ended, oldest first."""
        c = aanvraag.c
        return self._all(select(aanvraag).where(c.mail == mail, c.stand.in_([stand.value for stand in OPEN])))

    def begun_since(self, moment: datetime, mail: str, herkomst: str) -> int:
        """How many were begun since a moment by a mail address, or from a network address if that is more."""
        c = aanvraag.c
        same = or_(c.mail == mail, c.herkomst == herkomst)
        row = self._connection.execute(
            select(
                func.count().filter(c.mail == mail).label("by_mail"),
                func.count().filter(c.herkomst == herkomst).label("from_there"),
            ).where(c.begonnen > moment, same)
        ).one()
        return max(row.by_mail, row.from_there)

    def begun_by(self, koppelpartner_id: int, moment: datetime) -> int:
        """How many a partner began since a moment."""
        c = aanvraag.c
        statement = select(func.count()).where(c.koppelpartner_id == koppelpartner_id, c.begonnen > moment)
        return int(self._connection.execute(statement).scalar_one())

    def change(self, nummer: int, **values: object) -> None:
        """Change columns of an application."""
        self._connection.execute(update(aanvraag).where(aanvraag.c.id == nummer).values(**values))

    def add_stap(self, nummer: int, stap: Aanvraagstap) -> None:
        """Keep a step, and put the application in the state it leads to."""
        self._connection.execute(
            insert(aanvraagstap).values(
                aanvraag_id=nummer,
                moment=stap.moment,
                van=stap.van,
                gebeurtenis=stap.gebeurtenis,
                naar=stap.naar,
                door=stap.door,
                reden=stap.reden or None,
            )
        )
        if stap.van is not stap.naar:
            self.change(nummer, stand=stap.naar.value)

    def navragen(self, nummer: int) -> list[Navraag]:
        """The questions about an application, oldest first."""
        rows = self._connection.execute(
            select(navraag).where(navraag.c.aanvraag_id == nummer).order_by(navraag.c.id)
        )
        return [
            Navraag(
                id=row.id,
                vraag=row.vraag,
                tekst=row.tekst,
                gesteld=row.gesteld,
                antwoord=row.antwoord,
                beantwoord=row.beantwoord,
            )
            for row in rows
        ]

    def ask(self, nummer: int, vragen: Mapping[str, str], moment: datetime) -> None:
        """Keep questions, by the answer that each is about."""
        self._connection.execute(
            insert(navraag),
            [
                {"aanvraag_id": nummer, "vraag": vraag, "tekst": tekst, "gesteld": moment}
                for vraag, tekst in vragen.items()
            ],
        )

    def answer(self, antwoorden: Mapping[int, str], moment: datetime) -> None:
        """Keep the answers to questions, by the number of the question."""
        for navraag_id, antwoord in antwoorden.items():
            self._connection.execute(
                update(navraag).where(navraag.c.id == navraag_id).values(antwoord=antwoord, beantwoord=moment)
            )

    def drafts_to_warn(self, before: datetime) -> list[int]:
        """The numbers of the drafts that lapse before a moment, and whose applicants have not heard it."""
        return self._drafts(aanvraag.c.verloopt <= before, aanvraag.c.gewaarschuwd.is_(None))

    def drafts_to_end(self, before: datetime) -> list[int]:
        """The numbers of the drafts that lapsed before a moment."""
        return self._drafts(aanvraag.c.verloopt <= before)

    def ended_to_forget(self, drafts_before: datetime, ended_before: datetime) -> list[int]:
        """The numbers of what was taken back or turned down, and of which more is kept than its steps.

        Of a draft counts when it was begun, of what was sent when it ended.
        """
        c = aanvraag.c
        ended = select(func.max(aanvraagstap.c.moment)).where(aanvraagstap.c.aanvraag_id == c.id)
        is_due = or_(
            and_(c.ingediend.is_(None), c.begonnen <= drafts_before), ended.scalar_subquery() <= ended_before
        )
        has_more = or_(c.mail != "", cast(c.antwoorden, Text) != "{}", cast(c.gegevens, Text) != "{}")
        statement = select(c.id).where(c.stand.in_([stand.value for stand in REFUSED]), is_due, has_more)
        return list(self._connection.execute(statement.order_by(c.id)).scalars())

    def forget_places(self, before: datetime) -> None:
        """Keep no longer from where applications were begun before a moment."""
        c = aanvraag.c
        old = (c.herkomst.is_not(None), c.begonnen <= before)
        self._connection.execute(update(aanvraag).where(*old).values(herkomst=None))

    def forget(self, nummer: int) -> None:
        """Keep nothing of an application but that it was there, with its steps."""
        self._connection.execute(delete(navraag).where(navraag.c.aanvraag_id == nummer))
        self._connection.execute(delete(aanvraaglink).where(aanvraaglink.c.aanvraag_id == nummer))
        self.change(nummer, mail="", herkomst=None, antwoorden={}, gegevens={}, akkoord=None)

    def _drafts(self, *conditions: ColumnElement[bool]) -> list[int]:
        c = aanvraag.c
        statement = select(c.id).where(c.stand == Aanvraagstand.CONCEPT.value, *conditions).order_by(c.id)
        return list(self._connection.execute(statement).scalars())

    def _stappen(self, nummer: int) -> list[Aanvraagstap]:
        rows = self._connection.execute(
            select(aanvraagstap).where(aanvraagstap.c.aanvraag_id == nummer).order_by(aanvraagstap.c.id)
        )
        return [
            Aanvraagstap(
                moment=row.moment,
                van=Aanvraagstand(row.van) if row.van else None,
                gebeurtenis=Aanvraaggebeurtenis(row.gebeurtenis),
                naar=Aanvraagstand(row.naar),
                door=row.door,
                reden=row.reden or "",
            )
            for row in rows
        ]

    def _one(self, statement: Select[Any]) -> Aanvraag | None:
        row = self._connection.execute(statement).first()
        return None if row is None else _aanvraag(row)

    def _all(self, statement: Select[Any]) -> list[Aanvraag]:
        rows: Sequence[AnyRow] = self._connection.execute(statement.order_by(aanvraag.c.id)).all()
        return [_aanvraag(row) for row in rows]


def dump_akkoord(akkoord: Akkoord) -> dict[str, str | int | None]:
    """What the first of two operators agreed to, as it is kept."""
    return {
        "klantnaam": akkoord.klantnaam,
        "klantcode": akkoord.klantcode,
        "naam": akkoord.naam,
        "inlog": akkoord.inlog,
        "moment": akkoord.moment.isoformat(),
    }


def _akkoord(kept: Mapping[str, Any] | None) -> Akkoord | None:
    if kept is None:
        return None
    return Akkoord(
        klantnaam=kept["klantnaam"],
        klantcode=kept["klantcode"],
        naam=kept["naam"],
        inlog=kept.get("inlog"),
        moment=datetime.fromisoformat(kept["moment"]),
    )


def _aanvraag(row: AnyRow) -> Aanvraag:
    return Aanvraag(
        id=row.id,
        stand=Aanvraagstand(row.stand),
        mail=row.mail,
        taal=row.taal,
        begonnen=row.begonnen,
        verloopt=row.verloopt,
        koppelpartner=row.koppelpartner_id,
        bevestigd=row.bevestigd,
        ingediend=row.ingediend,
        product=row.product_id,
        antwoorden=load_antwoorden(row.antwoorden),
        gegevens=load_gegevens(row.gegevens),
        akkoord=_akkoord(row.akkoord),
    )
