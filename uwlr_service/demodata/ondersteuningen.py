"""The support that some made-up pupils get, or got when the LGF still existed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from uwlr_service.demodata.dossiermaker import Dossiermaker
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Dossierobject


def make_ondersteuningen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """For one pupil in twelve, each kind of support in turn."""
    ago = (maker.first_day - timedelta(days=400)).isoformat()
    until = (maker.first_day + timedelta(days=300)).isoformat()
    for number, leerling in maker.numbered():
        if not is_every(number, 12, 6):
            continue
        turn = number // 12 % len(KINDS)
        yield maker.make(
            "ondersteuning",
            number,
            at_leerling=leerling.key,
            **KINDS[turn](ago, until),
            mutatiedatum=maker.mutatiedatum(),
        )


def _lgf(_ago: str, _until: str) -> dict[str, Any]:
    """A rucksack, of before August 2014."""
    lgf = {
        "lgfdatum": "2013-02-01",
        "codelgfonderwijssoort": "35",
        "lgfindicatierec": "4",
        "lgfeinddatum": "2014-07-31",
    }
    return {"rugzakleerling": "true", "lgf": [lgf]}


def _tlv(ago: str, until: str) -> dict[str, Any]:
    """A permission for special education, with a plan."""
    tlv = {"tlvingangdatum": ago, "tlveinddatum": until, "tlvswvnummer": "PO0000", "tlvcategorie": "M"}
    return {"tlv": [tlv], **_opp(ago, until)}


def _arrangement(ago: str, until: str) -> dict[str, Any]:
    """Arrangements of both kinds."""
    cluster = {"arrangement_datum": ago, "brincode": "98ZY", "vestigingscode": "00"}
    pao = {"datum": ago, "kenmerk": "Extra handen & ogen", "einddatum": until}
    return {"arrangement_cluster12": [cluster], "arrangement_pao": [pao]}


def _opp(ago: str, _until: str) -> dict[str, Any]:
    """A plan for the pupil's development."""
    return {"opp": [{"opp_ingangdatum": ago}]}


KINDS = (_lgf, _tlv, _arrangement, _opp)
