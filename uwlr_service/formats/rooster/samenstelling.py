"""From the data of a school, cut to an agreement, to a roster: nothing that is not agreed gets past here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from uwlr_service.domain.gkv.rooster import Roosterformaat
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.school.codelijsten import JAARGROEPEN
from uwlr_service.domain.school.groepsindeling import EerstGezien, Groepsindeling, groepsindelingen
from uwlr_service.domain.school.jaargroepen import COMBINATIE
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.tekst import trim
from uwlr_service.formats.gkv.edex import trimmed
from uwlr_service.formats.rooster.vorm import (
    Cursus,
    Gebruiker,
    Klas,
    Plaatsing,
    Rol,
    Rooster,
    Vorm,
    Weggelaten,
)

ONDERSTEUNING = frozenset({"ADM", "CON", "KLA", "LOS", "OWA", "OUD", "STA"})
"""Roles of EDEXML by which nobody should become the teacher of a class elsewhere."""
DEMOGRAFIE = ("leerling/geboortedatum", "leerling/geslacht")
SAMENGESTELD = "samengesteld"


def narrowed(vorm: Vorm, velden: Veldenlijst) -> Veldenlijst:
    """The fields of an agreement that have a place in a format."""
    carried = {"leerling": vorm.velden, "leerkracht": vorm.velden, "groepsindeling": vorm.indeling}
    kept: set[str] = set()
    for veld in velden.velden:
        element, _, naam = veld.partition("/")
        if element not in carried or naam in carried[element]:
            kept.add(veld)
    return replace(velden, velden=frozenset(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bron:
    """A school that was cut to an agreement, on a day."""

    gegevens: Schoolgegevens
    velden: Veldenlijst
    schoolnaam: str | None
    peildatum: date
    gezien: EerstGezien


def compose(vorm: Vorm, bron: Bron) -> Rooster:
    """The roster in one format; whoever that cannot hold is named in ``weggelaten``.

    The agreement has every field that the format demands (``Roosterformaat.lacking``).
    """
    velden = narrowed(vorm, bron.velden)
    gegevens = trimmed(bron.gegevens, velden)
    weggelaten: list[Weggelaten] = []
    # Of the data as they were: without a date, a pupil would seem to be at school all year.
    statussen = {leerling.key: leerling.status(bron.peildatum) for leerling in bron.gegevens.leerlingen}
    gebruikers = _gebruikers(vorm, gegevens, statussen, weggelaten)
    school = source_of(gegevens.school.code)
    klassen: list[Klas] = []
    for klas in _klassen(gegevens, school):
        if vorm.sleutel.fullmatch(klas.key):
            klassen.append(klas)
        else:
            weggelaten.append(Weggelaten("groep", klas.key, _unfit(vorm)))
    indelingen = groepsindelingen(bron.gegevens, bron.gezien)
    return Rooster(
        school=school,
        code=str(gegevens.school.code),
        naam=_naam(gegevens.school, bron.schoolnaam),
        jaar=gegevens.school.schooljaar,
        peildatum=bron.peildatum,
        gebruikers=tuple(gebruikers.values()),
        cursussen=tuple(_cursussen(klassen, school)),
        klassen=tuple(klassen),
        plaatsingen=tuple(_plaatsingen(indelingen, bron.velden, gebruikers, {klas.key for klas in klassen})),
        has_demografie=not velden.velden.isdisjoint(DEMOGRAFIE),
        weggelaten=tuple(weggelaten),
    )


def held(vorm: Vorm, bron: Bron) -> list[Leerling]:
    """The pupils who are in a roster, with the fields that it holds of them and no others."""
    present = {gebruiker.key for gebruiker in compose(vorm, bron).gebruikers}
    leerlingen: list[Leerling] = []
    for leerling in trimmed(bron.gegevens, narrowed(vorm, bron.velden)).leerlingen:
        if leerling.key in present:
            voornamen = None if leerling.roepnaam else leerling.voornamen
            leerlingen.append(replace(leerling, voornamen=voornamen))
    return leerlingen


def source_of(code: Schoolcode) -> str:
    """The ``sourcedId`` of a school: its code as addresses of the pull API have it."""
    if code.brincode is None:
        return str(code.schoolkey)
    return f"{code.brincode}-{code.dependancecode}"


def _naam(school: School, naam: str | None) -> str:
    return naam or school.code.brincode or str(school.code.schoolkey)


def _gebruikers(
    vorm: Vorm, gegevens: Schoolgegevens, statussen: Mapping[str, Status], weggelaten: list[Weggelaten]
) -> dict[str, Gebruiker]:
    """The people by key, pupils first: both share one file, and EDEXML numbers each kind by itself."""
    gebruikers: dict[str, Gebruiker] = {}
    personen = [
        *(_leerling(leerling, statussen[leerling.key]) for leerling in gegevens.leerlingen),
        *(_leerkracht(leerkracht) for leerkracht in gegevens.leerkrachten),
    ]
    for persoon in personen:
        soort = "leerling" if persoon.rol is Rol.LEERLING else "leerkracht"
        waarom = _waarom(vorm, persoon)
        if waarom is None and persoon.key in gebruikers:
            waarom = "de key is ook die van een leerling"
        if waarom is not None:
            weggelaten.append(Weggelaten(soort, persoon.key, waarom))
        else:
            gebruikers[persoon.key] = persoon
    return gebruikers


def _waarom(vorm: Vorm, persoon: Gebruiker) -> str | None:
    """Why a format cannot hold somebody; None if it can."""
    if not vorm.sleutel.fullmatch(persoon.key):
        return _unfit(vorm)
    if vorm.formaat.needs_names and persoon.achternaam is None:
        return "geen achternaam"
    if vorm.formaat.needs_names and persoon.voornaam is None:
        return "geen roepnaam"
    return _waarom_account(vorm.formaat, persoon)


def _waarom_account(formaat: Roosterformaat, persoon: Gebruiker) -> str | None:
    if formaat.accountvorm is None:
        return None
    account = getattr(persoon, formaat.account)
    if account is None:
        return f"geen {formaat.account}"
    if not formaat.accountvorm.fullmatch(account):
        return f"geen geldig {formaat.account}"
    return None


def _unfit(vorm: Vorm) -> str:
    return f"de key past niet in {vorm.formaat.titel}"


def _leerling(leerling: Leerling, status: Status) -> Gebruiker:
    return replace(
        _persoon(leerling, Rol.LEERLING),
        is_present=status is Status.VOLGT_ONDERWIJS,
        jaargroep=leerling.jaargroep,
        geboortedatum=leerling.geboortedatum,
        geslacht=leerling.geslacht,
    )


def _leerkracht(leerkracht: Leerkracht) -> Gebruiker:
    codes = {rol.code for rol in leerkracht.rollen if rol.code}
    if codes and codes <= ONDERSTEUNING:
        return _persoon(leerkracht, Rol.ONDERSTEUNING)
    return _persoon(leerkracht, Rol.LEERKRACHT)


def _persoon(persoon: Leerling | Leerkracht, rol: Rol) -> Gebruiker:
    """What pupils and teachers have alike."""
    achternaam = persoon.achternaam
    if achternaam is not None and persoon.voorvoegsel is not None:
        achternaam = f"{persoon.voorvoegsel} {achternaam}"  # there is no column for it
    return Gebruiker(
        key=persoon.key,
        rol=rol,
        is_present=True,
        voornaam=persoon.roepnaam or persoon.voornamen,
        achternaam=achternaam,
        gebruikersnaam=_said(persoon.gebruikersnaam),
        emailadres=_said(persoon.emailadres),
        eckid=persoon.eckid,
    )


def _said(text: str | None) -> str | None:
    """A text that says something: one of nothing but space would be an empty cell."""
    return text if text is not None and trim(text) else None


def _klassen(gegevens: Schoolgegevens, school: str) -> Iterator[Klas]:
    jaargroepen = _jaargroepen(gegevens.leerlingen)
    for groep in gegevens.groepen:
        of_pupils = groep.jaargroep == COMBINATIE
        yield Klas(
            key=groep.key,
            naam=_said(groep.naam) or groep.key,
            cursus=_cursus(school, groep.jaargroep),
            is_stamgroep=True,
            jaargroepen=jaargroepen.get(groep.key, ()) if of_pupils else (groep.jaargroep,),
        )
    for samengestelde_groep in gegevens.samengestelde_groepen:
        yield Klas(
            key=samengestelde_groep.key,
            naam=_said(samengestelde_groep.naam) or samengestelde_groep.key,
            cursus=_cursus(school, None),
            is_stamgroep=False,
            jaargroepen=jaargroepen.get(samengestelde_groep.key, ()),
        )


def _jaargroepen(leerlingen: Iterable[Leerling]) -> dict[str, tuple[str, ...]]:
    """The jaargroepen of the pupils of each group, of either kind, in the order of their list."""
    of_groep: dict[str, set[str]] = {}
    for leerling in leerlingen:
        for key in (leerling.groep, *leerling.samengestelde_groepen):
            if key is not None and leerling.jaargroep is not None:
                of_groep.setdefault(key, set()).add(leerling.jaargroep)
    return {key: tuple(code for code in JAARGROEPEN if code in found) for key, found in of_groep.items()}


def _cursus(school: str, jaargroep: str | None) -> str:
    """The key of a course: there is none in the feed, so the school and the jaargroep are in it."""
    return f"{school}-{SAMENGESTELD}" if jaargroep is None else f"{school}-jaargroep-{jaargroep}"


def _cursussen(klassen: Iterable[Klas], school: str) -> Iterator[Cursus]:
    used = {klas.cursus for klas in klassen}
    for jaargroep, omschrijving in JAARGROEPEN.items():
        key = _cursus(school, jaargroep)
        if key in used:
            naam = omschrijving[0].upper() + omschrijving[1:]
            yield Cursus(key=key, naam=naam, jaargroep=jaargroep)
    if _cursus(school, None) in used:
        yield Cursus(key=_cursus(school, None), naam="Samengestelde groepen")


def _plaatsingen(
    indelingen: Iterable[Groepsindeling],
    velden: Veldenlijst,
    gebruikers: Mapping[str, Gebruiker],
    klassen: set[str],
) -> Iterator[Plaatsing]:
    """The placements of people and in classes that are there."""
    has_end = "groepsindeling/totdatum" in velden.velden
    for indeling in indelingen:
        key = indeling.leerling or indeling.leerkracht
        klas = indeling.groep or indeling.samengestelde_groep
        gebruiker = gebruikers.get(str(key))
        if gebruiker is None or klas not in klassen:
            continue
        # A teacher who was left out may have the key of a pupil.
        if (gebruiker.rol is Rol.LEERLING) != (indeling.leerling is not None):
            continue
        yield Plaatsing(
            key=indeling.key,
            klas=str(klas),
            gebruiker=gebruiker,
            vanaf=indeling.vanafdatum,
            tot=indeling.totdatum if has_end else None,
        )
