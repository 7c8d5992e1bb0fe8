"""Lines of the log in words, for the pages of every visitor that shows them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel, Logvraag
from uwlr_service.paginas.formulier import read_number

SOORTEN: Mapping[Logsoort, LazyString] = {
    Logsoort.BESLUIT: lazy_gettext("Besluit"),
    Logsoort.TOEGANG: lazy_gettext("Toegang"),
    Logsoort.UITWISSELING: lazy_gettext("Uitwisseling"),
    Logsoort.INZAGE: lazy_gettext("Inzage"),
}


def asked() -> Logvraag:
    """What the address of a page asks for: lines of one kind or of all, those before a number."""
    soort = request.args.get("soort", "")
    return Logvraag(
        soort=Logsoort(soort) if soort in set(Logsoort) else None,
        voor_regel=read_number(request.args.get("voor", "")),
    )


def shown(vraag: Logvraag, regels: Sequence[Getoonderegel]) -> dict[str, Any]:
    """The lines that were found, as a page shows them."""
    return {
        "regels": regels,
        "soort": vraag.soort or "",
        "soorten": SOORTEN,
        "meer": len(regels) == vraag.aantal,
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
