"""The vocabularies that an operator read in, or that were fetched from a host that the operator allows."""

import hashlib
import json

from sqlalchemy import Connection, select

from uwlr_service.domain import tijd
from uwlr_service.domain.uwlr.vocabulaire import Opgeslagen, Vocabulaire
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.uwlr import vocabulaire
from uwlr_service.repository.school.scholen import AnyRow


class VocabulaireRepository:
    """The vocabularies of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, new: Vocabulaire, herkomst: str) -> None:
        """Keep a vocabulary, in the place of one with the same identifier."""
        values = {
            "identifier": new.identifier,
            "naam": new.naam,
            "termen": json.dumps(sorted(new.termen), ensure_ascii=False),
            "herkomst": herkomst,
            "ingelezen": tijd.now(),
        }
        statement = upsert.insert(self._connection, vocabulaire).values(
            digest=_digest(new.identifier), **values
        )
        self._connection.execute(statement.on_conflict_do_update(index_elements=["digest"], set_=values))

    def get(self, identifier: str) -> Vocabulaire | None:
        """The vocabulary that fields name by this URI."""
        row = self._connection.execute(
            select(vocabulaire.c.identifier, vocabulaire.c.naam, vocabulaire.c.termen).where(
                vocabulaire.c.digest == _digest(identifier)
            )
        ).first()
        return None if row is None else _vocabulaire(row)

    def all(self) -> list[Opgeslagen]:
        """Every vocabulary, by identifier."""
        rows = self._connection.execute(select(vocabulaire))
        stored = [Opgeslagen(_vocabulaire(row), row.herkomst, row.ingelezen) for row in rows]
        # Sorted here, because the two databases have different ideas of the order of text.
        return sorted(stored, key=lambda opgeslagen: opgeslagen.vocabulaire.identifier)


def _vocabulaire(row: AnyRow) -> Vocabulaire:
    return Vocabulaire(row.identifier, row.naam, frozenset(json.loads(row.termen)))


def _digest(identifier: str) -> str:
    return hashlib.sha256(identifier.encode()).hexdigest()
