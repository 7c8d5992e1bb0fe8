"""Lines of the log in words, for the pages of every visitor that shows them."""

import json
from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.toezicht.logregel import Logsoort

SOORTEN: Mapping[Logsoort, LazyString] = {
    Logsoort.BESLUIT: lazy_gettext("Besluit"),
    Logsoort.TOEGANG: lazy_gettext("Toegang"),
    Logsoort.UITWISSELING: lazy_gettext("Uitwisseling"),
    Logsoort.INZAGE: lazy_gettext("Inzage"),
}


def details(inhoud: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a line says besides who and when, as names with values; what is empty is left out."""
    return [(name, _written(value)) for name, value in inhoud.items() if value not in (None, "", [], {})]


def _written(value: object) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
