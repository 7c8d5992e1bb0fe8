"""Asks the server on this machine whether it is ready, by the address that it listens on."""

import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.formats import jsontekst

READY = "/health/ready"
SECONDS = 5.0
LARGEST = 64 * 1024
"""Bytes that are read of the answer."""
UNIX = "unix:"
ANYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "[::]": "::1"}  # noqa: S104 - where it listens for all


@dataclass(frozen=True, slots=True, kw_only=True)
class Gereedheid:
    """What the server says of itself: ``ok``, ``warning`` or ``unavailable``, and each check by its name."""

    stand: str
    controles: Mapping[str, str]


class _Socket(http.client.HTTPConnection):
    """HTTP over a socket of Unix."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(SECONDS)
        self.sock.connect(self._path)


def ask(bind: str) -> Gereedheid:
    """What the server says that listens on UWLR_BIND. Raises Onbereikbaar."""
    connection = _connection(bind)
    try:
        connection.request("GET", READY)
        document = jsontekst.read(connection.getresponse().read(LARGEST))
        controles = {str(name): str(said) for name, said in document["checks"].items()}
        return Gereedheid(stand=str(document["status"]), controles=controles)
    except (OSError, http.client.HTTPException) as error:
        reason = oorzaak(error) or "het antwoord breekt af"
        raise Onbereikbaar(f"Op {bind} antwoordt geen server: {reason}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Onbereikbaar(f"Op {bind} antwoordt iets anders dan deze dienst.") from error
    finally:
        connection.close()


def _connection(bind: str) -> http.client.HTTPConnection:
    if bind.startswith(UNIX):
        return _Socket(bind.removeprefix(UNIX))
    host, _, port = bind.rpartition(":")
    return http.client.HTTPConnection(ANYWHERE.get(host, host.strip("[]")), int(port), timeout=SECONDS)
