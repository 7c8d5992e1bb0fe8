"""The answers of the drop-in service GeneriekeService: linked lists about a school (docs/gkv-soap.rst).

Everything refers by key here; the numbers that consumers see are looked up when it is written.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from uwlr_service.domain.netwerk import Netwerk, is_within
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep
from uwlr_service.domain.school.groepsindeling import Groepsindeling
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar


class Nummersoort(enum.StrEnum):
    """The kinds of things with a number of their own; the value is stored, so it never changes."""

    ADRES = "adres"
    TELEFOON = "telefoon"
    """At the address of a pupil."""
    MOBIEL = "mobiel"
    TELEFOONWERK = "telefoonwerk"
    GROEP = "groep"
    SAMENGESTELDE_GROEP = "samengestelde_groep"
    SCHOOLJAAR = "schooljaar"
    INSCHRIJVINGTYPE = "inschrijvingtype"
    LEERLING = "leerling"
    GROEPSINDELING = "groepsindeling"
    INSCHRIJVING = "inschrijving"
    AFGELEIDE_INSCHRIJVING = "afgeleide_inschrijving"
    """Of a pupil whose enrolment is only known by their instroomdatum and uitstroomdatum."""
    DIENSTVERBAND = "dienstverband"
    MEDEWERKER = "medewerker"
    VERZORGER = "verzorger"
    """In addresses of pages only."""


Nummersleutel = tuple[Nummersoort, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leveranciersverzoek:
    """One request: the supplier that asks, the school and the year.

    ``school`` is the main location when the request names a BRIN alone; ``is_brin_alone`` says so.
    """

    operatie: str
    leveranciernaam: str
    leveranciersleutel: str = field(repr=False)
    school: Schoolcode
    schooljaar: Schooljaar
    is_brin_alone: bool = False


@dataclass(frozen=True, slots=True)
class Generiektoegang:
    """Whether a link may use the service, and from where; without ``adressen`` from everywhere.

    It is off until somebody switches it on: its key travels in each request, and its answers are not signed.
    """

    aan: bool = False
    adressen: tuple[Netwerk, ...] = ()

    def admits(self, adres: str) -> bool:
        """Whether a call may come from an address."""
        return not self.adressen or is_within(adres, self.adressen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telefoon:
    """A telephone number; of a secret one only that it is secret.

    It has no key of its own: it is identified by its owner and its kind.
    """

    soort: Nummersoort
    key: str
    nummer: str | None = None
    geheim: bool = False

    @property
    def nummersleutel(self) -> Nummersleutel:
        """What its number is kept under."""
        return self.soort, self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Adres:
    """An address, by the key of the person who lives there; of a secret one only that it is secret."""

    key: str
    gemeente: str | None = None
    plaats: str | None = None
    straat: str | None = None
    huisnummer: str | None = None
    postcode: str | None = None
    land: str | None = None
    geheim: bool = False


@dataclass(frozen=True, slots=True)
class Inschrijvingtype:
    """A kind of enrolment, from the school's own list."""

    key: str
    omschrijving: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inschrijving:
    """An enrolment of a pupil, as the dossier has it."""

    key: str
    inschrijvingtype: str | None = None
    datuminschrijving: date | None = None
    datumuitschrijving: date | None = None


