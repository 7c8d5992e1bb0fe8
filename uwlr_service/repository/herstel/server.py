"""What the server of the database says of itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select


@dataclass(frozen=True, slots=True, kw_only=True)
class Databaseserver:
    """The program behind the database.

    ``klok`` and ``verbindingen`` are None where there is no server: SQLite reads the clock of this process,
    and lets in whoever opens the file.
    """

    naam: str
    versie: str
    klok: datetime | None
    verbindingen: int | None


def describe(connection: Connection) -> Databaseserver:
    """Ask for its version, its clock and how many it lets in."""
    if connection.dialect.name == "sqlite":
        versie = connection.execute(select(func.sqlite_version())).scalar_one()
        return Databaseserver(naam="SQLite", versie=versie, klok=None, verbindingen=None)
    row = connection.execute(
        select(
            func.current_setting("server_version").label("versie"),
            func.clock_timestamp().label("klok"),
            func.current_setting("max_connections").label("verbindingen"),
        )
    ).one()
    # Behind the number stands what a packager adds: "15.14 (Debian 15.14-0+deb12u1)".
    return Databaseserver(
        naam="PostgreSQL",
        versie=str(row.versie).partition(" ")[0],
        klok=row.klok,
        verbindingen=int(row.verbindingen),
    )
