"""Whether the server can listen where it has to, said before gunicorn tries: it only logs that it cannot."""

import errno
import os
import socket
import stat
import time
from typing import Any

from gunicorn import systemd, util

from uwlr_service.config import ConfigFout
from uwlr_service.domain.oorzaak import oorzaak

PATIENCE_SECONDS = 5
"""The workers of a server whose process was killed hold their address until they notice."""
PAUSE_SECONDS = 0.2
INHERITED = "GUNICORN_FD"
"""Set by a gunicorn that hands its sockets to a new one."""
OF_PORT = {
    errno.EADDRINUSE: "daar luistert al een programma. Stop dat, of kies een andere poort.",
    errno.EADDRNOTAVAIL: "deze machine heeft dat adres niet. Kies een ander, zoals 127.0.0.1.",
    errno.EACCES: "deze gebruiker mag die poort niet openen. Kies er een vanaf 1024, met een proxy ervoor.",
}
Address = str | tuple[str, int]
"""The path of a socket, or a host and its port."""
EVERYWHERE = "0.0.0.0"  # noqa: S104  what no host at all means
NO_SUCH_HOST = "deze machine kent die naam niet. Kies een adres in cijfers, zoals 127.0.0.1."


def require_address(bind: str) -> None:
    """Raise ConfigFout, with what to do, unless the server can listen on the address of ``UWLR_BIND``.

    Where systemd listens and hands that over, it must be that very address: whom the service believes, and
    whether others can reach it, is judged by ``UWLR_BIND``.
    """
    if INHERITED in os.environ:
        return  # a server of ours listens there, and hands that over
    given = _given()
    if given:
        _require_same(given, bind)
        return
    until = time.monotonic() + PATIENCE_SECONDS
    while (refused := _refused(bind)) is not None:
        if refused.errno != errno.EADDRINUSE or time.monotonic() > until:
            raise ConfigFout(f"UWLR_BIND is {bind}, maar {_in_words(refused, bind)}") from refused
        time.sleep(PAUSE_SECONDS)


def _given() -> list[Address]:
    """The addresses on which systemd listens for this process; none when it does not."""
    first = systemd.SD_LISTEN_FDS_START
    given: list[Address] = []
    for number in range(first, first + systemd.listen_fds(unset_environment=False)):
        with socket.socket(fileno=os.dup(number)) as listener:
            given.append(_plain(listener.getsockname()))
    return given


def _require_same(given: list[Address], bind: str) -> None:
    wanted = util.parse_address(bind)
    try:
        meant = {wanted} if isinstance(wanted, str) else _resolved(*wanted)
    except (OSError, UnicodeError) as error:
        raise ConfigFout(f"UWLR_BIND is {bind}, maar {NO_SUCH_HOST}") from error
    for address in given:
        if address not in meant:
            raise ConfigFout(
                f"UWLR_BIND is {bind}, maar systemd luistert op {_shown(address)}."
                " Noem in UWLR_BIND en in uwlr.socket (ListenStream) hetzelfde adres."
            )


def _resolved(host: str, port: int) -> set[Address]:
    found = socket.getaddrinfo(host or EVERYWHERE, port, type=socket.SOCK_STREAM)
    return {_plain(address) for *_, address in found}


def _plain(address: Any) -> Address:
    """A path, or a host and a port alone: those of IPv6 have more."""
    return address if isinstance(address, str) else (address[0], address[1])


def _shown(address: Address) -> str:
    """How ``UWLR_BIND`` would say it."""
    if isinstance(address, str):
        return f"unix:{address}"
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _refused(bind: str) -> OSError | None:
    """What the system says if the address cannot be had; where it can, it is let go again."""
    address = util.parse_address(bind)
    try:
        if isinstance(address, str):
            _try_path(address)
        else:
            _try_port(address)
    except OSError as error:
        return error
    except TypeError:  # no name of a host can be made of these signs
        return socket.gaierror(socket.EAI_NONAME, "not a name")
    return None


def _try_port(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if util.is_ipv6(address[0]) else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        attempt.bind(address)
        attempt.listen()


def _try_path(path: str) -> None:
    if os.path.lexists(path):
        if not stat.S_ISSOCK(os.lstat(path).st_mode):
            raise FileExistsError(errno.EEXIST, "not a socket", path)
        with socket.socket(socket.AF_UNIX) as caller:
            if caller.connect_ex(path) == 0:  # gunicorn would take it away from who listens there
                raise OSError(errno.EADDRINUSE, "somebody listens", path)
        os.remove(path)  # as gunicorn does: a server that was killed leaves its socket
    with socket.socket(socket.AF_UNIX) as attempt:
        attempt.bind(path)
    os.remove(path)


def _in_words(refused: OSError, bind: str) -> str:
    if isinstance(refused, socket.gaierror):
        return NO_SUCH_HOST
    if bind.startswith("unix:") and refused.errno == errno.EADDRINUSE:
        return "daar luistert al een programma. Stop dat, of kies een ander pad."
    if refused.errno in OF_PORT and not bind.startswith("unix:"):
        return OF_PORT[refused.errno]
    # Of a path that is too long Python itself says so, without a number.
    return f"{oorzaak(refused) or 'dat pad is te lang'}. Kies een ander adres."
