"""What an application asks of schools: the kinds of links, and for each the fields with their purpose."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from uwlr_service.domain.koppeling.aanvraag.formulier import (
    ADRES_LENGTH,
    Antwoorden,
    Formuliervraag,
    Vraagsoort,
    cleaned,
    cleaned_text,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    FEWEST_SIGNS,
    MOST_SIGNS,
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
)
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import SET, altijd, velden_of_set
from uwlr_service.domain.koppeling.gegevenssets import NAMEN, XSDVERSIES
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.teksten import SETVOLGORDE, Merk, is_bijzonder, set_of, teksten

GRONDSLAGEN = (
    "taak-van-algemeen-belang",
    "wettelijke-plicht",
    "overeenkomst",
    "toestemming",
    "gerechtvaardigd-belang",
    "vitaal-belang",
)
"""The grounds of the law (AVG, art. 6 lid 1), the usual one of a school first."""
RICHTINGEN = (Richting.BEIDE.value, Richting.OPHALEN.value, Richting.BRENGEN.value)


class Koppelsoort(enum.StrEnum):
    """The kinds of links that can be asked for."""

    UWLR = "uwlr"
    GKV_BASIS = GKV_BASIS
    GKV_UITGEBREID = GKV_UITGEBREID
    SSO = "sso"


SETS_OF: Mapping[Koppelsoort, tuple[str, ...]] = MappingProxyType(
    {
        Koppelsoort.UWLR: NAMEN,
        Koppelsoort.GKV_BASIS: (GKV_BASIS,),
        Koppelsoort.GKV_UITGEBREID: (GKV_UITGEBREID,),
        Koppelsoort.SSO: ("sso",),
    }
)
"""The sets of fields that a link of each kind can have."""
ALGEMEEN = (
    Formuliervraag(naam="doel", soort=Vraagsoort.UITLEG, kortste=FEWEST_SIGNS, langste=MOST_SIGNS),
    Formuliervraag(naam="hoe_vaak", soort=Vraagsoort.TEKST, langste=MOST_SIGNS),
)
NETWERKEN = Formuliervraag(
    naam="netwerken", soort=Vraagsoort.NETWERKEN, langste=ADRES_LENGTH, is_verplicht=False
)
JWKS = Formuliervraag(naam="jwks_uri", soort=Vraagsoort.ADRES, langste=ADRES_LENGTH, is_verplicht=False)
VRAGEN_OF: Mapping[Koppelsoort, tuple[Formuliervraag, ...]] = MappingProxyType(
    {
        Koppelsoort.UWLR: (
            Formuliervraag(naam="gegevensset", soort=Vraagsoort.KEUZE, keuzes=NAMEN),
            Formuliervraag(naam="richting", soort=Vraagsoort.KEUZE, keuzes=RICHTINGEN),
            Formuliervraag(naam="xsdversie", soort=Vraagsoort.KEUZE, keuzes=XSDVERSIES),
            *ALGEMEEN,
            NETWERKEN,
        ),
        Koppelsoort.GKV_BASIS: (*ALGEMEEN, JWKS, NETWERKEN),
        Koppelsoort.GKV_UITGEBREID: (*ALGEMEEN, JWKS, NETWERKEN),
        Koppelsoort.SSO: (
            *ALGEMEEN,
            Formuliervraag(naam="redirect_uris", soort=Vraagsoort.ADRESSEN, langste=5 * ADRES_LENGTH),
        ),
    }
)
"""What is asked of each kind of link, beside its fields."""


@dataclass(frozen=True, slots=True)
class Setvraag:
    """What a partner says of all fields of a part of the set, unless a field has words of its own."""

    doel: str = ""
    grondslag: str = ""
    bewaartermijn: str = ""

    def cleaned(self) -> "Setvraag":
        """The same, without signs that nobody can see."""
        return Setvraag(*map(cleaned_text, (self.doel, self.grondslag, self.bewaartermijn)))


@dataclass(frozen=True, slots=True)
class Veldvraag:
    """What a partner says of a field; ``zonder`` is what would not work without it."""

    gebruik: Veldgebruik = Veldgebruik.NEE
    doel: str = ""
    zonder: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether the partner wants it."""
        return self.gebruik is not Veldgebruik.NEE

    def cleaned(self) -> "Veldvraag":
        """The same, without signs that nobody can see."""
        return Veldvraag(self.gebruik, cleaned_text(self.doel), cleaned_text(self.zonder))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevensvraag:
    """One link that is asked for; ``delen`` and ``velden`` go by the names of parts and fields of the set."""

    soort: Koppelsoort
    antwoorden: Antwoorden = field(default_factory=dict)
    delen: Mapping[str, Setvraag] = field(default_factory=dict)
    velden: Mapping[str, Veldvraag] = field(default_factory=dict)

    @property
    def gegevensset(self) -> str:
        """The set of fields; of UWLR the widest one, as long as none was chosen."""
        sets = SETS_OF[self.soort]
        chosen = self.antwoorden.get("gegevensset")
        return str(chosen) if chosen in sets else sets[0]

    @property
    def richting(self) -> Richting:
        """The direction of the link."""
        if self.soort is Koppelsoort.UWLR:
            chosen = self.antwoorden.get("richting")
            return Richting(chosen) if chosen in RICHTINGEN else Richting.BEIDE
        return Richting.INLOGGEN if self.soort is Koppelsoort.SSO else Richting.LEVEREN

    @property
    def gevraagd(self) -> tuple[str, ...]:
        """The fields that are asked for, with those that their part always has, in the order of the set."""
        always = frozenset(altijd(self.gegevensset))
        delen = self.gevraagde_delen
        return tuple(
            veld
            for veld in velden_of_set(self.gegevensset)
            if set_of(veld) in delen and (veld in always or self.of(veld).is_asked)
        )

    @property
    def delen_van_set(self) -> tuple[str, ...]:
        """The parts of the set, by the names of their texts, in the order in which people read them.

        The first is what every link of this kind has.
        """
        delen = set(map(set_of, velden_of_set(self.gegevensset)))
        return tuple(deel for deel in SETVOLGORDE if deel in delen)

    @property
    def gevraagde_delen(self) -> tuple[str, ...]:
        """The parts of which something is asked: those that are always there, and those that are wanted."""
        known = velden_of_set(self.gegevensset)
        delen = []
        for deel in self.delen_van_set:
            switch = f"{SET}/{deel}"
            if switch not in known or self.of(switch).is_asked:
                delen.append(deel)
        return tuple(delen)

    @property
    def is_bijzonder(self) -> bool:
        """Whether it asks for data about health, support or origin: then two operators judge it."""
        return any(map(is_bijzonder, self.gevraagd))

    def of(self, veld: str) -> Veldvraag:
        """What is said of a field."""
        return self.velden.get(veld, Veldvraag())

    def cleaned(self) -> "Gegevensvraag":
        """The same, with only what the set has, and without signs that nobody can see."""
        known = velden_of_set(self.gegevensset)
        return Gegevensvraag(
            soort=self.soort,
            antwoorden={
                vraag.naam: cleaned(self.antwoorden.get(vraag.naam, "")) for vraag in VRAGEN_OF[self.soort]
            },
            delen={deel: self.delen[deel].cleaned() for deel in self.delen_van_set if deel in self.delen},
            velden={veld: self.of(veld).cleaned() for veld in known if self.of(veld) != Veldvraag()},
        )

    def as_voorstel(self, overeenkomst: str = "") -> Voorstelinhoud:
        """The proposal that schools get to see; what was said of a part holds for its fields."""
        always = frozenset(altijd(self.gegevensset))
        velden = []
        for veld in self.gevraagd:
            own = self.of(veld)
            of_deel = self.delen.get(set_of(veld), Setvraag())
            velden.append(
                Voorstelveld(
                    veld=veld,
                    gebruik=Veldgebruik.NODIG if veld in always else own.gebruik,
                    doel=own.doel or of_deel.doel,
                    grondslag=of_deel.grondslag,
                    bewaartermijn=of_deel.bewaartermijn,
                    zonder=own.zonder,
                )
            )
        first = self.delen.get(self.delen_van_set[0], Setvraag())
        return Voorstelinhoud(
            gegevensset=self.gegevensset,
            doel=str(self.antwoorden.get("doel", "")),
            hoe_vaak=str(self.antwoorden.get("hoe_vaak", "")),
            bewaartermijn=first.bewaartermijn,
            overeenkomst=overeenkomst,
            velden=tuple(velden),
        )


def is_gewaarschuwd(veld: str) -> bool:
    """Whether schools read a warning about a field, so that its purpose has to be spelled out."""
    return teksten().of_veld(veld).merk is not Merk.GEEN
