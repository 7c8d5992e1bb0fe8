"""Secrets that a page shows once, after the change that made them: kept encrypted until then."""

import json
from collections.abc import Sequence

from flask import session

from uwlr_service.paginas.state import diensten

KEY = "eenmaal"


def keep(soort: str, waarden: Sequence[str]) -> None:
    """Keep secrets for the next page."""
    session[KEY] = diensten().mensen.toonkluis.wrap(json.dumps([soort, *waarden]))


def take(soort: str) -> list[str]:
    """The secrets of a kind that were kept, for the only time; empty without any."""
    wrapped = session.get(KEY)
    content = None if wrapped is None else diensten().mensen.toonkluis.unwrap(wrapped)
    if content is None:
        return []
    kept, *waarden = json.loads(content)
    if kept != soort:
        return []
    del session[KEY]
    return list(waarden)
