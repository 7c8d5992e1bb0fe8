"""Whether an application got the right ID tokens: judged after a run, where it costs the server nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tests.support.sso.aanmelding import Aanvrager


def faults(
    tokens: Iterable[tuple[str, str]], keys: dict[str, Any], issuer: str, aanvrager: Aanvrager
) -> Iterator[str]:
    """What is wrong with ID tokens, each with who signed in (OpenID Connect Core 1.0, section 3.1.3.7).

    One person has one ``sub`` however often they sign in, and two never have the same. ``keys`` is the
    document at ``jwks_uri``.
    """
    known = KeySet.import_key_set(keys)  # type: ignore[arg-type]
    expected = {"iss": issuer, "aud": aanvrager.client.client_id, "nonce": aanvrager.asks()["nonce"]}
    sub_of: dict[str, str] = {}
    who_is: dict[str, str] = {}
    for who, text in tokens:
        try:
            claims = jwt.decode(text, known, algorithms=["RS256"]).claims
        except (JoseError, ValueError) as error:
            yield f"an ID token is no proof: {error!r}"
            continue
        wrong = sorted(name for name, value in expected.items() if claims.get(name) != value)
        if wrong:
            yield f"an ID token has another {', '.join(wrong)}"
        sub = claims.get("sub", "")
        if not sub or sub_of.setdefault(who, sub) != sub or who_is.setdefault(sub, who) != who:
            yield "an ID token is of somebody else"
