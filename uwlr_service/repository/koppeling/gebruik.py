"""The last use of a link by a school: of data that went out, and of results that came in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Subquery, and_, func, select, union_all

from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.repository.schema.gkv import levering, ophaling
from uwlr_service.repository.schema.koppeling import deelname, koppeling, verstrekking
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.schema.uwlr import resultatenbericht
from uwlr_service.repository.school.scholen import CODE, code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebruik:
    """A school that takes part in a link, and when something last went over it.

    ``sinds`` is when the school began to take part, ``navraag`` when it was asked whether it still wants to.
    """

    koppeling_id: int
    school: Schoolcode
    sinds: datetime
    navraag: datetime | None
    laatste: datetime | None

    def is_quiet_since(self, moment: datetime) -> bool:
        """Whether nothing happened from a moment on; joining counts as well."""
        return self.sinds < moment and (self.laatste is None or self.laatste < moment)


class GebruikRepository:
    """The use of links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def running(self) -> list[Gebruik]:
        """Every school that takes part in a link and has not paused, by link; in one statement.

        Not test schools, and no links by which people sign in: nothing goes over those by itself.
        """
        c = deelname.c
        used = uses()
        is_same = and_(used.c.koppeling_id == c.koppeling_id, used.c.school_id == c.school_id)
        rows = self._connection.execute(
            select(c.koppeling_id, *CODE, c.sinds, c.navraag, used.c.laatste)
            .join_from(deelname, school, school.c.id == c.school_id)
            .join(koppeling, koppeling.c.id == c.koppeling_id)
            .outerjoin(used, is_same)
            .where(
                c.stand == Deelnamestand.ACTIEF.value,
                school.c.soort == Schoolsoort.ECHT.value,
                koppeling.c.ingetrokken.is_(None),
                koppeling.c.gegevensset != SSO,
            )
            .order_by(c.koppeling_id, c.school_id)
        )
        return [
            Gebruik(
                koppeling_id=row.koppeling_id,
                school=code_of(row),
                sinds=row.sinds,
                navraag=row.navraag,
                laatste=row.laatste,
            )
            for row in rows
        ]


def uses(school_id: int | None = None) -> Subquery:
    """The last use of each school in each link, by every way there is; of one school where it is named."""
    given = select(verstrekking.c.koppeling_id, schooljaar.c.school_id, verstrekking.c.laatste).join_from(
        verstrekking, schooljaar, schooljaar.c.id == verstrekking.c.schooljaar_id
    )
    collected = select(levering.c.koppeling_id, levering.c.school_id, ophaling.c.laatste).join_from(
        ophaling, levering, levering.c.id == ophaling.c.levering_id
    )
    brought = select(
        resultatenbericht.c.koppeling_id,
        resultatenbericht.c.school_id,
        resultatenbericht.c.ontvangen.label("laatste"),
    )
    if school_id is not None:
        # By its links, which are few: both indexes begin with those, and hold what went to all schools.
        links = select(deelname.c.koppeling_id).where(deelname.c.school_id == school_id)
        years = select(schooljaar.c.id).where(schooljaar.c.school_id == school_id)
        given = given.where(verstrekking.c.koppeling_id.in_(links), verstrekking.c.schooljaar_id.in_(years))
        collected = collected.where(levering.c.koppeling_id.in_(links), levering.c.school_id == school_id)
        brought = brought.where(resultatenbericht.c.school_id == school_id)
    ways = union_all(given, collected, brought).subquery()
    return (
        select(ways.c.koppeling_id, ways.c.school_id, func.max(ways.c.laatste).label("laatste"))
        .group_by(ways.c.koppeling_id, ways.c.school_id)
        .subquery("uses")
    )
