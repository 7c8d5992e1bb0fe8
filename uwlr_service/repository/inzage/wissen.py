"""Everything that names one pupil of a school is removed, or made to name nobody."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from uwlr_service.domain.gkv.generiek import Nummersleutel, Nummersoort
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.school.dossier import VERZORGER
from uwlr_service.repository.schema.dossier import berekende_waarde, dossierobject
from uwlr_service.repository.schema.gkv import gkv_nummer, levering
from uwlr_service.repository.schema.inzage import inzageverzoek
from uwlr_service.repository.schema.school import leerling, schooljaar
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht

VERGETEN = "vergeten"
"""The kind of a number that was given to somebody who is forgotten."""
OF_LEERLING = (
    Nummersoort.LEERLING,
    Nummersoort.ADRES,
    Nummersoort.TELEFOON,
    Nummersoort.AFGELEIDE_INSCHRIJVING,
)
"""The numbers that are kept under the key of a pupil."""
Redact = Callable[[bytes], bytes | None]


class WisRepository:
    """The data of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id

    def leerlingen(self) -> frozenset[str]:
        """The keys of every pupil of whom anything is kept, in any year, dossier or result."""
        year = select(schooljaar.c.id).where(schooljaar.c.school_id == self._school_id)
        keys = (
            select(leerling.c.key).where(leerling.c.schooljaar_id.in_(year)),
            select(dossierobject.c.leerling).where(
                dossierobject.c.school_id == self._school_id, dossierobject.c.leerling.is_not(None)
            ),
            select(resultaat.c.leerling).where(resultaat.c.school_id == self._school_id),
        )
        known: set[str] = set()
        for statement in keys:
            known.update(self._connection.execute(statement.distinct()).scalars())
        return frozenset(known)

    def eckids(self, key: str) -> frozenset[str]:
        """The eckids that a pupil had."""
        year = select(schooljaar.c.id).where(schooljaar.c.school_id == self._school_id)
        rows = self._connection.execute(
            select(leerling.c.eckid)
            .distinct()
            .where(leerling.c.schooljaar_id.in_(year), leerling.c.key == key, leerling.c.eckid.is_not(None))
        )
        return frozenset(rows.scalars())

    def erase(self, key: str, verzorgers: Collection[str]) -> dict[str, int]:
        """Remove the versions and objects of a pupil and of guardians; returns the rows by table."""
        year = select(schooljaar.c.id).where(schooljaar.c.school_id == self._school_id)
        dossier = dossierobject.c
        toetsen = select(dossier.key).where(dossier.school_id == self._school_id, dossier.leerling == key)
        statements = {
            "leerling": delete(leerling).where(leerling.c.schooljaar_id.in_(year), leerling.c.key == key),
            "berekende_waarde": delete(berekende_waarde).where(
                berekende_waarde.c.school_id == self._school_id, berekende_waarde.c.resultaat.in_(toetsen)
            ),
            "dossierobject": delete(dossierobject).where(
                dossier.school_id == self._school_id,
                or_(
                    dossier.leerling == key,
                    (dossier.entiteit == VERZORGER) & dossier.key.in_(verzorgers),
                ),
            ),
            "resultaat": delete(resultaat).where(
                resultaat.c.school_id == self._school_id, resultaat.c.leerling == key
            ),
            "inzageverzoek": update(inzageverzoek)
            .where(
                inzageverzoek.c.school_id == self._school_id,
                or_(
                    (inzageverzoek.c.soort == Soort.LEERLING.value) & (inzageverzoek.c.key == key),
                    (inzageverzoek.c.soort == Soort.VERZORGER.value) & inzageverzoek.c.key.in_(verzorgers),
                ),
            )
            .values(key=None, aanvrager=None, identiteit=""),
        }
        return {
            table: self._connection.execute(statement).rowcount for table, statement in statements.items()
        }

    def forget_numbers(self, key: str, others: Iterable[Nummersleutel]) -> int:
        """Take the keys away behind numbers; the numbers stay, so that they are never given again."""
        wanted = {(str(soort), key) for soort in OF_LEERLING}
        wanted.update((str(soort), other) for soort, other in others)
        c = gkv_nummer.c
        rows = self._connection.execute(
            select(c.soort, c.key, c.nummer).where(
                c.school_id == self._school_id, c.key.in_({name for _, name in wanted})
            )
        )
        forgotten = 0
        for row in rows.all():
            if (row.soort, row.key) in wanted:
                self._connection.execute(
                    update(gkv_nummer)
                    .where(c.school_id == self._school_id, c.nummer == row.nummer)
                    .values(soort=VERGETEN, key=str(row.nummer))
                )
                forgotten += 1
        return forgotten

    def redact(self, redact: Redact, moment: datetime) -> int:
        """Rewrite the messages with results that name a pupil; returns how many."""
        c = resultatenbericht.c
        redacted = 0
        for revisie in self._messages():
            own = (c.school_id == self._school_id, c.revisie == revisie)
            inhoud = self._connection.execute(select(c.inhoud).where(*own)).scalar_one()
            left = redact(inhoud)
            if left is not None:
                self._connection.execute(
                    update(resultatenbericht).where(*own).values(inhoud=left, geredigeerd=moment)
                )
                redacted += 1
        return redacted

    def forget_packages(self, ids: Collection[str]) -> None:
        """Note that packages are gone; their rows stay."""
        self._connection.execute(update(levering).where(levering.c.id.in_(ids)).values(pad=None))

    def _messages(self) -> Iterator[int]:
        """The messages that are kept as they came. Each is read by itself: one can be 64 MB."""
        c = resultatenbericht.c
        rows = self._connection.execute(
            select(c.revisie).where(c.school_id == self._school_id, c.inhoud.is_not(None)).order_by(c.revisie)
        )
        yield from rows.scalars().all()
