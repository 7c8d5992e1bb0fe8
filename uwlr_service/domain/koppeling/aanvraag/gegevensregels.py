"""What is right in the step on fields, and what has to be said of each field."""

from collections.abc import Iterator, Mapping

from uwlr_service.domain import tekst
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Antwoordfout, Foutsoort, faults_among
from uwlr_service.domain.koppeling.aanvraag.formulier import Formuliervraag, Vraagsoort
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import (
    GRONDSLAGEN,
    VRAGEN_OF,
    Gegevensvraag,
    Koppelsoort,
    Setvraag,
    is_gewaarschuwd,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import FEWEST_SIGNS, MOST_SIGNS

SOORTEN = "soorten"
"""The question by which kinds of links are chosen."""
SETVRAGEN = (
    Formuliervraag(naam="doel", soort=Vraagsoort.UITLEG, kortste=FEWEST_SIGNS, langste=MOST_SIGNS),
    Formuliervraag(naam="grondslag", soort=Vraagsoort.KEUZE, keuzes=GRONDSLAGEN),
    Formuliervraag(naam="bewaartermijn", soort=Vraagsoort.TEKST, langste=MOST_SIGNS),
)
"""What is asked of each part of the set of which a field is asked for."""


def faults_in_gegevens(gegevens: Mapping[Koppelsoort, Gegevensvraag]) -> tuple[Antwoordfout, ...]:
    """What is wrong with the links that are asked for; a fault names its question behind the kind of link."""
    if not gegevens:
        return (Antwoordfout(SOORTEN, Foutsoort.KIES),)
    faults: list[Antwoordfout] = []
    for soort, gegevensvraag in gegevens.items():
        for fault in faults_in_koppeling(gegevensvraag):
            faults.append(Antwoordfout(f"{soort}/{fault.vraag}", fault.soort, fault.getal))
    return tuple(faults)


def faults_in_koppeling(gegevensvraag: Gegevensvraag) -> tuple[Antwoordfout, ...]:
    """What is wrong with one link that is asked for."""
    faults = [*faults_among(VRAGEN_OF[gegevensvraag.soort], gegevensvraag.antwoorden)]
    for deel in gegevensvraag.gevraagde_delen:
        faults += _faults_in_deel(deel, gegevensvraag.delen.get(deel, Setvraag()))
    for veld in gegevensvraag.gevraagd:
        faults += _faults_in_veld(gegevensvraag, veld)
    return tuple(faults)


def _faults_in_deel(deel: str, setvraag: Setvraag) -> Iterator[Antwoordfout]:
    antwoorden = {
        "doel": setvraag.doel,
        "grondslag": setvraag.grondslag,
        "bewaartermijn": setvraag.bewaartermijn,
    }
    for fault in faults_among(SETVRAGEN, antwoorden):
        yield Antwoordfout(f"{deel}/{fault.vraag}", fault.soort, fault.getal)


def _faults_in_veld(gegevensvraag: Gegevensvraag, veld: str) -> Iterator[Antwoordfout]:
    veldvraag = gegevensvraag.of(veld)
    for naam, text in (("doel", veldvraag.doel), ("zonder", veldvraag.zonder)):
        if tekst.fault(text) is not None:
            yield Antwoordfout(f"{veld}/{naam}", Foutsoort.STUURTEKEN)
        elif len(text) > MOST_SIGNS:
            yield Antwoordfout(f"{veld}/{naam}", Foutsoort.TE_LANG, MOST_SIGNS)
    needs_purpose = veldvraag.is_asked and is_gewaarschuwd(veld)
    if needs_purpose and len(tekst.trim(veldvraag.doel)) < FEWEST_SIGNS:
        yield Antwoordfout(f"{veld}/doel", Foutsoort.TE_KORT, FEWEST_SIGNS)
