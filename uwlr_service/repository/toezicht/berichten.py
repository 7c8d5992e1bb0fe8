"""Messages to people: adds them."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from uwlr_service.domain import tijd
from uwlr_service.domain.toezicht.bericht import Bericht
from uwlr_service.repository.schema.toezicht import bericht


class BerichtRepository:
    """The messages, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, berichten: Iterable[Bericht]) -> None:
        """Keep messages; mail is made of them afterwards."""
        now = tijd.now()
        rows = [
            {
                "moment": now,
                "soort": told.soort.value,
                "parameters": dict(told.parameters),
                "pad": told.pad,
                "rol": told.aan.rol,
                "school_id": told.aan.school,
                "koppelpartner_id": told.aan.koppelpartner,
                "inlog_id": told.aan.inlog,
                "gepost": False,
            }
            for told in berichten
        ]
        if rows:
            self._connection.execute(insert(bericht), rows)