@dataclass(frozen=True, slots=True)
class Dienstverband:
    """A kind of employment, from the school's own list."""

    key: str
    afkorting: str | None = None
    naam: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingdetail:
    """What the dossier adds to a pupil; ``communicatie`` is the telephone at their address."""

    leerlingnummer: str | None = None
    achternaamofficieel: str | None = None
    voorvoegselofficieel: str | None = None
    geboortedatumonzeker: bool | None = None
    geboorteplaats: str | None = None
    datumaanmelding: date | None = None
    adres: Adres | None = None
    communicatie: Telefoon | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medewerkerdetail:
    """What the dossier adds to a teacher; ``dienstverband`` holds keys."""

    aanhef: str | None = None
    mobielnummer: Telefoon | None = None
    telefoonwerk: Telefoon | None = None
    geboortedatum: date | None = None
    geboortedatumonzeker: bool | None = None
    geboorteland: str | None = None
    dienstverband: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Uittreksel:
    """The part of a dossier that is given here, by key of pupil or employee; empty for a link of basis.

    ``anderen`` are the employees whom EDEXML does not know.
    """

    inschrijvingtypes: tuple[Inschrijvingtype, ...] = ()
    dienstverbanden: tuple[Dienstverband, ...] = ()
    leerlingen: Mapping[str, Leerlingdetail] = field(default_factory=dict)
    inschrijvingen: Mapping[str, tuple[Inschrijving, ...]] = field(default_factory=dict)
    medewerkers: Mapping[str, Medewerkerdetail] = field(default_factory=dict)
    anderen: tuple[Leerkracht, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingregel:
    """A pupil with everything that belongs to them."""

    leerling: Leerling
    detail: Leerlingdetail = Leerlingdetail()
    indelingen: tuple[Groepsindeling, ...] = ()
    inschrijvingen: tuple[Inschrijving, ...] = ()

    def nummersleutels(self) -> Iterator[Nummersleutel]:
        """Everything in it that needs a number, but the address and its telephone."""
        yield Nummersoort.LEERLING, self.leerling.key
        for indeling in self.indelingen:
            yield Nummersoort.GROEPSINDELING, indeling.key
        for inschrijving in self.inschrijvingen:
            yield Nummersoort.INSCHRIJVING, inschrijving.key
        if not self.inschrijvingen:
            yield Nummersoort.AFGELEIDE_INSCHRIJVING, self.leerling.key


@dataclass(frozen=True, slots=True)
class Medewerkerregel:
    """An employee: a teacher with what the dossier adds, or somebody who is in the dossier only."""

    leerkracht: Leerkracht
    detail: Medewerkerdetail = Medewerkerdetail()
    element: str = "leerkracht"
    """The element under which the agreement has the fields of their name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingenlijst:
    """The answer about pupils; without a school year there is nothing for it, and all lists are empty."""

    schooljaar: Schooljaar | None = None
    groepen: tuple[Groep | SamengesteldeGroep, ...] = ()
    inschrijvingtypes: tuple[Inschrijvingtype, ...] = ()
    leerlingen: tuple[Leerlingregel, ...] = ()

    def nummersleutels(self) -> Iterator[Nummersleutel]:
        """Everything in it that needs a number, in the order of the answer."""
        for regel in self.leerlingen:
            if regel.detail.adres is not None:
                yield Nummersoort.ADRES, regel.detail.adres.key
            if regel.detail.communicatie is not None:
                yield regel.detail.communicatie.nummersleutel
        yield from map(groepsleutel, self.groepen)
        if self.schooljaar is not None:
            yield Nummersoort.SCHOOLJAAR, self.schooljaar
        for inschrijvingtype in self.inschrijvingtypes:
            yield Nummersoort.INSCHRIJVINGTYPE, inschrijvingtype.key
        for regel in self.leerlingen:
            yield from regel.nummersleutels()


@dataclass(frozen=True, slots=True)
class Medewerkerslijst:
    """The answer about teachers."""

    dienstverbanden: tuple[Dienstverband, ...] = ()
    medewerkers: tuple[Medewerkerregel, ...] = ()

    def nummersleutels(self) -> Iterator[Nummersleutel]:
        """Everything in it that needs a number, in the order of the answer."""
        for dienstverband in self.dienstverbanden:
            yield Nummersoort.DIENSTVERBAND, dienstverband.key
        for regel in self.medewerkers:
            yield Nummersoort.MEDEWERKER, regel.leerkracht.key
            for telefoon in (regel.detail.mobielnummer, regel.detail.telefoonwerk):
                if telefoon is not None:
                    yield telefoon.nummersleutel


def groepsleutel(groep: Groep | SamengesteldeGroep) -> Nummersleutel:
    """What the number of a group is kept under."""
    if isinstance(groep, Groep):
        return Nummersoort.GROEP, groep.key
    return Nummersoort.SAMENGESTELDE_GROEP, groep.key
