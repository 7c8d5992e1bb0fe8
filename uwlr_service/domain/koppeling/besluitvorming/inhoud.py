"""What a partner proposes, once for all schools that are asked: the fields, and for each what it is for."""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from uwlr_service.domain import tekst
from uwlr_service.domain.fouten import Geweigerd, VeldOngeldig
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import (
    kiesbaar,
    kind_veld_of,
    set_veld_of,
    velden_of_set,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie

MOST_SIGNS = 300
"""How long each text of a partner may be; what is shown beside it is ours."""
FEWEST_SIGNS = 20
"""How much a partner says at least of a field with a warning."""


class Veldgebruik(enum.StrEnum):
    """How firmly a partner asks for a field; the school decides about each that the set leaves free."""

    NODIG = "nodig"
    MAG = "mag"
    NEE = "nee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstelveld:
    """One field that a partner asks for; the texts are the partner's, ``zonder`` is what would not work."""

    veld: str
    gebruik: Veldgebruik = Veldgebruik.MAG
    doel: str = ""
    grondslag: str = ""
    bewaartermijn: str = ""
    zonder: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether the partner wants it at all."""
        return self.gebruik is not Veldgebruik.NEE

    @property
    def texts(self) -> dict[str, str]:
        """The partner's words, by name."""
        return {
            "doel": self.doel,
            "grondslag": self.grondslag,
            "bewaartermijn": self.bewaartermijn,
            "zonder": self.zonder,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstelinhoud:
    """A proposal without its schools.

    ``hoe_vaak`` and ``bewaartermijn`` are sentences; ``overeenkomst`` names the processing agreement;
    ``aanbevolen`` is the choice of pupils that the partner advises, by what all schools have in common.
    """

    gegevensset: str
    doel: str
    hoe_vaak: str = ""
    bewaartermijn: str = ""
    overeenkomst: str = ""
    velden: tuple[Voorstelveld, ...] = ()
    aanbevolen: Leerlingselectie = field(default_factory=Leerlingselectie)

    @property
    def gevraagd(self) -> frozenset[str]:
        """The fields that a school can say yes to: those asked for, with their sets and kinds of object.

        A field that goes whenever its kind does asks for no kind: it goes if the kind was asked for.
        """
        free = frozenset(kiesbaar(self.gegevensset))
        asked: set[str] = set()
        for voorstelveld in self.velden:
            if voorstelveld.is_asked:
                veld = voorstelveld.veld
                asked.update((veld, set_veld_of(veld) or veld))
                if veld in free:
                    asked.add(kind_veld_of(veld))
        return free & asked

    def by_veld(self) -> Mapping[str, Voorstelveld]:
        """What is said of each field."""
        return {voorstelveld.veld: voorstelveld for voorstelveld in self.velden}


def require_complete(inhoud: Voorstelinhoud, gewaarschuwd: Collection[str]) -> Voorstelinhoud:
    """The content as it is kept, with its texts trimmed.

    ``gewaarschuwd`` are the fields of which a school reads a warning: there the purpose has to be spelled
    out. Raises VeldOngeldig for a field that the set does not have, and Geweigerd for a text that is missing,
    too long, or misleading.
    """
    if not tekst.trim(inhoud.doel):
        raise Geweigerd("Een voorstel zegt waarvoor de gegevens nodig zijn.")
    known = velden_of_set(inhoud.gegevensset)
    velden: dict[str, Voorstelveld] = {}
    for voorstelveld in inhoud.velden:
        veld = voorstelveld.veld
        if veld not in known:
            raise VeldOngeldig(
                f"Het veld '{tekst.shown(veld)}' hoort niet bij de gegevensset {inhoud.gegevensset}."
            )
        if veld in velden:
            raise VeldOngeldig(f"Het veld '{veld}' staat er twee keer.")
        trimmed = _trimmed(voorstelveld)
        needs_purpose = voorstelveld.is_asked and veld in gewaarschuwd
        if needs_purpose and len(trimmed.doel) < FEWEST_SIGNS:
            raise Geweigerd(f"Leg in ten minste {FEWEST_SIGNS} tekens uit waarvoor u '{veld}' nodig hebt.")
        velden[veld] = trimmed
    return replace(
        inhoud,
        doel=_text(inhoud.doel, "doel"),
        hoe_vaak=_text(inhoud.hoe_vaak, "hoe vaak"),
        bewaartermijn=_text(inhoud.bewaartermijn, "bewaartermijn"),
        overeenkomst=_text(inhoud.overeenkomst, "overeenkomst"),
        velden=tuple(velden.values()),
    )


def _trimmed(voorstelveld: Voorstelveld) -> Voorstelveld:
    veld = voorstelveld.veld
    return replace(
        voorstelveld,
        doel=_text(voorstelveld.doel, f"{veld}, doel"),
        grondslag=_text(voorstelveld.grondslag, f"{veld}, grondslag"),
        bewaartermijn=_text(voorstelveld.bewaartermijn, f"{veld}, bewaartermijn"),
        zonder=_text(voorstelveld.zonder, f"{veld}, zonder"),
    )


def _text(text: str, plaats: str) -> str:
    trimmed = tekst.trim(text)
    fault = tekst.fault(trimmed)
    if fault is not None:
        raise Geweigerd(f"De tekst bij '{plaats}' {fault}.")
    if len(trimmed) > MOST_SIGNS:
        raise Geweigerd(f"De tekst bij '{plaats}' is {len(trimmed)} tekens; {MOST_SIGNS} is het meeste.")
    return trimmed
