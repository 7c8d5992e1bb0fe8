"""Links as ``/las/v1`` shows them to the LAS of the school (docs/las.rst)."""

from collections.abc import Iterable, Mapping
from typing import Any

from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import chosen_fields, lacking_names
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.schoolkoppeling import Koppelingblad, Schoolkoppeling, Uitgegaan
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.taal import Taal
from uwlr_service.web.las.velden import moment, selectie


def in_list(link: Schoolkoppeling) -> dict[str, Any]:
    """A link among others, with how it is used."""
    return {**_link(link), "leerlingen": link.leerlingen, "laatste": moment(link.laatste)}


def in_full(blad: Koppelingblad, taal: Taal) -> dict[str, Any]:
    """A link with its agreement, and the ways in which it can be narrowed."""
    afspraak = blad.koppeling.afspraak
    return {
        **_link(blad.koppeling),
        "besloten_door": list(blad.besloten_door),
        "overeenkomst": blad.koppeling.overeenkomst,
        "afspraak": None if afspraak is None else _afspraak(afspraak, taal),
        "keuzes": _named(blad.mogelijk, blad.namen),
        "versies": [
            {
                "afspraakversie": versie.afspraak.versie,
                "moment": moment(versie.afspraak.moment),
                "gegevensset": versie.afspraak.gegevensset,
                "door": versie.door,
                "eerste": versie.eerste,
            }
            for versie in blad.versies
        ],
    }


def uitgegaan(day: Uitgegaan) -> dict[str, Any]:
    """What went out on one day."""
    return {
        "dag": day.dag.isoformat(),
        "wat": day.wat,
        "volgnummer": day.volgnummer,
        "aantal": day.aantal,
        "objecten": day.objecten,
    }


def _link(link: Schoolkoppeling) -> dict[str, Any]:
    return {
        "koppeling": link.koppeling,
        "partner": link.partner,
        "product": link.product,
        "gegevensset": link.gegevensset,
        "richting": link.richting.value,
        "stand": link.stand.value,
        "sinds": moment(link.sinds),
        "afspraakversie": None if link.afspraak is None else link.afspraak.versie,
        "voorstel": None if link.voorstel is None else link.voorstel.id,
        "navraag": moment(link.navraag),
        "gestopt_door_dienst": link.is_stopped,
        "getoond": link.getoond,
    }


def _afspraak(afspraak: Gegevensafspraak, taal: Taal) -> dict[str, Any]:
    """What goes out by an agreement, of which the school can take every field away."""
    texts = teksten(taal)
    return {
        "afspraakversie": afspraak.versie,
        "moment": moment(afspraak.moment),
        "velden": [
            {
                "veld": veld,
                "naam": texts.of_veld(veld).naam,
                "wat": texts.of_veld(veld).wat,
                "merk": texts.of_veld(veld).merk.value,
            }
            for veld in chosen_fields(afspraak)
        ],
        "ontbreekt": list(lacking_names(afspraak)),
        "leerlingen": selectie(afspraak.selectie),
    }


def _named(mogelijk: Leerlingselectie, namen: Mapping[str, str]) -> dict[str, Any]:
    return {
        "vestigingen": _with_names(mogelijk.vestigingen, namen),
        "jaargroepen": sorted(mogelijk.jaargroepen),
        "groepen": _with_names(mogelijk.groepen, namen),
    }


def _with_names(keys: Iterable[str], namen: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "naam": namen.get(key, key)} for key in sorted(keys)]
