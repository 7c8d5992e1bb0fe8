"""A session of requests with one server: bounded in time and bytes, and bound to that server."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from uwlr_service import tracing
from uwlr_service.outgoing.bounds import Bounds, is_bomb
from uwlr_service.outgoing.deadline import Deadline
from uwlr_service.outgoing.fouten import Elsewhere, TooLarge, TooSlow, Unusable

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 5
# It warns, with a traceback, of headers that break off. What comes of that is an error here anyway.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)
_current: ContextVar[Deadline | None] = ContextVar("deadline", default=None)
"""The deadline of the exchange that a connection is made or used for."""


def origin_of(url: str) -> tuple[str, str, int] | None:
    """The scheme, host and port of an address (RFC 6454, 4); None for one that is not of HTTP."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    if not parts.hostname:
        return None
    return parts.scheme, parts.hostname, port


class Session(requests.Session):
    """Speaks with the server of one address, and with no other.

    Raises TooSlow, TooLarge, Elsewhere, Unusable, or another RequestException.
    """

    def __init__(self, url: str, bounds: Bounds, issuers: str | None = None) -> None:
        super().__init__()
        self.bounds = bounds
        self.issuers = issuers
        """The certificates of those who are trusted, in PEM; None for those of everybody."""
        self._origin = origin_of(url)
        self.max_redirects = MOST_REDIRECTS
        self.adapters.clear()
        for scheme in PORTS:
            self.mount(f"{scheme}://", _Bounded(self))

    def is_own(self, url: str) -> bool:
        """Whether an address is one of this server."""
        return self._origin is not None and origin_of(url) == self._origin

    @contextmanager
    def within(self, bounds: Bounds) -> Iterator[None]:
        """Other bounds for the exchanges in this block."""
        usual = self.bounds
        self.bounds = bounds
        try:
            yield
        finally:
            self.bounds = usual

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """One exchange, with the redirects that stay with this server."""
        try:
            return super().send(request, **options)
        except requests.RequestException as error:
            vars(error)["cert"] = self.cert  # for whoever asks why: a server may want one, or another one
            raise
        # Such as a redirect to an address that no parser takes.
        except (HTTPError, ValueError) as error:
            raise Unusable(str(error), request=request) from error

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """The address that an answer leads to, if it does; judged when it is asked for."""
        try:
            return super().get_redirect_target(resp)
        except UnicodeError as error:
            resp.close()
            raise Unusable("the redirect is not a text", request=resp.request) from error


class _Bounded(HTTPAdapter):
    """Sends one request; a redirect is another one, so this sees every address."""

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        host, options = super().build_connection_pool_key_attributes(request, verify, cert)
        if self._session.issuers is not None and request.url and request.url.startswith("https:"):
            # In place of the file that requests chose, by the environment or by itself.
            options.pop("ca_certs", None)
            options.pop("ca_cert_dir", None)
            options["ca_cert_data"] = self._session.issuers  # type: ignore[typeddict-unknown-key]
        return host, options

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]
        if self._session.issuers is not None and url.startswith("https:"):
            conn.ca_certs = None
            conn.ca_cert_dir = None
            conn.ca_cert_data = self._session.issuers

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        if not self._session.is_own(str(request.url)):
            raise Elsewhere(request=request)
        with tracing.outgoing("http") as step:
            if step is None:
                return self._exchange(request, *args, **kwargs)
            request.headers.update(step.carried())
            response = self._exchange(request, *args, **kwargs)
            step.describe({"status": response.status_code})
            return response

    def _exchange(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        bounds = self._session.bounds
        # A body in pieces has no length in advance, and so no time beside that of the exchange.
        size = len(request.body) if isinstance(request.body, bytes | str) else 0
        deadline = Deadline(bounds, size)
        token = _current.set(deadline)
        try:
            response = super().send(request, *args, **kwargs)
        except BaseException as error:
            deadline.end()
            if deadline.expired:
                raise TooSlow(request=request) from error
            raise
        finally:
            _current.reset(token)
        response.raw = _Body(response.raw, deadline, bounds)
        return response


class _Body:
    """The body of an answer as requests reads it, within its bounds."""

    def __init__(self, raw: HTTPResponse, deadline: Deadline, bounds: Bounds) -> None:
        self._raw = raw
        self._deadline = deadline
        self._bounds = bounds

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def stream(self, amt: int, decode_content: bool | None = None) -> Iterator[bytes]:
        """The body in pieces. Raises TooSlow, TooLarge."""
        size = 0
        try:
            for piece in self._raw.stream(amt, decode_content=decode_content):
                size += len(piece)
                received = self._raw.tell()
                self._deadline.moved(received)
                if size > self._bounds.largest or is_bomb(size, received, self._bounds.ratio):
                    raise TooLarge
                yield piece
        except Exception as error:
            self._raw.close()
            self._refuse_late(error)
            raise
        finally:
            self._deadline.end()
        self._refuse_late(None)  # a body without a length only looks as if it ended here
        self._raw.release_conn()  # nobody does, behind a body of no bytes

    def read(self, *_: Any, **__: Any) -> bytes:
        """Nothing: requests reads on like this behind a body that is broken, without any bound."""
        self.close()
        return b""

    def close(self) -> None:
        """Let go of the connection."""
        self._deadline.end()
        self._raw.close()

    def release_conn(self) -> None:
        """Give the connection back to its pool."""
        self._deadline.end()
        self._raw.release_conn()

    def _refuse_late(self, error: Exception | None) -> None:
        if self._deadline.expired:
            self._raw.close()
            raise TooSlow from error


class _Watched(HTTPConnection):
    """A connection that the deadline of its exchange can break off."""

    def _new_conn(self) -> Any:
        made = super()._new_conn()
        _watch(made)
        return made

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:  # one that was kept from an earlier exchange
            _watch(self.sock)
        super().request(*args, **kwargs)


class _WatchedHttps(_Watched, HTTPSConnection):
    """The same with TLS; its handshake counts as well."""


def _watch(watched: Any) -> None:
    deadline = _current.get()
    if deadline is not None:
        deadline.watch(watched)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHttps


POOLS = {"http": _Pool, "https": _HttpsPool}
