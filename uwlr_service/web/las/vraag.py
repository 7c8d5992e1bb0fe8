"""What the address of a call asks for behind the question mark, each at most once."""

import re

from flask import request

from uwlr_service.domain import tekst
from uwlr_service.domain.fouten import VerzoekOngeldig

LIMIET = 500
MOST = 1000
NUMBER = re.compile("[0-9]{1,4}", re.ASCII)


def once(naam: str) -> str | None:
    """A parameter; None where it is not given. Raises VerzoekOngeldig if it stands there twice."""
    given = request.args.getlist(naam)
    if len(given) > 1:
        raise VerzoekOngeldig(f"De parameter '{naam}' staat er meer dan eens.")
    return given[0] if given else None


def require_known(*namen: str) -> None:
    """Raise VerzoekOngeldig for a parameter of another name: a trial that is mistyped would be stored."""
    strange = sorted(request.args.keys() - set(namen))
    if strange:
        raise VerzoekOngeldig(
            f"De parameter '{tekst.shown(strange[0])}' is hier onbekend. Bekend zijn: {', '.join(namen)}."
        )


def limiet() -> int:
    """How many a page may hold. Raises VerzoekOngeldig."""
    text = once("limiet")
    if text is None:
        return LIMIET
    if not NUMBER.fullmatch(text) or not 1 <= int(text) <= MOST:
        raise VerzoekOngeldig(f"De parameter 'limiet' is een geheel getal van 1 tot en met {MOST}.")
    return int(text)
