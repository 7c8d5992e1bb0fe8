"""What people prove themselves with beside their passwords, and the devices that they signed in on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from uwlr_service.domain.account.gebruiker import Factoren, Passkey
from uwlr_service.repository import upsert
from uwlr_service.repository.fixed import FixedChange, FixedQuery
from uwlr_service.repository.schema.account import (
    inlog_apparaat,
    inlog_herstelcode,
    inlog_passkey,
    inlog_totp,
)

KNOWN = FixedQuery(
    select(inlog_apparaat.c.hash).where(
        inlog_apparaat.c.inlog_id == bindparam("number"), inlog_apparaat.c.hash == bindparam("digest")
    )
)
REMEMBER = {
    dialect: FixedChange(
        upsert.insert_for(dialect, inlog_apparaat)
        .values(
            inlog_id=bindparam("number"),
            hash=bindparam("digest"),
            aangemaakt=bindparam("moment"),
            laatst_gebruikt=bindparam("moment"),
        )
        .on_conflict_do_update(
            index_elements=[inlog_apparaat.c.inlog_id, inlog_apparaat.c.hash],
            set_={"laatst_gebruikt": bindparam("moment")},
        )
    )
    for dialect in ("postgresql", "sqlite")
}
"""Every sign-in asks these, and so they are built once."""


class FactorRepository:
    """The factors, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_inlog(self, inlog_id: int) -> Factoren:
        """All factors of a person."""
        codes = inlog_herstelcode.c
        sinds = select(inlog_totp.c.aangemaakt).where(inlog_totp.c.inlog_id == inlog_id)
        unused = (
            select(func.count())
            .select_from(inlog_herstelcode)
            .where(codes.inlog_id == inlog_id, codes.gebruikt.is_(None))
        )
        return Factoren(
            passkeys=tuple(self.passkeys(inlog_id)),
            code_sinds=self._connection.execute(sinds).scalar(),
            herstelcodes=int(self._connection.execute(unused).scalar_one()),
        )

    # --- one-time codes ---------------------------------------------------------------------------------

    def totp(self, inlog_id: int) -> tuple[str, int] | None:
        """The encrypted seed, and the last step that was used; held until the end of the transaction."""
        c = inlog_totp.c
        row = self._connection.execute(
            select(c.geheim, c.laatste_stap).where(c.inlog_id == inlog_id).with_for_update()
        ).first()
        return None if row is None else (row.geheim, row.laatste_stap)

    def set_totp(self, inlog_id: int, geheim: str, stap: int, moment: datetime) -> None:
        """Let another app make the codes; of ``stap`` and those before it none works."""
        values = {"geheim": geheim, "laatste_stap": stap, "aangemaakt": moment}
        self._connection.execute(
            upsert.insert(self._connection, inlog_totp)
            .values(inlog_id=inlog_id, **values)
            .on_conflict_do_update(index_elements=[inlog_totp.c.inlog_id], set_=values)
        )

    def use_step(self, inlog_id: int, stap: int) -> bool:
        """Note that the code of a step was used; False when it was, or that of a later one."""
        c = inlog_totp.c
        done = self._connection.execute(
            update(inlog_totp).where(c.inlog_id == inlog_id, c.laatste_stap < stap).values(laatste_stap=stap)
        )
        return done.rowcount == 1

    def rewrap(self, inlog_id: int, before: str, geheim: str) -> None:
        """Keep a seed as another secret encrypts it."""
        c = inlog_totp.c
        self._connection.execute(
            update(inlog_totp).where(c.inlog_id == inlog_id, c.geheim == before).values(geheim=geheim)
        )

    def remove_totp(self, inlog_id: int, moment: datetime | None = None) -> bool:
        """Let no app make codes any more, or not the one of a moment; False without it."""
        which = inlog_totp.c.inlog_id == inlog_id
        if moment is not None:
            which &= inlog_totp.c.aangemaakt == moment
        return self._connection.execute(delete(inlog_totp).where(which)).rowcount == 1

    # --- recovery codes ---------------------------------------------------------------------------------

    def set_herstelcodes(self, inlog_id: int, hashes: Iterable[str]) -> None:
        """Replace the recovery codes."""
        c = inlog_herstelcode.c
        self._connection.execute(delete(inlog_herstelcode).where(c.inlog_id == inlog_id))
        rows = [{"inlog_id": inlog_id, "hash": digest} for digest in hashes]
        if rows:
            self._connection.execute(insert(inlog_herstelcode), rows)

    def use_herstelcode(self, inlog_id: int, hashes: Iterable[str], moment: datetime) -> bool:
        """Use up a recovery code, by its hash of each secret; False for one that is used or not there."""
        c = inlog_herstelcode.c
        done = self._connection.execute(
            update(inlog_herstelcode)
            .where(c.inlog_id == inlog_id, c.hash.in_(tuple(hashes)), c.gebruikt.is_(None))
            .values(gebruikt=moment)
        )
        return done.rowcount == 1

    # --- passkeys ---------------------------------------------------------------------------------------

    def passkeys(self, inlog_id: int) -> list[Passkey]:
        """The passkeys of a person, the oldest first."""
        c = inlog_passkey.c
        rows = self._connection.execute(select(inlog_passkey).where(c.inlog_id == inlog_id).order_by(c.id))
        return [_passkey(row) for row in rows]

    def passkey(self, sleutel_id: str) -> Passkey | None:
        """A passkey by the name that its device gave it; held until the end of the transaction."""
        row = self._connection.execute(
            select(inlog_passkey).where(inlog_passkey.c.sleutel_id == sleutel_id).with_for_update()
        ).first()
        return None if row is None else _passkey(row)

    def add_passkey(self, inlog_id: int, **values: object) -> bool:
        """Add a passkey; False when it was added before, to anybody."""
        added = self._connection.execute(
            upsert.insert(self._connection, inlog_passkey)
            .values(inlog_id=inlog_id, **values)
            .on_conflict_do_nothing()
            .returning(inlog_passkey.c.id)
        )
        return added.first() is not None

    def use_passkey(self, passkey_id: int, teller: int, moment: datetime, *, synced: bool) -> None:
        """Note that a passkey was used, and what it counted."""
        self._connection.execute(
            update(inlog_passkey)
            .where(inlog_passkey.c.id == passkey_id)
            .values(teller=teller, gesynchroniseerd=synced, laatst_gebruikt=moment)
        )

    def remove_passkey(self, inlog_id: int, passkey_id: int) -> bool:
        """Remove a passkey; False when the person has none of that number."""
        c = inlog_passkey.c
        done = self._connection.execute(
            delete(inlog_passkey).where(c.inlog_id == inlog_id, c.id == passkey_id)
        )
        return done.rowcount == 1

    def remove_passkeys(self, inlog_id: int) -> None:
        """Remove every passkey of a person."""
        self._connection.execute(delete(inlog_passkey).where(inlog_passkey.c.inlog_id == inlog_id))

    # --- devices ----------------------------------------------------------------------------------------

    def knows(self, inlog_id: int, digest: str) -> bool:
        """Whether a person signed in on a device before."""
        return KNOWN.first(self._connection, number=inlog_id, digest=digest) is not None

    def remember(self, inlog_id: int, digest: str, moment: datetime) -> bool:
        """Note that a person signed in on a device; True when that is new."""
        is_new = not self.knows(inlog_id, digest)
        change = REMEMBER[self._connection.dialect.name]
        change.run(self._connection, number=inlog_id, digest=digest, moment=moment)
        return is_new

    def forget_devices(self, inlog_id: int) -> None:
        """Let every device of a person be unknown again."""
        self._connection.execute(delete(inlog_apparaat).where(inlog_apparaat.c.inlog_id == inlog_id))

    def purge_devices(self, before: datetime) -> int:
        """Forget the devices that nobody signed in on since a moment; returns how many."""
        done = self._connection.execute(
            delete(inlog_apparaat).where(inlog_apparaat.c.laatst_gebruikt < before)
        )
        return done.rowcount


def _passkey(row: Row[*tuple[Any, ...]]) -> Passkey:
    return Passkey(
        id=row.id,
        inlog=row.inlog_id,
        sleutel_id=row.sleutel_id,
        publieke_sleutel=row.publieke_sleutel,
        teller=row.teller,
        naam=row.naam,
        aangemaakt=row.aangemaakt,
        laatst_gebruikt=row.laatst_gebruikt,
    )
