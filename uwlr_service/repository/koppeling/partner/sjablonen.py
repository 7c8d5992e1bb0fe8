"""What schools are proposed over a link, as its application was admitted."""

from sqlalchemy import Connection, insert, select

from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud
from uwlr_service.repository.koppeling.voorstelinhouden import VoorstelinhoudRepository
from uwlr_service.repository.schema.aanvraag import voorstelsjabloon


class SjabloonRepository:
    """The templates of proposals, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, koppeling_id: int, inhoud: Voorstelinhoud, door: str) -> None:
        """Keep what schools are proposed over a link."""
        inhoud_id = VoorstelinhoudRepository(self._connection).add(inhoud, door)
        self._connection.execute(
            insert(voorstelsjabloon).values(koppeling_id=koppeling_id, inhoud_id=inhoud_id)
        )

    def of(self, koppeling_id: int) -> Voorstelinhoud | None:
        """What schools are proposed over a link; None for one that nobody applied for."""
        c = voorstelsjabloon.c
        inhoud_id = self._connection.execute(
            select(c.inhoud_id).where(c.koppeling_id == koppeling_id)
        ).scalar()
        if inhoud_id is None:
            return None
        return VoorstelinhoudRepository(self._connection).of([inhoud_id])[inhoud_id]
