"""A site of more machines: two hosts with the service behind nginx, a pooler, a database and its replica."""

import itertools
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests.chaos.ground import POSTGRESQL, Ground
from tests.chaos.outcome import NotPossible
from tests.support.databases import (
    DURABLE,
    TEMPLATE,
    Cluster,
    account_of_postgres,
    postgres_binaries,
    standing,
)
from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.hosts import HERE, Host, network, why_not
from tests.support.servers.nginx import nginx_binary
from tests.support.servers.pgbouncer import pgbouncer_binary
from tests.support.servers.ports import PATIENCE
from tests.support.servers.uwlr import Server, serving

SOON = {"wal_sender_timeout": "10s", "wal_receiver_timeout": "10s", "wal_retrieve_retry_interval": "1s"}
"""How a primary and its replica find each other again before a minute is over."""
SECRET = "0123456789" * 4
PROGRAM = "uwlr_service.cli"
POOLER = ROOT / "deploy" / "uwlr-pgbouncer.ini"
POOLER_PORT = 6432
PORT = 8080
NAMES = ("first", "second", "pooler", "database", "replica")
FRONT = """
daemon off;
user root;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream uwlr {{
        server {first} max_fails=1 fail_timeout=5s;
        server {second} max_fails=1 fail_timeout=5s;
    }}
    server {{
        listen {here};
        location / {{
            proxy_pass http://uwlr;
            proxy_connect_timeout 2s;
            proxy_read_timeout 65s;
        }}
    }}
}}
"""
"""What docs/operate.rst says of two hosts behind nginx."""


class Site:
    """Two hosts with the service behind nginx, a pooler, a database and its replica."""

    def __init__(self, folder: Path, hosts: Mapping[str, Host], primary: Cluster, replica: Cluster) -> None:
        self.folder = folder
        self.hosts = hosts
        self.primary = primary
        self.replica = replica
        self.leader = primary
        """The database that counts."""
        self._numbers = itertools.count(1)
        self.name = TEMPLATE
        self._address = primary.url(TEMPLATE)
        self._applications: dict[str, ExitStack] = {}

    @property
    def url(self) -> str:
        """Where clients call."""
        return f"http://{HERE}:{PORT}"

    @property
    def by_the_pooler(self) -> str:
        """The address of the database for applications."""
        return f"postgresql://postgres@{self.hosts['pooler'].address}:{POOLER_PORT}/{self.name}"

    @property
    def by_whoever_leads(self) -> str:
        """The same without a pooler: libpq looks for the one that can be written."""
        servers = f"{self.primary.address},{self.replica.address}:{self.primary.port}"
        return f"postgresql://postgres@{servers}/{self.name}?target_session_attrs=read-write"

    @contextmanager
    def serving(self, address: Callable[["Site"], str]) -> Iterator[str]:
        """Both hosts serve a fresh database, until the end of the block; gives the key of a publisher."""
        self.name = f"uwlr_{next(self._numbers)}"
        self.leader.execute(f"create database {self.name} template {TEMPLATE}")
        self._address = address(self)
        try:
            server = self.start("first")
            self.start("second")
            server.invoer.store(schoolgegevens())
            yield server.beheer.add(
                klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset="volledig", door=DOOR
            ).sleutel
        finally:
            for stack in self._applications.values():
                stack.close()

    def start(self, which: str) -> Server:
        """Let one of the two serve, as systemd does when it boots."""
        host = self.hosts[which]
        folder = self.folder / f"{self.name}-{which}"  # with its journal, in every life
        folder.mkdir(exist_ok=True)
        stack = ExitStack()
        self._applications[which] = stack
        return stack.enter_context(
            serving(
                self._address,
                folder,
                program=PROGRAM,
                within=host.within(),
                UWLR_BIND=f"{host.address}:{PORT}",
                UWLR_WORKERS="1",
                UWLR_DATABASE_PREPARE="off",
                UWLR_DATABASE_REPLICA_URL=self.replica.url(self.name),
                UWLR_SECRET=SECRET,
                UWLR_PROXIES=HERE,
                UWLR_CACHE_BYTES="1000",  # no answer fits in it, so that each is read
            )
        )

    def crash(self, which: str) -> None:
        """Kill all that runs on a host; what waits for it here knows."""
        self.hosts[which].kill()
        stack = self._applications.pop(which, None)
        if stack is not None:
            stack.close()

    def lead(self, server: Cluster) -> None:
        """Let the pooler connect to this server from now on, as an operator does."""
        self.leader = server
        folder = self.folder / "pooler"
        write_pooler(folder, self.hosts["pooler"], server)
        os.kill(int((folder / "pid").read_text()), signal.SIGHUP)

    def ground(self) -> Ground:
        """The database that counts, for whoever judges what is there."""
        url = self.leader.url(self.name)
        return Ground(kind=POSTGRESQL, url=url, folder=self.folder, postgres=self.leader)


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """All of it on hosts of their own. Raises NotPossible."""
    missing = why_not()
    binaries = postgres_binaries()
    nginx = nginx_binary()
    pgbouncer = pgbouncer_binary()
    if missing is not None:
        raise NotPossible(missing)
    if binaries is None or nginx is None or pgbouncer is None:
        raise NotPossible("this machine has no PostgreSQL, nginx or pgbouncer")
    folder.mkdir(parents=True)
    kept = {**DURABLE, **SOON}
    with network(len(NAMES)) as made:
        hosts = dict(zip(NAMES, made, strict=True))
        with (
            standing(binaries, kept, host=hosts["database"]) as primary,
            _with_replica(primary, kept, hosts["replica"]) as replica,
            pooling(pgbouncer, folder / "pooler", hosts["pooler"], primary),
            fronting(nginx, folder / "front", [hosts["first"], hosts["second"]]),
        ):
            wait_for_replica(primary, on=True)
            yield Site(folder, hosts, primary, replica)


