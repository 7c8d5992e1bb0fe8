"""Reading results back: by school, pupil, test and period, with every version of them."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, or_, select, tuple_

from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter, connect
from uwlr_service.domain.uwlr.toets import Toets
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.school import leerling, schooljaar
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht, toetsdefinitie
from uwlr_service.repository.school.scholen import AnyRow
from uwlr_service.repository.uwlr.resultaten import STORED, load_vastgelegd
from uwlr_service.repository.uwlr.toetsdefinities import ToetsdefinitieRepository

BATCH = 500

begin = resultatenbericht.alias("begin")
einde = resultatenbericht.alias("einde")
VERSIES = (
    STORED.add_columns(
        klant.c.naam,
        klant.c.code,
        begin.c.schooljaar,
        begin.c.ontvangen,
        einde.c.ontvangen.label("beeindigd"),
        resultaat.c.vervangen_door,
    )
    .join(klant, klant.c.id == resultaat.c.klant_id)
    .join(begin, and_(begin.c.school_id == resultaat.c.school_id, begin.c.revisie == resultaat.c.van_revisie))
    .outerjoin(
        einde, and_(einde.c.school_id == resultaat.c.school_id, einde.c.revisie == resultaat.c.tot_revisie)
    )
)


class ResultatenlijstRepository:
    """The results of a school, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, school_id: int, wanted: Resultatenfilter) -> list[Regel]:
        """What holds, or with ``history`` every version; by pupil, day and test."""
        rows: list[AnyRow] = []
        for part in self._parts(wanted):
            rows += self._rows(school_id, wanted, part)
        toetsen = ToetsdefinitieRepository(self._connection).get(row.definitie_id for row in rows)
        # Connected before any is left out: a result that holds says which ended version it replaced.
        regels = connect(_regel(row, toetsen) for row in rows)
        return [regel for regel in regels if wanted.history or regel.einde_revisie is None]

    def leerlingen_of(self, school_id: int, jaar: Schooljaar, groep: str) -> frozenset[str]:
        """The pupils that a stamgroep or samengestelde_groep has now."""
        c = leerling.c
        rows = self._connection.execute(
            select(c.key, c.groep, c.samengestelde_groepen)
            .join_from(leerling, schooljaar)
            .where(
                schooljaar.c.school_id == school_id,
                schooljaar.c.schooljaar == jaar,
                c.tot_revisie.is_(None),
            )
        )
        return frozenset(row.key for row in rows if groep == row.groep or groep in row.samengestelde_groepen)

    def _parts(self, wanted: Resultatenfilter) -> Iterator[list[str] | None]:
        """The pupils in portions that fit a statement; one None when all are wanted."""
        if wanted.leerlingen is None:
            yield None
            return
        keys = sorted(wanted.leerlingen)
        for start in range(0, len(keys), BATCH):
            yield keys[start : start + BATCH]

    def _rows(
        self, school_id: int, wanted: Resultatenfilter, leerlingen: list[str] | None
    ) -> Sequence[AnyRow]:
        # All versions of every key of which one is wanted: a correction may have moved a result to
        # another day, and still has to be listed with what it replaced.
        c = resultaat.c
        keys = (
            select(c.klant_id, c.key)
            .join_from(resultaat, toetsdefinitie)
            .join(begin, and_(begin.c.school_id == c.school_id, begin.c.revisie == c.van_revisie))
            .join(klant, klant.c.id == c.klant_id)
            .where(c.school_id == school_id, *_conditions(wanted, leerlingen))
        )
        statement = VERSIES.where(c.school_id == school_id, tuple_(c.klant_id, c.key).in_(keys))
        return self._connection.execute(statement).all()


def _conditions(wanted: Resultatenfilter, leerlingen: list[str] | None) -> Iterator[ColumnElement[bool]]:
    c = resultaat.c
    if leerlingen is not None:
        yield c.leerling.in_(leerlingen)
    if wanted.toetscode is not None:
        yield toetsdefinitie.c.toetscode == wanted.toetscode
    if wanted.schooljaar is not None:
        yield begin.c.schooljaar == wanted.schooljaar
    if wanted.klantcode is not None:
        yield klant.c.code == wanted.klantcode
    if wanted.vanaf is not None:
        yield c.afnamedatum >= wanted.vanaf
    if wanted.totenmet is not None:
        yield c.afnamedatum <= wanted.totenmet
    if not wanted.history:
        yield or_(c.tot_revisie.is_(None), c.vervangen_door.is_not(None))


def _regel(row: AnyRow, toetsen: Mapping[int, Toets]) -> Regel:
    return Regel(
        resultaat=load_vastgelegd(row),
        toets=toetsen[row.definitie_id],
        klantnaam=row.naam,
        klantcode=row.code,
        schooljaar=row.schooljaar,
        ontvangen=row.ontvangen,
        revisie=row.van_revisie,
        einde_revisie=row.tot_revisie,
        einde=row.beeindigd,
        vervangen_door=row.vervangen_door,
    )
