"""The packages that were made of a school, over all its links, and what became of each."""

import re
from typing import Any

from flask import Response, jsonify

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import LeveringOnbekend, VerzoekOngeldig
from uwlr_service.domain.gkv.ontvangst import Ontvangstbevestiging, Ophaling
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.gkv.volgen import Gevolgd
from uwlr_service.web.las import vraag
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.toegang import las
from uwlr_service.web.las.velden import moment
from uwlr_service.web.state import diensten

ID = re.compile("[0-9a-f-]{36}", re.ASCII)
NO_LEVERING = "De parameter 'na' is het id van een levering van deze school."


def page(school: Schoolcode) -> Response:
    """The packages that came before the one of ``na``, newest first."""
    door = Handelende.via_las(las().naam, school)
    try:
        page, more = diensten().schoolleveringen.page(school, _na(), vraag.limiet(), door=door)
    except LeveringOnbekend as error:
        raise VerzoekOngeldig(NO_LEVERING) from error
    return jsonify(leveringen=[_levering(gevolgd) for gevolgd in page], meer=more)


def _na() -> str | None:
    """The id that is given; what cannot be one is not asked of the database."""
    text = vraag.once("na")
    if text is not None and not ID.fullmatch(text):
        raise VerzoekOngeldig(NO_LEVERING)
    return text


def _levering(gevolgd: Gevolgd) -> dict[str, Any]:
    levering = gevolgd.levering
    return {
        "id": levering.id,
        "koppeling": levering.koppeling,
        "schooljaar": str(levering.schooljaar),
        "soort": levering.soort.value,
        "volgnummer": levering.volgnummer,
        "afspraakversie": levering.afspraakversie,
        "gegenereerd": moment(levering.gemaakt),
        "geldig_tot": moment(levering.geldig_tot),
        "bytes": levering.bytes,
        "leerlingen": levering.leerlingen,
        "gewijzigd": levering.gewijzigd,
        "verwijderd": levering.verwijderd,
        "opgehaald": None if gevolgd.ophaling is None else _ophaling(gevolgd.ophaling),
        "bevestigd": None if gevolgd.bevestiging is None else _bevestiging(gevolgd.bevestiging),
    }


def _ophaling(ophaling: Ophaling) -> dict[str, Any]:
    return {
        "eerste": moment(ophaling.eerste),
        "laatste": moment(ophaling.laatste),
        "aantal": ophaling.aantal,
    }


def _bevestiging(bevestiging: Ontvangstbevestiging) -> dict[str, Any]:
    return {"status": bevestiging.status.value, "moment": moment(bevestiging.moment)}


ADRESSEN = (
    Adres(rule="/scholen/<school>/leveringen", naam="leveringen", view=page, scope=Lasscope.KOPPELINGEN),
)
