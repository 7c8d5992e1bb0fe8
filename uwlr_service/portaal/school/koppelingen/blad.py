"""What stands on the consent page: per set what always goes, what can be chosen, and how it is marked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik, Voorstelveld
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import SET
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Veldvoorbeeld
from uwlr_service.domain.koppeling.teksten import (
    SETVOLGORDE,
    Merk,
    Tekst,
    Teksten,
    is_bijzonder,
    set_of,
)
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.portaal.volgorde import in_reading_order
from uwlr_service.uitwisseling.koppeling.besluitvorming.voorgelegd import Voorgelegd
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import Besluitblad

KEY = "key"
GRONDSLAG = "grondslag"
"""Under which name the words for the grounds of the law are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Velddeel:
    """One field on the page: our text, an example of the school, and the words of the company.

    ``vinkje`` is the tick of the form; None for a field that always goes. ``zonder`` is what does not work
    without it, in the words of the company where those are there, and in ours otherwise. ``mee`` are the
    names of what goes with it as soon as it goes: of a field that switches a whole kind of object.
    ``grondslag`` is the ground of the law that the company gives, in words.
    """

    veld: str
    titel: str
    tekst: Tekst
    voorbeeld: Veldvoorbeeld | None = None
    bedrijf: Voorstelveld | None = None
    vinkje: Any = None
    mee: tuple[str, ...] = ()
    grondslag: str = ""

    @property
    def is_whole_set(self) -> bool:
        """Whether it stands for a whole set, which has no value of its own to show."""
        return self.veld.startswith(f"{SET}/")

    @property
    def is_needed(self) -> bool:
        """Whether the company says that it cannot do without."""
        return self.bedrijf is not None and self.bedrijf.gebruik is Veldgebruik.NODIG

    @property
    def zonder(self) -> str:
        """What does not work without it, in our words; the company's are shown as theirs."""
        if self.bedrijf is not None and self.bedrijf.zonder:
            return ""
        return self.tekst.zonder


@dataclass(frozen=True, slots=True, kw_only=True)
class Elementdeel:
    """The fields of one kind of object that can be chosen."""

    naam: str
    velden: tuple[Velddeel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setdeel:
    """One set: closed, unless there is something to think about in it.

    ``heel`` is the tick for the set without any of its fields to choose.
    """

    naam: str
    tekst: Tekst
    merk: Merk
    altijd: tuple[Velddeel, ...]
    heel: Velddeel | None
    elementen: tuple[Elementdeel, ...]
    loopt: tuple[Velddeel, ...]

    @property
    def keuzes(self) -> list[Velddeel]:
        """Every field that can be chosen."""
        chosen = [velddeel for elementdeel in self.elementen for velddeel in elementdeel.velden]
        return chosen if self.heel is None else [self.heel, *chosen]

    @property
    def gekozen(self) -> int:
        """How many of those have a tick."""
        return sum(bool(velddeel.vinkje.checked) for velddeel in self.keuzes if velddeel.vinkje is not None)

    @property
    def is_open(self) -> bool:
        """Whether it is shown unfolded: where something is sensitive, or was chosen already."""
        return bool(self.keuzes) and (self.merk is not Merk.GEEN or self.gekozen > 0)


def sets_of(blad: Besluitblad, texts: Teksten, vinkjes: Mapping[str, Any]) -> list[Setdeel]:
    """Every set of a proposal in which something goes or can be chosen, in the order of people."""
    voorgelegd = blad.voorgelegd
    by_set: dict[str, list[str]] = {}
    for veld in (*voorgelegd.altijd, *voorgelegd.te_kiezen, *voorgelegd.loopt):
        by_set.setdefault(set_of(veld), []).append(veld)
    maker = _Maker(blad=blad, texts=texts, vinkjes=vinkjes)
    return [maker.make(naam, by_set[naam]) for naam in SETVOLGORDE if naam in by_set]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Puts the parts of one page together."""

    blad: Besluitblad
    texts: Teksten
    vinkjes: Mapping[str, Any]

    @property
    def voorgelegd(self) -> Voorgelegd:
        return self.blad.voorgelegd

    def make(self, naam: str, velden: Iterable[str]) -> Setdeel:
        mine = list(dict.fromkeys(velden))
        to_choose = [veld for veld in mine if veld in self.voorgelegd.te_kiezen]
        set_veld = f"{SET}/{naam}"
        chosen = [veld for veld in to_choose if veld != set_veld]
        tekst = self.texts.of_set(naam)
        return Setdeel(
            naam=naam,
            tekst=tekst,
            merk=_merk(tekst, to_choose),
            altijd=tuple(
                self._deel(veld)
                for veld in in_reading_order(mine, self.texts)
                if self._always_goes(veld, chosen)
            ),
            heel=self._deel(set_veld) if set_veld in to_choose else None,
            elementen=tuple(self._elementen(chosen)),
            loopt=tuple(
                self._deel(veld) for veld in mine if veld in self.voorgelegd.loopt and veld != set_veld
            ),
        )

    def _always_goes(self, veld: str, chosen: Iterable[str]) -> bool:
        """Whether a field goes with its set: not where its kind of object is a choice of its own."""
        element, _, _ = veld.partition("/")
        return veld in self.voorgelegd.altijd and f"{element}/{KEY}" not in chosen

    def _elementen(self, chosen: Iterable[str]) -> Iterator[Elementdeel]:
        by_element: dict[str, list[Velddeel]] = {}
        for veld in chosen:
            element, _, _ = veld.partition("/")
            by_element.setdefault(element, []).append(self._deel(veld))
        for element, delen in by_element.items():
            yield Elementdeel(naam=self.texts.elementen[element], velden=tuple(delen))

    def _deel(self, veld: str) -> Velddeel:
        bedrijf = self.voorgelegd.inhoud.by_veld().get(veld)
        return Velddeel(
            veld=veld,
            titel=self.texts.titel(veld),
            tekst=self.texts.of_veld(veld),
            voorbeeld=self.blad.voorbeelden.velden.get(veld),
            bedrijf=bedrijf,
            vinkje=self.vinkjes.get(veld),
            mee=tuple(self._along_with(veld)),
            grondslag="" if bedrijf is None else words_of(GRONDSLAG, bedrijf.grondslag, self.texts.taal),
        )

    def _along_with(self, veld: str) -> Iterator[str]:
        """The names of the obligatory fields of the kind of object that a field to choose switches."""
        element, _, naam = veld.partition("/")
        if naam != KEY or veld not in self.voorgelegd.te_kiezen:
            return
        for obligatory in in_reading_order(self.voorgelegd.altijd, self.texts):
            if obligatory.startswith(f"{element}/"):
                yield self.texts.of_veld(obligatory).naam


def _merk(tekst: Tekst, to_choose: Iterable[str]) -> Merk:
    """The mark of the set itself, or a heavier one for what is asked in it."""
    if any(is_bijzonder(veld) for veld in to_choose):
        return Merk.EXTRA_BESCHERMD
    return tekst.merk
