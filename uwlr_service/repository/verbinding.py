"""How connections to a database are made, and how long a server that says nothing is waited for.

By itself libpq waits as long as TCP does: two minutes for a machine that is not there, a quarter of an hour
for one that falls silent. All that time a caller would hear nothing.
"""

from select import POLLIN, poll
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from uwlr_service.domain.fouten import DatabaseOnbereikbaar

DRIVER = "postgresql+psycopg"
BOUNDS = {
    # Seconds for each host that the address names.
    "connect_timeout": "5",
    # Of a server that owes an answer while its machine answers no more: 5 seconds, and then 3 times 2.
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    # Milliseconds for what was sent and arrives nowhere.
    "tcp_user_timeout": "10000",
}
"""Options of libpq that hold unless the address says otherwise; a socket of this machine needs none."""


def parsed(address: str) -> URL:
    """The address, of PostgreSQL with the one driver that we support. Raises DatabaseOnbereikbaar."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise DatabaseOnbereikbaar from error
    return url.set(drivername=DRIVER) if url.drivername in ("postgresql", "postgres") else url


def bounded(address: str) -> str:
    """The address for a program that speaks with libpq itself, with those bounds."""
    named = parsed(address).query
    missing = "&".join(f"{name}={value}" for name, value in BOUNDS.items() if name not in named)
    # Added to its text: SQLAlchemy would write a space as a plus, which libpq leaves as it is.
    plain = address.replace(f"{DRIVER}://", "postgresql://", 1)
    return f"{plain}{'&' if '?' in plain else '?'}{missing}" if missing else plain


def engine(url: URL, connections: int, *, prepare: bool = True, **options: Any) -> Engine:
    """Connections to a database, none of which is made yet. Raises DatabaseOnbereikbaar.

    ``connections`` is how many threads may use one at once. Without ``prepare`` no statement is left prepared
    in a PostgreSQL server.
    """
    is_postgresql = url.get_backend_name() == "postgresql"
    if is_postgresql:
        options["connect_args"] = _arguments(url, prepare=prepare)
    try:
        # Without the values of parameters in error messages: they are pupil data, and end up in the log.
        made = create_engine(url, pool_size=connections, hide_parameters=True, **options)
    except (ArgumentError, TypeError, ValueError) as error:
        raise DatabaseOnbereikbaar from error
    if is_postgresql:
        event.listen(made, "checkout", _refuse_closed)
    return made


def _arguments(url: URL, *, prepare: bool) -> dict[str, Any]:
    # Of a database without an encoding psycopg would give bytes, also for the version of the server.
    arguments: dict[str, Any] = {"client_encoding": "utf8"}
    arguments |= {name: value for name, value in BOUNDS.items() if name not in url.query}
    if not prepare:
        arguments["prepare_threshold"] = None  # psycopg prepares what it runs often
    return arguments


def _refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
    # A server that went away has closed the connection, which is seen here without asking over the network.
    watched = poll()
    watched.register(connection.fileno(), POLLIN)
    if watched.poll(0):
        raise DisconnectionError
