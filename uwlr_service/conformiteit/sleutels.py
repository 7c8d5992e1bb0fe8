"""Fetches the keys by which a service proves its reports of the test facility."""

from typing import Any

import requests

from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.netwerk import because, session_for
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain.adres import without_secrets
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.limits import JSON
from uwlr_service.formats.oauth.jwks import read_published

PATH = "/.well-known/keurmerk-jwks.json"


def fetch_keys(uitgever: str, timeout: float, trust: Trust = EVERYBODY) -> list[dict[str, Any]]:
    """The public keys of the service at an address. Raises Onbereikbaar if it has none there."""
    nowhere = f"Op {without_secrets(uitgever)} zijn de sleutels niet op te halen"
    session = session_for(uitgever, timeout, largest=JSON.bytes, trust=trust)
    try:
        with session, session.get(f"{uitgever}{PATH}", timeout=timeout, allow_redirects=False) as response:
            response.raise_for_status()
            content = response.content
    except (requests.RequestException, OSError) as error:
        raise Onbereikbaar(because(nowhere, error)) from error
    try:
        keys = read_published(content)
    except DocumentOngeldig as error:
        raise Onbereikbaar(f"{nowhere}. {error.tekst}") from error
    if not keys:
        raise Onbereikbaar(f"{nowhere}: er staat geen sleutel.")
    return keys
