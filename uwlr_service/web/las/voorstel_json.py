"""Proposals as ``/las/v1`` shows them to the LAS of the school (docs/las.rst)."""

from typing import Any

from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import names_to_choose
from uwlr_service.domain.koppeling.teksten import is_bijzonder
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.uitwisseling.koppeling.besluitvorming.voorgelegd import Voorgelegd
from uwlr_service.uitwisseling.koppeling.schoolbeeld.voorstellen import Schoolvoorstel
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import Besluitblad
from uwlr_service.web.las.velden import moment


def in_list(each: Schoolvoorstel) -> dict[str, Any]:
    """A proposal among others."""
    return {
        **_voorstel(each.voorstel),
        "partner": each.aanbieder.partner,
        "product": each.aanbieder.product,
    }


def in_full(voorgelegd: Voorgelegd) -> dict[str, Any]:
    """A proposal as somebody reads it: ``getoond`` is the digest that a decision about ``inhoud`` names."""
    return {
        **_voorstel(voorgelegd.voorstel),
        "partner": voorgelegd.aanbieder.partner,
        "product": voorgelegd.aanbieder.product,
        "is_uitbreiding": voorgelegd.is_more,
        "taal": voorgelegd.getoond.taal,
        "tekstversie": voorgelegd.getoond.tekstversie,
        "getoond": voorgelegd.getoond.digest,
        "inhoud": voorgelegd.getoond.inhoud,
        "minstens_een_van": list(names_to_choose(voorgelegd.te_kiezen)),
        "alleen_in_portaal": [veld for veld in voorgelegd.te_kiezen if is_bijzonder(veld)],
    }


def voorbeelden(blad: Besluitblad) -> dict[str, Any]:
    """What would leave of one pupil, field by field, and of how many people something leaves."""
    example = blad.voorbeelden.leerling
    telling = blad.telling
    return {
        "voorstel": blad.voorgelegd.voorstel.id,
        "getoond": blad.voorgelegd.getoond.digest,
        "leerling": None if example is None else example.key,
        "velden": {
            veld: {
                "waarden": list(voorbeeld.waarden),
                "gevuld": voorbeeld.gevuld,
                "objecten": voorbeeld.objecten,
            }
            for veld, voorbeeld in blad.voorbeelden.velden.items()
        },
        "telling": {
            "leerlingen": telling.leerlingen,
            "van": telling.van,
            "leerkrachten": telling.leerkrachten,
            "ouders": telling.ouders,
            "niet_mee": {reden.value: aantal for reden, aantal in telling.niet_mee.items()},
        },
    }


def _voorstel(voorstel: Voorstel) -> dict[str, Any]:
    return {
        "voorstel": voorstel.id,
        "koppeling": voorstel.koppeling,
        "gegevensset": voorstel.gegevensset,
        "doel": voorstel.doel,
        "stand": voorstel.stand.value,
        "gedaan": moment(voorstel.gedaan),
        "eerste": voorstel.eerste,
        "besloten": moment(voorstel.besloten),
        "besloten_door": voorstel.besloten_door,
        "reden": voorstel.reden,
    }
