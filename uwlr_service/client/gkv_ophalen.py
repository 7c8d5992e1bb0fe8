"""A partner's morning: collect what is new of every school, check it, apply it in order, and confirm it."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uwlr_service import private
from uwlr_service.client.fouten import GkvGeweigerd, KetenOnderbroken, OverdrachtOngeldig, VerkeerdPakket
from uwlr_service.client.gkv_aanbod import Aanbod, Schoolaanbod
from uwlr_service.client.gkv_api import GkvClient
from uwlr_service.client.gkv_keten import Stand
from uwlr_service.client.gkv_kopie import Kopie, Vernietiging
from uwlr_service.client.gkv_vertrek import Nalatenschap, Vertrek
from uwlr_service.domain.fouten import (
    DocumentOngeldig,
    Fout,
    Geweigerd,
    HandtekeningOngeldig,
    OngeldigBericht,
)
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv.pakket import Pakket, PakketOngeldig, open_pakket

OPGEHAALD = "opgehaald"
VERWERKT = "verwerkt"
AFGEKEURD = "afgekeurd"
VOLLEDIG_GEVRAAGD = "volledig_gevraagd"
VERTROKKEN = "vertrokken"
"""A school that is no longer in the link, and of which there is still something to destroy or to confirm."""
VERNIETIGD = "vernietigd"
BEEINDIGD = "beeindigd"
"""The whole link has ended."""
AFGEWIKKELD = "afgewikkeld"
"""The whole link has ended, and nothing is left of it."""
ENDED = "koppeling-beeindigd"
"""The problem by which the service says so."""
GEPAUZEERD = "gepauzeerd"
"""The school paused, which the service says by a problem of the same name; what there is may stay."""
GONE = 410
"""The status of a package that is no longer kept."""


CODES: tuple[tuple[type[Fout], str], ...] = (
    (OverdrachtOngeldig, "overdracht"),
    (HandtekeningOngeldig, "handtekening"),
    (VerkeerdPakket, "verkeerd_pakket"),
    (PakketOngeldig, "pakket"),
    (DocumentOngeldig, "schema"),
    (OngeldigBericht, "schema"),
)
"""The code by which a rejection is reported to the service: the first that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ophaalresultaat:
    """The outcome of one delivery, of a school that needs a full delivery or that left, or of the link.

    ``school`` is None for the link, ``vernietigd`` the proof of what was destroyed.
    """

    school: str | None
    volgnummer: int | None
    uitkomst: str
    uitleg: str | None = None
    vernietigd: Vernietiging | None = None

    @property
    def is_good(self) -> bool:
        """Whether nobody has to look at it."""
        return self.uitkomst in (OPGEHAALD, VERWERKT, VERNIETIGD, AFGEWIKKELD, GEPAUZEERD)


