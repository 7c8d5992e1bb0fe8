"""Numbers of the state about a person: at most the last four digits are ever taken in."""

from collections.abc import Collection

from uwlr_service.domain.school.leerling import BSN_POSITIES
from uwlr_service.formats.edexml.waarden import Veld, digits, form

DROPPED = "rijksregisternummer"
CUT = ("sofinummer", "bsn", "onderwijsnummer")
FULL = frozenset((*CUT, DROPPED))


def last_digits(text: str) -> str:
    """The digits of a full number that tell twins apart."""
    return digits(text[-BSN_POSITIES:])


VELDEN: dict[str, Veld] = {
    "bsn_ondwnr-4": ("bsn_ondwnr_4", form("bsn_ondwnr_4")),
    **dict.fromkeys(CUT, ("bsn_ondwnr_4", last_digits)),
}


def has_full_number(leerling: Collection[str]) -> bool:
    """Whether a number was cut short or dropped, by the tags of a pupil."""
    return not FULL.isdisjoint(leerling)
