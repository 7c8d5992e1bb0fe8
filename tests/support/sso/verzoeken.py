"""What an application asks of the authorization endpoint."""

import base64
import hashlib
import secrets
from urllib.parse import urlencode

from tests.support.sso.toepassingen import TERUG, Proefclient

VERIFIER = secrets.token_urlsafe(32)
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def asked(client: Proefclient, **changed: str | None) -> str:
    """The address that an application sends somebody to."""
    parameters = {
        "client_id": client.client_id,
        "redirect_uri": TERUG,
        "response_type": "code",
        "scope": "openid organisatie",
        "state": "een staat",
        "nonce": "n-1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **changed,
    }
    return (
        f"/sso/authorize?{urlencode({key: value for key, value in parameters.items() if value is not None})}"
    )
