"""An application in a file of JSON: what it holds, with a place for all that is not as it should be."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uwlr_service.domain.fouten import MOST_MELDINGEN, Geweigerd, Melding
from uwlr_service.domain.koppeling.aanvraag.formulier import (
    FORMULIER,
    Antwoorden,
    Formulierdeel,
    Formuliervraag,
    Vraagsoort,
)
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import (
    VRAGEN_OF,
    Gegevensvraag,
    Koppelsoort,
    Setvraag,
    Veldvraag,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import velden_of_set

MOST_BYTES = 1024 * 1024
DEEL_TEXTS = ("doel", "grondslag", "bewaartermijn")
VELD_TEXTS = ("gebruik", "doel", "zonder")
SEVERAL_LINES = frozenset({Vraagsoort.UITLEG, Vraagsoort.ADRESSEN, Vraagsoort.NETWERKEN})


@dataclass(frozen=True, slots=True)
class Ingevoerd:
    """What a file asks for: the address to write to, the answers and the links."""

    mail: str
    antwoorden: Mapping[Formulierdeel, Antwoorden]
    gegevens: Mapping[Koppelsoort, Gegevensvraag]


def read(bestand: Path) -> Ingevoerd:
    """The application in a file. Raises Geweigerd, with every place where something else was expected."""
    with bestand.open("rb") as file:
        content = file.read(MOST_BYTES)
    try:
        kept = json.loads(content)
    except json.JSONDecodeError as error:
        place = f"regel {error.lineno}, kolom {error.colno}"
        raise Geweigerd(f"Dit is geen aanvraag in JSON; kijk bij {place}.") from error
    except UnicodeDecodeError as error:
        raise Geweigerd("Dit is geen aanvraag in JSON: het bestand is geen UTF-8.") from error
    except ValueError as error:  # Python reads no number of thousands of digits
        raise Geweigerd("Dit is geen aanvraag in JSON: een getal is te lang.") from error
    except RecursionError as error:
        raise Geweigerd("Dit is geen aanvraag in JSON: het bestand is te diep genest.") from error
    if not isinstance(kept, dict) or not kept:
        raise Geweigerd("Dit is geen aanvraag in JSON; docs/portaal.rst beschrijft die.")
    lezer = _Lezer()
    ingevoerd = lezer.aanvraag(kept)
    if lezer.meldingen:
        raise Geweigerd("Deze aanvraag is niet te lezen.", lezer.meldingen[:MOST_MELDINGEN])
    return ingevoerd


class _Lezer:
    """Reads on after a fault, so that all of them are told at once."""

    def __init__(self) -> None:
        self.meldingen: list[Melding] = []

    def aanvraag(self, kept: Mapping[str, Any]) -> Ingevoerd:
        parts = self._object(kept, "", ("mail", "antwoorden", "koppelingen"))
        delen = self._object(parts.get("antwoorden", {}), "antwoorden", tuple(FORMULIER))
        asked = self._object(parts.get("koppelingen", {}), "koppelingen", tuple(Koppelsoort))
        return Ingevoerd(
            self._text(parts.get("mail", ""), "mail"),
            {
                deel: self._antwoorden(delen.get(deel.value, {}), f"antwoorden/{deel}", FORMULIER[deel])
                for deel in FORMULIER
            },
            {Koppelsoort(soort): self._gegevensvraag(Koppelsoort(soort), asked[soort]) for soort in asked},
        )

    def _gegevensvraag(self, soort: Koppelsoort, kept: object) -> Gegevensvraag:
        pad = f"koppelingen/{soort}"
        parts = self._object(kept, pad, ("antwoorden", "delen", "velden"))
        antwoorden = self._antwoorden(parts.get("antwoorden", {}), f"{pad}/antwoorden", VRAGEN_OF[soort])
        begun = Gegevensvraag(soort=soort, antwoorden=antwoorden)
        delen = self._object(parts.get("delen", {}), f"{pad}/delen", begun.delen_van_set)
        known = tuple(velden_of_set(begun.gegevensset))
        velden = self._object(parts.get("velden", {}), f"{pad}/velden", known)
        return Gegevensvraag(
            soort=soort,
            antwoorden=antwoorden,
            delen={
                naam: Setvraag(**self._texts(texts, f"{pad}/delen/{naam}", DEEL_TEXTS))
                for naam, texts in delen.items()
            },
            velden={naam: self._veldvraag(texts, f"{pad}/velden/{naam}") for naam, texts in velden.items()},
        )

    def _veldvraag(self, kept: object, pad: str) -> Veldvraag:
        texts = self._texts(kept, pad, VELD_TEXTS)
        gebruik = texts.pop("gebruik", "")
        if gebruik not in tuple(Veldgebruik):
            self._wrong("dit is geen gebruik van een veld", f"{pad}/gebruik", ", ".join(Veldgebruik))
            return Veldvraag()
        return Veldvraag(Veldgebruik(gebruik), **texts)

    def _antwoorden(self, kept: object, pad: str, vragen: Collection[Formuliervraag]) -> Antwoorden:
        by_name = {vraag.naam: vraag for vraag in vragen}
        given = self._object(kept, pad, tuple(by_name))
        return {naam: self._antwoord(given[naam], f"{pad}/{naam}", by_name[naam]) for naam in given}

    def _antwoord(self, kept: object, pad: str, vraag: Formuliervraag) -> str | list[str]:
        if vraag.soort is Vraagsoort.MEERKEUZE:
            if isinstance(kept, list) and all(isinstance(chosen, str) for chosen in kept):
                return kept
            self._wrong("dit is geen lijst van teksten", pad, ", ".join(vraag.keuzes))
            return []
        text = self._text(kept, pad)
        if vraag.soort not in SEVERAL_LINES and len(text.splitlines()) > 1:
            self._wrong("dit antwoord heeft meer dan één regel", pad, "één regel")
        return text

    def _texts(self, kept: object, pad: str, known: Collection[str]) -> dict[str, str]:
        return {
            naam: self._text(text, f"{pad}/{naam}") for naam, text in self._object(kept, pad, known).items()
        }

    def _object(self, kept: object, pad: str, known: Collection[str]) -> dict[str, Any]:
        """What is known of an object; the rest of it is told."""
        if not isinstance(kept, dict):
            self._wrong("dit is geen object", pad, "{...}")
            return {}
        for naam in kept:
            if naam not in known:
                self._wrong(f"'{naam}' is hier niet bekend", pad, ", ".join(known))
        return {naam: value for naam, value in kept.items() if naam in known}

    def _text(self, kept: object, pad: str) -> str:
        if isinstance(kept, str):
            return kept
        self._wrong("dit is geen tekst", pad, "een tekst tussen aanhalingstekens")
        return ""

    def _wrong(self, tekst: str, pad: str, verwacht: str) -> None:
        self.meldingen.append(Melding(tekst=tekst, pad=pad, verwacht=verwacht))
