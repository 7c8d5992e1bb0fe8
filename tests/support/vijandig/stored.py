"""What a database holds, so that it can be seen that a refusal left it as it was."""

import hashlib

from sqlalchemy import select

from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.basis import metadata

UNSTORED = frozenset(
    {
        "autorisatiesleutel",
        "verstrekking",
        "gebruikt_bewijs",
        "partnersleutel",
        "gkv_generiek",
        "verkeersdag",
        "verkeersregel",
        "logkop",
        "logregel",
        "logwacht",
        "logzegel",
    }
)
"""Tables in which a call leaves when it came, also when it was refused after its key was known."""


def digests(database: Database) -> dict[str, str]:
    """A digest of each table that a refusal must leave as it is."""
    made = {}
    with database.read() as connection:
        for table in metadata.sorted_tables:
            if table.name not in UNSTORED:
                rows = sorted(repr(tuple(row)) for row in connection.execute(select(table)))
                made[table.name] = hashlib.sha256("".join(rows).encode()).hexdigest()
    return made


def changed(before: dict[str, str], database: Database) -> list[str]:
    """The tables that are no longer what they were."""
    return [name for name, digest in digests(database).items() if digest != before[name]]
