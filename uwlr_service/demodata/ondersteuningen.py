"""The support that some made-up pupils get, or got when there still was an LGF."""

from collections.abc import Iterator
from datetime import timedelta

from uwlr_service.demodata.dossiermaker import Dossiermaker
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Dossierobject


def make_ondersteuningen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Of one pupil in twelve, each kind in turn."""
    ago = (maker.first_day - timedelta(days=400)).isoformat()
    until = (maker.first_day + timedelta(days=300)).isoformat()
    for number, leerling in maker.numbered():
        if not is_every(number, 12, 6):
            continue
        turn = number // 12 % 4
        lgf = {"lgfdatum": "2013-02-01", "codelgfonderwijssoort": "35", "lgfindicatierec": "4"}
        tlv = {"tlvingangdatum": ago, "tlveinddatum": until, "tlvswvnummer": "PO0000", "tlvcategorie": "M"}
        pao = {"datum": ago, "kenmerk": "Extra handen & ogen", "einddatum": until}
        cluster = {"arrangement_datum": ago, "brincode": "98ZY", "vestigingscode": "00"}
        yield maker.make(
            "ondersteuning",
            number,
            at_leerling=leerling.key,
            rugzakleerling="true" if turn == 0 else None,
            lgf=[{**lgf, "lgfeinddatum": "2014-07-31"}] if turn == 0 else None,
            tlv=[tlv] if turn == 1 else None,
            arrangement_cluster12=[cluster] if turn == 2 else None,
            arrangement_pao=[pao] if turn == 2 else None,
            opp=[{"opp_ingangdatum": ago}] if turn in (1, 3) else None,
            mutatiedatum=maker.mutatiedatum(),
        )
