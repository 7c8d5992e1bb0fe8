"""A token, asked for by an assertion that its holder signs, and kept for as long as it holds (RFC 7523)."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from bench.landelijk.asking.callers import Caller, Wrong
from uwlr_service.domain import tijd
from uwlr_service.formats.oauth import clientbewijs

BEFORE_THE_END = 30.0
ENDPOINT = "/oauth/token"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

Note = Callable[[str, float], None]
"""Is told of a question that came up by itself: its kind, and its seconds."""


class Tokenholder:
    """A client of OAuth with one token at a time, however many of its questions want one."""

    def __init__(
        self, caller: Caller, issuer: str, client_id: str, key: Mapping[str, Any], note: Note
    ) -> None:
        self._caller = caller
        self._issuer = issuer
        """What the service calls itself, for whom the assertions are."""
        self._client_id = client_id
        self._key = key
        self._note = note
        self._lock = asyncio.Lock()
        self._token = ""
        self._until = 0.0

    async def bearer(self) -> dict[str, str]:
        """The header that opens the API. Raises Wrong when no token is given."""
        async with self._lock:
            if time.monotonic() > self._until:
                await self.renew()
        return {"Authorization": f"Bearer {self._token}"}

    async def renew(self) -> None:
        """Ask for a token, whether or not the last one still holds. Raises Wrong when none is given."""
        begun = time.monotonic()
        endpoint = self._issuer + ENDPOINT
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": clientbewijs.ASSERTION_TYPE,
            "client_assertion": clientbewijs.write(self._client_id, endpoint, self._key, tijd.now()),
        }
        reply = await self._caller.ask("POST", ENDPOINT, body=urlencode(form).encode(), headers=FORM)
        if reply.status != 200:
            raise Wrong(f"no token: status {reply.status}")
        document = json.loads(reply.body)
        self._token = document["access_token"]
        self._until = begun + document["expires_in"] - BEFORE_THE_END
        self._note("token", time.monotonic() - begun)
