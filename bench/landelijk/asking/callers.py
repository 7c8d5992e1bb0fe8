"""Those who ask, by aiohttp: connections that are kept, a share that is new, and answers that are judged."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType

import aiohttp

PATIENCE = 30.0
"""Seconds for an answer; who waits longer has given up."""
KEPT_SECONDS = 4.0
"""How long a connection lies idle: a second less than the server keeps it, as nginx is set up to."""
FRESH = 0.1
"""The share of questions that come over a connection of their own."""
LONGEST_NAME = 60


class Wrong(Exception):
    """An answer that does not belong there, or none; its text names the kind of error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back, with its body as it was before it was compressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def require(self, status: int = 200) -> bytes:
        """The body of an answer with that status. Raises Wrong for another."""
        if self.status != status:
            raise Wrong(f"status {self.status}")
        return self.body


class Caller:
    """One partner, or one person with a browser; made within a running loop, and closed at the end."""

    def __init__(self, url: str, chance: random.Random) -> None:
        self.url = url
        self._chance = chance
        self._kept = _session(aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT_SECONDS))
        self._fresh = _session(aiohttp.TCPConnector(limit=0, force_close=True))

    async def ask(
        self, method: str, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Ask something, without following where an answer leads. Raises Wrong if there is no answer."""
        session = self._fresh if self._chance.random() < FRESH else self._kept
        try:
            async with session.request(
                method, self.url + path, data=body, headers=headers, allow_redirects=False
            ) as response:
                return Reply(status=response.status, headers=response.headers, body=await response.read())
        except TimeoutError as error:
            raise Wrong("no answer in time") from error
        except aiohttp.ClientError as error:
            raise Wrong(type(error).__name__[:LONGEST_NAME]) from error

    async def close(self) -> None:
        """Hang up."""
        await self._kept.close()
        await self._fresh.close()

    async def __aenter__(self) -> "Caller":
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        await self.close()


def _session(connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=PATIENCE),
        headers={"Accept-Encoding": "gzip"},
        loop=asyncio.get_running_loop(),
    )
