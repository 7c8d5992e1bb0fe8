"""What tests of rosters share: a school under an agreement, and its files, which are right by the rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.support.gkv.roosterkeuring import oneroster_faults, sds_faults
from tests.support.schools.builders import JAAR
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE
from uwlr_service.domain.koppeling.uitsnede import cut
from uwlr_service.domain.school.jaargroepen import with_jaargroepen
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.rooster import VORMEN, Vorm, compose, write
from uwlr_service.formats.rooster.samenstelling import Bron

ONEROSTER = VORMEN["oneroster"]
SDS = VORMEN["sds"]
FAULTS: dict[str, Callable[[dict[str, bytes]], list[str]]] = {
    "oneroster": oneroster_faults,
    "sds": sds_faults,
}
VANDAAG = JAAR.first_day.replace(month=10)
ACCOUNTS = {
    f"{element}/{veld}": True
    for element in ("leerling", "leerkracht")
    for veld in ("gebruikersnaam", "emailadres")
}
"""The switches without which neither format can be made."""


def bron(gegevens: Schoolgegevens, dag: date = VANDAAG, naam: str | None = "De Brug", **terms: Any) -> Bron:
    """What a partner sees of a school, by default with the accounts that both formats demand."""
    terms.setdefault("schakelaars", ACCOUNTS)
    afspraak = Gegevensafspraak(gegevensset=GKV_BASIS, **terms)
    velden = afspraak.veldenlijst(GKV_VERSIE)
    zichtbaar = cut(with_jaargroepen(as_stored(gegevens)), afspraak.afbakening(GKV_VERSIE), dag).gegevens
    return Bron(gegevens=zichtbaar, velden=velden, schoolnaam=naam, peildatum=dag, gezien={})


def as_stored(gegevens: Schoolgegevens) -> Schoolgegevens:
    """With the moment of a change that whatever comes out of the database has."""
    moment = datetime(2026, 8, 1, tzinfo=UTC)
    return replace(
        gegevens,
        leerlingen=tuple(replace(one, mutatiedatum=moment) for one in gegevens.leerlingen),
        leerkrachten=tuple(replace(one, mutatiedatum=moment) for one in gegevens.leerkrachten),
    )


def files(vorm: Vorm, gegevens: Schoolgegevens, **terms: Any) -> dict[str, bytes]:
    """The files of a school, which are right by the rules of the format."""
    bestanden = dict(write(vorm, compose(vorm, bron(gegevens, **terms))))
    assert FAULTS[vorm.formaat.naam](bestanden) == []
    return bestanden


def people(**velden: Any) -> dict[str, Any]:
    """The account that everybody has here."""
    return {"gebruikersnaam": "naam", "emailadres": "naam@school.example", **velden}
