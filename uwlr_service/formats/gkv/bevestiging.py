"""The confirmation of a delivery, as a partner sends it in JSON (docs/gkv-api.rst)."""

import re
from datetime import datetime
from typing import Any

from uwlr_service.domain.fouten import OntvangstOngeldig
from uwlr_service.domain.gkv.ontvangst import Ontvangst, Ontvangstbevestiging
from uwlr_service.domain.grenzen import LARGEST_NUMBER

MOST_FOUTEN = 100
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
BESTAND = re.compile(r"[a-z]{1,40}\.(xml|sig|zip)", re.ASCII)
"""The largest number that the column of lines holds."""


def read_bevestiging(document: object, moment: datetime) -> Ontvangstbevestiging:
    """A confirmation from parsed JSON; OntvangstOngeldig says what is wrong with it.

    Only codes, file names and line numbers are taken: in a sentence a partner could quote a pupil's data.
    """
    if not isinstance(document, dict) or not document.keys() <= {"status", "fouten"}:
        raise OntvangstOngeldig("Stuur een object met 'status', en 'fouten' waar dat van toepassing is.")
    status = document.get("status")
    if status not in tuple(Ontvangst):
        raise OntvangstOngeldig("De status is 'verwerkt' of 'afgekeurd'.")
    fouten = document.get("fouten", [])
    if not isinstance(fouten, list) or len(fouten) > MOST_FOUTEN:
        raise OntvangstOngeldig(f"'fouten' is een lijst van ten hoogste {MOST_FOUTEN} fouten.")
    checked = tuple(_read_fout(number, fout) for number, fout in enumerate(fouten, start=1))
    if checked and status == Ontvangst.VERWERKT:
        raise OntvangstOngeldig("Een levering die is verwerkt, heeft geen fouten.")
    return Ontvangstbevestiging(moment, Ontvangst(status), checked)


def _read_fout(number: int, fout: object) -> dict[str, Any]:
    """One fault of the list; what is wrong with it is reported by its number, and never quoted."""
    wrong = f"Nummer {number} van de 'fouten' klopt niet:"
    if not isinstance(fout, dict) or not {"code"} <= fout.keys() <= {"code", "bestand", "regel"}:
        raise OntvangstOngeldig(f"{wrong} het is een object met 'code', en soms 'bestand' en 'regel'.")
    if not _matches(CODE, fout["code"]):
        raise OntvangstOngeldig(
            f"{wrong} 'code' is een kleine letter met ten hoogste 39 kleine letters, cijfers of _."
        )
    if "bestand" in fout and not _matches(BESTAND, fout["bestand"]):
        raise OntvangstOngeldig(f"{wrong} 'bestand' is een naam uit het pakket, zoals basis.xml.")
    checked = dict(fout)
    if "regel" in fout:
        checked["regel"] = _read_regel(fout["regel"], wrong)
    return checked


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _read_regel(value: object, wrong: str) -> int:
    if isinstance(value, float) and value.is_integer():  # to JSON, 7.0 is a whole number
        value = int(value)
    # Python takes True for a whole number, and JSON does not.
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LARGEST_NUMBER:
        raise OntvangstOngeldig(f"{wrong} 'regel' is een geheel getal van 1 tot en met {LARGEST_NUMBER}.")
    return value
