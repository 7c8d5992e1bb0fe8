"""The vocabularies that an operator read in, or that were fetched from where an operator allows it."""

import hashlib
import json

from sqlalchemy import Connection, select

from uwlr_service.domain import tijd
from uwlr_service.domain.uwlr.vocabulaire import Opgeslagen, Vocabulaire
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.uwlr import vocabulaire


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
        c = vocabulaire.c
        row = self._connection.execute(
            select(c.identifier, c.naam, c.termen).where(c.digest == _digest(identifier))
        ).first()
        return Vocabulaire(row[0], row[1], frozenset(json.loads(row[2]))) if row else None

    def all(self) -> list[Opgeslagen]:
        """Every vocabulary, by identifier."""
        c = vocabulaire.c
        rows = self._connection.execute(select(c.identifier, c.naam, c.termen, c.herkomst, c.ingelezen))
        found = [
            Opgeslagen(Vocabulaire(identifier, naam, frozenset(json.loads(termen))), herkomst, ingelezen)
            for identifier, naam, termen, herkomst, ingelezen in rows
        ]
        return sorted(found, key=lambda one: one.vocabulaire.identifier)


def _digest(identifier: str) -> str:
    return hashlib.sha256(identifier.encode()).hexdigest()
