"""Extra protected data ask for two people, also where the command line decides in the name of a school."""

from collections.abc import Collection

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.teksten import meer_bijzonder

NAMED = 3
"""Fields in the sentence: a set has dozens."""


def require_two(before: Gegevensafspraak | None, after: Gegevensafspraak, namens: Collection[str]) -> None:
    """Raise Geweigerd for more extra protected data than went out before, unless two people say yes.

    That is of fields that are new, or of other pupils. ``namens`` names each of them once, as
    ``mensnaam.people`` does.
    """
    new = meer_bijzonder(before, after)
    if new and len(namens) < 2:
        some = ", ".join(sorted(new)[:NAMED])
        more = f" en nog {len(new) - NAMED} velden" if len(new) > NAMED else ""
        raise Geweigerd(
            f"Hierin zitten extra beschermde gegevens: {some}{more}. Daarover beslissen twee mensen van de"
            " school. Noem hen met --namens NAAM --namens NAAM."
        )
