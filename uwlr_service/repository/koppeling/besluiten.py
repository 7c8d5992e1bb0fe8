"""The decisions that must outlive a restore, each with its number, and the journals that hold them too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, true, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluit import Besluit, Besluitsoort
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.repository import upsert
from uwlr_service.repository.database import DECIDED
from uwlr_service.repository.schema.herstel import besluit, installatie, journaal


@dataclass(frozen=True, slots=True)
class Installatie:
    """The number of an installation, which a journal has too, and that of its last decision.

    ``journaal`` is the number of the journal that was asked for, if the database knows one there.
    """

    id: str
    besluitnummer: int
    journaal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journaalplaats:
    """A journal that the database knows: the machine that writes it, and the path there."""

    id: str
    machine: str
    pad: str


class BesluitRepository:
    """The decisions, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, soort: Besluitsoort, koppeling: Koppeling, *inhouden: Mapping[str, Any]) -> None:
        """Number decisions about a link, as the last thing that a transaction does.

        From here until the commit no other process can number one. So whoever reads the decisions up to a
        number has all of them, and locks that are taken after it could wait for each other.
        """
        if not inhouden:
            return
        link = {"koppeling": koppeling.id, "gemaakt": written(koppeling.aangemaakt)}
        self.record_general(soort, *({**link, **inhoud} for inhoud in inhouden))

    def record_general(self, soort: Besluitsoort, *inhouden: Mapping[str, Any]) -> None:
        """Number decisions that are not about a link; in the same way."""
        c = installatie.c
        last = self._connection.execute(
            update(installatie)
            .values(besluitnummer=c.besluitnummer + len(inhouden))
            .returning(c.besluitnummer)
        ).scalar_one()
        now = tijd.now()
        first = last - len(inhouden) + 1
        self.add(
            [
                Besluit(nummer=nummer, soort=soort, moment=now, inhoud=inhoud)
                for nummer, inhoud in enumerate(inhouden, first)
            ]
        )

    def last_moment(self, soort: Besluitsoort) -> datetime | None:
        """When the last decision of a kind was made; None if there is none."""
        c = besluit.c
        return self._connection.execute(
            select(c.moment).where(c.soort == soort.value).order_by(c.nummer.desc()).limit(1)
        ).scalar()

    def add(self, besluiten: Sequence[Besluit]) -> None:
        """Keep decisions under the numbers that they have."""
        if not besluiten:
            return
        self._connection.execute(
            insert(besluit),
            [
                {
                    "nummer": besluit.nummer,
                    "soort": besluit.soort.value,
                    "moment": besluit.moment,
                    "inhoud": dict(besluit.inhoud),
                }
                for besluit in besluiten
            ],
        )
        self._connection.info[DECIDED] = True

    def installatie(self, machine: str, pad: str) -> Installatie:
        """This installation, and its journal at a path; locks nothing."""
        is_there = and_(journaal.c.machine == machine, journaal.c.pad == pad)
        row = self._connection.execute(
            select(installatie.c.id, installatie.c.besluitnummer, journaal.c.id.label("journaal")).join_from(
                installatie, journaal, is_there, isouter=True
            )
        ).one()
        return Installatie(row.id, row.besluitnummer, row.journaal)

    def become(self, installatie_id: str) -> None:
        """Be the installation that has this number, and hold none of its decisions yet.

        For a database of before decisions were numbered: its migration numbered what it found, and a journal
        may have other decisions under those numbers.
        """
        self._connection.execute(delete(besluit))
        self._connection.execute(update(installatie).values(id=installatie_id, besluitnummer=0))

    def go_on_from(self, nummer: int) -> None:
        """Let the next decision have the number behind this one."""
        self._connection.execute(update(installatie).values(besluitnummer=nummer))

    def after(self, nummer: int) -> list[Besluit]:
        """The decisions behind a number, in order."""
        rows = self._connection.execute(
            select(besluit.c.nummer, besluit.c.soort, besluit.c.moment, besluit.c.inhoud)
            .where(besluit.c.nummer > nummer)
            .order_by(besluit.c.nummer)
        )
        return [
            Besluit(nummer=row.nummer, soort=Besluitsoort(row.soort), moment=row.moment, inhoud=row.inhoud)
            for row in rows
        ]

    def newest(self, soort: Besluitsoort | None = None) -> Besluit | None:
        """The decision with the highest number, of one kind or of all; None without any."""
        c = besluit.c
        of_kind = true() if soort is None else c.soort == soort.value
        row = self._connection.execute(
            select(c.nummer, c.soort, c.moment, c.inhoud).where(of_kind).order_by(c.nummer.desc()).limit(1)
        ).first()
        if row is None:
            return None
        return Besluit(nummer=row.nummer, soort=Besluitsoort(row.soort), moment=row.moment, inhoud=row.inhoud)

    def has_later(self, known: Besluit, *names: str) -> bool:
        """Whether something else was decided later about the same, which these names of the content tell."""
        c = besluit.c
        later = self._connection.execute(
            select(c.inhoud).where(c.soort == known.soort.value, c.moment > known.moment)
        ).scalars()
        return any(all(inhoud[name] == known.inhoud[name] for name in names) for inhoud in later)

    def numbers(self) -> set[int]:
        """The numbers of all decisions."""
        return set(self._connection.execute(select(besluit.c.nummer)).scalars())

    def journals(self, machine: str) -> list[Journaalplaats]:
        """The journals of a machine, the one that was begun last behind the others."""
        c = journaal.c
        rows = self._connection.execute(
            select(c.id, c.machine, c.pad).where(c.machine == machine).order_by(c.begonnen, c.id)
        )
        return [Journaalplaats(id=row.id, machine=row.machine, pad=row.pad) for row in rows]

    def has_journals(self) -> bool:
        """Whether any machine has a journal."""
        return self._connection.execute(select(journaal.c.id).limit(1)).first() is not None

    def register(self, plaats: Journaalplaats) -> None:
        """Note where a journal lies; no other one lies there any more."""
        self.forget(plaats.machine, plaats.pad)
        values = {"machine": plaats.machine, "pad": plaats.pad}
        self._connection.execute(
            upsert.insert(self._connection, journaal)
            .values(id=plaats.id, begonnen=tijd.now(), **values)
            .on_conflict_do_update(index_elements=[journaal.c.id], set_=values)
        )

    def forget(self, machine: str, pad: str) -> None:
        """Let the journal at a path no longer be missed."""
        c = journaal.c
        self._connection.execute(delete(journaal).where(c.machine == machine, c.pad == pad))


def written(moment: datetime) -> str:
    """A moment to the last digit, as decisions hold it: it tells things apart that have the same number."""
    return moment.astimezone(UTC).isoformat()


def is_same(moment: datetime, text: str) -> bool:
    """Whether a moment is the one that a decision holds."""
    return moment == datetime.fromisoformat(text)
