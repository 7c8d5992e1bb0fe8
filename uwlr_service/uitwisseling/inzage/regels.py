"""The lines of an overview: for each answer and package what it held of its people."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from uwlr_service.domain import tijd
from uwlr_service.domain.inzage.overzicht import Verstrekt, Weg, Zekerheid
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, ROOSTERS
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.formats.generiek.namespaces import GET_LEERLINGEN
from uwlr_service.repository.inzage.uitgiften import (
    Afspraakversie,
    Pakketbron,
    Pakketregel,
    Registerregel,
)
from uwlr_service.uitwisseling.inzage.geschiedenis import Geschiedenis
from uwlr_service.uitwisseling.inzage.inhoud import NIETS, Inhoud, Pakketdeel, Uwlrvraag, Velden, velden_of
from uwlr_service.uitwisseling.koppeling.register import OVERIGE_KEUZES

ValueT = TypeVar("ValueT")
SAMENGESTELD = "samengestelde_groep"
WEGEN = {GET_LEERLINGEN: Weg.GENERIEK, **dict.fromkeys(ROOSTERS, Weg.ROOSTER)}
"""The way of what the register counts by the message; all others are of UWLR."""


class Regels:
    """Makes the lines, of the history of the people and the agreements of their school.

    ``kept_since`` is since when the service keeps what was replaced.
    """

    def __init__(
        self, geschiedenis: Geschiedenis, afspraken: dict[int, Afspraakversie], kept_since: datetime
    ) -> None:
        self._geschiedenis = geschiedenis
        self._afspraken = afspraken
        self._kept_since = kept_since
        self._inhoud = Inhoud(geschiedenis)
        # Hundreds of answers are of a handful of states: each is written once.
        self._written: dict[Hashable, object] = {}

    def of_register(self, regel: Registerregel) -> Verstrekt | None:
        """The line of some equal answers or files; None if they held nothing of these people."""
        is_generiek = regel.bericht == GET_LEERLINGEN
        zekerheid = Zekerheid.ZEKER
        velden: Velden = ()
        if not self._is_kept(regel, is_generiek=is_generiek):
            zekerheid = Zekerheid.VERGETEN
        elif is_generiek:
            velden = self._generiek(regel)
        elif regel.bericht in ROOSTERS:
            velden = self._rooster(regel)
        else:
            if list(regel.groepskeuze) == OVERIGE_KEUZES:
                zekerheid = Zekerheid.MOGELIJK
            velden = self._uwlr(regel)
        if not velden and zekerheid is not Zekerheid.VERGETEN:
            return None
        return Verstrekt(
            weg=WEGEN.get(regel.bericht, Weg.UWLR),
            eerste=regel.eerste,
            laatste=regel.laatste,
            aantal=regel.aantal,
            is_opgehaald=True,
            afspraakversie=self._afspraken[regel.afspraak].afspraak.versie,
            zekerheid=zekerheid,
            velden=velden,
        )

    def of_pakket(self, regel: Pakketregel) -> Verstrekt | None:
        """The line of a package; None if it held nothing of these people."""
        zekerheid = Zekerheid.ZEKER
        velden: Velden = ()
        verwijderd: tuple[str, ...] = ()
        if not self.is_kept(regel):
            zekerheid = Zekerheid.VERGETEN
        else:
            velden, verwijderd = self.content_of(regel)
            if not velden and not verwijderd:
                return None
        return Verstrekt(
            weg=Weg.PAKKET,
            eerste=regel.eerste or regel.gemaakt,
            laatste=regel.laatste or regel.gemaakt,
            aantal=max(regel.aantal, 1),
            is_opgehaald=regel.eerste is not None,
            afspraakversie=self._afspraken[regel.afspraak].afspraak.versie,
            zekerheid=zekerheid,
            velden=velden,
            verwijderd=verwijderd,
        )

    def content_of(self, regel: Pakketregel) -> tuple[Velden, tuple[str, ...]]:
        """What a package told of these people: fields of objects, and the kinds of those to remove."""
        now = self.deel_of(regel.afspraak, regel.bron)
        before = NIETS
        if regel.vorige is not None:
            before = self.deel_of(regel.afspraak, regel.vorige)
        changed = [
            fragment for name, fragment in now.fragmenten.items() if before.fragmenten.get(name) != fragment
        ]
        gone = [entiteit for entiteit, key in before.fragmenten if (entiteit, key) not in now.aanwezig]
        velden = self._memory(("velden", tuple(changed)), lambda: velden_of(changed))
        if _has_edex(regel):
            velden += now.edex
        return velden, tuple(gone)

    def deel_of(self, afspraak_id: int, bron: Pakketbron) -> Pakketdeel:
        """The part of a full package of a state that is about these people."""
        if bron.jaar not in self._geschiedenis.jaren:
            return NIETS
        afspraak = self._afspraken[afspraak_id].afspraak
        dossier = self._geschiedenis.dossierinterval(bron.dossierrevisie)
        key = ("pakket", _terms(afspraak), *self._state(bron), dossier)
        return self._memory(key, lambda: self._inhoud.of_pakket(afspraak, bron))

    def is_kept(self, regel: Pakketregel) -> bool:
        """Whether the states that a package was made from are still whole."""
        bronnen = [regel.bron] if regel.vorige is None else [regel.bron, regel.vorige]
        is_basis = self._afspraken[regel.afspraak].afspraak.gegevensset == GKV_BASIS
        return all(
            self._is_whole(bron.jaar, bron.revisie)
            and (is_basis or self._geschiedenis.has_dossier(bron.dossierrevisie, self._kept_since))
            for bron in bronnen
        )

    def _is_kept(self, regel: Registerregel, *, is_generiek: bool) -> bool:
        if not self._is_whole(regel.jaar, regel.revisie):
            return False
        is_basis = self._afspraken[regel.afspraak].afspraak.gegevensset == GKV_BASIS
        if not is_generiek or is_basis:
            return True
        dossierrevisie = self._geschiedenis.dossierrevisie_at(regel.aanmaakdatum)
        return self._geschiedenis.has_dossier(dossierrevisie, self._kept_since)

    def _is_whole(self, jaar: int, revisie: int) -> bool:
        """A year that knows none of these people held nothing of them, so nothing was lost."""
        return jaar not in self._geschiedenis.jaren or self._geschiedenis.is_whole(jaar, revisie)

    def _uwlr(self, regel: Registerregel) -> Velden:
        afspraak = self._afspraken[regel.afspraak].afspraak
        keuzes: tuple[Groepskeuze, ...] | None = None
        if list(regel.groepskeuze) != OVERIGE_KEUZES:
            keuzes = tuple(map(_keuze, regel.groepskeuze))
        vraag = Uwlrvraag(regel.bericht, regel.xsdversie, regel.gegevensset, keuzes)
        bron = _bron(regel)
        return self._memory(
            ("uwlr", _terms(afspraak), vraag, *self._state(bron)),
            lambda: self._inhoud.of_uwlr(afspraak, vraag, bron),
        )

    def _generiek(self, regel: Registerregel) -> Velden:
        afspraak = self._afspraken[regel.afspraak].afspraak
        dossierrevisie = self._geschiedenis.dossierrevisie_at(regel.aanmaakdatum)
        bron = _bron(regel, dossierrevisie)
        return self._memory(
            (
                "generiek",
                _terms(afspraak),
                *self._state(bron),
                self._geschiedenis.dossierinterval(dossierrevisie),
            ),
            lambda: self._inhoud.of_generiek(afspraak, bron),
        )

    def _rooster(self, regel: Registerregel) -> Velden:
        afspraak = self._afspraken[regel.afspraak].afspraak
        bron = _bron(regel)
        return self._memory(
            (regel.bericht, _terms(afspraak), *self._state(bron)),
            lambda: self._inhoud.of_rooster(afspraak, regel.bericht, bron),
        )

    def _state(self, bron: Pakketbron) -> tuple[int, int, int]:
        """What two states have in common if these people were the same in both."""
        return (
            bron.jaar,
            self._geschiedenis.interval(bron.jaar, bron.revisie),
            self._geschiedenis.dagen(bron.peildag),
        )

    def _memory(self, key: Hashable, make: Callable[[], ValueT]) -> ValueT:
        if key not in self._written:
            self._written[key] = make()
        written: ValueT = self._written[key]  # type: ignore[assignment]
        return written


def _terms(afspraak: Gegevensafspraak) -> Hashable:
    """What decides what leaves under an agreement: the links of a school often have the same."""
    return afspraak.gegevensset, frozenset(afspraak.schakelaars.items()), afspraak.selectie


def _bron(regel: Registerregel, dossierrevisie: int = 0) -> Pakketbron:
    """The state of an answer; the register keeps the day for which statuses were taken as its moment."""
    return Pakketbron(
        jaar=regel.jaar,
        revisie=regel.revisie,
        dossierrevisie=dossierrevisie,
        peildag=tijd.today(regel.aanmaakdatum),
    )


def _keuze(text: str) -> Groepskeuze:
    """A choice of groups as the register spells it; a key can hold any sign."""
    soort, equals, key = text.partition("=")
    return Groepskeuze(soort == SAMENGESTELD, key if equals else None)


def _has_edex(regel: Pakketregel) -> bool:
    """Whether a package holds everybody as EDEXML.

    It was not always written down: then it may when the state of the year was another one.
    """
    if regel.edex is not None:
        return regel.edex
    return regel.vorige is None or regel.vorige.revisie != regel.bron.revisie


def all_of(
    regels: Regels, register: Iterable[Registerregel], pakketten: Iterable[Pakketregel]
) -> Iterator[tuple[int, Verstrekt]]:
    """Every line that says something, with the number of its link."""
    for registerregel in register:
        verstrekt = regels.of_register(registerregel)
        if verstrekt is not None:
            yield registerregel.koppeling, verstrekt
    for pakketregel in pakketten:
        verstrekt = regels.of_pakket(pakketregel)
        if verstrekt is not None:
            yield pakketregel.koppeling, verstrekt
