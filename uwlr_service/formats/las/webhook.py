"""The message to the webhook of a LAS, signed as those to partners are (docs/gkv-api.rst)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.gkv.webhook import LIFE

RESULTATEN_BINNEN = "resultaten-binnen"
"""The ``typ`` in its signature."""


def sign(las_id: int, key: Mapping[str, Any], url: str, moment: datetime) -> tuple[bytes, str]:
    """The body and its header: results came in, which the LAS can read; nothing in it is about a person."""
    body = json.dumps({"las": las_id}).encode()
    until = moment + LIFE
    times = {"iat": int(moment.timestamp()), "exp": int(until.timestamp())}
    return body, handtekening.sign(body, key, typ=RESULTATEN_BINNEN, aud=url, **times)
