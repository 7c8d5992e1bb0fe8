"""Parts that several documents of ``/las/v1`` share."""

from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import VerzoekOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.taal import Taal
from uwlr_service.web.las import vraag


def moment(when: datetime | None) -> str | None:
    """A moment as it is written; null where there is none."""
    return None if when is None else tijd.format_moment(when)


def selectie(chosen: Leerlingselectie) -> dict[str, list[str]]:
    """A choice of pupils by keys; an empty list does not narrow."""
    return {
        "vestigingen": sorted(chosen.vestigingen),
        "jaargroepen": sorted(chosen.jaargroepen),
        "groepen": sorted(chosen.groepen),
    }


def taal() -> Taal:
    """The language of the texts; Dutch unless the caller asks for another. Raises VerzoekOngeldig."""
    text = vraag.once("taal")
    if text is None:
        return Taal.NL
    try:
        return Taal(text)
    except ValueError as error:
        raise VerzoekOngeldig("De parameter 'taal' is nl of en.") from error
