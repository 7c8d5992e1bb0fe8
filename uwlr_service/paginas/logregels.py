"""Lines of the log in words, for the pages of every visitor that shows them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flask import request
from flask_babel import LazyString, format_date, format_datetime, lazy_gettext

from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.toezicht import logwoorden
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel, Logvraag
from uwlr_service.domain.toezicht.logwoorden import Schrijfwijze
from uwlr_service.paginas import talen
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


def zin(regel: Getoonderegel) -> str:
    """What happened, in a sentence."""
    return logwoorden.sentence(regel, talen.chosen())


def wie(regel: Getoonderegel) -> str:
    """Who did it, as a line of its own."""
    said = logwoorden.doer(regel, talen.chosen())
    return f"{said[:1].upper()}{said[1:]}"


def details(regel: Getoonderegel) -> list[tuple[str, str]]:
    """What else the line holds, as names with values."""
    taal = talen.chosen()
    schrijfwijze = Schrijfwijze(
        taal=taal,
        veld=teksten(taal).titel_or_code,
        dag=partial(format_date, format="long"),
        moment=partial(format_datetime, format="long"),
    )
    return logwoorden.details(regel, schrijfwijze)
