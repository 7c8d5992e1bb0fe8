"""Whether a link is one with the schools of a proeftuin."""

from sqlalchemy import Connection, exists, select

from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.schema.school import school


def is_of_proeftuin(connection: Connection, koppeling_id: int, brincode: str) -> bool:
    """Whether a school with this BRIN, and a test school at that, ever took part in the link."""
    found: bool | None = connection.scalar(
        select(
            exists().where(
                deelname.c.koppeling_id == koppeling_id,
                school.c.id == deelname.c.school_id,
                school.c.brincode == brincode,
                school.c.soort == Schoolsoort.TEST,
            )
        )
    )
    return bool(found)