@contextmanager
def _with_replica(primary: Cluster, changed: Mapping[str, str], host: Host) -> Iterator[Cluster]:
    primary.make_template()
    with standing(primary.binaries, changed, source=primary, host=host) as replica:
        yield replica


def wait_for_replica(primary: Cluster, *, on: bool) -> None:
    """Whether a transaction is confirmed only when it is stored on the replica too."""
    primary.execute(f"alter system set synchronous_standby_names = '{'*' if on else ''}'")
    primary.execute("select pg_reload_conf()")


def write_pooler(folder: Path, host: Host, server: Cluster) -> None:
    """The pooler as deploy/ has it, between these."""
    text = POOLER.read_text(encoding="utf-8")
    for said, meant in (
        ("uwlr = host=192.0.2.21 port=5432", f"* = host={server.address} port={server.port} user=postgres"),
        ("listen_addr = 192.0.2.31", f"listen_addr = {host.address}"),
        ("auth_type = scram-sha-256", "auth_type = any"),
        ("auth_file = /etc/pgbouncer/userlist.txt", f"unix_socket_dir =\npidfile = {folder}/pid"),
    ):
        assert text.count(said) == 1, said
        text = text.replace(said, meant)
    (folder / "pgbouncer.ini").write_text(text)


@contextmanager
def pooling(binary: str, folder: Path, host: Host, server: Cluster) -> Iterator[None]:
    """The pooler on its host, until the end of the block."""
    folder.mkdir()
    write_pooler(folder, host, server)
    account = account_of_postgres()
    assert account is not None
    for place in (folder, *folder.parents):
        if place.stat().st_uid == os.geteuid() and place != Path("/tmp"):
            place.chmod(0o755)
    os.chown(folder, account.pw_uid, account.pw_gid)
    command = [*host.within(account), binary, str(folder / "pgbouncer.ini")]
    with running(command, folder, host.address, POOLER_PORT):
        yield


@contextmanager
def fronting(binary: str, folder: Path, hosts: Sequence[Host]) -> Iterator[None]:
    """nginx where the clients are, until the end of the block."""
    folder.mkdir()
    first, second = (f"{host.address}:{PORT}" for host in hosts)
    here = f"{HERE}:{PORT}"
    (folder / "nginx.conf").write_text(FRONT.format(folder=folder, here=here, first=first, second=second))
    with running([binary, "-c", str(folder / "nginx.conf"), "-p", str(folder)], folder, HERE, PORT):
        yield


@contextmanager
def running(command: Sequence[str], folder: Path, address: str, port: int) -> Iterator[None]:
    """A server that takes connections at an address, until the end of the block."""
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError):
                socket.create_connection((address, port), 1).close()
                break
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"{command} did not start: {(folder / 'said').read_text()}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)
