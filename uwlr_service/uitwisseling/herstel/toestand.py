"""What the database says of the installation, for whoever looks it over; nothing is written."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.repository.applied import newest_migration
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.ondertekensleutels import OndertekensleutelRepository
from uwlr_service.repository.herstel.server import (
    Databaseserver,
    Replicastand,
    describe,
    describe_replica,
    is_pooled,
)
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.sso.sleutels import SsosleutelRepository
from uwlr_service.repository.toezicht.keten import KetenRepository
from uwlr_service.repository.toezicht.logboek import LogRepository
from uwlr_service.uitwisseling.gkv import ondertekening
from uwlr_service.uitwisseling.kluis import Kluis
from uwlr_service.uitwisseling.sso import sleutels

__all__ = ["Logstand", "Replicastand", "Serverstand", "Sleutelstand", "Toestand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serverstand:
    """The server of the database, and how far its clock is ahead of ours.

    ``onzekerheid`` is how long the question took: the difference cannot be told more precisely than that.
    Both are None for SQLite.
    """

    server: Databaseserver
    migratie: str
    voor: timedelta | None
    onzekerheid: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logstand:
    """The last seal of the log, and the line that waits longest for the next."""

    laatste_zegel: datetime | None
    oudste_wachtende: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutelstand:
    """A key that signs now: for what, since when, and whether this service can open it."""

    waarvoor: str
    sinds: datetime
    is_readable: bool
    vervangen_met: str
    """The command that makes another one."""


class Toestand:
    """The state of the installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def server(self) -> Serverstand:
        """What the server of the database says of itself. Raises DatabaseOnbereikbaar."""
        with self._database.read() as connection:
            describe(connection)  # the first question on a connection takes longer than the next
            before = tijd.now()
            server = describe(connection)
            after = tijd.now()
        took = after - before
        return Serverstand(
            server=server,
            migratie=newest_migration(),
            voor=None if server.klok is None else server.klok - (before + took / 2),
            onzekerheid=None if server.klok is None else took,
        )

    def is_pooled(self) -> bool:
        """Whether a pooler may give each transaction another connection. Raises DatabaseOnbereikbaar."""
        return is_pooled(self._database)

    def replica(self) -> Replicastand | None:
        """How the replica does; None if it gives no answer. Only where there is one."""
        replica = self._database.replica
        return None if replica is None else describe_replica(self._database, replica)

    def last_backup(self) -> datetime | None:
        """When ``uwlr db backup`` last made one; None if it never did."""
        with self._database.read() as connection:
            return BesluitRepository(connection).last_moment(Besluitsoort.BACKUP)

    def keys(self, secret: bytes | None, old_secret: bytes | None) -> list[Sleutelstand]:
        """The keys that sign now; none is made, and none is encrypted anew."""
        now = tijd.now()
        with self._database.read() as connection:
            of_packages = OndertekensleutelRepository(connection).current()
            of_sso = [SsosleutelRepository(connection).signing(algoritme, now) for algoritme in Algoritme]
        found = []
        if of_packages is not None and of_packages.geheim is not None:
            found.append(
                Sleutelstand(
                    waarvoor="GKV",
                    sinds=of_packages.aangemaakt,
                    is_readable=_is_readable(ondertekening.KLUIS, of_packages.geheim, secret, old_secret),
                    vervangen_met="uwlr gkv jwks --rotate",
                )
            )
        for sleutel in of_sso:
            if sleutel is not None and sleutel.geheim is not None:
                found.append(
                    Sleutelstand(
                        waarvoor=f"SSO ({sleutel.algoritme.value})",
                        sinds=sleutel.tekent_vanaf,
                        is_readable=_is_readable(sleutels.KLUIS, sleutel.geheim, secret, old_secret),
                        vervangen_met="uwlr sso sleutels --rotate",
                    )
                )
        return found

    def public_keys(self) -> frozenset[str]:
        """The names of the keys that packages were ever signed with."""
        with self._database.read() as connection:
            known = OndertekensleutelRepository(connection).published(datetime.min.replace(tzinfo=UTC))
        return frozenset(str(key["kid"]) for key in known)

    def log(self) -> Logstand:
        """How the log is sealed."""
        with self._database.read() as connection:
            zegel = KetenRepository(connection).laatste()
            waiting = LogRepository(connection).oldest_waiting()
        return Logstand(laatste_zegel=None if zegel is None else zegel.moment, oudste_wachtende=waiting)


def _is_readable(soort: bytes, wrapped: str, secret: bytes | None, old_secret: bytes | None) -> bool:
    return secret is not None and Kluis(soort, secret, old_secret).unwrap(wrapped) is not None
