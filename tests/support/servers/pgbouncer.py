"""PgBouncer in transaction mode: every transaction may get another connection of the server."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.databases import ACCOUNTS
from tests.support.servers.ports import PATIENCE, free_port, wait_for_port

CONFIGURATION = """\
[databases]
* = host=127.0.0.1 port={server} user=postgres

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
max_client_conn = 100
ignore_startup_parameters = extra_float_digits
server_login_retry = 1
query_wait_timeout = 3
logfile = {folder}/pgbouncer.log
"""


def pgbouncer_binary() -> str | None:
    """The program; None where there is none."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")


@contextmanager
def pooling(binary: str, server: int) -> Iterator[int]:
    """A pooler in front of the PostgreSQL at a port, until the end of the block; gives its own port."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="uwlr-pgbouncer-"))
    configuration = folder / "pgbouncer.ini"
    configuration.write_text(CONFIGURATION.format(server=server, port=port, folder=folder))
    account = _account()
    if account is not None:
        # It refuses to run as root, and cannot look into the folders of a test that does.
        os.chown(folder, account.pw_uid, account.pw_gid)
    process = subprocess.Popen(
        [binary, configuration.name],
        cwd=folder,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=() if account else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        if not wait_for_port(process, port):
            log = folder / "pgbouncer.log"
            said = log.read_text() if log.exists() else ""
            raise AssertionError(f"pgbouncer did not start: {said}")
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder)


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in ACCOUNTS if name in known)
