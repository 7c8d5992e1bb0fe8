"""What a LAS asks to see of the data of its school beside a proposal (docs/las.rst)."""

from uwlr_service.domain.fouten.mensen import BesluitOngeldig
from uwlr_service.domain.las.besluit import Voorbeeldvraag
from uwlr_service.formats.las import leden

MEMBERS = ("namens", "leerling", "velden", "leerlingen")


def read_voorbeeldvraag(document: object) -> Voorbeeldvraag:
    """For whom, of which pupil, and with which choice. Raises BesluitOngeldig, which quotes nothing."""
    members = leden.of_document(document)
    leden.require_known(members, MEMBERS)
    leerling = members.get("leerling")
    if leerling is not None and not leden.is_value(leerling):
        raise BesluitOngeldig("'leerling' is de key van een leerling.")
    velden = None
    if "velden" in members:
        velden = frozenset(veld for veld, aan in leden.velden(members).items() if aan)
    return Voorbeeldvraag(
        namens=leden.namens(members),
        leerling=leerling,
        velden=velden,
        leerlingen=leden.leerlingen(members),
    )
