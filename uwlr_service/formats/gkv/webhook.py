"""The messages to a webhook, signed with the key of the packages (docs/gkv-api.rst)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.domain.fouten import HandtekeningOngeldig
from uwlr_service.domain.gkv.webhook import DeelnameGewijzigd, LeveringKlaar, Verwijderverzoek, Webhookinhoud
from uwlr_service.formats.gkv import handtekening

HEADER = "X-JWS-Signature"
LEVERING_KLAAR = "gkv-levering-klaar"
VERWIJDERVERZOEK = "gkv-verwijderverzoek"
DEELNAME = "gkv-deelname-gewijzigd"
PROEF = "gkv-proef"
"""The ``typ`` of each message, in its signature."""
TYPES = {
    LeveringKlaar: LEVERING_KLAAR,
    Verwijderverzoek: VERWIJDERVERZOEK,
    DeelnameGewijzigd: DEELNAME,
}
LIFE = timedelta(minutes=5)
"""How long a message can be believed: after that it may have been sent again by somebody who saw it."""


def write(inhoud: Webhookinhoud) -> bytes:
    """The body: the delivery to collect, the day by which data have to be gone, or what a school decided."""
    document: dict[str, object] = {"koppeling": inhoud.koppeling, "school": str(inhoud.school)}
    if isinstance(inhoud, LeveringKlaar):
        document |= {"levering": inhoud.levering, "volgnummer": inhoud.volgnummer}
    elif isinstance(inhoud, Verwijderverzoek):
        document |= {"verwijderen_voor": inhoud.verwijderen_voor.isoformat()}
    else:
        document |= {
            "wijziging": inhoud.wijziging.value,
            "afspraakversie": inhoud.afspraakversie,
            "velden_erbij": list(inhoud.erbij),
            "velden_eraf": list(inhoud.eraf),
            "andere_leerlingen": inhoud.andere_leerlingen,
        }
        if inhoud.leerlingen_minder is not None:
            document["leerlingen_minder"] = inhoud.leerlingen_minder
    return json.dumps(document, ensure_ascii=False).encode()


def sign(inhoud: Webhookinhoud, key: Mapping[str, Any], url: str, moment: datetime) -> tuple[bytes, str]:
    """The body and its header: a detached JWS that holds for minutes, and at one address only."""
    body = write(inhoud)
    until = moment + LIFE
    times = {"iat": int(moment.timestamp()), "exp": int(until.timestamp())}
    return body, handtekening.sign(body, key, typ=TYPES[type(inhoud)], aud=url, **times)


def sign_test(koppeling: int, key: Mapping[str, Any], url: str, moment: datetime) -> tuple[bytes, str]:
    """A message that asks for nothing, by which a partner sees whether its webhook works; signed as any."""
    body = json.dumps({"koppeling": koppeling}).encode()
    until = moment + LIFE
    times = {"iat": int(moment.timestamp()), "exp": int(until.timestamp())}
    return body, handtekening.sign(body, key, typ=PROEF, aud=url, **times)


def verify(
    body: bytes, signature: str, keys: Sequence[Mapping[str, Any]], url: str, moment: datetime
) -> tuple[str, dict[str, Any]]:
    """The ``typ`` of a message and what it says, as a partner reads it. Raises HandtekeningOngeldig."""
    header = handtekening.verify_header(body, signature, keys, ("aud", "iat", "exp"))
    typ = str(header.get("typ"))
    until = header.get("exp", 0)
    if typ not in (*TYPES.values(), PROEF) or header.get("aud") != url or not until > moment.timestamp():
        raise HandtekeningOngeldig
    document: dict[str, Any] = json.loads(body)
    return typ, document
