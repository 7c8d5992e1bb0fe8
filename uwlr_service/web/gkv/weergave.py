"""Deliveries as the pull API shows them; the names are those of the manifest (docs/gkv-api.rst)."""

from typing import Any

from flask import url_for

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.gkv.nacht import Nachttaak
from uwlr_service.domain.gkv.ontvangst import Ontvangstbevestiging
from uwlr_service.domain.koppeling.partner import Tokenhouder, client_id
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.domain.school import schoolpad
from uwlr_service.uitwisseling.gkv.ophalen import Schoolstand
from uwlr_service.web import adressen


def koppeling(houder: Tokenhouder, scholen: list[Schoolstand]) -> dict[str, Any]:
    """The link of a token, with its schools."""
    return {
        "koppeling": houder.koppeling,
        "client_id": client_id(houder.koppeling),
        "gegevensset": houder.gegevensset,
        "scholen": [_school(houder.koppeling, stand) for stand in scholen],
    }


def _school(koppeling_id: int, stand: Schoolstand) -> dict[str, Any]:
    pad = schoolpad.write(stand.school)
    laatste = stand.laatste
    return {
        "school": str(stand.school),
        "stand": stand.stand.value,
        "afspraakversie": stand.afspraakversie,
        "laatste_volgnummer": laatste.volgnummer if laatste else None,
        "laatste_basisvolgnummer": laatste.basisvolgnummer if laatste else None,
        "laatste_nacht": _nacht(stand.nacht),
        "leveringen": _url("leveringen", koppeling_id, pad),
        "volledig": _url("volledig", koppeling_id, pad),
    }


def _nacht(taak: Nachttaak | None) -> dict[str, Any] | None:
    """What became of the last night's package, and why there is none."""
    if taak is None:
        return None
    return {"nacht": taak.nacht.isoformat(), "uitkomst": taak.uitkomst.value, "reden": taak.reden}


def levering(levering: Levering) -> dict[str, Any]:
    """A delivery; without the addresses of its package once that is gone."""
    place = (levering.koppeling, schoolpad.write(levering.school), levering.id)
    addresses: dict[str, str | None] = {"pakket": None, "manifest": None}
    if levering.pad is not None:
        addresses = {name: _url(name, *place) for name in addresses}
    return {
        "id": levering.id,
        "school": str(levering.school),
        "schooljaar": str(levering.schooljaar),
        "soort": levering.soort.value,
        "volgnummer": levering.volgnummer,
        "vorigvolgnummer": levering.vorigvolgnummer,
        "vorigsha256": levering.vorigsha256,
        "basisvolgnummer": levering.basisvolgnummer,
        "afspraakversie": levering.afspraakversie,
        "gegenereerd": tijd.format_moment(levering.gemaakt),
        "geldig_tot": tijd.format_moment(levering.geldig_tot),
        "bytes": levering.bytes,
        "sha256": levering.sha256,
        "gewijzigd": levering.gewijzigd,
        "verwijderd": levering.verwijderd,
        **addresses,
        "ontvangstbevestiging": _url("ontvangstbevestiging", *place),
    }


def bevestiging(bevestiging: Ontvangstbevestiging) -> dict[str, Any]:
    """What was kept of what the partner said."""
    return {
        "status": bevestiging.status.value,
        "moment": tijd.format_moment(bevestiging.moment),
        "fouten": [dict(fout) for fout in bevestiging.fouten],
    }


def verwijderverzoek(intrekking: Intrekking) -> dict[str, Any]:
    """A school whose data have to be destroyed; ``bevestigd`` once the partner said that they are."""
    bevestigd = intrekking.bevestigd
    path = url_for("gkv.bevestiging", verzoek=intrekking.id)
    return {
        "id": intrekking.id,
        "koppeling": intrekking.koppeling,
        "school": str(intrekking.school),
        "ingetrokken": tijd.format_moment(intrekking.moment),
        "verwijderen_voor": intrekking.verwijderen_voor.isoformat(),
        "bevestigd": None if bevestigd is None else tijd.format_moment(bevestigd),
        "bevestiging": f"{adressen.own().issuer}{path}",
    }


def _url(endpoint: str, koppeling: int, school: str, levering: str | None = None) -> str:
    """The whole address, as partners call it: behind a proxy the path alone may lack its beginning."""
    path = url_for(f"gkv.{endpoint}", koppeling=koppeling, school=school, levering=levering)
    return f"{adressen.own().issuer}{path}"
