"""An application to read: each question with its answer, and what would be asked of schools."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date, gettext
from wtforms import Field, RadioField, SelectMultipleField

from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.formulier import Antwoorden, Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensregels import SOORTEN
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag, Koppelsoort, Setvraag
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import altijd
from uwlr_service.domain.koppeling.teksten import Tekst, set_of, teksten
from uwlr_service.paginas import talen
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.portaal.dagveld import Dagtekst
from uwlr_service.portaal.publiek.aanvragen import woorden
from uwlr_service.portaal.publiek.aanvragen.formulieren import FORMULIEREN
from uwlr_service.portaal.publiek.aanvragen.koppelformulieren import FORMULIER_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Antwoordregel:
    """A question with its answer in words; ``vraag`` is its name, as ``organisatie/kvk``."""

    vraag: str
    label: str
    waarde: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Veldregel:
    """A field that is asked for: what schools read of it, and what the applicant says."""

    vraag: str
    titel: str
    tekst: Tekst
    gebruik: str
    doel: str
    zonder: str
    is_altijd: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelregel:
    """A part of a set of which fields are asked for."""

    vraag: str
    tekst: Tekst
    setvraag: Setvraag
    grondslag: str
    velden: tuple[Veldregel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelingregel:
    """A link that is asked for; ``inhoud`` is what schools would be proposed."""

    soort: Koppelsoort
    naam: str
    inhoud: Voorstelinhoud
    antwoorden: tuple[Antwoordregel, ...]
    delen: tuple[Deelregel, ...]


def antwoorden_of(aanvraag: Aanvraag) -> dict[Formulierdeel, tuple[Antwoordregel, ...]]:
    """The questions of the steps that have a form of their own, with their answers."""
    return {
        deel: tuple(_rows(form, deel.value, aanvraag.antwoorden.get(deel, {})))
        for deel, form in FORMULIEREN.items()
    }


def koppelingen_of(aanvraag: Aanvraag) -> list[Koppelingregel]:
    """The links that are asked for, in the order of their kinds."""
    return [_koppeling(gegevensvraag) for gegevensvraag in aanvraag.gegevens.values()]


def _rows(form: type[Formulier], prefix: str, antwoorden: Antwoorden) -> Iterator[Antwoordregel]:
    for field in form(formdata=None, data=dict(antwoorden), meta={"csrf": False}):
        yield Antwoordregel(
            vraag=f"{prefix}/{field.name}", label=str(field.label.text), waarde=_in_words(field)
        )


def _in_words(field: Field) -> str:
    """An answer as people read it: a choice by its words, nothing as such."""
    if not field.data:
        return gettext("niet ingevuld")
    if isinstance(field, RadioField | SelectMultipleField):
        words = {choice.value: choice.label for choice in field.choices}
        chosen = field.data if isinstance(field, SelectMultipleField) else [field.data]
        return ", ".join(str(words.get(value, value)) for value in chosen)
    if isinstance(field, Dagtekst):
        return _day(str(field.data))
    return str(field.data)


def _day(text: str) -> str:
    """A day as people write it; what is not one stays as it was typed."""
    try:
        return str(format_date(date.fromisoformat(text), "long"))
    except ValueError:
        return text


def _koppeling(gegevensvraag: Gegevensvraag) -> Koppelingregel:
    prefix = f"{Formulierdeel.GEGEVENS}/{gegevensvraag.soort}"
    return Koppelingregel(
        soort=gegevensvraag.soort,
        naam=str(woorden.KORT[gegevensvraag.soort]),
        inhoud=gegevensvraag.as_voorstel(),
        antwoorden=tuple(_rows(FORMULIER_OF[gegevensvraag.soort], prefix, gegevensvraag.antwoorden)),
        delen=tuple(_delen(gegevensvraag, prefix)),
    )


def _delen(gegevensvraag: Gegevensvraag, prefix: str) -> Iterator[Deelregel]:
    texts = teksten(talen.chosen())
    inhoud = gegevensvraag.as_voorstel()
    always = frozenset(altijd(gegevensvraag.gegevensset))
    for deel in gegevensvraag.gevraagde_delen:
        setvraag = gegevensvraag.delen.get(deel, Setvraag())
        velden = [
            Veldregel(
                vraag=f"{prefix}/{asked.veld}",
                titel=texts.titel(asked.veld),
                tekst=texts.of_veld(asked.veld),
                gebruik=str(woorden.GEBRUIK[asked.gebruik]),
                doel=asked.doel,
                zonder=asked.zonder,
                is_altijd=asked.veld in always,
            )
            for asked in inhoud.velden
            if set_of(asked.veld) == deel
        ]
        yield Deelregel(
            vraag=f"{prefix}/{deel}",
            tekst=texts.of_set(deel),
            setvraag=setvraag,
            grondslag=_word(woorden.GRONDSLAGEN, setvraag.grondslag),
            velden=tuple(velden),
        )


def _word(words: Mapping[str, Any], value: str) -> str:
    return str(words.get(value, value))


def labels_of(aanvraag: Aanvraag) -> dict[str, str]:
    """By the name of each answer that can be asked about, what people call it."""
    labels = {f"{Formulierdeel.GEGEVENS}/{SOORTEN}": gettext("Welke koppelingen")}
    for rows in antwoorden_of(aanvraag).values():
        labels |= {row.vraag: row.label for row in rows}
    for koppeling in koppelingen_of(aanvraag):
        labels |= {row.vraag: f"{koppeling.naam}: {row.label}" for row in koppeling.antwoorden}
        for deel in koppeling.delen:
            title = f"{koppeling.naam}: {deel.tekst.naam}"
            labels |= {
                f"{deel.vraag}/{naam}": f"{title} ({woorden.SETVRAGEN[naam]})" for naam in woorden.SETVRAGEN
            }
            labels |= {veld.vraag: f"{koppeling.naam}: {veld.titel}" for veld in deel.velden}
    return labels
