"""The fields of a link as the applicant sees them: by part of the set, with the texts that schools read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Antwoordfout
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import (
    VRAGEN_OF,
    Gegevensvraag,
    Koppelsoort,
    Setvraag,
    Veldvraag,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import SET, altijd, velden_of_set
from uwlr_service.domain.koppeling.teksten import Tekst, set_of, teksten
from uwlr_service.domain.taal import Taal
from uwlr_service.portaal.publiek.aanvragen import woorden
from uwlr_service.portaal.publiek.aanvragen.invoer import sentence

OF_DEEL = ("doel", "grondslag", "bewaartermijn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Veld:
    """A field on the page: its name, what schools read of it, and what the applicant said."""

    naam: str
    titel: str
    tekst: Tekst
    vraag: Veldvraag
    is_altijd: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """A part of the set on the page; ``schakelaar`` is the field by which it is asked for, if it has one."""

    naam: str
    tekst: Tekst
    vraag: Setvraag
    schakelaar: Veld | None
    velden: tuple[Veld, ...]
    is_open: bool


def shown(gegevensvraag: Gegevensvraag, fouten: Mapping[str, str], taal: str) -> list[Deel]:
    """The parts of the set with their fields; open where something is asked for, or wrong."""
    texts = teksten(Taal(taal))
    asked = gegevensvraag.gevraagde_delen
    wrong = {naam.rpartition("/")[0] for naam in fouten}
    by_deel: dict[str, list[Veld]] = {deel: [] for deel in gegevensvraag.delen_van_set}
    for veld in _velden(gegevensvraag, taal):
        by_deel[set_of(veld.naam)].append(veld)
    delen = []
    for deel, velden in by_deel.items():
        switch = [veld for veld in velden if veld.naam == f"{SET}/{deel}"]
        is_wrong = deel in wrong or any(veld.naam in wrong for veld in velden)
        delen.append(
            Deel(
                naam=deel,
                tekst=texts.of_set(deel),
                vraag=gegevensvraag.delen.get(deel, Setvraag()),
                schakelaar=next(iter(switch), None),
                velden=tuple(veld for veld in velden if veld not in switch),
                is_open=deel in asked or is_wrong,
            )
        )
    return delen


def _velden(gegevensvraag: Gegevensvraag, taal: str) -> Iterator[Veld]:
    texts = teksten(Taal(taal))
    always = frozenset(altijd(gegevensvraag.gegevensset))
    for veld in velden_of_set(gegevensvraag.gegevensset):
        yield Veld(
            naam=veld,
            titel=texts.titel(veld),
            tekst=texts.of_veld(veld),
            vraag=gegevensvraag.of(veld),
            is_altijd=veld in always,
        )


def read(soort: Koppelsoort, sent: Mapping[str, str]) -> Gegevensvraag:
    """What was filled in about a link; only the questions and fields that it has are looked at."""
    antwoorden = {vraag.naam: sent.get(vraag.naam, "") for vraag in VRAGEN_OF[soort]}
    asked = Gegevensvraag(soort=soort, antwoorden=antwoorden)
    delen = {
        deel: Setvraag(*(sent.get(f"{deel}/{naam}", "") for naam in OF_DEEL)) for deel in asked.delen_van_set
    }
    velden = {veld: _read_veld(veld, sent) for veld in velden_of_set(asked.gegevensset)}
    return Gegevensvraag(soort=soort, antwoorden=antwoorden, delen=delen, velden=velden)


def _read_veld(veld: str, sent: Mapping[str, str]) -> Veldvraag:
    gebruik = sent.get(f"{veld}/gebruik", "")
    return Veldvraag(
        Veldgebruik(gebruik) if gebruik in frozenset(Veldgebruik) else Veldgebruik.NEE,
        sent.get(f"{veld}/doel", ""),
        sent.get(f"{veld}/zonder", ""),
    )


def by_name(faults: Iterable[Antwoordfout]) -> dict[str, str]:
    """What is wrong, by the name of the question, in the language of the visitor."""
    return {fault.vraag: sentence(fault) for fault in faults}


def names(delen: Iterable[Deel]) -> dict[str, str]:
    """What people call each question about parts and fields."""
    called: dict[str, str] = {}
    for deel in delen:
        called |= {f"{deel.naam}/{naam}": f"{deel.tekst.naam}, {woorden.SETVRAGEN[naam]}" for naam in OF_DEEL}
        fields = deel.velden if deel.schakelaar is None else (deel.schakelaar, *deel.velden)
        for veld in fields:
            called |= {f"{veld.naam}/{naam}": veld.titel for naam in ("doel", "zonder")}
    return called
