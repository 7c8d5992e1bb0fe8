"""A partner's morning: collect what is new of every school, prove it, apply it in order, and tell so."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uwlr_service.client.gkv_api import Aanbod, GkvClient, GkvGeweigerd, OverdrachtOngeldig, Schoolaanbod
from uwlr_service.client.gkv_kopie import KetenOnderbroken, Kopie
from uwlr_service.domain.fouten import (
    DocumentOngeldig,
    Fout,
    Geweigerd,
    HandtekeningOngeldig,
    OngeldigBericht,
)
from uwlr_service.domain.school import schoolpad
from uwlr_service.formats.gkv.pakket import Pakket, PakketOngeldig, open_pakket

OPGEHAALD, VERWERKT, AFGEKEURD, VOLLEDIG_GEVRAAGD = "opgehaald", "verwerkt", "afgekeurd", "volledig_gevraagd"
GONE = 410


class VerkeerdPakket(DocumentOngeldig):
    """Het pakket is een ander dan dat waar om is gevraagd."""


CODES: tuple[tuple[type[Fout], str], ...] = (
    (OverdrachtOngeldig, "overdracht"),
    (HandtekeningOngeldig, "handtekening"),
    (VerkeerdPakket, "verkeerd_pakket"),
    (PakketOngeldig, "pakket"),
    (DocumentOngeldig, "schema"),
    (OngeldigBericht, "schema"),
)
"""What a rejection is called towards the service; the first that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultaat:
    """What became of one delivery, or of a school that needs everything anew."""

    school: str
    volgnummer: int | None
    uitkomst: str
    uitleg: str | None = None

    @property
    def is_good(self) -> bool:
        """Whether nothing has to be looked at."""
        return self.uitkomst in (OPGEHAALD, VERWERKT)


class Ophaler:
    """Collects into a folder, and into a copy where there is one."""

    def __init__(self, client: GkvClient, folder: Path, kopie: Kopie | None) -> None:
        self._client, self._folder, self._kopie = client, folder, kopie

    def collect(self) -> Iterator[Resultaat]:
        """Every school of the link in turn. Raises Onbereikbaar, GkvGeweigerd."""
        keys = self._client.jwks()
        for school in self._client.scholen():
            yield from self._school(school, keys)

    def _school(self, school: Schoolaanbod, keys: list[dict[str, Any]]) -> Iterator[Resultaat]:
        if school.laatste is None or school.basis is None:
            return
        own = self._own(school)
        if own is not None and own > school.laatste:
            yield self._ask_volledig(school, f"De kopie is bij {own}, en de dienst bij {school.laatste}.")
            return
        # A full delivery replaces everything: what came before it need not be read.
        last = max(own or 0, school.basis - 1)
        for aanbod in self._client.leveringen(school.school, last):
            if aanbod.volgnummer != last + 1 or not aanbod.beschikbaar:
                yield self._ask_volledig(school, f"Levering {last + 1} is er niet (meer).")
                return
            result = self._one(aanbod, school, keys)
            if result is not None:
                yield result
                if not result.is_good:
                    return
            last = aanbod.volgnummer

    def _own(self, school: Schoolaanbod) -> int | None:
        if self._kopie is None:
            return None
        return self._kopie.volgnummer(str(self._client.koppeling), str(school.school))

    def _one(self, aanbod: Aanbod, school: Schoolaanbod, keys: list[dict[str, Any]]) -> Resultaat | None:
        """What came of a delivery; None for one that lay in the folder already, and goes no further."""
        folder = self._folder / schoolpad.write(aanbod.school)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path, name = folder / f"{aanbod.volgnummer:06}-{aanbod.id}.zip", str(aanbod.school)
        was_there = _is_whole(path, aanbod)
        try:
            if not was_there:
                self._client.download(aanbod, path)
            pakket = open_pakket(path, keys)
            self._check(pakket, aanbod)
            if self._kopie is None:
                pakket.check()
                return (
                    None
                    if was_there
                    else Resultaat(school=name, volgnummer=aanbod.volgnummer, uitkomst=OPGEHAALD)
                )
            self._kopie.apply(pakket)
        except KetenOnderbroken as fout:
            return self._ask_volledig(school, fout.tekst)
        except GkvGeweigerd as fout:
            if fout.status != GONE:
                raise
            return self._ask_volledig(school, fout.tekst)
        except (Geweigerd, OngeldigBericht) as fout:
            path.unlink(missing_ok=True)  # the next time it is collected anew
            code = next((code for kind, code in CODES if isinstance(fout, kind)), "onbekend")
            self._client.confirm(aanbod, AFGEKEURD, [{"code": code}])
            return Resultaat(school=name, volgnummer=aanbod.volgnummer, uitkomst=AFGEKEURD, uitleg=fout.tekst)
        self._client.confirm(aanbod, VERWERKT)
        return Resultaat(school=name, volgnummer=aanbod.volgnummer, uitkomst=VERWERKT)

    def _check(self, pakket: Pakket, aanbod: Aanbod) -> None:
        """A right signature is not enough: it has to be the package that was asked for."""
        manifest = pakket.manifest
        asked = (aanbod.id, str(self._client.koppeling), aanbod.school, aanbod.volgnummer)
        if (manifest.id, manifest.koppeling, manifest.school, manifest.volgnummer) != asked:
            raise VerkeerdPakket

    def _ask_volledig(self, school: Schoolaanbod, why: str) -> Resultaat:
        self._client.ask_volledig(school.school)
        return Resultaat(school=str(school.school), volgnummer=None, uitkomst=VOLLEDIG_GEVRAAGD, uitleg=why)


def _is_whole(path: Path, aanbod: Aanbod) -> bool:
    """Whether a package lies there as the service lists it; a damaged one is collected anew."""
    if not path.exists() or path.stat().st_size != aanbod.bytes:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == aanbod.sha256
