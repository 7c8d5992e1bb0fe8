"""The links between klanten and schools, and the keys that open them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, or_, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd, KlantcodeBezet, KoppelingOnbekend
from uwlr_service.domain.koppeling.klant import Autorisatiesleutel, Klant, Koppeling, Richting
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.koppeling import autorisatiesleutel, klant, koppeling, koppeling_school
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import is_school

SLEUTEL = (
    autorisatiesleutel.c.id,
    autorisatiesleutel.c.tolerant,
    autorisatiesleutel.c.prefix,
    autorisatiesleutel.c.aangemaakt,
    autorisatiesleutel.c.geldig_tot,
    autorisatiesleutel.c.ingetrokken,
    autorisatiesleutel.c.laatst_gebruikt,
)
KOPPELING = select(
    koppeling.c.id,
    klant.c.naam,
    klant.c.code,
    koppeling.c.richting,
    koppeling.c.gegevensset,
    koppeling.c.aangemaakt,
).join_from(koppeling, klant)


class KoppelingRepository:
    """The links of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ensure_klant(self, naam: str, code: str) -> int:
        """The klant with this code; KlantcodeBezet when it goes by another name."""
        self._connection.execute(
            upsert.insert(self._connection, klant).values(naam=naam, code=code).on_conflict_do_nothing()
        )
        klant_id, known = self._connection.execute(
            select(klant.c.id, klant.c.naam).where(klant.c.code == code)
        ).one()
        if known != naam:
            raise KlantcodeBezet(f"De klantcode '{code}' hoort bij klantnaam '{known}', niet bij '{naam}'.")
        return int(klant_id)

    def klant_id(self, code: str) -> int | None:
        """The klant with this code; None when there is none."""
        return self._connection.execute(select(klant.c.id).where(klant.c.code == code)).scalar()

    def add(self, klant_id: int, richting: Richting, gegevensset: str) -> int:
        """A new link, still without schools and keys."""
        values = {
            "klant_id": klant_id,
            "richting": richting,
            "gegevensset": gegevensset,
            "aangemaakt": tijd.now(),
        }
        return int(
            self._connection.execute(insert(koppeling).values(values).returning(koppeling.c.id)).scalar_one()
        )

    def get(self, koppeling_id: int) -> Koppeling:
        """One link; KoppelingOnbekend when there is none."""
        found = self._read(KOPPELING.where(koppeling.c.id == koppeling_id))
        if not found:
            raise KoppelingOnbekend(f"Er is geen koppeling {koppeling_id}.")
        return found[0]

    def open(self, koppeling_id: int) -> Koppeling:
        """One link that was not withdrawn, for who wants to change it; KoppelingOnbekend, Geweigerd."""
        found = self.get(koppeling_id)
        c = autorisatiesleutel.c
        is_open = select(c.id).where(c.koppeling_id == koppeling_id, c.ingetrokken.is_(None)).limit(1)
        if self._connection.execute(is_open).first() is None:
            raise Geweigerd(f"Koppeling {koppeling_id} is ingetrokken; maak een nieuwe als dat moet.")
        return found

    def at_school(self, koppeling_id: int, code: Schoolcode) -> tuple[Koppeling, int | None]:
        """One link with at most this school, and the number of that school; KoppelingOnbekend.

        For who needs no other school: a link can have thousands.
        """
        of_link = (
            select(school.c.id)
            .join_from(school, koppeling_school)
            .where(koppeling_school.c.koppeling_id == koppeling_id, is_school(code))
            .scalar_subquery()
        )
        row = self._connection.execute(
            KOPPELING.add_columns(of_link).where(koppeling.c.id == koppeling_id)
        ).first()
        if row is None:
            raise KoppelingOnbekend(f"Er is geen koppeling {koppeling_id}.")
        *fields, school_id = row
        return _koppeling(fields, () if school_id is None else (code,)), school_id

    def all(self) -> list[Koppeling]:
        """Every link, oldest first."""
        return self._read(KOPPELING.order_by(koppeling.c.id))

    def of_school(self, school_id: int) -> list[Koppeling]:
        """The links that a school takes part in."""
        return self._read(
            KOPPELING.join(koppeling_school)
            .where(koppeling_school.c.school_id == school_id)
            .order_by(koppeling.c.id)
        )

    def _read(self, statement: Select[Any]) -> list[Koppeling]:
        rows = self._connection.execute(statement).all()
        return [_koppeling(row, tuple(sorted(self.school_ids(row.id), key=str))) for row in rows]

    def school_ids(self, koppeling_id: int) -> dict[Schoolcode, int]:
        """The schools of a link."""
        rows = self._connection.execute(
            select(school.c.id, school.c.brincode, school.c.dependancecode, school.c.schoolkey)
            .join_from(koppeling_school, school)
            .where(koppeling_school.c.koppeling_id == koppeling_id)
        )
        return {Schoolcode(*code): school_id for school_id, *code in rows}

    def add_sleutel(self, koppeling_id: int, digest: str, *, tolerant: bool, prefix: str) -> None:
        """Keep the hash of a new key."""
        self._connection.execute(
            insert(autorisatiesleutel).values(
                koppeling_id=koppeling_id,
                hash=digest,
                tolerant=tolerant,
                prefix=prefix,
                aangemaakt=tijd.now(),
            )
        )

    def sleutels(self, koppeling_id: int) -> list[Autorisatiesleutel]:
        """The keys of a link, newest last."""
        rows = self._connection.execute(
            select(*SLEUTEL)
            .where(autorisatiesleutel.c.koppeling_id == koppeling_id)
            .order_by(autorisatiesleutel.c.id)
        )
        return [Autorisatiesleutel(**row._mapping) for row in rows]

    def expire(self, koppeling_id: int, moment: datetime) -> None:
        """Let the present keys open until a moment, unless they end sooner."""
        c = autorisatiesleutel.c
        self._connection.execute(
            update(autorisatiesleutel)
            .where(c.koppeling_id == koppeling_id, or_(c.geldig_tot.is_(None), c.geldig_tot > moment))
            .values(geldig_tot=moment)
        )

    def revoke(self, koppeling_id: int) -> None:
        """Close all keys of a link at once."""
        c = autorisatiesleutel.c
        self._connection.execute(
            update(autorisatiesleutel)
            .where(c.koppeling_id == koppeling_id, c.ingetrokken.is_(None))
            .values(ingetrokken=tijd.now())
        )

    def widen(self, koppeling_id: int, gegevensset: str) -> None:
        """Note that a school agreed to a wider set; each one's own agreement stays what decides."""
        self._connection.execute(
            update(koppeling).where(koppeling.c.id == koppeling_id).values(gegevensset=gegevensset)
        )

    def leave(self, koppeling_id: int, school_id: int) -> None:
        """Take a school out of a link; what was agreed and delivered stays known."""
        c = koppeling_school.c
        self._connection.execute(
            delete(koppeling_school).where(c.koppeling_id == koppeling_id, c.school_id == school_id)
        )

    def touch(self, last_use: Mapping[int, datetime]) -> None:
        """Note when keys were last used."""
        c = autorisatiesleutel.c
        for sleutel_id, moment in last_use.items():
            self._connection.execute(
                update(autorisatiesleutel)
                .where(c.id == sleutel_id, or_(c.laatst_gebruikt.is_(None), c.laatst_gebruikt < moment))
                .values(laatst_gebruikt=moment)
            )


def _koppeling(row: Sequence[Any], scholen: tuple[Schoolcode, ...]) -> Koppeling:
    koppeling_id, naam, code, richting, gegevensset, aangemaakt = row
    return Koppeling(
        id=koppeling_id,
        klant=Klant(naam, code),
        richting=Richting(richting),
        gegevensset=gegevensset,
        scholen=scholen,
        aangemaakt=aangemaakt,
    )