class Ophaler:
    """Collects into a folder, and into a copy where there is one.

    ``vernietig`` destroys what is in them of schools that left the link; else those are only named.
    """

    def __init__(
        self, client: GkvClient, folder: Path, kopie: Kopie | None, *, vernietig: bool = False
    ) -> None:
        self._client = client
        self._folder = folder
        self._kopie = kopie
        self._vernietig = vernietig

    def collect(self) -> Iterator[Ophaalresultaat]:
        """First the schools that left, then every school of the link in turn.

        Raises Onbereikbaar, GkvGeweigerd, KopieOnbruikbaar.
        """
        keys = self._client.jwks()
        try:
            scholen = self._client.scholen()
        except GkvGeweigerd as fout:
            if fout.probleem != ENDED:
                raise
            yield from self._departures([])
            yield Ophaalresultaat(
                school=None, volgnummer=None, uitkomst=AFGEWIKKELD if self._vernietig else BEEINDIGD
            )
            return
        yield from self._departures([school.school for school in scholen])
        for school in scholen:
            yield from self._unless_paused(school, keys)

    def _departures(self, present: Collection[Schoolcode]) -> Iterator[Ophaalresultaat]:
        """The schools that left, destroyed if that was asked for."""
        nalatenschap = Nalatenschap(self._client, self._folder, self._kopie)
        for vertrek in nalatenschap.of_schools_that_left(present):
            vernietigd = nalatenschap.destroy(vertrek) if self._vernietig else None
            yield Ophaalresultaat(
                school=str(vertrek.school),
                volgnummer=None,
                uitkomst=VERTROKKEN if vernietigd is None else VERNIETIGD,
                uitleg=_in_words(vertrek) if vernietigd is None else _told(vertrek),
                vernietigd=vernietigd,
            )

    def _unless_paused(self, school: Schoolaanbod, keys: list[dict[str, Any]]) -> Iterator[Ophaalresultaat]:
        """The deliveries of a school; one that paused, also at this moment, does not stop the others."""
        try:
            yield from self._school(school, keys)
        except GkvGeweigerd as fout:
            if fout.probleem != GEPAUZEERD:
                raise
            yield Ophaalresultaat(
                school=str(school.school), volgnummer=None, uitkomst=GEPAUZEERD, uitleg=fout.tekst
            )

    def _school(self, school: Schoolaanbod, keys: list[dict[str, Any]]) -> Iterator[Ophaalresultaat]:
        """The deliveries of a school that are new, in order, up to the first that cannot be applied."""
        if school.laatste is None or school.basis is None:
            return
        own = self._own(school)
        if own is not None and own.volgnummer > school.laatste:  # such as after a backup was put back
            yield self._ask_volledig(
                school, f"De kopie is bij {own.volgnummer}, en de dienst bij {school.laatste}."
            )
        # A full delivery replaces everything: the deliveries before it need not be read.
        elif own is None or own.volgnummer < school.basis:
            offered = self._client.leveringen(school.school, school.basis - 1)
            yield from self._behind(school.basis - 1, offered, school, keys)
        else:
            # From the own delivery on, to see that the service has the same one by that number. It has
            # another if it was put back from a backup and counted on from there.
            offered = self._client.leveringen(school.school, own.volgnummer - 1)
            present = next(offered, None)
            if present is None or not own.is_of(present.volgnummer, present.sha256):
                yield self._ask_volledig(
                    school, f"De dienst heeft een andere levering {own.volgnummer} dan die in de kopie."
                )
                return
            yield from self._behind(own.volgnummer, offered, school, keys)

    def _behind(
        self, last: int, offered: Iterator[Aanbod], school: Schoolaanbod, keys: list[dict[str, Any]]
    ) -> Iterator[Ophaalresultaat]:
        for aanbod in offered:
            if aanbod.volgnummer != last + 1 or not aanbod.beschikbaar:
                yield self._ask_volledig(school, f"Levering {last + 1} is er niet (meer).")
                return
            resultaat = self._levering(aanbod, school, keys)
            if resultaat is not None:
                yield resultaat
                if not resultaat.is_good:
                    return
            last = aanbod.volgnummer

    def _own(self, school: Schoolaanbod) -> Stand | None:
        if self._kopie is None:
            return None
        return self._kopie.stand(str(self._client.koppeling), str(school.school))

    def _levering(
        self, aanbod: Aanbod, school: Schoolaanbod, keys: list[dict[str, Any]]
    ) -> Ophaalresultaat | None:
        """The outcome of a delivery; None for one that was in the folder already and has no copy to go to."""
        folder = self._folder / schoolpad.write(aanbod.school)
        private.make_folder(folder)
        path = folder / f"{aanbod.volgnummer:06}-{aanbod.id}.zip"
        name = str(aanbod.school)
        was_there = _is_whole(path, aanbod)
        try:
            if not was_there:
                self._client.download(aanbod, path)
            pakket = open_pakket(path, keys)
            self._check(pakket, aanbod)
            if self._kopie is None:
                pakket.judge()
                if was_there:
                    return None
                return Ophaalresultaat(school=name, volgnummer=aanbod.volgnummer, uitkomst=OPGEHAALD)
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
            return Ophaalresultaat(
                school=name, volgnummer=aanbod.volgnummer, uitkomst=AFGEKEURD, uitleg=fout.tekst
            )
        self._client.confirm(aanbod, VERWERKT)
        return Ophaalresultaat(school=name, volgnummer=aanbod.volgnummer, uitkomst=VERWERKT)

    def _check(self, pakket: Pakket, aanbod: Aanbod) -> None:
        """A right signature is not enough: it has to be the package that was asked for."""
        manifest = pakket.manifest
        asked = (aanbod.id, str(self._client.koppeling), aanbod.school, aanbod.volgnummer)
        if (manifest.id, manifest.koppeling, manifest.school, manifest.volgnummer) != asked:
            raise VerkeerdPakket

    def _ask_volledig(self, school: Schoolaanbod, why: str) -> Ophaalresultaat:
        self._client.ask_volledig(school.school)
        return Ophaalresultaat(
            school=str(school.school), volgnummer=None, uitkomst=VOLLEDIG_GEVRAAGD, uitleg=why
        )


def _in_words(vertrek: Vertrek) -> str:
    """What is left of a school, and what has to be done."""
    held = "Er is hier niets (meer) van."
    if vertrek.objecten or vertrek.pakketten:
        held = f"Er zijn nog {vertrek.objecten} objecten en {len(vertrek.pakketten)} pakketten van."
    if not vertrek.verzoeken:
        return f"{held} Vernietig ze met --vernietig."
    last = min(verzoek.verwijderen_voor for verzoek in vertrek.verzoeken)
    return f"{held} Vernietig alles voor {last:%d-%m-%Y} en bevestig dat, met --vernietig."


def _told(vertrek: Vertrek) -> str:
    if vertrek.verzoeken:
        return "Dit is aan de dienst bevestigd."
    return "De dienst vroeg er niet (meer) om."


def _is_whole(path: Path, aanbod: Aanbod) -> bool:
    """Whether a package lies there as the service lists it; a damaged one is collected anew."""
    if not path.exists() or path.stat().st_size != aanbod.bytes:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == aanbod.sha256
