"""The form in which an application is kept: what was typed, as JSON."""

from collections.abc import Mapping
from typing import Any

from uwlr_service.domain.koppeling.aanvraag.formulier import Antwoord, Antwoorden, Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import (
    Gegevensvraag,
    Koppelsoort,
    Setvraag,
    Veldvraag,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik


def dump_antwoorden(antwoorden: Mapping[Formulierdeel, Antwoorden]) -> dict[str, Any]:
    """The answers by step."""
    return {
        deel.value: {naam: _dump(given) for naam, given in own.items()} for deel, own in antwoorden.items()
    }


def load_antwoorden(kept: Mapping[str, Any]) -> dict[Formulierdeel, Antwoorden]:
    """The answers as they were given."""
    return {Formulierdeel(deel): own for deel, own in kept.items()}


def dump_gegevens(gegevens: Mapping[Koppelsoort, Gegevensvraag]) -> dict[str, Any]:
    """The links that are asked for, in the order of their kinds."""
    return {soort.value: _dump_gegevensvraag(gegevens[soort]) for soort in Koppelsoort if soort in gegevens}


def load_gegevens(kept: Mapping[str, Any]) -> dict[Koppelsoort, Gegevensvraag]:
    """The links as they were asked for."""
    return {
        soort: _load_gegevensvraag(soort, kept[soort.value]) for soort in Koppelsoort if soort.value in kept
    }


def _dump(antwoord: Antwoord) -> str | list[str]:
    return antwoord if isinstance(antwoord, str) else list(antwoord)


def _dump_gegevensvraag(gegevensvraag: Gegevensvraag) -> dict[str, Any]:
    return {
        "antwoorden": {naam: _dump(given) for naam, given in gegevensvraag.antwoorden.items()},
        "delen": {
            deel: [setvraag.doel, setvraag.grondslag, setvraag.bewaartermijn]
            for deel, setvraag in gegevensvraag.delen.items()
        },
        "velden": {
            veld: [veldvraag.gebruik.value, veldvraag.doel, veldvraag.zonder]
            for veld, veldvraag in gegevensvraag.velden.items()
        },
    }


def _load_gegevensvraag(soort: Koppelsoort, kept: Mapping[str, Any]) -> Gegevensvraag:
    delen = {}
    for deel, (doel, grondslag, bewaartermijn) in kept["delen"].items():
        delen[deel] = Setvraag(doel, grondslag, bewaartermijn)
    velden = {}
    for veld, (gebruik, doel, zonder) in kept["velden"].items():
        velden[veld] = Veldvraag(Veldgebruik(gebruik), doel, zonder)
    return Gegevensvraag(soort=soort, antwoorden=kept["antwoorden"], delen=delen, velden=velden)
