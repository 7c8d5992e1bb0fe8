"""Deliveries as the pull API tells them; the names are those of the manifest (docs/gkv-api.rst)."""

from typing import Any

from flask import g, url_for

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.gkv.nacht import Nachttaak
from uwlr_service.domain.gkv.ontvangst import Ontvangstbevestiging
from uwlr_service.domain.koppeling.partner import Tokenhouder, client_id
from uwlr_service.domain.school import schoolpad
from uwlr_service.uitwisseling.gkv.ophalen import Schoolstand


def koppeling(houder: Tokenhouder, scholen: list[Schoolstand]) -> dict[str, Any]:
    """The link of a token, with its schools."""
    return {
        "koppeling": houder.koppeling,
        "client_id": client_id(houder.koppeling),
        "gegevensset": houder.gegevensset,
        "scholen": [_school(houder.koppeling, one) for one in scholen],
    }


def _school(koppeling_id: int, stand: Schoolstand) -> dict[str, Any]:
    pad, laatste = schoolpad.write(stand.school), stand.laatste
    return {
        "school": str(stand.school),
        "afspraakversie": stand.afspraakversie,
        "laatste_volgnummer": laatste.volgnummer if laatste else None,
        "laatste_basisvolgnummer": laatste.basisvolgnummer if laatste else None,
        "laatste_nacht": _nacht(stand.nacht) if stand.nacht else None,
        "leveringen": _url("leveringen", koppeling=koppeling_id, school=pad),
        "volledig": _url("volledig", koppeling=koppeling_id, school=pad),
    }


def _nacht(taak: Nachttaak) -> dict[str, Any]:
    """What became of the last night's package, and why there is none."""
    return {"nacht": taak.nacht.isoformat(), "uitkomst": taak.uitkomst.value, "reden": taak.reden}


def levering(one: Levering) -> dict[str, Any]:
    """A delivery; without addresses once its package is gone."""
    where: dict[str, Any] = {
        "koppeling": one.koppeling,
        "school": schoolpad.write(one.school),
        "levering": one.id,
    }
    kept = one.pad is not None
    return {
        "id": one.id,
        "school": str(one.school),
        "schooljaar": str(one.schooljaar),
        "soort": one.soort.value,
        "volgnummer": one.volgnummer,
        "vorigvolgnummer": one.volgnummer - 1 or None,
        "basisvolgnummer": one.basisvolgnummer,
        "afspraakversie": one.afspraakversie,
        "gegenereerd": tijd.format_moment(one.gemaakt),
        "geldig_tot": tijd.format_moment(one.geldig_tot),
        "bytes": one.bytes,
        "sha256": one.sha256,
        "gewijzigd": one.gewijzigd,
        "verwijderd": one.verwijderd,
        "pakket": _url("pakket", **where) if kept else None,
        "manifest": _url("manifest", **where) if kept else None,
        "ontvangstbevestiging": _url("ontvangstbevestiging", **where),
    }


def bevestiging(one: Ontvangstbevestiging) -> dict[str, Any]:
    """What was kept of what the partner said."""
    return {
        "status": one.status.value,
        "moment": tijd.format_moment(one.moment),
        "fouten": [dict(fout) for fout in one.fouten],
    }


def _url(endpoint: str, **values: Any) -> str:
    """The whole address, as partners call it: behind a proxy the path alone may lack its beginning."""
    return f"{g.adressen.issuer}{url_for(f'gkv.{endpoint}', **values)}"
